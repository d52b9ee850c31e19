#include "admin/counted_things.h"

#include <algorithm>
#include <optional>

#include "admin/report/words.h"
#include "summary/table.h"

namespace harmony::admin {

using base::Result;
using summary::Tabulation;

namespace {

std::string grouping_of(const Things& things, const ThingTable& table) {
    return table.by == no_label ? "" : things.columns[table.by].name;
}

summary::Question question_of(const Things& things, const ThingTable& table) {
    if (table.column == no_label) {
        return {"", summary::QuestionKind::units, {}, summary::ReportCap::open};
    }
    summary::Question question{things.columns[table.column].name,
                               summary::QuestionKind::one_choice,
                               {},
                               summary::ReportCap::open};
    for (const std::string& label : things.columns[table.column].labels) {
        question.choices.push_back({label});
    }
    return question;
}

/// Things without a label to count by stand in a row of their own, the last one.
std::vector<std::string> keys_of(const Things& things, std::size_t by) {
    std::vector<std::string> keys = things.columns[by].labels;
    const bool without = std::any_of(things.rows.begin(), things.rows.end(), [&](const auto& row) {
        return row.labels[by] == no_label;
    });
    if (without) {
        keys.emplace_back("not known");
    }
    return keys;
}

Tabulation counts_of(const Things& things, const ThingTable& table, std::size_t groups) {
    const std::size_t choices =
        table.column == no_label ? 0 : things.columns[table.column].labels.size();
    Tabulation counts(groups, choices);
    for (const ThingRow& row : things.rows) {
        const std::size_t group =
            table.by == no_label ? 0 : std::min(row.labels[table.by], groups - 1);
        if (table.column != no_label && row.labels[table.column] == no_label) {
            counts.add_not_asked(group, row.people);
            continue;
        }
        counts.add_answered(group, row.people);
        if (table.column != no_label) {
            counts.add_choice(group, row.labels[table.column], row.people);
        }
    }
    return counts;
}

summary::Table table_of(const Things& things, const ThingTable& table) {
    const summary::Question question = question_of(things, table);
    if (table.by == no_label) {
        return summary::Table(question, counts_of(things, table, 1));
    }
    const std::vector<std::string> keys = keys_of(things, table.by);
    return summary::Table(
        question, grouping_of(things, table), keys, counts_of(things, table, keys.size()));
}

/// A question's table by groups needs its own beside it, and every grouping how many stand in it.
std::vector<ThingTable> with_their_totals(std::span<const ThingTable> wanted) {
    std::vector<ThingTable> all{{no_label, no_label}};
    const auto add = [&](const ThingTable& table) {
        const bool known = std::any_of(all.begin(), all.end(), [&](const ThingTable& other) {
            return other.column == table.column && other.by == table.by;
        });
        if (!known) {
            all.push_back(table);
        }
    };
    for (const ThingTable& table : wanted) {
        add({table.column, no_label});
        add({no_label, table.by});
        add(table);
    }
    return all;
}

std::string cell_words(const summary::Cell& cell) {
    const auto* const shown = std::get_if<summary::Shown>(&cell);
    return shown != nullptr ? grouped_digits(shown->count) : "hidden";
}

std::uint64_t size_of(const summary::PublishedRow& row) {
    const auto* const shown = std::get_if<summary::Shown>(&row.answered);
    return shown != nullptr ? shown->count : 0;
}

const summary::PublishedTable* find(const summary::Publishable& numbers,
                                    const std::string& question,
                                    const std::string& grouping) {
    for (const summary::PublishedTable& table : numbers.tables()) {
        if (table.question.name == question && table.grouping == grouping) {
            return &table;
        }
    }
    return nullptr;
}

/// The labels of one column, a row each.
void add_answers(const summary::PublishedTable& table, BookTable& to) {
    if (table.rows.empty() || table.rows.front().choices.size() != table.question.choices.size()) {
        return;
    }
    for (std::size_t at = 0; at < table.question.choices.size(); ++at) {
        to.rows.push_back(
            {table.question.choices[at].name, cell_words(table.rows.front().choices[at])});
    }
}

/// A row a group: how many, and each label in a column.
void add_groups(const summary::PublishedTable& table, bool sorted, BookTable& to) {
    std::vector<const summary::PublishedRow*> rows;
    for (const summary::PublishedRow& row : table.rows) {
        rows.push_back(&row);
    }
    if (sorted) {
        std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
            return size_of(*a) > size_of(*b);
        });
    }
    for (const summary::PublishedRow* const row : rows) {
        std::vector<std::string> cells{row->key, cell_words(row->answered)};
        for (std::size_t at = 0; at < table.question.choices.size(); ++at) {
            cells.push_back(at < row->choices.size() ? cell_words(row->choices[at]) : "hidden");
        }
        to.rows.push_back(std::move(cells));
    }
}

}  // namespace

std::size_t Things::label(std::size_t column, const std::string& text) {
    std::vector<std::string>& labels = columns[column].labels;
    const auto at = std::find(labels.begin(), labels.end(), text);
    if (at != labels.end()) {
        return static_cast<std::size_t>(at - labels.begin());
    }
    labels.push_back(text);
    return labels.size() - 1;
}

std::uint64_t Things::count() const {
    std::uint64_t all = 0;
    for (const ThingRow& row : rows) {
        all += row.people;
    }
    return all;
}

Result<summary::Publishable> protect(const Things& things,
                                     std::span<const ThingTable> tables,
                                     summary::Audience audience) {
    std::vector<summary::Table> counted;
    for (const ThingTable& table : with_their_totals(tables)) {
        counted.push_back(table_of(things, table));
    }
    summary::Fieldwork work;
    work.responses = things.count();
    return summary::suppress(counted, summary::Policy::of(audience), std::move(work));
}

BookTable thing_table(const summary::Publishable& numbers,
                      const Things& things,
                      const ThingTable& table,
                      const ThingWords& words) {
    BookTable drawn{words.title, words.caption, {words.row_head, words.count_head}, {}};
    drawn.counts = true;
    const summary::PublishedTable* const found =
        find(numbers, question_of(things, table).name, grouping_of(things, table));
    if (found == nullptr || found->withheld) {
        drawn.caption = "Too few to show these numbers safely.";
        return drawn;
    }
    if (table.by == no_label) {
        add_answers(*found, drawn);
        return drawn;
    }
    for (const summary::Choice& choice : found->question.choices) {
        drawn.heads.push_back(choice.name);
    }
    add_groups(*found, words.sorted, drawn);
    return drawn;
}

}  // namespace harmony::admin
