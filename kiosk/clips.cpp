#include "kiosk/clips.h"

#include "sync/crypto.h"
#include "ui/language.h"
#include "ui/speech/opus_clip.h"

namespace harmony::kiosk {
namespace {

std::string path_of(std::string_view language, std::string_view text) {
    return std::string(language) + "/" + clip_name(text);
}

}  // namespace

std::string clip_name(std::string_view text) {
    constexpr std::size_t letters = 12;
    return sync::hash("harmony.clip.1", base::as_bytes(text)).hex().substr(0, letters) + ".opus";
}

ClipFolder::ClipFolder(base::Files& files, std::filesystem::path folder)
    : files_(files), folder_(std::move(folder)) {
    for (const ui::Language& language : ui::languages()) {
        const std::string code(language.code);
        const base::Result<std::vector<std::string>> found = files.list(folder_ / code);
        if (!found) {
            continue;
        }
        for (const std::string& name : *found) {
            names_.insert(code + "/" + name);
        }
    }
}

bool ClipFolder::has(std::string_view language, std::string_view text) const {
    // Hashing is for those who have clips at all.
    return !names_.empty() && names_.count(path_of(language, text)) > 0;
}

std::optional<base::Bytes> ClipFolder::read(std::string_view language,
                                            std::string_view text) const {
    base::Result<base::Bytes> clip =
        files_.read(folder_ / path_of(language, text), ui::largest_clip_file);
    return clip ? std::optional(std::move(clip).value()) : std::nullopt;
}

}  // namespace harmony::kiosk
