#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace harmony::ui {

/// What one key of an on-screen keyboard does.
enum class KeyAct { text, shift, other_layer, back, space, done, language };

struct KeyFace {
    KeyAct act = KeyAct::text;
    std::string text;    ///< what it types
    std::string label;   ///< what stands on it; `text` when empty
    std::string name;    ///< its name in ids and, for a voice, in words: "a", "capital_a", "space"
    std::string layer;   ///< for `other_layer`: where it leads
    double columns = 1;  ///< its width in columns
    std::vector<std::string> others = {};  ///< `A|Ą|Á`: offered when touched again at once
};

struct KeyLayer {
    std::string name;      ///< "base", "shift", "123", "alt"; in `scan` "ur" or "pa_alt"
    std::string language;  ///< of its letters
    std::vector<std::vector<KeyFace>> rows;
};

/// A keyboard of assets/keyboards/<id>.toml.
struct KeyboardLayout {
    std::string id;        ///< "gb", "pa-guru", "num", "email", "scan"
    std::string language;  ///< "en"
    int columns = 10;
    std::vector<KeyLayer> layers;  ///< the first is "base"

    [[nodiscard]] const KeyLayer* layer(std::string_view name) const;
    [[nodiscard]] std::size_t rows() const;
};

/// The key that types this text.
[[nodiscard]] KeyFace text_face(std::string_view text);

/// Reads one layout. Unreadable with file and place when it breaks the format.
[[nodiscard]] base::Result<KeyboardLayout> read_keyboard_layout(const std::filesystem::path& file);

/// All keyboards of assets/keyboards.
using KeyboardLayouts = std::map<std::string, KeyboardLayout, std::less<>>;
[[nodiscard]] base::Result<KeyboardLayouts> read_keyboard_layouts(
    const std::filesystem::path& assets);

}  // namespace harmony::ui
