#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>

#include "admin/report/html_report.h"
#include "admin/report/markup.h"
#include "admin/report/svg_painter.h"
#include "admin/report/table_view.h"
#include "admin/report/terminal_report.h"
#include "admin/report/words.h"
#include "admin/report/xlsx_report.h"
#include "admin/report_sample.h"
#include "base/text.h"
#include "summary/publishable.h"
#include "summary/table.h"

// What a reader sees of a number, in every format.

using namespace harmony;
using admin::Bars;
using admin::ReportInput;
using summary::Audience;
using summary::Policy;

namespace {

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// One question with these answers of invented people, at one event.
summary::Publishable publish(const std::vector<std::uint64_t>& answers, Audience audience) {
    summary::Question question{
        "safe", summary::QuestionKind::one_choice, {}, summary::ReportCap::open};
    summary::Tabulation counts(1, answers.size());
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        question.choices.push_back({"a" + std::to_string(i), summary::ChoiceRole::answer});
        counts.add_choice(0, i, answers[i]);
        counts.add_answered(0, answers[i]);
        all += answers[i];
    }
    std::vector<summary::Table> tables;
    tables.emplace_back(question, counts);
    summary::Fieldwork fieldwork;
    fieldwork.responses = all;
    fieldwork.events = 1;
    fieldwork.places = {"northgate"};
    fieldwork.first = fieldwork.last = base::Day(std::chrono::year(2026) / 3 / 12);
    fieldwork.asked = {{"safe", summary::ReportCap::open, true, summary::Treatment::shown},
                       {"words", summary::ReportCap::internal, false, summary::Treatment::shown}};
    return summary::suppress(tables, Policy::of(audience), fieldwork).value();
}

admin::ReportTexts texts() {
    admin::ReportTexts texts;
    texts.area = "Tarnbeck";
    texts.questions["safe"].label = "How safe?";
    texts.questions["words"].label = "Anything else?";
    texts.groups["place"]["northgate"] = "Northgate";
    return texts;
}

/// Remembers what a chart drew.
class RememberingPainter final : public admin::ChartPainter {
public:
    void rectangle(const Box& box, Ink ink) override {
        if (ink == Ink::bar) {
            bars.push_back(box.width);
        }
    }

    void line(double x1, double, double x2, double, Ink) override {
        if (x1 != x2) {
            whiskers.emplace_back(x1, x2);
        }
    }

    void shape(std::span<const Point>, double) override {}

    void text(double, double, std::string_view words, Ink, Anchor) override {
        written.emplace_back(words);
    }

    std::vector<double> bars;
    std::vector<std::pair<double, double>> whiskers;
    std::vector<std::string> written;
};

}  // namespace

// Statistics specification, section 11.
TEST_CASE("the caveat of one event says where and when", "[admin][report]") {
    const auto numbers = publish({60, 40}, Audience::open);
    CHECK(
        admin::caveat({numbers, texts()}) ==
        "People chose to answer at an event in Northgate on 12 March 2026. They were not picked at "
        "random. The results show what 100 people who came told us. They do not measure everyone "
        "in Tarnbeck. The results are not weighted. The ranges show how much results could move "
        "by chance if these events were typical. They do not cover people we did not meet.");
}

TEST_CASE("a hidden number stands in no byte of any report", "[admin][report]") {
    // 1237 is not small, but gives the 4 away. 6000 and 4321 are shown.
    const auto open = publish({6000, 4, 1237, 4321}, Audience::open);
    const auto inside = publish({6000, 4, 1237, 4321}, Audience::internal);
    for (const char* trace : {"1237", "1,237", "1241", "1,241"}) {
        CHECK_FALSE(holds(admin::render_html({open, texts()}), trace));
        CHECK_FALSE(holds(admin::render_terminal({open, texts()}, 100, Bars::blocks), trace));
    }
    CHECK(holds(admin::render_html({open, texts()}), "4,321"));
    CHECK(holds(admin::render_html({inside, texts()}), "1,237"));
    CHECK(holds(admin::render_terminal({inside, texts()}, 100, Bars::blocks), "1,237"));
}

TEST_CASE("few people give counts without percentages", "[admin][report]") {
    const auto numbers = publish({14, 15}, Audience::open);
    const std::string html = admin::render_html({numbers, texts()});
    CHECK(holds(html, "Fewer than 30 answers: counts and no percentages."));
    CHECK_FALSE(holds(html, "class=\"n share\""));
    CHECK(holds(html, "<td class=\"n\">14</td>"));
}

