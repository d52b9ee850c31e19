#include "admin/gui/models/results.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "admin/counted_questions.h"
#include "admin/report/words.h"
#include "admin/report_texts.h"
#include "admin/tables.h"

namespace harmony::admin::gui {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

Result<survey::Form> newest_form(db::OfficeStore& store, const std::string& id) {
    Result<survey::Form> newest = Error{ErrorKind::absent, id + " was never published here"};
    for (const ShelvedSurvey& survey : surveys_on_shelf(store)) {
        if (survey.id == id) {
            newest = form_on_shelf(store, survey.name);
        }
    }
    return newest;
}

Grouping grouping_of(const std::string& name, const ReportTexts& texts) {
    const auto known = texts.questions.find(name);
    Grouping grouping{name,
                      known != texts.questions.end() && !known->second.label.empty()
                          ? known->second.label
                          : column_head(name)};
    const auto words = texts.groups.find(name);
    if (words != texts.groups.end()) {
        for (const auto& [key, label] : words->second) {
            if (!key.empty() && label != "Not known") {
                grouping.values.emplace_back(key, label);
            }
        }
    }
    return grouping;
}

/// What a survey can be counted by: where, when and how it was answered, and its own questions of
/// one choice.
std::vector<Grouping> groupings_of(const survey::Form& form, const ReportTexts& texts) {
    std::vector<Grouping> groupings;
    for (const char* name : {"place", "wave", "month", "venue", "engagement", "language", "mode"}) {
        groupings.push_back(grouping_of(name, texts));
    }
    for (const summary::Question& question : counted_questions(form)) {
        const auto found = texts.groups.find(question.name);
        if (question.name != "place" && found != texts.groups.end() &&
            question.kind == summary::QuestionKind::one_choice) {
            groupings.push_back(grouping_of(question.name, texts));
        }
    }
    return groupings;
}

/// Sentences for the reasons that stand in a table: never which number has which.
void add_reasons(const summary::PublishedTable& table, std::set<summary::Because>& reasons) {
    const auto look = [&](const summary::Cell& cell) {
        if (const auto* hidden = std::get_if<summary::Hidden>(&cell)) {
            reasons.insert(hidden->because);
        }
    };
    for (const summary::PublishedRow& row : table.rows) {
        look(row.answered);
        std::for_each(row.choices.begin(), row.choices.end(), look);
    }
}

std::string reason_sentence(summary::Because because) {
    switch (because) {
        case summary::Because::people:
            return "A number is not shown where it is so small that it could point to somebody, or "
                   "where a small one could be worked out from it.";
        case summary::Because::base:
            return "A whole group is not shown where too few people of it answered.";
        case summary::Because::withheld:
            return "A table is not shown at all where nothing less would keep its small numbers "
                   "from being worked out.";
    }
    return {};
}

std::string method_sentence(const Findings& findings) {
    const summary::Fieldwork& work = findings.numbers.provenance().fieldwork;
    return fmt::format(
        "The range is where the share lies 19 times out of 20, were everybody like those who "
        "answered. {} at {}.{}",
        counted(work.responses, "answer", "answers"),
        counted(work.events, "event", "events"),
        work.weighting ? " Weighted to the people who live here." : "");
}

Result<Condition> only_of(const std::string& only) {
    return condition_of(only);
}

}  // namespace

Result<ResultsList> read_results_list(Reader& reader, const std::string& survey) {
    db::OfficeStore& store = reader.office().store();
    ResultsList list;
    for (const SurveyCount& count : count_responses(store)) {
        if (count.responses == 0) {
            continue;
        }
        const auto form = newest_form(store, count.id);
        list.surveys.push_back(
            {count.id,
             form ? std::string(form->title(form->default_language())) : count.id,
             count.responses});
    }
    if (list.surveys.empty()) {
        return list;
    }
    const auto most = std::max_element(
        list.surveys.begin(), list.surveys.end(), [](const auto& a, const auto& b) {
            return a.responses < b.responses;
        });
    const auto wanted = std::find_if(list.surveys.begin(),
                                     list.surveys.end(),
                                     [&](const auto& one) { return one.id == survey; });
    list.survey = wanted == list.surveys.end() ? most->id : survey;
    Result<survey::Form> form = newest_form(store, list.survey);
    if (!form) {
        return form.error();
    }
    const SurveyTables tables{std::move(*form), {}, {}};
    const ReportTexts texts =
        report_texts(reader.office(), tables, reader.desk.resources.clock.today());
    for (const summary::Question& question : counted_questions(tables.form)) {
        list.questions.push_back({question.name, question_label(texts, question.name)});
    }
    list.groupings = groupings_of(tables.form, texts);
    return list;
}

Result<ResultsAnswer> read_results(Reader& reader, const ResultsQuery& query) {
    FindingsOrder order{
        query.survey, {}, query.audience, query.question, reader.desk.resources.clock.today()};
    order.weighted = query.weighted;
    if (!query.by.empty()) {
        order.by.push_back(breakdown_of(query.by));
    }
    if (!query.only.empty()) {
        Result<Condition> condition = only_of(query.only);
        if (!condition) {
            return condition.error();
        }
        order.where.push_back(std::move(*condition));
    }
    Result<Findings> findings = find_out(reader.office(), order);
    if (!findings) {
        return findings.error();
    }
    const ReportInput input{findings->numbers, findings->texts};
    std::vector<QuestionView> views = question_views(input);
    if (views.empty()) {
        return Error{ErrorKind::absent, "nothing of this question may be shown to this audience"};
    }
    ResultsAnswer answer{
        query, std::move(views.front()), {}, {}, {}, {}, method_sentence(*findings)};
    answer.base = base_sentence(answer.view, input);
    answer.mean = mean_sentence(answer.view);
    answer.notes = notes_of(answer.view, input);
    std::set<summary::Because> reasons;
    for (const summary::PublishedTable& table : findings->numbers.tables()) {
        add_reasons(table, reasons);
    }
    for (const summary::Because reason : reasons) {
        answer.hidden.push_back(reason_sentence(reason));
    }
    return answer;
}

NumbersTable numbers_table(const QuestionView& view) {
    NumbersTable table{{"Answer", "People", "Share", "Range"}, {}};
    for (const LineView& line : view.answers) {
        table.rows.push_back(
            {line.label, count_text(line.cell), percent_text(line.cell), range_text(line.cell)});
    }
    for (const LineView& line : view.no_answer) {
        table.rows.push_back({line.label, count_text(line.cell), "", ""});
    }
    return table;
}

NumbersTable breakdown_table(const BreakdownView& view) {
    NumbersTable table{{column_head(view.grouping), "Answered"}, {}};
    table.heads.insert(table.heads.end(), view.choices.begin(), view.choices.end());
    for (const GroupView& group : view.groups) {
        std::vector<std::string> row{group.label, count_text(group.base)};
        for (const CellView& cell : group.cells) {
            const std::string share = percent_text(cell);
            row.push_back(share.empty() ? count_text(cell) : share);
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::string as_tabs(const NumbersTable& table) {
    const auto line = [](const std::vector<std::string>& cells) {
        return fmt::format("{}\n", fmt::join(cells, "\t"));
    };
    std::string text = line(table.heads);
    for (const auto& row : table.rows) {
        text += line(row);
    }
    return text;
}

}  // namespace harmony::admin::gui
