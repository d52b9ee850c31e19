// What a Markdown table says is that of the survey profile, section 1.4; limits are those of 1.5.
#include "survey/reading/markdown.h"

#include <catch2/catch.hpp>

#include "survey_support.h"

namespace harmony::survey::test {
namespace {

constexpr std::string_view ward = R"(
| survey |
|        | type          | name | label     |
|        | select_one yn | a    | Live here? |
| choices |
|        | list_name | name | label |
|        | yn        | yes  | Yes   |
|        | yn        | no   | No    |
)";

Workbook read(std::string_view text, std::string_view name = "ward.md") {
    return read_markdown(name, base::as_bytes(text));
}

/// Rows by line, cells by bar, each row after its number.
std::string rows_of(const Workbook& workbook, const std::string& sheet) {
    const auto found = workbook.sheets.find(sheet);
    if (found == workbook.sheets.end()) {
        return "no sheet";
    }
    std::string text;
    for (const SheetRow& row : found->second.rows) {
        text += std::to_string(row.number) + ":";
        for (const SheetCell& cell : row.cells) {
            text += " " + std::to_string(cell.column) + "=" + cell.text;
        }
        text += "\n";
    }
    return text;
}

std::string only_fault(const Workbook& workbook) {
    return workbook.faults.size() == 1 ? workbook.faults[0].code + " " + workbook.faults[0].what
                                       : std::to_string(workbook.faults.size()) + " faults";
}

Imported imported(std::string_view text) {
    return import_markdown({"ward.md", bytes_of(text), {}});
}

std::string told(std::string_view text) {
    return text_form(std::span<const Message>(imported(text).messages));
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i) {
        result += text;
    }
    return result;
}

}  // namespace

TEST_CASE("a survey in a Markdown table imports like one in a workbook", "[survey][markdown]") {
    const Imported survey = imported(ward);
    INFO(told(ward));
    REQUIRE(survey.compiled);
    CHECK(summary_line("ward.md", survey) ==
          "ward.md: 1 question, 1 page, 1 language, about 1 minute; 0 errors, 0 blocks, 0 "
          "warnings");
    CHECK(survey.summary->id == "ward");
    const Imported csv = import_folder(sheets("type,name,label\nselect_one yn,a,Live here?\n",
                                              "list_name,name,label\nyn,yes,Yes\nyn,no,No\n"));
    CHECK(survey.compiled == csv.compiled);
}

TEST_CASE("rows are called by their place among those that hold something", "[survey][markdown]") {
    CHECK(rows_of(read("| survey |\n"
                       "| | type | name |\n"
                       "| |      |      |\n"
                       "words between tables\n"
                       "\n"
                       "| | text | a |\n"
                       "| | text |   | b |\n"),
                  "survey") == "1: 0=type 1=name\n2: 0=text 1=a\n3: 0=text 2=b\n");
}

TEST_CASE("the line that names a sheet may hold its header", "[survey][markdown]") {
    CHECK(rows_of(read("| survey | type | name |\n| | text | a |\n"), "survey") ==
          "1: 0=type 1=name\n2: 0=text 1=a\n");
}

TEST_CASE("comments and rules of a table are stepped over", "[survey][markdown]") {
    CHECK(rows_of(read("# a survey\n"
                       "   # | survey | of | no | consequence |\n"
                       "| survey | type | name |\n"
                       "|--------|------|------|\n"
                       "|        | text | a    | # | said here | is cut\n"
                       "|        | text | b #1 | said here # is cut, too\n"),
                  "survey") ==
          "1: 0=type 1=name\n2: 0=text 1=a 2=# 3=said here\n3: 0=text 1=b #1\n");
}

TEST_CASE("a bar after a backslash belongs to its cell", "[survey][markdown]") {
    CHECK(rows_of(read(R"(| survey | label | hint |
| | a \| b | \|\| |
| | c \n | d\\ |
)"),
                  "survey") == "1: 0=label 1=hint\n2: 0=a | b 1=||\n3: 0=c \\n 1=d\\\\\n");
}

TEST_CASE("cells are cleaned like those of a workbook", "[survey][markdown]") {
    CHECK(rows_of(read("\xEF\xBB\xBF| survey | type | label |\r\n"
                       "\t| |\ttext | \xC2\xA0no\xC2\xA0"
                       "break |\r\n"
                       "| | text | e\xCC\x81 |\r\n"),
                  "survey") == "1: 0=type 1=label\n2: 0=text 1=no break\n3: 0=text 1=\xC3\xA9\n");
}

TEST_CASE("a line without a closing bar holds the cells that are closed", "[survey][markdown]") {
    CHECK(rows_of(read("| survey |\n| | type | name |\n| | text | a\n|\n| | note | b |\n"),
                  "survey") == "1: 0=type 1=name\n2: 0=text\n3: 0=note 1=b\n");
}

