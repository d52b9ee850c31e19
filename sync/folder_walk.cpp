#include "sync/folder_walk.h"

#include <algorithm>
#include <array>

namespace harmony::sync {
namespace {

using base::Result;

constexpr std::size_t max_depth = 5;

/// Whether a name in a listing can be a folder of ours; everything else is not looked into.
bool may_be_folder(std::string_view name) {
    constexpr std::array<std::string_view, 7> known{
        "up", "down", "all", "f", "survey", "contact", "health"};
    return std::find(known.begin(), known.end(), name) != known.end() ||
           base::KioskId::from_hex(name).has_value();
}

std::size_t depth_of(std::string_view path) {
    return static_cast<std::size_t>(std::count(path.begin(), path.end(), '/')) + 1;
}

Result<void> walk(const ListFolder& list,
                  const std::string& folder,
                  std::string_view after,
                  Listing& into) {
    const Result<std::vector<std::string>> entries = list(folder);
    if (!entries) {
        return entries.error();
    }
    for (const std::string& entry : *entries) {
        if (into.names.size() + into.ignored >= max_listing) {
            return base::Error{base::ErrorKind::refused,
                               "there are more than 100,000 files: this cannot be right"};
        }
        std::string path = folder;
        if (!path.empty()) {
            path.append("/");
        }
        path.append(entry);
        std::optional<ObjectName> name = ObjectName::parse(path);
        if (name && name->text() > after) {
            into.names.push_back(std::move(*name));
        }
        if (name) {
            continue;
        }
        const bool deeper = may_be_folder(entry) && depth_of(path) < max_depth;
        const Result<void> walked = deeper ? walk(list, path, after, into) : Result<void>{};
        if (!walked && walked.error().kind == base::ErrorKind::unreachable) {
            return walked;
        }
        into.ignored += deeper && walked ? 0 : 1;
    }
    return {};
}

}  // namespace

Result<Listing> walk_folders(const ListFolder& list,
                             const std::string& folder,
                             std::string_view after) {
    Listing listing;
    if (Result<void> walked = walk(list, folder, after, listing); !walked) {
        return walked.error();
    }
    std::sort(listing.names.begin(), listing.names.end());
    return listing;
}

}  // namespace harmony::sync
