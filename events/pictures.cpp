#include "events/pictures.h"

#include <fmt/format.h>

#include <algorithm>

#include "events/town.h"

namespace harmony::events {
namespace {

using base::Error;
using base::ErrorKind;

constexpr std::size_t longest_name = 48;

bool is_small_or_digit(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

bool is_said(const LocalText& words, const std::string& language) {
    const auto at = words.find(language);
    return at != words.end() && at->second.find_first_not_of(" \n\t") != std::string::npos;
}

}  // namespace

bool is_picture_file(std::string_view name) {
    const bool ends_well =
        name.ends_with(".png") || name.ends_with(".jpg") || name.ends_with(".jpeg");
    const auto fits = [](char letter) {
        return is_small_or_digit(letter) || letter == '.' || letter == '-' || letter == '_';
    };
    return ends_well && name.size() <= longest_name && is_small_or_digit(name.front()) &&
           name.find("..") == name.npos && std::all_of(name.begin(), name.end(), fits);
}

std::vector<NamedPicture> pictures_of(const Town& town) {
    std::vector<NamedPicture> all;
    const auto add = [&](std::string what, const std::optional<TownPicture>& picture) {
        if (picture) {
            all.push_back({std::move(what), &*picture});
        }
    };
    add("brand: logo", town.brand.logo);
    add("brand: picture", town.brand.picture);
    for (const YouSaid& item : town.you_said) {
        add(fmt::format("you_said {}: picture", item.id), item.picture);
    }
    return all;
}

base::Result<void> check_pictures(const Town& town,
                                  const std::vector<std::string>& languages,
                                  std::string_view place) {
    for (const NamedPicture& one : pictures_of(town)) {
        for (const std::string& language : languages) {
            if (!is_said(one.picture->words, language)) {
                return Error{ErrorKind::refused,
                             fmt::format("{}: {}: {} has no words in '{}'. Say in \"words\" what "
                                         "it shows, in every language of the kiosk",
                                         place,
                                         one.what,
                                         one.picture->file,
                                         language)};
            }
        }
    }
    const auto shown = std::count_if(town.you_said.begin(),
                                     town.you_said.end(),
                                     [](const YouSaid& item) { return item.picture.has_value(); });
    if (static_cast<std::size_t>(shown) > most_news_pictures) {
        return Error{ErrorKind::refused,
                     fmt::format("{}: {} items of you_said have a picture; at most {} may. Take "
                                 "those of the oldest out",
                                 place,
                                 shown,
                                 most_news_pictures)};
    }
    return {};
}

}  // namespace harmony::events
