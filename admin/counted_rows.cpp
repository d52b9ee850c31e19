#include "admin/counted_rows.h"

#include <algorithm>

namespace harmony::admin {

using base::Result;
using summary::Tabulation;
using summary::WeightTabulation;

namespace {

/// Where each (code, engagement) of a version goes.
std::vector<std::size_t> to_keys(const RowColumn& rows, std::size_t engagements) {
    std::vector<std::size_t> to;
    for (const std::size_t row : rows.row_of_code) {
        for (std::size_t engagement = 0; engagement < engagements; ++engagement) {
            to.push_back(row * engagements + engagement);
        }
    }
    return to;
}

template <typename Cells>
void add_cells(std::vector<Cells>& all, std::size_t at, Cells cells) {
    if (at == all.size()) {
        all.push_back(std::move(cells));
    } else {
        all[at] += cells;
    }
}

/// The same counts in other groups.
void regroup_all(Counted& counted, const std::vector<std::size_t>& to, std::size_t groups) {
    for (Tabulation& counts : counted.by_row_and_engagement) {
        counts = summary::regroup(counts, to, groups);
    }
    for (WeightTabulation& weights : counted.weights) {
        weights = summary::regroup(weights, to, groups);
    }
}

/// Groups (row, engagement) to rows.
std::vector<std::size_t> rows_only(std::size_t rows, std::size_t engagements) {
    std::vector<std::size_t> to;
    for (std::size_t group = 0; group < rows * engagements; ++group) {
        to.push_back(group / engagements);
    }
    return to;
}

/// Groups (row, engagement) to engagements.
std::vector<std::size_t> engagements_only(std::size_t rows, std::size_t engagements) {
    std::vector<std::size_t> to;
    for (std::size_t group = 0; group < rows * engagements; ++group) {
        to.push_back(group % engagements);
    }
    return to;
}

summary::Question responses_question() {
    return {"", summary::QuestionKind::units, {}, summary::ReportCap::open};
}

summary::Table table_of(const Counted& counted,
                        const summary::Question& question,
                        std::size_t at,
                        const std::string& grouping) {
    const Tabulation& counts = counted.by_row_and_engagement[at];
    const std::size_t rows = counted.keys.names.size();
    const bool weighted = at < counted.weights.size();
    if (grouping.empty()) {
        const std::vector<std::size_t> to = engagements_only(rows, counted.engagements);
        summary::Table table(question, summary::whole(counts));
        table.add_engagements(summary::regroup(counts, to, counted.engagements));
        if (weighted) {
            table.add_weights(summary::regroup(counted.weights[at], to, counted.engagements));
        }
        return table;
    }
    summary::Table table(question,
                         grouping,
                         counted.keys.names,
                         summary::regroup(counts, rows_only(rows, counted.engagements), rows));
    table.add_engagements(counts);
    if (weighted) {
        table.add_weights(counted.weights[at]);
    }
    return table;
}

/// Rows of a table by month are codes of the dictionary until empty ones are dropped.
std::vector<std::size_t> month_codes(db::OfficeStore& store, const Counted& by_month) {
    std::vector<std::size_t> codes(by_month.keys.names.size(), 0);
    const std::vector<std::string> months = store.dictionary(db::HeadColumn::month);
    for (std::size_t code = 0; code < months.size(); ++code) {
        const std::string name = months[code].empty() ? std::string(unknown_key) : months[code];
        const auto at = std::find(by_month.keys.names.begin(), by_month.keys.names.end(), name);
        if (at != by_month.keys.names.end()) {
            codes[static_cast<std::size_t>(at - by_month.keys.names.begin())] = code;
        }
    }
    return codes;
}

}  // namespace

Result<Counted> count_by(const SurveyPass& survey, const Breakdown& by) {
    Counted counted;
    counted.engagements = survey.store.dictionary(db::HeadColumn::engagement).size();
    std::vector<RowColumn> columns;
    for (const Version& version : survey.versions) {
        columns.push_back(row_column(survey.store, version.form, version.table, by, counted.keys));
    }
    const std::size_t groups = counted.keys.names.size() * counted.engagements;
    for (std::size_t at = 0; at < survey.versions.size(); ++at) {
        const Version& version = survey.versions[at];
        const std::span<const double> weights =
            survey.weights.empty() ? std::span<const double>() : survey.weights[at];
        const auto pass =
            tabulate_version(survey.store,
                             version.form,
                             version.table,
                             {survey.questions, columns[at], survey.selections[at], weights});
        if (!pass) {
            return pass.error();
        }
        const std::vector<std::size_t> to = to_keys(columns[at], counted.engagements);
        for (std::size_t question = 0; question < pass->counts.size(); ++question) {
            add_cells(counted.by_row_and_engagement,
                      question,
                      summary::regroup(pass->counts[question], to, groups));
        }
        for (std::size_t question = 0; question < pass->weights.size(); ++question) {
            add_cells(
                counted.weights, question, summary::regroup(pass->weights[question], to, groups));
        }
    }
    return counted;
}

void drop_empty_rows(Counted& counted) {
    const std::size_t rows = counted.keys.names.size();
    const std::size_t engagements = counted.engagements;
    const Tabulation units =
        summary::regroup(counted.by_row_and_engagement.back(), rows_only(rows, engagements), rows);
    Keys kept;
    std::vector<std::size_t> new_row(rows, 0);
    for (const bool known : {true, false}) {  // who is in no group stands last
        for (std::size_t row = 0; row < rows; ++row) {
            if (units.units(row) > 0 && (counted.keys.names[row] != unknown_key) == known) {
                new_row[row] = kept.index(counted.keys.names[row]);
            }
        }
    }
    std::vector<std::size_t> to;
    for (std::size_t group = 0; group < rows * engagements; ++group) {
        to.push_back(new_row[group / engagements] * engagements + group % engagements);
    }
    regroup_all(counted, to, kept.names.size() * engagements);
    counted.keys = kept;
}

Counted by_wave(Counted by_month, db::OfficeStore& store, const DayIndex& days) {
    const std::vector<std::size_t> codes = month_codes(store, by_month);
    const std::size_t engagements = by_month.engagements;
    std::vector<std::size_t> to;
    for (const std::size_t month : codes) {
        for (std::size_t engagement = 0; engagement < engagements; ++engagement) {
            to.push_back(days.of[month * engagements + engagement] * engagements + engagement);
        }
    }
    regroup_all(by_month, to, days.waves.size() * engagements);
    by_month.keys.names.clear();
    for (const summary::Wave& wave : days.waves) {
        by_month.keys.names.push_back(wave.id);
    }
    return by_month;
}

std::vector<std::uint64_t> units_by_row(const Counted& counted) {
    const std::size_t rows = counted.keys.names.size();
    const Tabulation units = summary::regroup(
        counted.by_row_and_engagement.back(), rows_only(rows, counted.engagements), rows);
    std::vector<std::uint64_t> all;
    for (std::size_t row = 0; row < rows; ++row) {
        all.push_back(units.units(row));
    }
    return all;
}

void add_tables(const Counted& counted,
                std::vector<summary::Question> questions,
                const std::string& grouping,
                const std::string& counted_by,
                const DayIndex& days,
                std::vector<summary::Table>& tables) {
    questions.push_back(responses_question());
    for (std::size_t at = 0; at < questions.size(); ++at) {
        if (!counted_by.empty() && questions[at].name == counted_by) {
            continue;
        }
        tables.push_back(table_of(counted, questions[at], at, grouping));
        tables.back().add_strata(days.engagement);
        tables.back().rows_are_answers_of(counted_by);
    }
}

}  // namespace harmony::admin
