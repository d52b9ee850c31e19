#include "admin/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "admin/counted_questions.h"
#include "admin/form_table.h"
#include "admin/tabulation_pass.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using summary::Tabulation;

namespace {

/// One version of a survey that has responses.
struct Version {
    survey::Form form;
    db::TableInfo table;
};

Result<std::vector<Version>> versions_of(db::OfficeStore& store, const std::string& id) {
    std::vector<Version> versions;
    for (const ShelvedSurvey& survey : surveys_on_shelf(store)) {
        if (survey.id != id) {
            continue;
        }
        const auto table = store.table(survey.name);
        if (!table || table->rows == 0) {
            continue;
        }
        Result<survey::Form> form = form_on_shelf(store, survey.name);
        if (!form) {
            return form.error();
        }
        versions.push_back({std::move(*form), *table});
    }
    if (versions.empty()) {
        return no_responses(store, id);
    }
    return versions;
}

/// Counts of all versions in one set of rows.
struct Counted {
    Keys keys;
    std::size_t engagements = 0;
    std::vector<Tabulation> by_row_and_engagement;  ///< one a question; the last counts responses
};

/// Rows by key in place of codes.
Tabulation by_key(const Tabulation& counts,
                  const RowColumn& rows,
                  std::size_t engagements,
                  std::size_t keys) {
    std::vector<std::size_t> to;
    for (const std::size_t row : rows.row_of_code) {
        for (std::size_t engagement = 0; engagement < engagements; ++engagement) {
            to.push_back(row * engagements + engagement);
        }
    }
    return summary::regroup(counts, to, keys * engagements);
}

Result<Counted> count_by(db::OfficeStore& store,
                         const std::vector<Version>& versions,
                         const std::vector<summary::Question>& questions,
                         CountBy by) {
    Counted counted;
    counted.engagements = store.dictionary(db::HeadColumn::engagement).size();
    std::vector<RowColumn> columns;
    for (const Version& version : versions) {
        columns.push_back(row_column(store, version.form, version.table, by, counted.keys));
    }
    for (std::size_t at = 0; at < versions.size(); ++at) {
        const auto counts =
            tabulate_version(store, versions[at].form, versions[at].table, questions, columns[at]);
        if (!counts) {
            return counts.error();
        }
        for (std::size_t question = 0; question < counts->size(); ++question) {
            Tabulation keyed = by_key(
                (*counts)[question], columns[at], counted.engagements, counted.keys.names.size());
            if (at == 0) {
                counted.by_row_and_engagement.push_back(std::move(keyed));
            } else {
                counted.by_row_and_engagement[question] += keyed;
            }
        }
    }
    return counted;
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

/// Takes out the rows that nobody stands in: a list of places is long, and nothing is said of them.
void drop_empty_rows(Counted& counted) {
    const std::size_t rows = counted.keys.names.size();
    const std::size_t engagements = counted.engagements;
    const Tabulation units =
        summary::regroup(counted.by_row_and_engagement.back(), rows_only(rows, engagements), rows);
    Keys kept;
    std::vector<std::size_t> new_row(rows, 0);
    for (std::size_t row = 0; row < rows; ++row) {
        if (units.units(row) > 0) {
            new_row[row] = kept.index(counted.keys.names[row]);
        }
    }
    std::vector<std::size_t> to;
    for (std::size_t group = 0; group < rows * engagements; ++group) {
        to.push_back(new_row[group / engagements] * engagements + group % engagements);
    }
    for (Tabulation& counts : counted.by_row_and_engagement) {
        counts = summary::regroup(counts, to, kept.names.size() * engagements);
    }
    counted.keys = kept;
}

summary::Question responses_question() {
    return {"", summary::QuestionKind::units, {}, summary::ReportCap::open};
}

void add_tables(const Counted& counted,
                std::vector<summary::Question> questions,
                CountBy by,
                std::vector<summary::Table>& tables) {
    questions.push_back(responses_question());
    const std::size_t rows = counted.keys.names.size();
    for (std::size_t at = 0; at < questions.size(); ++at) {
        const Tabulation& counts = counted.by_row_and_engagement[at];
        if (by == CountBy::nothing) {
            summary::Table table(questions[at], summary::whole(counts));
            table.add_engagements(summary::regroup(
                counts, engagements_only(rows, counted.engagements), counted.engagements));
            tables.push_back(std::move(table));
            continue;
        }
        summary::Table table(questions[at],
                             std::string(count_by_name(by)),
                             counted.keys.names,
                             summary::regroup(counts, rows_only(rows, counted.engagements), rows));
        table.add_engagements(counts);
        tables.push_back(std::move(table));
    }
}

std::vector<summary::AskedQuestion> asked_questions(const survey::Form& form) {
    std::vector<summary::AskedQuestion> asked;
    for (const survey::NodeIndex index : form.questions()) {
        const survey::Node& node = form.node(index);
        if (!node.is_visible()) {
            continue;
        }
        const bool in_words = node.answer_kind() == survey::AnswerKind::text;
        asked.push_back(
            {column_name(form, node),
             cap_of(node.kiosk.report),
             is_counted(form, node),
             in_words ? summary::Treatment::own_words : summary::Treatment::not_counted});
    }
    return asked;
}

/// First and last day of a month "YYYY-MM".
std::optional<std::pair<base::Day, base::Day>> days_of_month(const std::string& month) {
    const auto first = base::day_from_iso(month + "-01");
    if (!first) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date(*first);
    return std::pair{*first, base::Day(date.year() / date.month() / std::chrono::last)};
}

/// Where and when: from the engagements; answers without one are dated by their month alone.
summary::Fieldwork fieldwork(db::OfficeStore& store,
                             const survey::Form& form,
                             const Counted& by_month) {
    summary::Fieldwork work;
    work.asked = asked_questions(form);
    const std::vector<Engagement> known = engagements_on_shelf(store);
    const std::vector<std::string> ids = store.dictionary(db::HeadColumn::engagement);
    const Tabulation& counts = by_month.by_row_and_engagement.back();
    std::optional<base::Day> first;
    std::optional<base::Day> last;
    const auto stretch = [&](base::Day from, base::Day to) {
        first = std::min(first.value_or(from), from);
        last = std::max(last.value_or(to), to);
    };
    for (std::size_t engagement = 0; engagement < by_month.engagements; ++engagement) {
        std::uint64_t here = 0;
        const auto info = std::find_if(known.begin(), known.end(), [&](const Engagement& other) {
            return !ids[engagement].empty() && other.id.hex() == ids[engagement];
        });
        for (std::size_t row = 0; row < by_month.keys.names.size(); ++row) {
            const std::uint64_t units = counts.units(row * by_month.engagements + engagement);
            here += units;
            const auto days = days_of_month(by_month.keys.names[row]);
            if (units > 0 && info == known.end() && days) {
                stretch(days->first, days->second);
            }
        }
        work.responses += here;
        if (here == 0 || ids[engagement].empty()) {
            continue;
        }
        ++work.events;
        if (info == known.end()) {
            continue;
        }
        stretch(info->day, info->day);
        const std::string where = info->place.empty() ? info->venue : info->place;
        if (!where.empty() &&
            std::find(work.places.begin(), work.places.end(), where) == work.places.end()) {
            work.places.push_back(where);
        }
    }
    work.first = first.value_or(base::Day{});
    work.last = last.value_or(base::Day{});
    return work;
}

}  // namespace

std::string_view count_by_name(CountBy by) {
    switch (by) {
        case CountBy::nothing: return "";
        case CountBy::place: return "place";
        case CountBy::month: return "month";
        case CountBy::language: return "language";
        case CountBy::engagement: return "engagement";
    }
    return "";
}

Error no_responses(db::OfficeStore& store, const std::string& id) {
    const std::vector<std::string> published = published_ids(store);
    const bool known = std::find(published.begin(), published.end(), id) != published.end();
    return {ErrorKind::absent,
            known
                ? fmt::format("no answers to {} have come yet. Fetch them: harmony-admin sync", id)
                : fmt::format("no survey called {} was published here. Published are: {}",
                              id,
                              fmt::join(published, ", "))};
}

std::vector<std::string> published_ids(db::OfficeStore& store) {
    std::vector<std::string> ids;
    for (const ShelvedSurvey& survey : surveys_on_shelf(store)) {
        if (std::find(ids.begin(), ids.end(), survey.id) == ids.end()) {
            ids.push_back(survey.id);
        }
    }
    return ids;
}

Result<SurveyTables> count_survey(db::OfficeStore& store,
                                  const std::string& id,
                                  std::span<const CountBy> by) {
    Result<std::vector<Version>> versions = versions_of(store, id);
    if (!versions) {
        return versions.error();
    }
    const std::vector<summary::Question> questions = counted_questions(versions->back().form);
    Result<Counted> by_month = count_by(store, *versions, questions, CountBy::month);
    if (!by_month) {
        return by_month.error();
    }
    drop_empty_rows(*by_month);
    std::vector<summary::Table> tables;
    add_tables(*by_month, questions, CountBy::nothing, tables);
    for (const CountBy grouping : by) {
        if (grouping == CountBy::nothing) {
            continue;
        }
        Result<Counted> counted = grouping == CountBy::month
                                      ? *by_month
                                      : count_by(store, *versions, questions, grouping);
        if (!counted) {
            return counted.error();
        }
        drop_empty_rows(*counted);
        add_tables(*counted, questions, grouping, tables);
    }
    summary::Fieldwork work = fieldwork(store, versions->back().form, *by_month);
    return SurveyTables{std::move(versions->back().form), std::move(tables), std::move(work)};
}

std::vector<SurveyCount> count_responses(db::OfficeStore& store) {
    std::vector<SurveyCount> counts;
    for (const std::string& id : published_ids(store)) {
        counts.push_back({id, 0});
        for (const ShelvedSurvey& survey : surveys_on_shelf(store)) {
            const auto table = survey.id == id ? store.table(survey.name) : std::nullopt;
            counts.back().responses += table ? table->rows : 0;
        }
    }
    return counts;
}

}  // namespace harmony::admin
