#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "base/text.h"
#include "support/temporary_folder.h"
#include "ui/edit.h"
#include "ui/keyboard_layout.h"
#include "ui/language.h"
#include "ui/layout.h"

using namespace harmony;
using namespace harmony::ui;

namespace {

KeyboardLayouts layouts() {
    return read_keyboard_layouts(HARMONY_SOURCE_DIR "/assets").value();
}

}  // namespace

TEST_CASE("what a key types is NFC and no control", "[ui][keyboard][K6]") {
    for (const auto& [id, layout] : layouts()) {
        for (const KeyLayer& layer : layout.layers) {
            for (const auto& row : layer.rows) {
                for (const KeyFace& face : row) {
                    if (face.act != KeyAct::text) {
                        continue;
                    }
                    std::vector<std::string> typed = face.others;
                    typed.push_back(face.text);
                    for (const std::string& letters : typed) {
                        EditBuffer text;
                        INFO(id << " " << layer.name << " " << letters);
                        CHECK(text.apply(KeyPress::typed(letters)));
                        CHECK(text.text() == letters);
                    }
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
    for (const Language& language : languages()) {
        INFO(language.code);
        REQUIRE(all.count(std::string(language.keyboard)) == 1);
        CHECK(all.at(std::string(language.keyboard)).language == language.code);
    }
}

// kiosk.md 8: columns and rows of each keyboard.
TEST_CASE("each keyboard has its columns and rows", "[ui][keyboard]") {
    struct Measure {
        const char* id;
        int columns;
        std::size_t rows;
    };
    constexpr Measure measures[] = {{"gb", 10, 4},
                                    {"pl", 10, 5},
                                    {"ro-std", 12, 4},
                                    {"ur", 12, 4},
                                    {"ar", 12, 4},
                                    {"fa", 12, 4},
                                    {"ckb", 12, 4},
                                    {"pa-guru", 12, 5},
                                    {"num", 3, 4},
                                    {"email", 10, 5}};
    const KeyboardLayouts all = layouts();
    for (const Measure& measure : measures) {
        INFO(measure.id);
        CHECK(all.at(measure.id).columns == measure.columns);
        CHECK(all.at(measure.id).rows() == measure.rows);
    }
}

TEST_CASE("a keyboard fits the smallest panel with keys of full size", "[ui][keyboard][K2]") {
    for (const auto& [id, layout] : layouts()) {
        const double key =
            (panel_10_inch.width_mm() - 2 * sizes::margin + sizes::key_gap) / layout.columns -
            sizes::key_gap;
        INFO(id << " has keys of " << key << " mm");
        CHECK(key >= sizes::key);
    }
    // 12 columns of 12.7 mm and their gaps: kiosk.md 2.2.
    CHECK(12 * sizes::key + 11 * sizes::key_gap == Approx(180.3).margin(0.05));
}

TEST_CASE("digits stand as on a telephone, and addresses have their endings", "[ui][keyboard]") {
    const KeyboardLayouts all = layouts();
    std::string digits;
    for (const auto& row : all.at("num").layers.front().rows) {
        for (const KeyFace& face : row) {
            digits += face.text;
        }
    }
    CHECK(digits == "1234567890");
    std::set<std::string> typed;
    for (const auto& row : all.at("email").layers.front().rows) {
        for (const KeyFace& face : row) {
            typed.insert(face.text);
        }
    }
    for (const char* part : {"@", ".", "-", "_", ".co.uk", "@gmail.com"}) {
        INFO(part);
        CHECK(typed.count(part) == 1);
    }
}

TEST_CASE("the Persian keyboard has a key with a name for what cannot be seen", "[ui][keyboard]") {
    const KeyboardLayout layout = layouts().at("fa");
    int found = 0;
    for (const KeyLayer& layer : layout.layers) {
        for (const auto& row : layer.rows) {
            for (const KeyFace& face : row) {
                if (face.name == "zwnj") {
                    ++found;
                    CHECK(face.text == "\u200C");
                    CHECK(face.label == "نیم\u200Cفاصله");  // kiosk.md 8
                }
            }
        }
    }
    CHECK(found == 2);
}

TEST_CASE("a key may have other letters, words or a mark on it", "[ui][keyboard]") {
    tests::TemporaryFolder folder;
    const auto file = folder.path() / "some.toml";
    std::ofstream(file) << "language = \"pl\"\ncolumns = 10\nlayers = [\"base\"]\n"
                        << "base = [\"A|Ą|Á | {=.co.uk:2} \u064E\"]\n";
    const auto read = read_keyboard_layout(file);
    REQUIRE(read);
    const auto& row = read->layers.front().rows.front();
    REQUIRE(row.size() == 4);
    CHECK(row[0].text == "A");
    CHECK(row[0].others == std::vector<std::string>{"Ą", "Á"});
    CHECK(row[1].text == "|");
    CHECK(row[1].others.empty());
    CHECK(row[2].text == ".co.uk");
    CHECK(row[2].columns == 2);
    CHECK(row[3].label == "\u25CC\u064E");  // a mark stands on a circle
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
