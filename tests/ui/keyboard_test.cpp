#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "base/text.h"
#include "support/temporary_folder.h"
#include "ui/edit.h"
#include "ui/keyboard_layout.h"
#include "ui/language.h"

using namespace harmony;
using namespace harmony::ui;

namespace {

KeyboardLayouts layouts() {
    return read_keyboard_layouts(HARMONY_SOURCE_DIR "/assets").value();
}

// Main exemplar letters of the languages (Unicode CLDR 48).
struct Exemplar {
    const char* layout;
    const char* letters;
};

constexpr Exemplar exemplars[] = {
    {"gb", "a b c d e f g h i j k l m n o p q r s t u v w x y z"},
    {"pl", "a ą b c ć d e ę f g h i j k l ł m n ń o ó p r s ś t u w y z ź ż"},
    {"ur",
     "ا أ آ ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن ں و ؤ ہ ۂ ھ ء ی ئ ے ة"},
    {"ar", "ء أ ؤ إ ئ ا آ ب ة ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ى ي"},
};

std::set<std::string> letters_of(const KeyLayer& layer) {
    std::set<std::string> letters;
    for (const auto& row : layer.rows) {
        for (const KeyFace& face : row) {
            letters.insert(face.text);
        }
    }
    return letters;
}

}  // namespace

TEST_CASE("every letter of a language is two touches away at the most", "[ui][keyboard][K6]") {
    const KeyboardLayouts all = layouts();
    for (const Exemplar& exemplar : exemplars) {
        const KeyboardLayout& layout = all.at(exemplar.layout);
        std::set<std::string> reachable = letters_of(layout.layers.front());
        for (const KeyLayer& layer : layout.layers) {  // one key leads from base to each of them
            reachable.merge(letters_of(layer));
        }
        for (const std::string& letter : base::words(exemplar.letters)) {
            INFO(exemplar.layout << " " << letter);
            CHECK(reachable.count(letter) == 1);
        }
    }
}

TEST_CASE("what a key types is NFC and no control", "[ui][keyboard][K6]") {
    for (const auto& [id, layout] : layouts()) {
        for (const KeyLayer& layer : layout.layers) {
            for (const auto& row : layer.rows) {
                for (const KeyFace& face : row) {
                    if (face.act != KeyAct::text) {
                        continue;
                    }
                    EditBuffer text;
                    INFO(id << " " << layer.name << " " << face.text);
                    CHECK(text.apply(KeyPress::typed(face.text)));
                    CHECK(text.text() == face.text);
                }
            }
        }
    }
}

TEST_CASE("no row is wider than its keyboard and no id comes twice", "[ui][keyboard]") {
    for (const auto& [id, layout] : layouts()) {
        for (const KeyLayer& layer : layout.layers) {
            std::set<std::string> names;
            for (const auto& row : layer.rows) {
                double columns = 0;
                for (const KeyFace& face : row) {
                    columns += face.columns;
                    INFO(id << " " << layer.name << " " << face.name);
                    CHECK(names.insert(face.name).second);
                }
                INFO(id << " " << layer.name << " " << row.front().name);
                CHECK(columns <= layout.columns);
            }
        }
    }
}

TEST_CASE("each interface language has its keyboard", "[ui][keyboard]") {
    const KeyboardLayouts all = layouts();
    for (const char* code : {"en", "pl", "ur", "ar"}) {
        INFO(code);
        CHECK(all.count(std::string(language_of(code).keyboard)) == 1);
    }
}

TEST_CASE("a keyboard with an unknown key is refused with its place", "[ui][keyboard]") {
    tests::TemporaryFolder folder;
    const auto file = folder.path() / "odd.toml";
    std::ofstream(file) << "language = \"en\"\ncolumns = 10\nlayers = [\"base\"]\n"
                        << "base = [\"a b {jump}\"]\n";
    const auto read = read_keyboard_layout(file);
    REQUIRE_FALSE(read);
    CHECK(read.error().message.find("{jump}") != std::string::npos);
    CHECK(read.error().message.find("odd.toml") != std::string::npos);
    std::ofstream(file) << "language = \n";
    CHECK(read_keyboard_layout(file).error().kind == base::ErrorKind::unreadable);
}
