#include "ui/picture_shelf.h"

#include <algorithm>

namespace harmony::ui {

PictureShelf::Number PictureShelf::put(const SharedPicture& picture, int width_px, int height_px) {
    const auto same = [&](const Entry& entry) {
        return entry.fingerprint == picture->fingerprint() &&
               entry.picture->width_px() == width_px && entry.picture->height_px() == height_px;
    };
    const auto at = std::find_if(shelf_.begin(), shelf_.end(), same);
    if (at != shelf_.end()) {
        at->pass = pass_;
        shelf_.splice(shelf_.begin(), shelf_, at);
        return shelf_.front().number;
    }
    const bool copy = picture->width_px() != width_px || picture->height_px() != height_px;
    shelf_.push_front({picture->fingerprint(),
                       copy ? scaled(*picture, width_px, height_px) : picture,
                       copy,
                       next_,
                       pass_});
    next_ = next_ == 0xFFFFFFFFU ? first : next_ + 1;
    return shelf_.front().number;
}

const Picture& PictureShelf::at(Number number) const {
    const auto found = std::find_if(
        shelf_.begin(), shelf_.end(), [&](const Entry& entry) { return entry.number == number; });
    base::promise(found != shelf_.end(), "a picture on the page is on the shelf");
    return *found->picture;
}

void PictureShelf::forget_unused() {
    std::size_t spare = 0;
    for (auto at = shelf_.begin(); at != shelf_.end();) {
        const bool shown = at->pass == pass_;
        if (!shown) {
            spare += at->picture->pixels().size() * sizeof(std::uint32_t);
        }
        const bool goes = !shown && (!at->copy || spare > spare_bytes);
        at = goes ? shelf_.erase(at) : std::next(at);
    }
}

}  // namespace harmony::ui
