// Every code of the survey profile (section 11) has a test of its exact message: most as a case in
// tests/survey/codes, those that need bytes or thousands of rows here and in other tests.
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "code_cases.h"
#include "survey/checking/choices_sheet.h"

namespace harmony::survey::test {
namespace {

bool is_code(std::string_view text) {
    const auto digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    return text.size() == 4 && text[0] >= 'A' && text[0] <= 'Z' && digit(text[1]) &&
           digit(text[2]) && digit(text[3]);
}

/// Codes with what stands right before and after them, such as `"R502"`.
void add_codes(std::string_view words,
               std::string_view before,
               std::string_view after,
               std::set<std::string>& to) {
    for (std::size_t at = words.find(before); at != std::string_view::npos;
         at = words.find(before, at + 1)) {
        const std::string_view rest = words.substr(at + before.size());
        const std::string_view code = rest.substr(0, 4);
        if (is_code(code) && rest.substr(4).starts_with(after)) {
            to.emplace(code);
        }
    }
}

/// The same in the files of a folder.
std::set<std::string> codes_in(const std::filesystem::path& folder,
                               std::string_view before,
                               std::string_view after) {
    std::set<std::string> codes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            const base::Bytes bytes = file_bytes(entry.path());
            add_codes(base::as_text(bytes), before, after, codes);
        }
    }
    return codes;
}

/// Codes of messages that tests expect: `error R502: `.
std::set<std::string> codes_told_in(const std::filesystem::path& folder) {
    std::set<std::string> all;
    for (const std::string_view level : {"error ", "block ", "warning ", "note "}) {
        all.merge(codes_in(folder, level, ": "));
    }
    return all;
}

void add_range(std::set<std::string>& to, char letter, int first, int last) {
    for (int number = first; number <= last; ++number) {
        to.insert(letter + std::to_string(number));
    }
}

/// The survey profile, 11.3 and 11.4.
std::set<std::string> codes_of_the_profile() {
    std::set<std::string> codes = {
        "W101", "W103", "W105", "W112", "W113", "L801", "L802", "C401", "C402", "N304"};
    add_range(codes, 'F', 101, 113);
    add_range(codes, 'P', 201, 208);
    add_range(codes, 'Q', 201, 212);
    add_range(codes, 'N', 301, 303);
    add_range(codes, 'C', 403, 409);
    add_range(codes, 'R', 501, 510);
    add_range(codes, 'P', 601, 614);
    add_range(codes, 'X', 701, 707);
    add_range(codes, 'K', 901, 907);
    add_range(codes, 'S', 501, 529);
    add_range(codes, 'W', 106, 110);
    return codes;
}

}  // namespace

TEST_CASE("every code of the profile, and every other one that is raised, has a test",
          "[survey][codes]") {
    const std::filesystem::path root(HARMONY_SOURCE_DIR);
    std::set<std::string> codes = codes_of_the_profile();
    codes.merge(codes_in(root / "survey", "\"", "\""));
    std::set<std::string> told = codes_told_in(root / "tests" / "survey");
    told.merge(codes_told_in(root / "tests" / "admin"));
    CHECK(codes.size() >= 126);
    for (const std::string& code : codes) {
        INFO(code);
        CHECK(told.contains(code));
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
        CHECK(is_code(one.code));
        const bool tells = one.expected.find(" " + one.code + ": ") != std::string::npos;
        CHECK((one.expected.empty() || tells));
    }
}

TEST_CASE("more questions or rows than the limit are refused with the limit", "[survey][codes]") {
    std::string notes = "type,name,label\n";
    for (int i = 0; i < 10'001; ++i) {
        notes += "note,,N\n";
    }
    CHECK(
        messages_of(sheets(notes))
            .find(
                "ward: survey row 10002, column type, line 10002: error Q211: there are more than "
                "10,000 questions and groups.\n    Mend: split the survey.\n") !=
        std::string::npos);
    for (int i = 0; i < 10'000; ++i) {
        notes += "note,,N\n";
    }
    CHECK(messages_of(sheets(notes))
              .find("ward: survey.csv, line 20003: error F112: it has more than 20000 rows.\n    "
                    "Mend: ") != std::string::npos);
}

TEST_CASE("a list of more than 20,000 choices belongs in a file", "[survey][codes]") {
    // No sheet that is read has so many rows: a later reader with a larger limit must be told.
    Sheet sheet{"choices", {{1, 1, {{0, "list_name"}, {1, "name"}, {2, "label"}}}}};
    for (std::size_t i = 2; i < 20'003; ++i) {
        sheet.rows.push_back({i, i, {{0, "l"}, {1, std::to_string(i)}, {2, "X"}}});
    }
    Report report("ward", {});
    const Table table(sheet, SheetKind::choices, report);
    const WorkbookLanguages languages({&table}, {}, report);
    static_cast<void>(read_choices_sheet(table, languages, {}, report));
    const std::vector<Message> messages = report.take();
    CHECK(text_form(std::span<const Message>(messages)) ==
          "ward: choices row 20002, column name, line 20002: error C409: the list \"l\" has more "
          "than 20,000 choices.\n"
          "    Mend: put it in a .csv file and use select_one_from_file.\n");
}

TEST_CASE("a falling range, and decimals, are allowed", "[survey][import]") {
    CHECK(messages_of(sheets("type,name,label,parameters\n"
                             "range,a,A?,start=5 end=-5 step=0.5\n"))
              .empty());
}

}  // namespace harmony::survey::test
