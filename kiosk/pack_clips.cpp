#include "kiosk/pack_clips.h"

#include <algorithm>

#include "kiosk/clips.h"
#include "ui/language.h"
#include "ui/speech/opus_clip.h"

namespace harmony::kiosk {
namespace {

std::string name_in_pack(std::string_view language, std::string_view text) {
    return std::string(language) + "-" + clip_name(text);
}

}  // namespace

bool is_clip_file(std::string_view name) {
    const std::size_t dash = name.find('-');
    if (dash == std::string_view::npos) {
        return false;
    }
    const auto languages = ui::languages();
    const bool known =
        std::any_of(languages.begin(), languages.end(), [&](const ui::Language& language) {
            return language.code == name.substr(0, dash);
        });
    return known && ui::is_clip_name(name.substr(dash + 1));
}

void ClipShelves::use(std::shared_ptr<const PackClips> clips) {
    const std::scoped_lock lock(mutex_);
    clips_ = std::move(clips);
}

std::shared_ptr<const PackClips> ClipShelves::in_use() const {
    const std::scoped_lock lock(mutex_);
    return clips_;
}

bool ClipShelves::has(std::string_view language, std::string_view text) const {
    const std::shared_ptr<const PackClips> clips = in_use();
    // Hashing is for those who have clips at all.
    const bool brought = clips != nullptr && !clips->names.empty() &&
                         clips->names.contains(name_in_pack(language, text));
    return brought || shipped_.has(language, text);
}

std::optional<base::Bytes> ClipShelves::read(std::string_view language,
                                             std::string_view text) const {
    const std::shared_ptr<const PackClips> clips = in_use();
    const std::string name = name_in_pack(language, text);
    if (clips != nullptr && clips->names.contains(name)) {
        base::Result<base::Bytes> clip = clips->file("clips/" + name);
        if (clip) {
            return std::move(*clip);
        }
    }
    return shipped_.read(language, text);
}

}  // namespace harmony::kiosk
