// How an object is put into a folder or on a stick (docs/formats/hk1.md, 16.3):
//  1. the base folder must be there: an absent one is a stick that is not in the slot, and making
//  it
//     would write into the mount point;
//  2. write, sync, rename, sync the folder (base/files.h);
//  3. drop the cache, read back, compare: sticks lie;
//  4. other bytes under the same name are what is left of a stick pulled too early, since the name
//     fixes the content: they are replaced, and read back again.
#include "sync/folder_courier.h"

#include <system_error>

#include "sync/folder_walk.h"

namespace harmony::sync {
namespace {

std::string capital(std::string_view noun) {
    std::string text(noun);
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
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

base::Result<Listing> FolderCourier::list(std::string_view folder, std::string_view after) {
    if (base::Result<void> there = check_base(); !there) {
        return there.error();
    }
    const auto entries = [&](const std::string& path) { return files_.list(root_ / path); };
    base::Result<Listing> listing = walk_folders(entries, std::string(folder), after);
    if (!listing) {
        return explain(listing.error());
    }
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
        const std::string kept =
            medium_ == Medium::stick
                ? "The stick did not keep what was written. Use another stick. "
                  "Nothing was removed from this machine."
                : "The folder did not keep what was written. Nothing was "
                  "removed from this machine.";
        return base::Error{base::ErrorKind::unreadable, kept + " It was " + name.text()};
    }
    return put;
}

}  // namespace harmony::sync