TEST_CASE("rows before the first sheet belong to nothing", "[survey][markdown]") {
    const Workbook workbook = read("| | text | a |\n| survey |\n| | type | name |\n");
    CHECK(workbook.faults.empty());
    CHECK(rows_of(workbook, "survey") == "1: 0=type 1=name\n");
}

TEST_CASE("a sheet is known in any letters and a likely slip is told", "[survey][markdown]") {
    const Workbook workbook =
        read("| SURVEY | type |\n| Chioces | name |\n| _choice | name |\n| notes | name |\n");
    CHECK(rows_of(workbook, "survey") == "1: 0=type\n");
    CHECK(workbook.sheets.size() == 1);
    CHECK(only_fault(workbook) == "W109 the sheet \"Chioces\" is not read");
    CHECK(workbook.faults[0].is_warning);
}

TEST_CASE("an only sheet is the survey whatever its name", "[survey][markdown]") {
    const Workbook workbook = read("| Questions |\n| | type | name |\n| | text | a |\n");
    CHECK(rows_of(workbook, "survey") == "1: 0=type 1=name\n2: 0=text 1=a\n");
    CHECK(only_fault(workbook) == "W112 the only sheet, \"Questions\", is taken as survey");
}

TEST_CASE("a sheet that begins twice is refused with its line", "[survey][markdown]") {
    CHECK(told("| survey | type | name |\n| choices | name |\n| Survey | type | name |\n") ==
          "ward.md: line 3: error F106: the sheet Survey begins twice.\n"
          "    Mend: put all its rows in one table.\n");
}

TEST_CASE("a mistake in a Markdown table is told with its row and line", "[survey][markdown]") {
    CHECK(told("| survey |\n\n"
               "| | type | name | label | relevant |\n"
               "| | text | a | A? | |\n\n"
               "| | text | b | B? | ${agee} = 1 |\n") ==
          "ward.md: survey row 3, column relevant, line 6: error R502: there is no question called "
          "\"agee\".\n"
          "    Mend: add a question with that name, or correct the name.\n");
}

TEST_CASE("Markdown tables are told by their bars and their name", "[survey][markdown]") {
    const auto is_one = [](std::string_view name, std::string_view text) {
        return is_markdown(name, base::as_bytes(text));
    };
    CHECK(is_one("a.md", "|||||"));
    CHECK(is_one("a.MD", "|||||"));
    CHECK_FALSE(is_one("a.md", "||||"));
    CHECK_FALSE(is_one("a.md", ""));
    CHECK_FALSE(is_one("a.txt", "|||||"));
    CHECK_FALSE(is_one("a.md", "|||||\xFF"));
    CHECK(is_one("a.md", repeated("\xC3\xA9", 4'995) + "|||||"));
    CHECK_FALSE(is_one("a.md", repeated("\xC3\xA9", 4'996) + "|||||"));
}

TEST_CASE("a file that is no table is refused whatever its name", "[survey][markdown]") {
    const char* refused =
        "error F105: the file is not a spreadsheet.\n"
        "    Mend: give an .xlsx file, or a folder with survey.csv.\n";
    CHECK(told("Nothing but words.") == std::string("ward.md: ") + refused);
    const Imported other = import_workbook({"ward.txt", bytes_of(ward), {}});
    CHECK(text_form(std::span<const Message>(other.messages)) ==
          std::string("ward.txt: ") + refused);
}

TEST_CASE("a file is read as what it holds", "[survey][markdown]") {
    CHECK(import_workbook({"ward.md", bytes_of(ward), {}}).compiled == imported(ward).compiled);
    const Imported old =
        import_workbook({"ward.md", bytes_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1|||||"), {}});
    REQUIRE(old.messages.size() == 1);
    CHECK(old.messages[0].code == "F103");
}

TEST_CASE("a Markdown table over a limit is refused with the limit", "[survey][markdown]") {
    CHECK(only_fault(read(repeated("| | a |\n", 1'048'577))) ==
          "F102 the file is larger than 8 MiB");
    const std::string header = "| survey | a |\n";
    CHECK(read(header + repeated("| | b |\n", 20'000)).faults.empty());
    CHECK(only_fault(read(header + repeated("| | b |\n", 20'001))) ==
          "F112 it has more than 20000 rows");
    CHECK(only_fault(read("| survey " + repeated("| a ", 1'025) + "|\n")) ==
          "F112 it has more than 1024 columns");
    const std::string wide = "| " + repeated("| b ", 1'000) + "|\n";
    CHECK(read("| survey | a |\n" + repeated(wide, 399)).faults.empty());
    CHECK(only_fault(read("| survey | a |\n" + repeated(wide, 400))) ==
          "F112 it has more than 400000 cells");
    CHECK(only_fault(read("| survey | a | b | c | " + repeated("x", 32'768) + " |\n")) ==
          "F112 it has more than 32767 characters in a cell");
}

}  // namespace harmony::survey::test
