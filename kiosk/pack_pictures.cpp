#include "kiosk/pack_pictures.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/pack_content.h"

namespace harmony::kiosk {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr ui::PictureLimits limits{events::longest_picture_side, events::most_picture_pixels};

// The longest side that a page ever shows of each, in pixels: more would only stay in memory.
constexpr int campaign_side = 1200;
constexpr int news_side = 640;
constexpr int logo_side = 240;

ui::SharedPicture shrunk(ui::SharedPicture picture, int side) {
    const int longest = std::max(picture->width_px(), picture->height_px());
    if (longest <= side) {
        return picture;
    }
    return ui::scaled(*picture,
                      std::max(1, picture->width_px() * side / longest),
                      std::max(1, picture->height_px() * side / longest));
}

Result<ui::SharedPicture> read_picture(const std::string& name, const PackFile& file) {
    const Result<base::Bytes> bytes = file("pictures/" + name);
    if (!bytes) {
        return bytes.error();
    }
    if (bytes->size() > events::largest_picture_file) {
        return Error{
            ErrorKind::refused,
            fmt::format(
                "has {} bytes; at most {} are taken", bytes->size(), events::largest_picture_file)};
    }
    return ui::decode_picture(*bytes, limits);
}

}  // namespace

Result<PackPictures> read_pack_pictures(const events::Town& town,
                                        const std::vector<std::string>& languages,
                                        const PackFile& file) {
    if (Result<void> said = events::check_pictures(town, languages, "kiosk.json"); !said) {
        return said.error();
    }
    PackPictures pictures;
    const auto add = [&](const std::optional<events::TownPicture>& named, int side) {
        if (!named || pictures.contains(named->file)) {
            return Result<void>();
        }
        Result<ui::SharedPicture> picture = read_picture(named->file, file);
        if (!picture) {
            return Result<void>(
                picture.error().while_doing(fmt::format("the picture {}", named->file)));
        }
        pictures.emplace(named->file, shrunk(std::move(*picture), side));
        return Result<void>();
    };
    Result<void> added = add(town.brand.picture, campaign_side);
    for (std::size_t i = 0; added && i < town.you_said.size(); ++i) {
        added = add(town.you_said[i].picture, news_side);
    }
    if (added) {
        added = add(town.brand.logo, logo_side);
    }
    return added ? Result<PackPictures>(std::move(pictures)) : added.error();
}

ShownPicture shown_in(const PackPictures& pictures,
                      const std::optional<events::TownPicture>& picture,
                      std::string_view language) {
    const auto at = picture ? pictures.find(picture->file) : pictures.end();
    return at == pictures.end() ? ShownPicture{}
                                : ShownPicture{at->second, in_language(picture->words, language)};
}

}  // namespace harmony::kiosk
