#include <catch2/catch.hpp>

#include "base/text.h"
#include "survey/benchmarks.h"
#include "survey/checking/personal_words.h"
#include "survey/checking/reading_grade.h"
#include "survey_support.h"

namespace harmony::survey::test {
namespace {

constexpr std::string_view yes_no = "list_name,name,label\nyn,yes,Yes\nyn,no,No\n";

TextCounts questions_of(const std::string& name, bool with_locked) {
    const Form form = form_of(template_survey(name));
    TextCounts counts;
    for (const Node& node : form.nodes()) {
        const bool asked = node.is_visible() && node.type != NodeType::note;
        if (asked && (with_locked || node.kiosk.benchmark.empty())) {
            counts += count_text(form.text(node.label, "en"));
        }
    }
    return counts;
}

std::size_t times(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("syllables are counted as they are spoken", "[survey][lint]") {
    struct Spoken {
        const char* word;
        std::size_t syllables;
    };
    // From a dictionary.
    const auto spoken = GENERATE(values<Spoken>({
        {"safe", 1},      {"unsafe", 2},   {"people", 2},        {"table", 2},     {"makes", 1},
        {"asked", 1},     {"wanted", 2},   {"places", 2},        {"community", 4}, {"media", 3},
        {"doing", 2},     {"station", 2},  {"special", 2},       {"business", 2},  {"council", 2},
        {"something", 2}, {"police", 2},   {"neighbourhood", 3}, {"you?", 1},      {"12", 1},
        {"municipal", 4}, {"services", 3}, {"churches", 2},      {"tables", 2},    {"the", 1},
    }));
    INFO(spoken.word);
    CHECK(syllables(spoken.word) == spoken.syllables);
}

TEST_CASE("sentences end with a mark or a line", "[survey][lint]") {
    CHECK(count_text("Who are you? Say it (please).\nThank you – see below, e.g. page 3") ==
          TextCounts{13, 3, 14, 7});
    CHECK(count_text("") == TextCounts{});
    CHECK(reading_grade({}) == 0);
}

TEST_CASE("the templates read as easily as their authors say", "[survey][lint]") {
    struct Stated {
        const char* name;
        bool with_locked;
        double grade;
    };
    // The README of the templates, whose authors counted syllables in their own way. Two syllables
    // in the 18 words of the quick survey, the shortest, are 1.3 grades; more would be a fault.
    const auto stated = GENERATE(values<Stated>({{"T1_neighbourhood", false, 2.4},
                                                 {"T1_quick5", false, 1.2},
                                                 {"T2_town_centre_pspo", false, 1.4},
                                                 {"T3_business", false, 2.2},
                                                 {"T4_event", false, 0.8},
                                                 {"T1_neighbourhood", true, 4.6},
                                                 {"T2_town_centre_pspo", true, 2.5}}));
    INFO(stated.name);
    CHECK(reading_grade(questions_of(stated.name, stated.with_locked)) ==
          Approx(stated.grade).margin(1.4));
}

TEST_CASE("the little things survey reads below the first school year", "[survey][lint]") {
    CHECK(reading_grade(questions_of("T5_little_things", false)) < 0);
}

TEST_CASE("the templates give no warning but for the map that is not there", "[survey][lint]") {
    const std::string name = GENERATE("T1_neighbourhood",
                                      "T1_quick5",
                                      "T2_town_centre_pspo",
                                      "T3_business",
                                      "T4_event",
                                      "T5_little_things");
    const std::string told = messages_of(template_survey(name));
    INFO(told);
    CHECK(times(told, "warning") == times(told, "warning R511"));
    CHECK(times(told, "block") == 0);
}

TEST_CASE("personal data is told by its words", "[survey][lint]") {
    CHECK(personal_kind("Your name:") == "a name");
    CHECK(personal_kind("First name / surname") == "a name");
    CHECK(personal_kind("What are you called?") == "a name");
    CHECK(personal_kind("Mobile no.") == "a phone number");
    CHECK(personal_kind("On which number we can call you?") == "a phone number");
    CHECK(personal_kind("Email") == "an e-mail address");
    CHECK(personal_kind("What is your postcode?") == "an address");
    CHECK(personal_kind("When were you born?") == "a date of birth");
    CHECK_FALSE(personal_kind("Is there something that you would name?"));
    CHECK_FALSE(personal_kind("How should the council address this?"));
    CHECK_FALSE(personal_kind("How many phone shops are there?"));
    CHECK_FALSE(personal_kind(""));
}

TEST_CASE("more pages than anybody answers block, and branches are not added up",
          "[survey][lint]") {
    std::string plain = "type,name,label,relevant\nselect_one yn,q,Q?,\ninteger,n,N?,\n";
    for (int i = 0; i < 28; ++i) {
        plain += "text,p" + std::to_string(i) + ",P?,\n";
    }
    CHECK(messages_of(sheets(plain, yes_no)).empty());
    CHECK(messages_of(sheets(plain + "text,last,P?,${q} = 'yes'\n", yes_no)) ==
          "ward: survey: block S501: one resident may meet more than 30 pages, and hardly anybody "
          "answers so many.\n"
          "    Mend: ask for less, put questions on one page (appearance field-list), or let it "
          "through with --waive S501.\n");
    CHECK(messages_of(sheets(plain + "text,last,P?,${n} > 17\n", yes_no))
              .find("more than 30 pages") != std::string::npos);

    std::string branches = "type,name,label,relevant\nselect_one yn,q,Q?,\n";
    for (int i = 0; i < 58; ++i) {
        branches +=
            "text,p" + std::to_string(i) + ",P?,${q} = '" + (i % 2 == 0 ? "yes" : "no") + "'\n";
    }
    CHECK(messages_of(sheets(branches, yes_no)).empty());
}

TEST_CASE("too many mixes of answers are left alone", "[survey][lint]") {
    // 14 questions of two answers or none are 3^14 = 4,782,969 mixes, more than are tried.
    std::string survey = "type,name,label,relevant\n";
    std::string condition = "1 = 1";
    for (int i = 0; i < 14; ++i) {
        const std::string name = "q" + std::to_string(i);
        survey += "select_one yn," + name + ",Q?,\n";
        condition += " and (${" + name + "} = 'yes' or ${" + name + "} = 'no')";
    }
    CHECK(messages_of(sheets(survey + "text,a,A?," + condition + "\n", yes_no)).empty());
    CHECK(messages_of(sheets(survey + "text,a,A?," + condition + " and ${q0} = 'maybe'\n", yes_no))
              .find("S528") != std::string::npos);
}

TEST_CASE("a chain of thousands of conditions is checked without running out of stack",
          "[survey][lint]") {
    std::string survey = "type,name,label,relevant\nselect_one yn,q0,Q?,\n";
    for (int i = 1; i < 5'000; ++i) {
        survey += "select_one yn,q" + std::to_string(i) + ",Q?,${q" + std::to_string(i - 1) +
                  "} = 'yes'\n";
    }
    const std::string told = messages_of(sheets(survey, yes_no));
    CHECK(told.find("S528") == std::string::npos);
    CHECK(times(told, "\n") <= 2);
}

TEST_CASE("a published translation is locked as well", "[survey][lint]") {
    const BenchmarkLibrary library = *read_benchmarks(
        bytes_of("wording_id,question,question::Polish (pl),hint,choice_names,choice_labels,"
                 "choice_labels::Polish (pl),note\n"
                 "safe@2026,Safe?,Bezpiecznie?,,yes|no,Yes|No,Tak|Nie,made up for this test\n"));
    ImportOptions options;
    options.benchmarks = &library;
    const auto told = [&](const std::string& question, const std::string& no) {
        const FolderSource source = sheets(
            "type,name,label::English (en),label::Polish (pl),bind::kiosk:benchmark\n"
            "select_one yn,a,Safe?," +
                question + ",safe@2026\n",
            "list_name,name,label::English (en),label::Polish (pl)\nyn,yes,Yes,Tak\nyn,no,No," +
                no + "\n",
            "form_id,default_language,namespaces\n"
            "ward,English (en),\"kiosk=\"\"urn:harmony:kiosk:1\"\"\"\n");
        return messages_of(source, options);
    };
    CHECK(told("Bezpiecznie?", "Nie").empty());
    CHECK(told("Czy bezpiecznie?", "Nie")
              .find("survey row 2, column label::Polish (pl), line 2: error K904: \"a\" is locked "
                    "to \"safe@2026\", and the question has \"Czy bezpiecznie?\" where "
                    "\"Bezpiecznie?\" should stand.") != std::string::npos);
    CHECK(told("Bezpiecznie?", "Raczej nie")
              .find("choices row 3, column label::Polish (pl), line 3: error K904") !=
          std::string::npos);
}

TEST_CASE("without a library locked wordings are not compared", "[survey][lint]") {
    CHECK(messages_of(sheets("type,name,label::English (en),bind::kiosk:benchmark\n"
                             "text,a,Any words?,gds-sex@2026\n",
                             {},
                             "form_id,namespaces\nward,\"kiosk=\"\"urn:harmony:kiosk:1\"\"\"\n"))
              .empty());
}

TEST_CASE("a library that cannot be used says in which line", "[survey][lint]") {
    const auto told = [](std::string_view text) {
        return read_benchmarks(bytes_of(text)).error().message;
    };
    CHECK(told("wording_id,question\n,What?\n") == "the wording in line 2 has no wording_id");
    CHECK(told("wording_id,question\na@1,\n") == "the wording in line 2 has no question");
    CHECK(told("wording_id,question,choice_names,choice_labels\na@1,What?,x|y,X\n") ==
          "the wording in line 2 has 2 choice_names and 1 choice_labels");
    CHECK(told("wording_id\n\xFF\n").find("not UTF-8") != std::string::npos);
}

}  // namespace harmony::survey::test
