#include "admin/report/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "admin/report/document_maker.h"
#include "admin/report/document_parts.h"
#include "admin/report/words.h"

namespace harmony::admin {

namespace {

std::string dates(const summary::Fieldwork& work) {
    return work.first == work.last ? long_date(work.first)
                                   : long_date(work.first) + " to " + long_date(work.last);
}

TableRow glance_row(const QuestionView& question) {
    TableRow row{{words_cell(question.label)}};
    row.cells[0].link = anchor_of(question);
    if (const std::optional<LineView> most = most_common(question)) {
        row.cells.push_back(
            words_cell(question.ranking ? most->label + " (put first)" : most->label));
        row.cells.back().answer = true;
        row.cells.push_back(share_cell(most->cell, percent_text(most->cell)));
        row.cells.push_back({range_text(most->cell), TableCell::Look::number});
    } else {
        row.cells.push_back({"see the question", TableCell::Look::hidden});
        row.cells.resize(4);
    }
    row.cells.push_back(count_cell(question.base));
    return row;
}

Section hidden_section(const ReportInput& input) {
    const std::string note = hidden_note(input);
    return {2,
            "hidden",
            "",
            "What is hidden",
            {ParagraphBlock{note.empty() ? "No number is hidden in this report." : note}}};
}

TableCell percent_cell(const std::optional<std::uint32_t>& percent) {
    TableCell cell;
    cell.text = percent ? fmt::format("{}\u00a0%", *percent) : "hidden";
    cell.look = percent ? TableCell::Look::number : TableCell::Look::hidden;
    return cell;
}

/// How the answers were weighted, or why they were not.
void add_weighting(const ReportInput& input, Section& section) {
    const std::optional<summary::Weighting>& weighting =
        input.numbers.provenance().fieldwork.weighting;
    if (!weighting) {
        return;
    }
    if (!weighting->applied()) {
        section.blocks.push_back(
            ParagraphBlock{"The results are not weighted. " + weighting->refusal});
        return;
    }
    section.blocks.push_back(ParagraphBlock{fmt::format(
        "Answers were weighted with “{}” ({}, file {}). All together are worth about {} "
        "independent "
        "answers by their weights alone. Percentages are weighted; numbers of answers are not.",
        weighting->name,
        weighting->source,
        weighting->file_hash,
        grouped_digits(weighting->worth))});
    for (const std::string& warning : weighting->warnings) {
        section.blocks.push_back(ParagraphBlock{warning});
    }
    TableBlock table{"Weighting",
                     "Shares that were aimed at, and shares before and after weighting.",
                     {{"Question"}, {"Answer"}, {"Aim", true}, {"Before", true}, {"After", true}},
                     {}};
    for (const summary::MarginLine& line : weighting->lines) {
        const auto texts = input.texts.questions.find(line.question);
        const auto label = texts == input.texts.questions.end()
                               ? std::map<std::string, std::string>::const_iterator{}
                               : texts->second.choices.find(line.level);
        const bool known =
            texts != input.texts.questions.end() && label != texts->second.choices.end();
        TableRow row{{words_cell(question_label(input.texts, line.question)),
                      words_cell(line.level.empty() ? "Did not say"
                                 : known            ? label->second
                                                    : line.level),
                      percent_cell(line.target),
                      percent_cell(line.before),
                      percent_cell(line.after)}};
        row.cells[1].answer = true;
        table.rows.push_back(std::move(row));
    }
    section.blocks.push_back(std::move(table));
}

/// Waves with their days; what a share rests on, by both ways of counting.
void add_waves_and_worth(const ReportInput& input, Section& section) {
    const summary::Fieldwork& work = input.numbers.provenance().fieldwork;
    if (work.waves.size() > 1) {
        TableBlock table{"", "Waves", {{"Wave"}, {"First and last day"}, {"State"}}, {}};
        for (const summary::Wave& wave : work.waves) {
            table.rows.push_back(
                {{words_cell(wave.name),
                  words_cell(long_date(wave.first) + " to " + long_date(wave.last)),
                  words_cell(wave.closed ? "closed" : "answers still come in")}});
        }
        section.blocks.push_back(std::move(table));
        section.blocks.push_back(ParagraphBlock{"Some people may have answered in both."});
    }
    TableBlock table{"What answers are worth",
                     "Answers to each question, and how many independent ones the share named most "
                     "is worth: by its weights (Kish), by how events differ, and as used.",
                     {{"Question"},
                      {"Answers", true},
                      {"By weights", true},
                      {"By events", true},
                      {"Used", true}},
                     {}};
    for (const QuestionView& view : question_views(input)) {
        const std::optional<LineView> most = most_common(view);
        if (!most || !most->cell.share || most->cell.share->worth.used == 0) {
            continue;
        }
        const summary::Worth& worth = most->cell.share->worth;
        TableRow row{{words_cell(view.label), count_cell(view.base)}};
        for (const std::uint64_t n : {worth.kish, worth.design, worth.used}) {
            row.cells.push_back({n > 0 ? grouped_digits(n) : "", TableCell::Look::number});
            row.cells.back().answer = true;
        }
        table.rows.push_back(std::move(row));
    }
    if (!table.rows.empty()) {
        section.blocks.push_back(std::move(table));
    }
}

void add_attributions(const ReportInput& input, Section& section) {
    std::set<std::string> lines;
    for (const auto& [question, figures] : input.texts.outside) {
        for (const OutsideFigure& figure : figures) {
            if (!figure.attribution.empty() && lines.insert(figure.attribution).second) {
                section.blocks.push_back(ParagraphBlock{figure.attribution});
            }
        }
    }
}

Section method_section(const ReportInput& input) {
    Section section{2, "method", "", "How these numbers came about", {}};
    for (const std::string& paragraph : method_paragraphs(input)) {
        section.blocks.push_back(ParagraphBlock{paragraph});
    }
    if (input.numbers.provenance().rounding > 1) {
        section.blocks.push_back(ParagraphBlock{
            fmt::format("Answers still come in: numbers of people are rounded to the nearest {}.",
                        input.numbers.provenance().rounding)});
    }
    add_weighting(input, section);
    add_waves_and_worth(input, section);
    add_attributions(input, section);
    if (!input.texts.method.empty()) {
        TableBlock table{"", "Details", {{}, {}}, {}};
        for (const auto& [name, value] : input.texts.method) {
            table.rows.push_back({{words_cell(name), words_cell(value)}});
            table.rows.back().cells[1].answer = true;
        }
        section.blocks.push_back(std::move(table));
    }
    return section;
}

Section asked_section(const ReportInput& input, const std::vector<QuestionView>& drawn) {
    std::set<std::string> names;
    for (const QuestionView& question : drawn) {
        names.insert(question.name);
    }
    TableBlock table{"",
                     "Every question, shown or not, in the order in which people met them.",
                     {{"No.", true}, {"Question"}, {"In this report"}},
                     {}};
    std::size_t number = 0;
    for (const summary::AskedQuestion& asked : input.numbers.provenance().fieldwork.asked) {
        ++number;
        TableRow row{{words_cell(std::to_string(number)),
                      words_cell(question_label(input.texts, asked.name)),
                      words_cell(treatment_text(asked.treatment))},
                     false,
                     1};
        row.cells[0].look = TableCell::Look::number;
        row.cells[0].answer = true;
        if (names.count(asked.name) > 0) {
            row.cells[1].link = fmt::format("question-{}", number);
        }
        table.rows.push_back(std::move(row));
    }
    return {
        2, "asked", "", "All questions that were asked", {std::move(table)}, Section::Frame::card};
}

}  // namespace

DocumentHead head_of(const ReportInput& input) {
    const summary::Provenance& provenance = input.numbers.provenance();
    const summary::Fieldwork& work = provenance.fieldwork;
    const auto shown = std::count_if(work.asked.begin(), work.asked.end(), [](const auto& asked) {
        return asked.treatment == summary::Treatment::shown;
    });
    DocumentHead head;
    head.title = title_of(input);
    head.organisation = input.texts.organisation;
    head.about =
        (input.texts.businesses ? "What businesses told us, " : "What residents told us, ") +
        dates(work) + (work.filter.empty() ? "" : fmt::format(" (only where {})", work.filter));
    head.internal_mark = internal_mark(input);
    head.caveat = caveat(input);
    head.hidden_note = hidden_note(input);
    head.figures = {{grouped_digits(work.responses),
                     fmt::format("{} told us", unit_word(input.texts, work.responses))},
                    {grouped_digits(work.events), work.events == 1 ? "event" : "events"},
                    {grouped_digits(work.places.size()),
                     work.places.size() == 1 ? "place we went to" : "places we went to"},
                    {fmt::format("{} of {}", shown, work.asked.size()), "questions shown"},
                    {grouped_digits(provenance.hidden_cells), "numbers hidden to protect people"}};
    head.foot = short_caveat(input);
    head.made = input.texts.made;
    return head;
}

Section glance_section(const std::vector<QuestionView>& questions) {
    TableBlock table{
        "At a glance",
        "The answer most people gave to each question. Shares are of those who "
        "answered; ranges are in percent.",
        {{"Question"}, {"Most common answer"}, {"Share", true}, {"Range", true}, {"Answers", true}},
        {}};
    for (const QuestionView& question : questions) {
        table.rows.push_back(glance_row(question));
    }
    return {2, "glance", "", "At a glance", {std::move(table)}, Section::Frame::card};
}

void add_who_answered(const ReportInput& input, std::vector<Section>& sections) {
    const std::vector<ResponsesView> views = responses_views(input);
    if (views.empty()) {
        return;
    }
    sections.push_back({2, "who", "", "Who answered, where and when", {}});
    for (const ResponsesView& view : views) {
        sections.push_back(responses_section(view));
    }
}

void add_method(const ReportInput& input,
                const std::vector<QuestionView>& drawn,
                std::vector<Section>& sections) {
    sections.push_back(hidden_section(input));
    sections.push_back(method_section(input));
    sections.push_back(asked_section(input, drawn));
}

Document document_of(const ReportInput& input) {
    const std::vector<QuestionView> questions = question_views(input);
    std::vector<Section> sections = {glance_section(questions)};
    add_who_answered(input, sections);
    sections.push_back({2, "questions", "", "Question by question", {}});
    for (const QuestionView& question : questions) {
        sections.push_back(question_section(question, input));
    }
    add_method(input, questions, sections);
    return DocumentMaker::make(head_of(input), std::move(sections));
}

}  // namespace harmony::admin
