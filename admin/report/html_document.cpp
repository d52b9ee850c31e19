#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "admin/report/html_parts.h"
#include "admin/report/html_report.h"
#include "admin/report/markup.h"
#include "admin/report/words.h"

namespace harmony::admin {

namespace {

using summary::Provenance;

std::string head(const ReportInput& input) {
    const std::string mark = internal_mark(input).empty() ? "" : "INTERNAL: ";
    return "<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
           element("title", mark + title_of(input)) + "\n<style>" + style_sheet() +
           "</style>\n</head>\n";
}

std::string dates(const ReportInput& input) {
    const summary::Fieldwork& work = input.numbers.provenance().fieldwork;
    return work.first == work.last ? long_date(work.first)
                                   : long_date(work.first) + " to " + long_date(work.last);
}

std::string masthead(const ReportInput& input) {
    return "<header class=\"top\"><div class=\"page\">\n" +
           element("p", input.texts.organisation, R"(class="from")") +
           element("h1", title_of(input)) +
           element("p", "What residents told us, " + dates(input)) + "\n</div></header>\n";
}

std::string caveat_box(const ReportInput& input) {
    std::string markup =
        "<section class=\"caveat\" aria-labelledby=\"read-first\">"
        "<h2 id=\"read-first\">Please read this first</h2>\n<div class=\"both\">" +
        element("p", caveat(input));
    if (const std::string hidden = hidden_note(input); !hidden.empty()) {
        markup += element("p", hidden);
    }
    return markup + "</div></section>\n";
}

std::string figure(const std::string& number, std::string_view what) {
    return "<div>" + element("dt", what) + element("dd", number) + "</div>\n";
}

std::string key_figures(const ReportInput& input) {
    const Provenance& provenance = input.numbers.provenance();
    const summary::Fieldwork& work = provenance.fieldwork;
    const auto shown = std::count_if(work.asked.begin(), work.asked.end(), [](const auto& asked) {
        return asked.treatment == summary::Treatment::shown;
    });
    return "<dl class=\"figures\">\n" + figure(grouped_digits(work.responses), "people told us") +
           figure(grouped_digits(work.events), work.events == 1 ? "event" : "events") +
           figure(grouped_digits(work.places.size()),
                  work.places.size() == 1 ? "place we went to" : "places we went to") +
           figure(fmt::format("{} of {}", shown, work.asked.size()), "questions shown") +
           figure(grouped_digits(provenance.hidden_cells), "numbers hidden to protect people") +
           "</dl>\n";
}

std::string glance_row(const QuestionView& question) {
    std::string row = "<tr><th scope=\"row\"><a href=\"#" + anchor_of(question) + "\">" +
                      escape_markup(question.label) + "</a></th>";
    if (const std::optional<LineView> most = most_common(question)) {
        row += element("td",
                       question.ranking ? most->label + " (put first)" : most->label,
                       R"(class="answer")") +
               element("td", percent_text(most->cell), R"(class="n share")") +
               element("td", range_text(most->cell), R"(class="n")");
    } else {
        row += R"(<td class="hidden">see the question</td><td></td><td></td>)";
    }
    return row +
           element("td",
                   count_text(question.base),
                   question.base.count ? R"(class="n")" : R"(class="n hidden")") +
           "</tr>\n";
}

std::string at_a_glance(const std::vector<QuestionView>& questions) {
    std::string markup =
        "<h2 id=\"glance\">At a glance</h2>\n"
        "<div class=\"card\"><div class=\"scroll\" tabindex=\"0\" role=\"region\" "
        "aria-labelledby=\"glance\"><table>\n<caption>The answer most people gave to each "
        "question. "
        "Shares are of those who answered; ranges are in percent.</caption>\n"
        "<thead><tr><th scope=\"col\">Question</th><th scope=\"col\">Most common answer</th>"
        "<th scope=\"col\" class=\"n\">Share</th><th scope=\"col\" class=\"n\">Range</th>"
        "<th scope=\"col\" class=\"n\">Answers</th></tr></thead>\n<tbody>\n";
    for (const QuestionView& question : questions) {
        markup += glance_row(question);
    }
    return markup + "</tbody></table></div></div>\n";
}

std::string who_answered(const ReportInput& input) {
    const std::vector<ResponsesView> views = responses_views(input);
    if (views.empty()) {
        return "";
    }
    std::string markup = "<h2>Who answered, where and when</h2>\n<div class=\"places\">\n";
    for (const ResponsesView& view : views) {
        markup += responses_section(view);
    }
    return markup + "</div>\n";
}

std::string hidden_part(const ReportInput& input) {
    const std::string note = hidden_note(input);
    return "<h2 id=\"hidden\">What is hidden</h2>\n" +
           element("p", note.empty() ? "No number is hidden in this report." : note);
}

std::string method_part(const ReportInput& input) {
    std::string markup = "<h2 id=\"method\">How these numbers came about</h2>\n";
    for (const std::string& paragraph : method_paragraphs(input)) {
        markup += element("p", paragraph) + "\n";
    }
    if (input.texts.method.empty()) {
        return markup;
    }
    markup += "<table><caption>Details</caption><tbody>\n";
    for (const auto& [name, value] : input.texts.method) {
        markup += "<tr>" + element("th", name, R"(scope="row")") + element("td", value) + "</tr>\n";
    }
    return markup + "</tbody></table>\n";
}

std::string asked_part(const ReportInput& input, const std::vector<QuestionView>& questions) {
    std::set<std::string> drawn;
    for (const QuestionView& question : questions) {
        drawn.insert(question.name);
    }
    std::string markup =
        "<h2 id=\"asked\">All questions that were asked</h2>\n<div class=\"card\"><table>\n"
        "<caption>Every question, shown or not, in the order in which people met them.</caption>\n"
        "<thead><tr><th scope=\"col\" class=\"n\">No.</th><th scope=\"col\">Question</th>"
        "<th scope=\"col\">In this report</th></tr></thead>\n<tbody>\n";
    std::size_t number = 0;
    for (const summary::AskedQuestion& asked : input.numbers.provenance().fieldwork.asked) {
        ++number;
        const std::string label = escape_markup(question_label(input.texts, asked.name));
        markup += "<tr>" + element("td", std::to_string(number), R"(class="n no")") +
                  "<th scope=\"row\">" +
                  (drawn.count(asked.name) > 0
                       ? fmt::format("<a href=\"#question-{}\">{}</a>", number, label)
                       : label) +
                  "</th>" + element("td", treatment_text(asked.treatment)) + "</tr>\n";
    }
    return markup + "</tbody></table></div>\n";
}

std::string foot(const ReportInput& input) {
    const summary::Fieldwork& work = input.numbers.provenance().fieldwork;
    return "<footer>" +
           element("p",
                   fmt::format("{} people told us. They chose to answer; they are not everyone "
                               "in {}.",
                               grouped_digits(work.responses),
                               input.texts.area.empty() ? "the area" : input.texts.area)) +
           (input.texts.made == base::Day{}
                ? ""
                : element("p", "Made with Harmony on " + long_date(input.texts.made) + ".")) +
           "</footer>\n";
}

}  // namespace

std::string render_html(const ReportInput& input) {
    const std::vector<QuestionView> questions = question_views(input);
    const std::string mark = internal_mark(input);
    std::string document = "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n" + head(input) +
                           "<body>\n<a class=\"skip\" href=\"#main\">Skip to the numbers</a>\n";
    if (!mark.empty()) {
        document += element("p", mark, R"(class="internal")") + "\n";
    }
    document += masthead(input) + "<main id=\"main\" class=\"page\">\n" + caveat_box(input) +
                key_figures(input) + at_a_glance(questions) + who_answered(input) +
                "<h2 id=\"questions\">Question by question</h2>\n";
    for (const QuestionView& question : questions) {
        document += question_section(question, input);
    }
    document += hidden_part(input) + method_part(input) + asked_part(input, questions) +
                foot(input) + "</main>\n</body>\n</html>\n";
    return document;
}

}  // namespace harmony::admin
