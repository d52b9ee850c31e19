#include "admin/authoring/clips.h"

#include <fmt/format.h>

#include "ui/speech/opus_clip.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

Result<base::Bytes> take_clip(base::Files& files, const std::filesystem::path& file) {
    if (!ui::is_clip_name(file.filename().string())) {
        return Error{
            ErrorKind::refused,
            "its name must be 12 digits of 0-9 and a-f, and .opus: they name the text that "
            "it says (docs/formats/clips.md)"};
    }
    Result<base::Bytes> bytes = files.read(file, 64 * ui::largest_clip_file);
    if (!bytes) {
        return bytes;
    }
    if (bytes->size() > ui::largest_clip_file) {
        return Error{
            ErrorKind::refused,
            fmt::format(
                "it has {} bytes; a kiosk takes at most {}", bytes->size(), ui::largest_clip_file)};
    }
    const auto playable = ui::read_clip(*bytes);
    return playable ? std::move(bytes) : Result<base::Bytes>(playable.error());
}

}  // namespace

Result<std::vector<ClipFile>> read_clip_folder(base::Files& files,
                                               const std::filesystem::path& folder,
                                               const std::vector<std::string>& languages) {
    std::vector<ClipFile> clips;
    for (const std::string& language : languages) {
        const Result<std::vector<std::string>> names = files.list(folder / language);
        if (!names) {
            return names.error();
        }
        for (const std::string& name : *names) {
            Result<base::Bytes> bytes = take_clip(files, folder / language / name);
            if (!bytes) {
                return bytes.error().while_doing(
                    fmt::format("the clip {}", (folder / language / name).string()));
            }
            clips.push_back({language + "-" + name, std::move(*bytes)});
        }
    }
    return clips;
}

}  // namespace harmony::admin