TEST_CASE("thirty answers give percentages that are marked", "[admin][report]") {
    const auto numbers = publish({14, 16}, Audience::open);
    CHECK(holds(admin::render_html({numbers, texts()}), "Few answers: read the percentages"));
    const auto more = publish({24, 26}, Audience::open);
    CHECK_FALSE(holds(admin::render_html({more, texts()}), "Few answers"));
}

TEST_CASE("every question is listed whether it is shown or not", "[admin][report]") {
    const auto numbers = publish({60, 40}, Audience::open);
    const std::string html = admin::render_html({numbers, texts()});
    CHECK(holds(html, "Anything else?"));
    CHECK(holds(html, "Not shown: answers in people&#39;s own words"));
    CHECK(holds(admin::render_terminal({numbers, texts()}, 80, Bars::none), "Anything else?"));
}

TEST_CASE("words of the form cannot become markup", "[admin][report]") {
    auto hostile = texts();
    hostile.title = "</title><script>alert(1)</script>";
    hostile.questions["safe"].label = "\"><img src=x onerror='alert(1)'> & more";
    hostile.questions["safe"].choices["a0"] = "<b>=1+1</b>";
    const auto numbers = publish({60, 40}, Audience::open);
    const std::string html = admin::render_html({numbers, hostile});
    CHECK_FALSE(holds(html, "<script"));
    CHECK_FALSE(holds(html, "<img"));
    CHECK_FALSE(holds(html, "<b>"));
    CHECK(holds(html, "&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt; &amp; more"));
    CHECK(admin::escape_markup(std::string("a\x01"
                                           "b\0c",
                                           5)) == "abc");
}

TEST_CASE("a label that is missing is its name", "[admin][report]") {
    const auto numbers = publish({60, 40}, Audience::open);
    const admin::ReportTexts nothing;
    const std::string html = admin::render_html({numbers, nothing});
    CHECK(holds(html, ">safe</h3>"));
    CHECK(holds(html, ">a0</th>"));
}

TEST_CASE("bars and whiskers stand where the numbers say", "[admin][report]") {
    const std::vector<admin::LineView> lines = {
        {"Yes", {60, summary::Share{60, 50, 69, summary::RangeBasis::counts}}},
        {"No", {std::nullopt, std::nullopt}}};
    RememberingPainter painter;
    admin::BarChart(lines).draw(painter);
    REQUIRE(painter.bars.size() == 1);
    REQUIRE(painter.whiskers.size() == 1);
    CHECK(painter.whiskers[0].first / painter.bars[0] == Approx(50.0 / 60));
    CHECK(painter.whiskers[0].second / painter.bars[0] == Approx(69.0 / 60));
    CHECK(painter.written == std::vector<std::string>{"Yes", "60\u00a0%", "No", "hidden"});
    CHECK(admin::BarChart(lines).description() ==
          "Bars: Yes 60\u00a0%, range 50 to 69; No hidden. The table gives the same numbers.");
}

TEST_CASE("the most common answer is named only when it is certain", "[admin][report]") {
    const auto line = [](const char* label, std::optional<std::uint64_t> count) {
        return admin::LineView{label, {count, std::nullopt}};
    };
    admin::QuestionView question;
    question.base = {100, std::nullopt};
    question.reading = summary::Reading::comparable;
    question.answers = {line("a", 40), line("b", 60)};
    CHECK(admin::most_common(question)->label == "b");
    question.answers = {line("a", 60), line("b", std::nullopt), line("c", std::nullopt)};
    CHECK(admin::most_common(question)->label == "a");
    question.answers = {line("a", 40), line("b", std::nullopt), line("c", std::nullopt)};
    CHECK_FALSE(admin::most_common(question).has_value());
}

TEST_CASE("terminal lines keep to their width and to plain letters in a pipe", "[admin][report]") {
    const auto numbers = publish({60, 40, 0}, Audience::open);
    auto wide = texts();
    wide.questions["safe"].choices["a0"] =
        "An answer so long that it cannot stand beside its bar on any terminal of this width";
    for (const std::size_t width : {60U, 80U, 120U}) {
        const std::string text = admin::render_terminal({numbers, wide}, width, Bars::blocks);
        for (const std::string& line : base::split(text, '\n')) {
            CHECK(base::code_points(line) <= width);
        }
        CHECK(holds(text, "█"));
    }
    CHECK_FALSE(holds(admin::render_terminal({numbers, wide}, 80, Bars::none), "█"));
}

