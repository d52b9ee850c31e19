#include "ui/keyboard_layout.h"

#include <fmt/format.h>
#include <glib.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

#include "base/text.h"
#include "ui/language.h"

namespace harmony::ui {
namespace {

using base::Error;
using base::ErrorKind;

// The id of a key is ASCII: a letter's own when it is one, else its code points.
std::string name_of_text(std::string_view text) {
    if (text.size() == 1) {
        const char letter = text.front();
        if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) {
            return std::string(text);
        }
        if (letter >= 'A' && letter <= 'Z') {
            return "capital_" + base::lower_ascii(text);
        }
    }
    std::string name = "u";
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view part = at == 0 ? "" : "_";
        const auto letter = static_cast<std::uint32_t>(base::next_code_point(text, at));
        name += fmt::format("{}{:04x}", part, letter);
    }
    return name;
}

char32_t first_of(std::string_view text) {
    std::size_t at = 0;
    return base::next_code_point(text, at);
}

bool is_combining(std::string_view text) {
    return g_unichar_ismark(static_cast<gunichar>(first_of(text))) != FALSE;
}

// A mark needs something to stand on. Fonts of Indian scripts bring their own circle.
bool needs_circle(std::string_view text) {
    const auto script = g_unichar_get_script(static_cast<gunichar>(first_of(text)));
    return is_combining(text) && script != G_UNICODE_SCRIPT_GURMUKHI;
}

}  // namespace

KeyFace text_face(std::string_view text) {
    KeyFace face;
    face.text = text;
    face.name = name_of_text(text);
    if (needs_circle(text)) {
        face.label = "\u25CC" + face.text;
    }
    return face;
}

namespace {

std::optional<KeyFace> special(std::string_view word) {
    constexpr std::string_view whole = "{=";  // {=.co.uk} types all of it
    if (word.starts_with(whole) && word.size() > whole.size() + 1) {
        return text_face(word.substr(whole.size(), word.size() - whole.size() - 1));
    }
    KeyFace face;
    if (word == "{shift}") {
        face = {KeyAct::shift, "", "", "shift", "", 1.5};
    } else if (word == "{back}") {
        face = {KeyAct::back, "", "", "back", "", 1.5};
    } else if (word == "{space}") {
        face = {KeyAct::space, " ", "", "space", "", 4};
    } else if (word == "{done}") {
        face = {KeyAct::done, "", "", "done", "", 2};
    } else if (word == "{lang}") {
        face = {KeyAct::language, "", "", "lang", "", 1.5};
    } else if (word == "{123}") {
        face = {KeyAct::other_layer, "", "123", "123", "123", 1.5};
    } else if (word == "{abc}") {
        face = {KeyAct::other_layer, "", "", "abc", "base", 1.5};
    } else if (word == "{alt}") {
        face = {KeyAct::other_layer, "", "", "alt", "alt", 1.5};
    } else if (word == "{zwnj}") {
        face = {KeyAct::text, "\u200C", "\u23B5\u2006", "zwnj", "", 1.5};
    } else {
        return std::nullopt;
    }
    return face;
}

std::optional<KeyFace> face_of(std::string_view word) {
    // `{space:5}` is a special key of another width.
    std::string name(word);
    double columns = 0;
    const auto colon = name.find(':');
    if (name.size() > 2 && name.front() == '{' && name.back() == '}') {
        if (colon != std::string::npos) {
            columns = std::atof(name.substr(colon + 1).c_str());
            name = name.substr(0, colon) + "}";
        }
        auto face = special(name);
        if (face.has_value() && columns > 0) {
            face->columns = columns;
        }
        return face;
    }
    // `A|Ą|Á`: the first is typed, the others are offered.
    const auto bar = name.find('|', 1);
    KeyFace face = text_face(name.substr(0, bar));
    for (std::size_t from = bar; from != std::string::npos;) {
        const auto next = name.find('|', from + 1);
        face.others.push_back(name.substr(from + 1, next - from - 1));
        from = next;
    }
    return face;
}

/// What a layout says about a layer beside its rows.
struct LayerPlace {
    std::string name;
    std::string language;
    std::string zwnj;  ///< label of its invisible key
    bool has_alt;      ///< there is a layer `<name>_alt`: {alt} leads there, its {abc} back
};

constexpr std::string_view alt_end = "_alt";

std::string language_in(const LayerPlace& place) {
    const std::string name = place.name.ends_with(alt_end)
                                 ? place.name.substr(0, place.name.size() - alt_end.size())
                                 : place.name;
    return find_language(name) != nullptr ? name : place.language;
}

void settle(KeyFace& face, const LayerPlace& place) {
    if (face.name == "abc" && place.name.ends_with(alt_end)) {
        face.layer = place.name.substr(0, place.name.size() - alt_end.size());
    } else if (face.name == "alt" && place.has_alt) {
        face.layer = place.name + std::string(alt_end);
    } else if (face.name == "zwnj" && !place.zwnj.empty()) {
        face.label = place.zwnj;
    }
}

base::Result<KeyLayer> read_layer(const LayerPlace& place,
                                  const toml::array& rows,
                                  const std::string& file) {
    KeyLayer layer;
    layer.name = place.name;
    layer.language = language_in(place);
    for (const toml::node& row : rows) {
        layer.rows.emplace_back();
        for (const std::string& word : base::words(row.value_or(std::string{}))) {
            auto face = face_of(word);
            if (!face.has_value()) {
                return Error{
                    ErrorKind::unreadable,
                    fmt::format("{}, layer {}: there is no key '{}'", file, place.name, word)};
            }
            settle(*face, place);
            layer.rows.back().push_back(std::move(*face));
        }
    }
    return layer;
}

// The first three letters of a layer.
std::string first_letters(const KeyLayer& layer) {
    std::string letters;
    int count = 0;
    for (const auto& row : layer.rows) {
        for (const KeyFace& face : row) {
            if (face.act == KeyAct::text && count < 3 && base::code_points(face.text) == 1 &&
                !is_combining(face.text) && static_cast<unsigned char>(face.text.front()) > '9') {
                letters += face.text;
                ++count;
            }
        }
    }
    return letters;
}

// A key that leads to the letters wears the first letters of the layer it leads to.
void label_way_back(KeyboardLayout& layout) {
    const std::string base_letters = first_letters(layout.layers.front());
    for (KeyLayer& layer : layout.layers) {
        for (auto& row : layer.rows) {
            for (KeyFace& face : row) {
                if (face.name == "abc") {
                    const KeyLayer* to = layout.layer(face.layer);
                    face.label = to != nullptr ? first_letters(*to) : base_letters;
                } else if (face.name == "alt") {
                    face.label = "\u2026";
                }
            }
        }
    }
}

base::Result<KeyboardLayout> layout_of(const toml::table& table, const std::string& file) {
    KeyboardLayout layout;
    layout.language = table["language"].value_or(std::string{});
    layout.columns = table["columns"].value_or(0);
    const toml::array* order = table["layers"].as_array();
    if (layout.language.empty() || layout.columns < 3 || order == nullptr || order->empty()) {
        return Error{ErrorKind::unreadable,
                     fmt::format("{} needs language, columns and layers", file)};
    }
    for (const toml::node& entry : *order) {
        const std::string name = entry.value_or(std::string{});
        const toml::array* rows = table[name].as_array();
        if (rows == nullptr) {
            return Error{ErrorKind::unreadable, fmt::format("{} has no layer '{}'", file, name)};
        }
        const bool has_alt = table.contains(name + std::string(alt_end));
        const std::string zwnj = table["zwnj"].value_or(std::string{});
        auto layer = read_layer({name, layout.language, zwnj, has_alt}, *rows, file);
        if (!layer) {
            return layer.error();
        }
        layout.layers.push_back(std::move(*layer));
    }
    label_way_back(layout);
    return layout;
}

}  // namespace

