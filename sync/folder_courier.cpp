// How an object is put into a folder or on a stick (docs/formats/hk1.md, 16.3):
//  1. the base folder must be there: an absent one is a stick that is not in the slot, and making
//  it
//     would write into the mount point;
//  2. write, sync, rename, sync the folder (base/files.h);
//  3. drop the cache, read back, compare: sticks lie;
//  4. other bytes under the same name are what is left of a stick pulled too early, since the name
//     fixes the content: they are replaced, and read back again.
#include "sync/folder_courier.h"

#include <algorithm>
#include <system_error>

namespace harmony::sync {
namespace {

constexpr std::size_t max_depth = 5;
constexpr std::string_view default_stick = "/media/harmony-stick";

std::string capital(std::string_view noun) {
    std::string text(noun);
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

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

}  // namespace

FolderCourier::FolderCourier(base::Files& files,
                             std::filesystem::path base,
                             const base::OrgId& org,
                             Medium medium)
    : files_(files),
      base_(std::move(base)),
      root_(base_ / organisation_folder(org)),
      medium_(medium) {}

base::Result<void> FolderCourier::check_base() const {
    std::error_code ignored;
    if (std::filesystem::is_directory(base_, ignored)) {
        return {};
    }
    return base::Error{base::ErrorKind::unreachable,
                       medium_ == Medium::stick
                           ? "No stick in the slot."
                           : "The folder " + base_.string() + " is not there."};
}

/// What happened, in the words of whoever stands at the machine.
base::Error FolderCourier::explain(const base::Error& error) const {
    if (error.kind == base::ErrorKind::full) {
        return {error.kind, capital(noun()) + " is full. Nothing was removed from this machine."};
    }
    if (base::Result<void> there = check_base(); !there) {
        return there.error();
    }
    return error;
}

base::Result<void> FolderCourier::walk(const std::string& folder,
                                       std::string_view after,
                                       Listing& into) {
    base::Result<std::vector<std::string>> entries = files_.list(root_ / folder);
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
        const bool deeper = !name && may_be_folder(entry) && depth_of(path) < max_depth;
        if (!name && (!deeper || !walk(path, after, into))) {
            ++into.ignored;
        }
    }
    return {};
}

base::Result<Listing> FolderCourier::list(std::string_view folder, std::string_view after) {
    if (base::Result<void> there = check_base(); !there) {
        return there.error();
    }
    Listing listing;
    if (base::Result<void> walked = walk(std::string(folder), after, listing); !walked) {
        return explain(walked.error());
    }
    std::sort(listing.names.begin(), listing.names.end());
    return listing;
}

base::Result<base::Bytes> FolderCourier::fetch(const ObjectName& name, std::size_t cap) {
    if (base::Result<void> there = check_base(); !there) {
        return there.error();
    }
    base::Result<base::Bytes> bytes = files_.read(root_ / name.text(), cap);
    if (!bytes) {
        return explain(bytes.error());
    }
    return bytes;
}

base::Result<base::Delivery> FolderCourier::deliver(const ObjectName& name, base::ByteView bytes) {
    if (base::Result<void> there = check_base(); !there) {
        return there.error();
    }
    const std::filesystem::path file = root_ / name.text();
    const auto holds_them = [&] {
        const base::Result<base::Bytes> back = files_.read_back(file, name.cap());
        return back.ok() && base::equal(*back, bytes);
    };
    base::Result<base::Delivery> put =
        files_.write(file, bytes, base::IfPresent::skip, base::public_mode);
    if (put && *put == base::Delivery::was_there && !holds_them()) {
        put = files_.write(file, bytes, base::IfPresent::replace, base::public_mode);
    }
    if (!put) {
        return explain(put.error());
    }
    if (!holds_them()) {
        return base::Error{base::ErrorKind::unreadable,
                           medium_ == Medium::stick
                               ? "The stick did not keep what was written. Use another stick. "
                                 "Nothing was removed from this machine."
                               : "The folder did not keep what was written. Nothing was removed "
                                 "from this machine."};
    }
    return put;
}

base::Result<CourierAddress> parse_courier_address(std::string_view text) {
    if (text == "usb:") {
        return CourierAddress{Medium::stick, std::filesystem::path(default_stick)};
    }
    for (const auto& [scheme, medium] : {std::pair<std::string_view, Medium>{"usb:", Medium::stick},
                                         {"folder:", Medium::folder}}) {
        if (text.starts_with(scheme) && text.size() > scheme.size()) {
            return CourierAddress{medium, std::filesystem::path(text.substr(scheme.size()))};
        }
    }
    std::string sentence("no courier address, write folder:/path or usb:/mount/point: ");
    sentence.append(text);
    return base::Error{base::ErrorKind::refused, std::move(sentence)};
}

}  // namespace harmony::sync
