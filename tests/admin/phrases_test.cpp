#include <catch2/catch.hpp>

#include "admin/phrases/phrase_file.h"
#include "admin/phrases/phrase_rules.h"
#include "admin/town.h"

using namespace harmony;
using namespace harmony::admin;
using namespace harmony::tests;
using Catch::Matchers::Contains;

namespace {

const std::string english_catalogue = R"(# English
["nav.back"]
text = "Back"
note = "Button: one page back"

["q.position"]
text = "Question {n} of {total}"
note = "Foot of a page"

["help.danger"]
text = "Is someone in danger? Call 999."
note = "Help card"

["nav.more"]
text = "More, \"please\""
note = "-"

["staff.menu"]
text = "Staff menu"
note = "Read by staff"
)";

// Comments, an order of its own, a clip, two ways of quoting: all of it stays. The marks are those
// of `check_phrases.py --from "TEXT"` for the texts above; that of nav.more is of an older text.
const std::string polish_catalogue = R"(# Polish, by hand

["q.position"]
text = "Pytanie {n} z {total}"  # as on a form
from = "bcc069d4dec0"
status = "checked"
by = "Anna Nowak"
on = "2026-03-30"
clip = "8e1c4b"

# Help comes next
["help.danger"]
text = 'Czy ktoś jest w niebezpieczeństwie? Proszę dzwonić: 999.'
from = "ceee1d4fed18"
status = "draft"
by = ""
on = ""

["nav.back"]
text = "Wstecz"
from = "418494840127"
status = "draft"
by = ""
on = ""

["nav.more"]
text = "Więcej"
from = "000000000000"
status = "draft"
by = ""
on = ""
)";

const std::string header = "key,note,English,text,status\n";

/// The rows of an exported file that nobody changed.
std::map<std::string, std::string> plain_rows() {
    return {{"nav.back", "nav.back,,Back,Wstecz,draft\n"},
            {"q.position", "q.position,,Question {n} of {total},Pytanie {n} z {total},checked\n"},
            {"help.danger",
             "help.danger,,Is someone in danger? Call 999.,"
             "Czy ktoś jest w niebezpieczeństwie? Proszę dzwonić: 999.,draft\n"},
            {"nav.more", "nav.more,,\"More, \"\"please\"\"\",Więcej,stale\n"}};
}

class Desk {
public:
    Desk() {
        town.write("phrases/en.toml", english_catalogue);
        town.write("phrases/pl.toml", polish_catalogue);
    }

    int import(const std::map<std::string, std::string>& rows, std::vector<std::string> more = {}) {
        std::string text = header;
        for (const auto& [key, row] : rows) {
            text += row;
        }
        return import_text(text, std::move(more));
    }

    int import_text(const std::string& text, std::vector<std::string> more = {}) {
        town.write("pl.csv", text);
        std::vector<std::string> words{"phrases",
                                       "import",
                                       "--lang",
                                       "pl",
                                       "--phrases",
                                       town.text_path("phrases"),
                                       town.text_path("pl.csv")};
        words.insert(words.end(), more.begin(), more.end());
        return town.run(words);
    }

    std::string catalogue() { return snapshot(town.path("phrases")).at("pl.toml"); }

    PhraseEntry entry(const std::string& key) {
        return PhraseFile::read("pl.toml", base::as_bytes(catalogue()))->entry(key);
    }

    Town town;
};

/// What was said when one row was replaced; the catalogue must be as it was.
std::string said_about(const std::string& key, const std::string& row) {
    Desk desk;
    auto rows = plain_rows();
    rows[key] = row;
    CHECK(desk.import(rows) == 1);
    CHECK(desk.catalogue() == polish_catalogue);
    CHECK_THAT(desk.town.terminal.complaints, Contains("nothing was changed"));
    return desk.town.terminal.complaints;
}

}  // namespace

