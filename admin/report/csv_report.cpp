#include "admin/report/csv_report.h"

#include "admin/export/csv.h"
#include "admin/report/table_view.h"
#include "admin/report/words.h"

namespace harmony::admin {

namespace {

using summary::PublishedRow;
using summary::PublishedTable;

constexpr const char* answered = "(answered)";

std::string reason_of(const summary::Cell& cell) {
    if (const auto* hidden = std::get_if<summary::Hidden>(&cell)) {
        return hidden->because == summary::Because::people ? "hidden to protect people"
               : hidden->because == summary::Because::base ? "the whole row is hidden"
                                                           : "the table is withheld";
    }
    return std::holds_alternative<summary::TooFew>(cell) ? "too few answers" : "";
}

/// One number in words; the last cell says why it is missing.
void append_number(const summary::Cell& cell, std::vector<std::string>& line) {
    const CellView view = view_of(cell);
    const auto number = [](std::uint64_t n) { return std::to_string(n); };
    line.push_back(view.count ? number(*view.count) : "");
    line.push_back(view.share ? number(view.share->percent) : "");
    line.push_back(view.share ? number(view.share->low) : "");
    line.push_back(view.share ? number(view.share->high) : "");
    line.push_back(reason_of(cell));
}

class Lines {
public:
    Lines() {
        rows_.push_back({"question",
                         "grouping",
                         "group",
                         "answer",
                         "people",
                         "percent",
                         "percent_from",
                         "percent_to",
                         "why_hidden"});
    }

    void add(const PublishedTable& table) {
        for (const PublishedRow& row : table.rows) {
            add(table, row.key, answered, row.answered);
            for (std::size_t i = 0; i < row.choices.size(); ++i) {
                add(table, row.key, table.question.choices[i].name, row.choices[i]);
            }
            if (row.ends) {
                add(table, row.key, "(top)", row.ends->top);
                add(table, row.key, "(bottom)", row.ends->bottom);
            }
            for (std::size_t i = 0; i < row.places.size(); ++i) {
                for (std::size_t place = 0; place < row.places[i].places.size(); ++place) {
                    add(table,
                        row.key,
                        table.question.choices[i].name + " " + ordinal(place + 1),
                        row.places[i].places[place]);
                }
            }
        }
        if (table.no_answer) {
            add(table, "", "(dont_know)", table.no_answer->dont_know);
            add(table, "", "(prefer_not)", table.no_answer->prefer_not);
            add(table, "", "(left_empty)", table.no_answer->skipped);
            add(table, "", "(not_asked)", table.no_answer->not_asked);
        }
    }

    [[nodiscard]] std::string text() const { return csv_text(rows_); }

private:
    void add(const PublishedTable& table,
             const std::string& group,
             const std::string& answer,
             const summary::Cell& cell) {
        const bool units = table.question.kind == summary::QuestionKind::units;
        if (units && answer != answered) {
            return;
        }
        std::vector<std::string> line = {
            units ? "(responses)" : table.question.name, table.grouping, group, answer};
        append_number(cell, line);
        rows_.push_back(std::move(line));
    }

    TextRows rows_;
};

std::string kind_word(summary::QuestionKind kind) {
    switch (kind) {
        case summary::QuestionKind::one_choice: return "one answer";
        case summary::QuestionKind::several_choices: return "several answers";
        case summary::QuestionKind::ranking: return "put in order";
        case summary::QuestionKind::units: break;
    }
    return "responses";
}

}  // namespace

std::string csv_report(const ReportInput& input) {
    Lines lines;
    for (const PublishedTable& table : input.numbers.tables()) {
        lines.add(table);
    }
    return lines.text();
}

std::string csv_report_codebook(const ReportInput& input) {
    TextRows rows = {{"question", "answer", "what it says", "kind"}};
    const std::string mark = internal_mark(input);
    if (!mark.empty()) {
        rows.push_back({"(read first)", "", mark, ""});
    }
    rows.push_back({"(read first)", "", caveat(input), ""});
    if (const std::string hidden = hidden_note(input); !hidden.empty()) {
        rows.push_back({"(read first)", "", hidden, ""});
    }
    for (const PublishedTable& table : input.numbers.tables()) {
        const std::string& name = table.question.name;
        if (table.grouping.empty() && table.question.kind != summary::QuestionKind::units) {
            rows.push_back(
                {name, "", question_label(input.texts, name), kind_word(table.question.kind)});
            const auto texts = input.texts.questions.find(name);
            for (const summary::Choice& choice : table.question.choices) {
                const bool known = texts != input.texts.questions.end() &&
                                   texts->second.choices.count(choice.name) > 0;
                rows.push_back({name,
                                choice.name,
                                known ? texts->second.choices.at(choice.name) : choice.name,
                                ""});
            }
        }
    }
    for (const auto& [grouping, labels] : input.texts.groups) {
        for (const auto& [key, label] : labels) {
            rows.push_back({"(by " + grouping + ")", key, label, ""});
        }
    }
    return csv_text(rows);
}

}  // namespace harmony::admin