TEST_CASE("a ranking shows every place and the mean place", "[admin][report]") {
    const auto sample = tests::make_sample_report(400);
    const auto numbers =
        summary::suppress(sample.tables, Policy::of(Audience::internal), sample.fieldwork).value();
    const ReportInput input{numbers, sample.texts};
    const auto views = admin::question_views(input);
    const auto found = std::find_if(
        views.begin(), views.end(), [](const auto& view) { return view.name == "needs"; });
    REQUIRE(found != views.end());
    REQUIRE(found->places.size() == 4);
    // Each answer has one place in every response, and each place one answer.
    for (std::size_t i = 0; i < 4; ++i) {
        std::uint64_t across = 0;
        std::uint64_t down = 0;
        for (std::size_t j = 0; j < 4; ++j) {
            across += *found->places[i].places[j].count;
            down += *found->places[j].places[i].count;
        }
        CHECK(across == *found->base.count);
        CHECK(down == *found->base.count);
    }
    const std::string mean = admin::mean_text(*found->places[0].place);
    const std::string html = admin::render_html(input);
    CHECK(holds(html, ">4th</th>"));
    CHECK(holds(html, "<th scope=\"col\" class=\"n\">First two</th>"));
    CHECK(holds(html, "<td class=\"n\">" + mean + "<small>"));
    CHECK(holds(html, "; mean place "));  // by places, for the office
    CHECK(holds(html, "Better lights (put first)"));
    const std::string text = admin::render_terminal(input, 100, Bars::none);
    CHECK(holds(text, "1st    2nd    3rd    4th  first two  mean place"));
    CHECK(holds(text, mean));
    const std::string narrow = admin::render_terminal(input, 60, Bars::none);
    CHECK_FALSE(holds(narrow, "2nd"));
    CHECK(holds(narrow, "first two  mean place"));
}

TEST_CASE("others than the office read what was put first and no place by group",
          "[admin][report]") {
    const auto sample = tests::make_sample_report(2600);
    const auto numbers =
        summary::suppress(sample.tables, Policy::of(Audience::open), sample.fieldwork).value();
    const ReportInput input{numbers, sample.texts};
    CHECK(holds(admin::render_html(input), "<th scope=\"col\" class=\"n\">First two</th>"));
    CHECK_FALSE(holds(admin::render_html(input), "; mean place "));
}

TEST_CASE("a scale shows its mean beside its numbers", "[admin][report]") {
    const auto sample = tests::make_sample_report(400);
    const auto numbers =
        summary::suppress(sample.tables, Policy::of(Audience::internal), sample.fieldwork).value();
    const ReportInput input{numbers, sample.texts};
    const auto views = admin::question_views(input);
    const auto found = std::find_if(
        views.begin(), views.end(), [](const auto& view) { return view.name == "mark"; });
    REQUIRE(found != views.end());
    double sum = 0;
    for (std::size_t value = 0; value < 6; ++value) {
        sum += static_cast<double>(value * *found->answers[value].cell.count);
    }
    CHECK(static_cast<double>(found->mean->tenths) / 10 ==
          Approx(sum / static_cast<double>(*found->base.count)).margin(0.051));
    const std::string sentence = "On average " + admin::mean_text(*found->mean) + " (range ";
    CHECK(holds(admin::render_html(input), sentence));
    CHECK(holds(admin::render_terminal(input, 100, Bars::none), sentence));
    CHECK(admin::mean_text({-3, 0, 0, summary::RangeBasis::counts}) == "-0.3");
    CHECK(admin::mean_range_text({0, 7, 120, summary::RangeBasis::counts}) == "0.7 to 12.0");
}

TEST_CASE("places are counted as people say them", "[admin][report]") {
    std::vector<std::string> all;
    for (const std::size_t place : {1U, 2U, 3U, 4U, 11U, 12U, 13U, 21U, 22U, 23U, 31U}) {
        all.push_back(admin::ordinal(place));
    }
    CHECK(all ==
          std::vector<std::string>{
              "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "31st"});
}

TEST_CASE("numbers and dates read as a person writes them", "[admin][report]") {
    CHECK(admin::grouped_digits(0) == "0");
    CHECK(admin::grouped_digits(999) == "999");
    CHECK(admin::grouped_digits(1234567) == "1,234,567");
    CHECK(admin::joined({"a"}) == "a");
    CHECK(admin::joined({"a", "b", "c"}) == "a, b and c");
    CHECK(admin::long_date(base::Day(std::chrono::year(2026) / 7 / 1)) == "1 July 2026");
    CHECK(admin::counted(1, "answer", "answers") == "1 answer");
}