TEST_CASE("a translator's file has every phrase for residents and opens in a spreadsheet",
          "[admin][phrases][K6]") {
    Desk desk;
    CHECK(desk.town.run(
              {"phrases", "export", "--lang", "pl", "--phrases", desk.town.text_path("phrases")}) ==
          0);
    // In the order of the master, without what staff reads; stale where the English has changed.
    CHECK(desk.town.terminal.printed ==
          "\xEF\xBB\xBFkey,note,English,text,status\r\n"
          "nav.back,Button: one page back,Back,Wstecz,draft\r\n"
          "q.position,Foot of a page,Question {n} of {total},Pytanie {n} z {total},checked\r\n"
          "help.danger,Help card,Is someone in danger? Call 999.,"
          "Czy ktoś jest w niebezpieczeństwie? Proszę dzwonić: 999.,draft\r\n"
          "nav.more,'-,\"More, \"\"please\"\"\",Więcej,stale\r\n");
}

TEST_CASE("a file that nobody changed changes nothing", "[admin][phrases]") {
    Desk desk;
    CHECK(desk.import(plain_rows()) == 0);
    CHECK(desk.catalogue() == polish_catalogue);
    CHECK_THAT(desk.town.terminal.printed, Contains("says all of this already"));
}

TEST_CASE("a new text is a draft and everything else stays where it stood", "[admin][phrases]") {
    Desk desk;
    auto rows = plain_rows();
    rows["help.danger"] =
        "help.danger,,Is someone in danger? Call 999.,\"Czy ktoś jest \"\"w opałach\"\"? Dzwoń: "
        "999.\",draft\n";
    REQUIRE(desk.import(rows) == 0);
    std::string expected = polish_catalogue;
    const std::string old = "'Czy ktoś jest w niebezpieczeństwie? Proszę dzwonić: 999.'";
    expected.replace(
        expected.find(old), old.size(), R"("Czy ktoś jest \"w opałach\"? Dzwoń: 999.")");
    CHECK(desk.catalogue() == expected);
    CHECK_THAT(desk.town.terminal.printed, Contains("New texts: 1. Checked now: 0."));
}

TEST_CASE("only what a person marked checked becomes checked, with a name and a day",
          "[admin][phrases]") {
    Desk desk;
    auto rows = plain_rows();
    rows["nav.back"] = "nav.back,,Back,Wstecz,checked\n";
    SECTION("nobody stands for it") {
        CHECK(desk.import(rows) == 1);
        CHECK_THAT(desk.town.terminal.complaints,
                   Contains("column status (nav.back): is checked, and nobody stands for it"));
        CHECK(desk.catalogue() == polish_catalogue);
    }
    SECTION("somebody does") {
        REQUIRE(desk.import(rows, {"--by", "Jan Kowalski", "--on", "2026-11-27"}) == 0);
        const PhraseEntry now = desk.entry("nav.back");
        CHECK(now.status == "checked");
        CHECK(now.by == "Jan Kowalski");
        CHECK(now.on == "2026-11-27");
        // Nobody touched these rows.
        CHECK(desk.entry("q.position").by == "Anna Nowak");
        CHECK(desk.entry("help.danger").status == "draft");
        CHECK(desk.entry("nav.more").from == "000000000000");
    }
    SECTION("a name without a day, and a day that is none") {
        CHECK(desk.import(rows, {"--by", "Jan"}) == 2);
        CHECK(desk.import(rows, {"--by", "Jan", "--on", "2026-02-30"}) == 1);
        CHECK(desk.catalogue() == polish_catalogue);
    }
}

TEST_CASE("a checked text that was changed must be checked again", "[admin][phrases]") {
    Desk desk;
    auto rows = plain_rows();
    rows["q.position"] = "q.position,,Question {n} of {total},Pytanie {n}/{total},checked\n";
    CHECK(desk.import(rows) == 1);
    rows["q.position"] = "q.position,,Question {n} of {total},Pytanie {n}/{total},draft\n";
    REQUIRE(desk.import(rows) == 0);
    CHECK(desk.entry("q.position").status == "draft");
    CHECK(desk.entry("q.position").by.empty());
    CHECK_THAT(desk.catalogue(), Contains("clip = \"8e1c4b\"") && Contains("# as on a form"));
}