const KeyLayer* KeyboardLayout::layer(std::string_view name) const {
    const auto found = std::find_if(
        layers.begin(), layers.end(), [name](const KeyLayer& at) { return at.name == name; });
    return found == layers.end() ? nullptr : &*found;
}

std::size_t KeyboardLayout::rows() const {
    std::size_t most = 0;
    for (const KeyLayer& layer : layers) {
        most = std::max(most, layer.rows.size());
    }
    return most;
}

base::Result<KeyboardLayout> read_keyboard_layout(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream.is_open()) {
        return Error{ErrorKind::absent, fmt::format("there is no keyboard {}", file.string())};
    }
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    try {
        auto layout = layout_of(toml::parse(bytes), file.string());
        if (layout) {
            layout->id = file.stem().string();
        }
        return layout;
    } catch (const toml::parse_error& error) {
        return Error{
            ErrorKind::unreadable,
            fmt::format(
                "{} line {}: {}", file.string(), error.source().begin.line, error.description())};
    }
}

base::Result<KeyboardLayouts> read_keyboard_layouts(const std::filesystem::path& assets) {
    KeyboardLayouts layouts;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(assets / "keyboards", error)) {
        if (entry.path().extension() != ".toml") {
            continue;
        }
        auto layout = read_keyboard_layout(entry.path());
        if (!layout) {
            return layout.error();
        }
        std::string id = layout->id;
        layouts.emplace(std::move(id), std::move(*layout));
    }
    if (error || layouts.find("gb") == layouts.end()) {
        return Error{ErrorKind::absent,
                     fmt::format("the keyboards are not in {}", (assets / "keyboards").string())};
    }
    return layouts;
}

}  // namespace harmony::ui
