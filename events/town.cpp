#include "events/town.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "events/members.h"

namespace harmony::events {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::size_t most_help_lines = 12;
constexpr std::size_t longest_number = 20;

/// `#RRGGBB`; nothing when it is missing.
std::optional<std::uint32_t> colour_of(Members& members, const std::string& key) {
    const std::string written = members.text(key, Needed::no);
    if (written.empty()) {
        return std::nullopt;
    }
    const std::string_view digits = std::string_view(written).substr(1);
    const bool right = written.size() == 7 && written[0] == '#' &&
                       digits.find_first_not_of("0123456789abcdefABCDEF") == digits.npos;
    if (!right) {
        members.blame(key, "must be a colour such as \"#0B3C5D\"");
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(std::stoul(std::string(digits), nullptr, 16));
}

/// `{"file": "canal.png", "words": {"en": "..."}}`; nothing when it is missing.
Result<std::optional<TownPicture>> read_picture(Members& members,
                                                const std::string& key,
                                                Unknown unknown) {
    const json* object = members.find(key);
    if (object == nullptr) {
        return std::optional<TownPicture>();
    }
    Members part(*object, fmt::format("{}: {}", members.place(), key));
    TownPicture picture;
    picture.file = part.text("file", Needed::yes);
    picture.words = part.texts("words", Needed::yes, longest_picture_words);
    if (!picture.file.empty() && !is_picture_file(picture.file)) {
        part.blame("file",
                   "must be a PNG or JPEG with a name of a-z, 0-9, '.', '-' and '_', such as "
                   "\"canal.png\"");
    }
    if (const auto& fault = part.finish(unknown)) {
        return *fault;
    }
    return std::optional(std::move(picture));
}

json picture_json(const TownPicture& picture) {
    return {{"file", picture.file}, {"words", picture.words}};
}

Result<YouSaid> read_you_said(const json& object, const std::string& place, Unknown unknown) {
    Members part(object, place);
    YouSaid item;
    item.id = part.text("id", Needed::yes);
    item.theme = part.texts("theme", Needed::yes);
    item.said = part.texts("said", Needed::yes, longest_you_said);
    item.did = part.texts("did", Needed::yes, longest_you_said);
    item.next = part.texts("next", Needed::no, longest_you_said);
    item.day = part.day("day");
    item.area = part.text("area", Needed::no);
    Result<std::optional<TownPicture>> picture = read_picture(part, "picture", unknown);
    if (!picture) {
        return picture.error();
    }
    item.picture = std::move(*picture);
    if (const auto& fault = part.finish(unknown)) {
        return *fault;
    }
    return item;
}

Result<HelpLine> read_help_line(const json& object, const std::string& place, Unknown unknown) {
    Members part(object, place);
    HelpLine line;
    line.id = part.text("id", Needed::yes);
    line.name = part.texts("name", Needed::yes);
    line.number = part.text("number", Needed::yes, longest_number);
    line.hours = part.texts("hours", Needed::no);
    line.languages = part.texts("languages", Needed::no);
    if (line.number.find_first_not_of("0123456789 ") != std::string::npos) {
        part.blame("number", "must be digits and spaces, as a person would dial them");
    }
    if (const auto& fault = part.finish(unknown)) {
        return *fault;
    }
    return line;
}

Result<Brand> read_brand(const json& object, const std::string& place, Unknown unknown) {
    Members part(object, place);
    Brand brand;
    brand.campaign = part.texts("campaign", Needed::no);
    brand.primary = colour_of(part, "primary");
    brand.surface = colour_of(part, "surface");
    Result<std::optional<TownPicture>> logo = read_picture(part, "logo", unknown);
    Result<std::optional<TownPicture>> picture = read_picture(part, "picture", unknown);
    if (!logo || !picture) {
        return logo ? picture.error() : logo.error();
    }
    brand.logo = std::move(*logo);
    brand.picture = std::move(*picture);
    if (const auto& fault = part.finish(unknown)) {
        return *fault;
    }
    if (const std::string why = unreadable_colours(brand); !why.empty()) {
        return Error{ErrorKind::refused, fmt::format("{}: {}", place, why)};
    }
    return brand;
}

template <typename Item, typename Read>
Result<std::vector<Item>> read_list(
    const json& whole, const char* key, std::string_view place, std::size_t most, Read&& read) {
    std::vector<Item> items;
    if (!whole.contains(key)) {
        return items;
    }
    const json& list = whole[key];
    if (!list.is_array() || list.size() > most) {
        return Error{ErrorKind::unreadable,
                     fmt::format("{}: \"{}\" must be a list of at most {}", place, key, most)};
    }
    for (std::size_t at = 0; at < list.size(); ++at) {
        Result<Item> item = read(list[at], fmt::format("{}: {}[{}]", place, key, at));
        if (!item) {
            return item.error();
        }
        for (const Item& other : items) {
            if (other.id == item->id) {
                return Error{
                    ErrorKind::unreadable,
                    fmt::format("{}: {}[{}]: the id {} is used twice", place, key, at, other.id)};
            }
        }
        items.push_back(std::move(*item));
    }
    return items;
}

// The contrast of WCAG 2.2, written again here: the office's program has no toolkit. A test holds
// it against the toolkit's own.
double luminance(std::uint32_t colour) {
    const auto linear = [&](int shift) {
        const double share = (colour >> shift & 0xFFU) / 255.0;
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0);
}

double contrast(std::uint32_t one, std::uint32_t other) {
    const double a = luminance(one) + 0.05;
    const double b = luminance(other) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

constexpr double least_contrast = 10.0;
constexpr double least_edge = 3.0;
constexpr std::uint32_t white = 0xFFFFFF;
constexpr std::uint32_t ground = 0xF7F5EF;
constexpr std::uint32_t usual_primary = 0x0B3C5D;

std::string hex(std::uint32_t colour) {
    return fmt::format("#{:06X}", colour);
}

}  // namespace

std::string unreadable_colours(const Brand& brand) {
    struct Pair {
        const char* what;
        std::uint32_t words;
        std::uint32_t under;
        double least = least_contrast;
    };
    const std::uint32_t primary = brand.primary.value_or(usual_primary);
    const std::uint32_t surface = brand.surface.value_or(white);
    const std::array pairs = {Pair{"white words on \"primary\"", white, primary},
                              Pair{"\"primary\" words on \"surface\"", primary, surface},
                              Pair{"\"primary\" edges on the ground", primary, ground, least_edge},
                              Pair{"words on \"surface\"", 0x16202A, surface},
                              Pair{"smaller words on \"surface\"", 0x2F3A44, surface},
                              Pair{"warnings on \"surface\"", 0x760A12, surface}};
    for (const Pair& pair : pairs) {
        const double ratio = contrast(pair.words, pair.under);
        if (ratio < pair.least) {
            return fmt::format(
                "{} ({} on {}) have a contrast of {:.1f}:1; at least {:.0f}:1 is "
                "needed. Choose a darker primary or a lighter surface",
                pair.what,
                hex(pair.words),
                hex(pair.under),
                std::floor(ratio * 10) / 10,
                pair.least);
        }
    }
    return {};
}

bool is_web_address(std::string_view text) {
    constexpr std::string_view scheme = "https://";
    constexpr std::size_t longest_address = 80;
    if (!text.starts_with(scheme) || text.size() > longest_address) {
        return false;
    }
    const std::string_view name =
        text.substr(scheme.size(), text.find('/', scheme.size()) - scheme.size());
    const bool printable = std::all_of(
        text.begin(), text.end(), [](char letter) { return letter > ' ' && letter < '\x7F'; });
    return printable && name.find('.') != name.npos && name.front() != '.' && name.back() != '.';
}

Result<Town> read_town(std::string_view text, std::string_view place, Unknown unknown) {
    const json whole = json::parse(text, nullptr, false);
    if (!whole.is_object()) {
        return Error{ErrorKind::unreadable, fmt::format("{} is not a JSON object", place)};
    }
    Town town;
    if (whole.contains("brand")) {
        Result<Brand> brand = read_brand(whole["brand"], fmt::format("{}: brand", place), unknown);
        if (!brand) {
            return brand.error();
        }
        town.brand = std::move(*brand);
    }
    auto news = read_list<YouSaid>(
        whole, "you_said", place, most_you_said, [&](const json& item, const std::string& where) {
            return read_you_said(item, where, unknown);
        });
    if (!news) {
        return news.error();
    }
    town.you_said = std::move(*news);
    std::stable_sort(town.you_said.begin(),
                     town.you_said.end(),
                     [](const YouSaid& a, const YouSaid& b) { return a.day > b.day; });
    auto help = read_list<HelpLine>(
        whole, "help", place, most_help_lines, [&](const json& item, const std::string& where) {
            return read_help_line(item, where, unknown);
        });
    if (!help) {
        return help.error();
    }
    town.help = std::move(*help);
    return town;
}

std::string write_town(const Town& town) {
    json brand = json::object();
    if (!town.brand.campaign.empty()) {
        brand["campaign"] = town.brand.campaign;
    }
    if (town.brand.primary) {
        brand["primary"] = hex(*town.brand.primary);
    }
    if (town.brand.surface) {
        brand["surface"] = hex(*town.brand.surface);
    }
    if (town.brand.logo) {
        brand["logo"] = picture_json(*town.brand.logo);
    }
    if (town.brand.picture) {
        brand["picture"] = picture_json(*town.brand.picture);
    }
    json object{{"brand", brand}, {"you_said", json::array()}, {"help", json::array()}};
    for (const YouSaid& item : town.you_said) {
        json one{{"id", item.id},
                 {"theme", item.theme},
                 {"said", item.said},
                 {"did", item.did},
                 {"day", base::to_iso(item.day)},
                 {"area", item.area}};
        if (!item.next.empty()) {
            one["next"] = item.next;
        }
        if (item.picture) {
            one["picture"] = picture_json(*item.picture);
        }
        object["you_said"].push_back(one);
    }
    for (const HelpLine& line : town.help) {
        json one{{"id", line.id}, {"name", line.name}, {"number", line.number}};
        if (!line.hours.empty()) {
            one["hours"] = line.hours;
        }
        if (!line.languages.empty()) {
            one["languages"] = line.languages;
        }
        object["help"].push_back(one);
    }
    return object.dump();
}

}  // namespace harmony::events
