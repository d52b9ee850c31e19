#include "kiosk/machine_wipe.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace harmony::kiosk {
namespace {

using base::Result;
using std::filesystem::path;

constexpr std::string_view mark_name = "wiping";
constexpr std::string_view settings_name = "kiosk.toml";
constexpr std::string_view keep_spool = "keep spool";
constexpr std::size_t mark_cap = 64;

path mark_of(const StateFolder& folder) {
    return folder.root / mark_name;
}

/// Keys first: what is left after a cut opens nothing. Then all files in the order of their names.
std::vector<path> files_to_remove(const StateFolder& folder, bool with_spool) {
    std::vector<path> found;
    std::error_code failed;
    for (auto at = std::filesystem::recursive_directory_iterator(folder.root, failed);
         !failed && at != std::filesystem::recursive_directory_iterator();
         at.increment(failed)) {
        const path below = at->path().lexically_relative(folder.root);
        const bool in_spool = below.begin()->string() == "spool";
        const bool stays = below == path(mark_name) || below == path(settings_name);
        if (!at->is_directory(failed) && !stays && (with_spool || !in_spool)) {
            found.push_back(at->path());
        }
    }
    std::sort(found.begin(), found.end());
    std::stable_partition(
        found.begin(), found.end(), [&](const path& file) { return file == folder.keys(); });
    return found;
}

}  // namespace

Result<void> mark_for_wipe(base::Files& files, const StateFolder& folder, WipeSpool spool) {
    const std::string_view what = spool == WipeSpool::keep ? keep_spool : "all";
    const auto written = files.write(
        mark_of(folder), base::as_bytes(what), base::IfPresent::replace, base::private_mode);
    return written ? Result<void>{}
                   : Result<void>(written.error().while_doing("beginning the wipe"));
}

bool is_marked_for_wipe(base::Files& files, const StateFolder& folder) {
    return files.read(mark_of(folder), mark_cap).ok();
}

Result<void> finish_wipe(base::Files& files, const StateFolder& folder) {
    const Result<base::Bytes> mark = files.read(mark_of(folder), mark_cap);
    if (!mark) {
        return {};
    }
    const bool with_spool = base::as_text(*mark) != keep_spool;
    for (const path& file : files_to_remove(folder, with_spool)) {
        if (Result<void> removed = files.remove(file); !removed) {
            return removed.error().while_doing("wiping this machine");
        }
    }
    // Writing the mark once more brings what was removed before it to the disk.
    const auto again = files.write(
        mark_of(folder), base::copy_bytes(*mark), base::IfPresent::replace, base::private_mode);
    return again ? files.remove(mark_of(folder)) : Result<void>(again.error());
}

}  // namespace harmony::kiosk