TEST_CASE("a stale text that a person looked at again is of today's English", "[admin][phrases]") {
    Desk desk;
    auto rows = plain_rows();
    rows["nav.more"] = "nav.more,,\"More, \"\"please\"\"\",Więcej,draft\n";
    REQUIRE(desk.import(rows) == 0);
    CHECK(desk.entry("nav.more").from == source_mark("More, \"please\""));
    CHECK(desk.entry("nav.more").status == "draft");
}

TEST_CASE("a phrase that a catalogue lacks is put after the one before it", "[admin][phrases]") {
    Desk desk;
    const std::size_t more = polish_catalogue.find("\n[\"nav.more\"]");
    desk.town.write("phrases/pl.toml", polish_catalogue.substr(0, more));
    auto rows = plain_rows();
    rows["nav.more"] = "nav.more,,\"More, \"\"please\"\"\",Więcej,draft\n";
    REQUIRE(desk.import(rows) == 0);
    CHECK(desk.entry("nav.more").text == "Więcej");
    // In the master it follows help.danger.
    const std::string now = desk.catalogue();
    CHECK(now.find("help.danger") < now.find("nav.more"));
    CHECK(now.find("nav.more") < now.find("nav.back"));
}

TEST_CASE("a new language begins with nothing and gets a whole catalogue", "[admin][phrases]") {
    Desk desk;
    std::filesystem::remove(desk.town.path("phrases/pl.toml"));
    auto rows = plain_rows();
    rows["q.position"] = "q.position,,Question {n} of {total},Pytanie {n} z {total},draft\n";
    rows["nav.more"] = "nav.more,,\"More, \"\"please\"\"\",Więcej,draft\n";
    REQUIRE(desk.import(rows) == 0);
    CHECK(desk.entry("nav.back").from == source_mark("Back"));
    CHECK(desk.entry("help.danger").status == "draft");
}

TEST_CASE("every rule of a phrase is held, and said with row, column and how to mend it",
          "[admin][phrases][K6]") {
    struct Planted {
        const char* key;
        const char* row;
        const char* said;
    };
    const Planted planted[] = {
        {"nav.back", "nav.back,,Back,,draft\n", "row 3, column text (nav.back): is empty"},
        {"nav.back",
         "nav.back,,Back,Wstecz.,draft\n",
         "ends with . where English ends with no stop"},
        {"nav.back", "nav.back,,Back,Back,draft\n", "is the same as in English"},
        {"nav.back", "nav.back,,Back, Wstecz,draft\n", "begins or ends with a space"},
        {"nav.back", "nav.back,,Back,Wst\u202eecz,draft\n", "invisible control character"},
        {"nav.back", "nav.back,,Back,cos\u0301,draft\n", "not in normal form C"},
        {"nav.back",
         "nav.back,,Back,W\u0441tecz,draft\n",
         "letter of another alphabet: с (U+0441)"},
        {"nav.back",
         "nav.back,,Back,Wstecz i jeszcze raz wstecz i tak dalej aż do pierwszej strony,draft\n",
         "more than 60 are a slip"},
        {"q.position",
         "q.position,,Question {n} of {total},Pytanie {n},draft\n",
         "lacks the placeholder {total}"},
        {"q.position",
         "q.position,,Question {n} of {total},Pytanie {n} z {total} {n},draft\n",
         "has the placeholder {n} twice"},
        {"q.position",
         "q.position,,Question {n} of {total},Pytanie {n} z {total} {max},draft\n",
         "has a placeholder {max} that English has not"},
        {"q.position",
         "q.position,,Question {n} of {total},Pytanie {n} z {total} {,draft\n",
         "a brace that belongs to no placeholder"},
        {"help.danger",
         "help.danger,,Is someone in danger? Call 999.,Czy źle? Proszę dzwonić: 998.,draft\n",
         "changes the number 999"},
        {"help.danger",
         "help.danger,,Is someone in danger? Call 999.,Proszę dzwonić: 999.,draft\n",
         "fewer than the 2 sentences"},
        {"nav.back", "nav.back,,Go back,Wstecz,draft\n", "is not the English of today"},
        {"nav.back", "nav.back,,Back,Wstecz,ready\n", "'ready' is none of draft, checked, stale"},
        {"nav.back", "", "there is no row for nav.back"},
        {"nav.back", "nav.bock,,Back,Wstecz,draft\n", "Did you mean nav.back?"},
        {"nav.more",
         "nav.more,,\"More, \"\"please\"\"\",Więcej,stale\nnav.back,,Back,Wstecz,draft\n",
         "stands in row 3 already"},
    };
    for (const Planted& one : planted) {
        CAPTURE(one.row);
        CHECK_THAT(said_about(one.key, one.row), Contains(one.said));
    }
}

