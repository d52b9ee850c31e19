#include "admin/authoring/pictures.h"

#include <fmt/format.h>

#include <algorithm>

#include "ui/picture.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

Result<base::Bytes> read_picture(base::Files& files, const std::filesystem::path& file) {
    constexpr std::size_t cap = 64 * events::largest_picture_file;  // so that its size can be said
    Result<base::Bytes> bytes = files.read(file, cap);
    if (!bytes) {
        return bytes;
    }
    if (bytes->size() > events::largest_picture_file) {
        return Error{
            ErrorKind::refused,
            fmt::format("it has {} bytes; a kiosk takes at most {}. Save it smaller, or as "
                        "a JPEG",
                        bytes->size(),
                        events::largest_picture_file)};
    }
    const ui::PictureLimits limits{events::longest_picture_side, events::most_picture_pixels};
    const Result<ui::SharedPicture> drawable = ui::decode_picture(*bytes, limits);
    if (!drawable) {
        return drawable.error();
    }
    return bytes;
}

}  // namespace

Result<std::vector<PictureFile>> read_picture_folder(base::Files& files,
                                                     const std::filesystem::path& folder,
                                                     const events::Town& town) {
    std::vector<PictureFile> read;
    for (const events::NamedPicture& one : events::pictures_of(town)) {
        const std::string& name = one.picture->file;
        const bool known = std::any_of(
            read.begin(), read.end(), [&](const PictureFile& file) { return file.name == name; });
        if (known) {
            continue;
        }
        Result<base::Bytes> bytes = read_picture(files, folder / name);
        if (!bytes) {
            return bytes.error().while_doing(fmt::format("{}: {}", one.what, name));
        }
        read.push_back({name, std::move(*bytes)});
    }
    return read;
}

}  // namespace harmony::admin
