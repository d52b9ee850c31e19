// Every code that a check can raise has a test: this file holds the rarer ones and the rule itself.
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "code_cases.h"

namespace harmony::survey::test {
namespace {

constexpr std::string_view yes_no = "list_name,name,label\nyn,yes,Yes\nyn,no,No\n";

bool is_code(std::string_view text) {
    const auto digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    return text.size() == 4 && text[0] >= 'A' && text[0] <= 'Z' && digit(text[1]) &&
           digit(text[2]) && digit(text[3]);
}

/// Codes such as R502 in the files of a folder; only those in quotes when `quoted_only`.
std::set<std::string> codes_in(const std::filesystem::path& folder, bool quoted_only) {
    std::set<std::string> codes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) {
            continue;
        }
        const base::Bytes bytes = file_bytes(entry.path());
        const std::string_view words = base::as_text(bytes);
        for (std::size_t at = 1; at + 4 < words.size(); ++at) {
            const bool in_quotes = words[at - 1] == '"' && words[at + 4] == '"';
            if (is_code(words.substr(at, 4)) && (in_quotes || !quoted_only)) {
                codes.emplace(words.substr(at, 4));
            }
        }
    }
    return codes;
}

bool tells(const FolderSource& source, std::string_view part) {
    const std::string all = messages_of(source);
    UNSCOPED_INFO(all);
    return all.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("every code that a check can raise has a test", "[survey][import]") {
    const std::filesystem::path root(HARMONY_SOURCE_DIR);
    const std::set<std::string> raised = codes_in(root / "survey", true);
    const std::set<std::string> tested = codes_in(root / "tests" / "survey", false);
    CHECK(raised.size() > 70);
    for (const std::string& code : raised) {
        INFO(code);
        CHECK(tested.contains(code));
    }
}

TEST_CASE("each mistake is told word for word, and its twin stays silent", "[survey][codes]") {
    const BenchmarkLibrary benchmarks = shipped_benchmarks();
    for (const CodeCase& one : code_cases()) {
        ImportOptions options;
        options.waivers = one.waivers;
        options.benchmarks = &benchmarks;
        const Imported imported = import_folder(one.source, options);
        INFO(one.file << ": " << one.code << " " << one.title);
        CHECK(text_form(std::span<const Message>(imported.messages)) == one.expected);
        const bool tells = one.expected.find(" " + one.code + ": ") != std::string::npos;
        CHECK((one.expected.empty() || tells));
    }
}

TEST_CASE("references that cannot be one question are refused", "[survey][import]") {
    CHECK(tells(sheets("type,name,label\ntext,a,A ${instanceID}\n"), "error P207"));
    CHECK(tells(sheets("type,name,label,relevant\n"
                       "begin_group,g,G,\ntext,a,A?,\nend_group,,,\n"
                       "begin_group,h,H,\ntext,a,A?,\nend_group,,,\n"
                       "text,b,B?,${a} = 'x'\n"),
                "survey row 8, column relevant, line 8: error R503: there are 2 questions called "
                "\"a\""));
}

TEST_CASE("a grid whose rows do not share a list is refused", "[survey][import]") {
    CHECK(tells(sheets("type,name,label,appearance\n"
                       "begin_group,g,G,table-list\nselect_one yn,a,A?,\nselect_one ab,b,B?,\n"
                       "end_group,,,\n",
                       "list_name,name,label\nyn,yes,Yes\nab,a,A\n"),
                "survey row 4, column type, line 4: error Q212: \"b\" does not fit in the grid "
                "\"g\""));
}

TEST_CASE("too many or too deep is refused with the limit", "[survey][import]") {
    std::string deep = "type,name,label\n";
    for (int i = 0; i < 17; ++i) {
        deep += "begin_group,g" + std::to_string(i) + ",G\n";
    }
    CHECK(tells(sheets(deep), "error Q211: groups are nested more than 16 deep"));
    std::string rows = "type,name,label\n";
    for (int i = 0; i < 20'001; ++i) {
        rows += "note,,N\n";
    }
    CHECK(tells(sheets(rows), "survey.csv, line 20003: error F112: it has more than 20000 rows"));
    FolderSource many = sheets("type,name,label\nselect_one_from_file p.csv,a,A?\n");
    std::string places = "name,label\n";
    for (int i = 0; i < 3; ++i) {
        places += "x,X\n";
    }
    many.files["p.csv"] = bytes_of(places);
    CHECK(tells(many, "error C405: \"x\" is twice in the file \"p.csv\""));
}

TEST_CASE("a list of more than 20,000 choices belongs in a file", "[survey][import]") {
    // The sheet itself ends at 20,000 rows, so that only the file limit can be met by a file.
    FolderSource source = sheets("type,name,label\nselect_one_from_file p.csv,a,A?\n");
    std::string places = "name,label\n";
    for (int i = 0; i < 200'001; ++i) {
        places += std::to_string(i) + ",X\n";
    }
    source.files["p.csv"] = bytes_of(places);
    // 200,000 rows is the limit of the file (F112), before C409 could count its choices.
    CHECK(tells(source, "error F112: p.csv"));
}

TEST_CASE("a list and a data file may not share a name", "[survey][import]") {
    FolderSource source =
        sheets("type,name,label\nselect_one yn,a,A?\nselect_one_from_file yn.csv,b,B?\n", yes_no);
    source.files["yn.csv"] = bytes_of("name,label\nx,X\n");
    CHECK(tells(source, "error C408: the list \"yn\" and the file \"yn.csv\" share a name"));
}

TEST_CASE("an answer chosen beforehand blocks and entities are refused", "[survey][import]") {
    CHECK(tells(sheets("type,name,label,default\nselect_one yn,a,A?,yes\n", yes_no),
                "block S515: an answer is chosen beforehand"));
    CHECK(tells(sheets("type,name,label,required\nnote,a,A?,yes\n"),
                "warning S518: required has no effect on this type"));
    CHECK(tells(sheets("type,name,label,save_to\ntext,a,A?,x\n"), "error P203"));
}

TEST_CASE("parameters that do not fit are refused, each with its own sentence",
          "[survey][import]") {
    struct Case {
        const char* type;
        const char* parameters;
        const char* told;
    };
    const auto cases = std::to_array<Case>({
        {"text", "rows", "error P601: the parameter \"rows\" is not of the form key=value"},
        {"text", "start=1", "error P602: this type has no parameter \"start\""},
        {"select_one yn", "randomize=maybe", "error P603: randomize is neither true nor false"},
        {"select_one yn", "seed=3", "error P604: seed is given without randomize"},
        {"select_one yn", "randomize=true seed=x", "error P605: the seed is neither a number"},
        {"text", "rows=three", "error P606: rows is no whole number: \"three\""},
        {"range", "start=one", "error P608: start is no number: \"one\""},
        {"range", "step=0", "error P609: step is 0"},
        {"range", "step=10", "error P610: step 10 is larger than the range"},
        {"range", "step=2 end=9 tick_interval=3", "error P611: tick_interval 3 is not made of"},
        {"range", "placeholder=11", "error P612: placeholder 11 lies outside 1 to 10"},
        {"range", "tick_labelset=no", "error P613: tick_labelset names no list: \"no\""},
        {"range", "tick_labelset=yn", "error P608: the tick \"yes\" is no number"},
    });
    for (const Case& one : cases) {
        INFO(one.parameters);
        CHECK(tells(sheets(std::string("type,name,label,parameters\n") + one.type + ",a,A?," +
                               one.parameters + "\n",
                           yes_no),
                    one.told));
    }
    CHECK(tells(sheets("type,name,label,parameters,appearance\nrange,a,A?,placeholder=2,rating\n"),
                "error P607: tick_interval, placeholder and tick_labelset go only with"));
    CHECK(tells(sheets("type,name,label,parameters,appearance\n"
                       "range,a,A?,end=3 tick_labelset=t,no-ticks\n",
                       "list_name,name,label\nt,1,Low\nt,2,Middle\nt,3,High\n"),
                "error P614: with no-ticks only the start and the end"));
}

TEST_CASE("a falling range, and decimals, are allowed", "[survey][import]") {
    CHECK(messages_of(sheets("type,name,label,parameters\n"
                             "range,a,A?,start=5 end=-5 step=0.5\n"))
              .empty());
}

TEST_CASE("triggers name questions that somebody can change", "[survey][import]") {
    const auto told = [](const char* trigger, const char* part) {
        return tells(sheets(std::string("type,name,label,calculation,trigger\ntext,a,A?,,\n"
                                        "note,n,N,,\ncalculate,c,,1,\"") +
                            trigger + "\"\n"),
                     part);
    };
    CHECK(told("a", "error R504: \"a\" holds more than references"));
    CHECK(told("${n}", "error R505: nobody can change \"n\""));
    CHECK(told("${b}", "error R502: there is no question called \"b\""));
    CHECK_FALSE(told("${a}, ", "error"));
}

TEST_CASE("other needs a list of the sheet without a filter", "[survey][import]") {
    CHECK(tells(
        sheets("type,name,label,choice_filter\nselect_one yn or_other,a,A?,name != 'no'\n", yes_no),
        "error Q210: \"or_other\" goes neither with a data file nor with a choice filter"));
    CHECK(tells(sheets("type,name,label\nselect_one yn or_other,a,A?\ntext,a_other,B?\n", yes_no),
                "error N303: the name \"a_other\" is used in row 2 already"));
}

}  // namespace harmony::survey::test