TEST_CASE("several faults are said together", "[admin][phrases]") {
    Desk desk;
    auto rows = plain_rows();
    rows["nav.back"] = "nav.back,,Back,Wstecz.,draft\n";
    rows["q.position"] = "q.position,,Question {n} of {total},Pytanie,checked\n";
    CHECK(desk.import(rows) == 1);
    CHECK_THAT(desk.town.terminal.complaints,
               Contains("row 3, column text (nav.back)") &&
                   Contains("row 5, column text (q.position)") && Contains("3 things are wrong"));
}

TEST_CASE("a file as a Polish spreadsheet saves it is read, another is refused",
          "[admin][phrases]") {
    Desk desk;
    std::string text = "\xEF\xBB\xBFKey;Note;English;Text;Status;Uwagi\r\n";
    for (auto [key, row] : plain_rows()) {
        std::replace(row.begin(), row.end(), ',', ';');
        row = key == "nav.more" ? "nav.more;;\"More, \"\"please\"\"\";Dalej;draft;?\n" : row;
        text += row.substr(0, row.size() - 1) + "\r\n";
    }
    CHECK(desk.import_text(text + ";;;;;\r\n") == 0);
    CHECK(desk.entry("nav.more").text == "Dalej");
    const std::string before = desk.catalogue();
    CHECK(desk.import_text("key,English,status\nnav.back,Back,draft\n") == 1);
    CHECK_THAT(desk.town.terminal.complaints, Contains("there is no column 'text'"));
    CHECK(desk.import_text(header + "nav.back,,Back,Wst\xEA\x63z,draft\n") == 1);
    CHECK_THAT(desk.town.terminal.complaints, Contains("CSV UTF-8"));
    CHECK(desk.catalogue() == before);
}

TEST_CASE("languages that are none, and folders without English, are refused", "[admin][phrases]") {
    Desk desk;
    for (const std::string language : {"en", "../pl", "polish"}) {
        CHECK(desk.town.run({"phrases", "export", "--lang", language}) == 1);
    }
    CHECK(desk.town.run({"phrases", "export", "--lang", "pl", "--phrases", "nowhere"}) == 1);
    CHECK_THAT(desk.town.terminal.complaints, Contains("--phrases names the folder"));
}

TEST_CASE("a catalogue that cannot be changed safely is left alone", "[admin][phrases]") {
    const std::string text = "[\"a.b\"]\ntext = \"\"\"\nA long\ntext\"\"\"\nstatus = \"draft\"\n";
    const auto file = PhraseFile::read("pl.toml", base::as_bytes(text));
    REQUIRE(file);
    PhraseEntry entry = file->entry("a.b");
    entry.text = "Another";
    CHECK_FALSE(file->with({{"a.b", entry}}, {"a.b"}));
    // Another field of the same phrase can be changed.
    entry = file->entry("a.b");
    entry.status = "checked";
    CHECK(*file->with({{"a.b", entry}}, {"a.b"}) ==
          "[\"a.b\"]\ntext = \"\"\"\nA long\ntext\"\"\"\nstatus = \"checked\"\n"
          "from = \"\"\nby = \"\"\non = \"\"\n");
}
