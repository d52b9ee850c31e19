#include "admin/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "admin/counted_questions.h"
#include "admin/form_table.h"
#include "admin/numbers/weighting.h"
#include "admin/tabulation_pass.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using summary::Tabulation;
using summary::WeightTabulation;

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
    std::vector<WeightTabulation> weights;          ///< one a question, or none
};

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

/// What all passes over one survey have in common.
struct SurveyPass {
    db::OfficeStore& store;
    const std::vector<Version>& versions;
    const std::vector<summary::Question>& questions;
    std::vector<Selection> selections;         ///< a version
    std::vector<std::vector<double>> weights;  ///< a version; none: unweighted
};

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
    regroup_all(counted, to, kept.names.size() * engagements);
    counted.keys = kept;
}

/// Months to the waves that they, and the engagements in them, lie in. `codes`: of each month's
/// row, its code in the dictionary.
Counted by_wave(Counted by_month, const std::vector<std::size_t>& codes, const DayIndex& days) {
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

void add_tables(const Counted& counted,
                std::vector<summary::Question> questions,
                const std::string& grouping,
                const std::string& counted_by,
                const DayIndex& days,
                std::vector<summary::Table>& tables) {
    questions.push_back(responses_question());
    for (std::size_t at = 0; at < questions.size(); ++at) {
        tables.push_back(table_of(counted, questions[at], at, grouping));
        tables.back().add_strata(days.engagement);
        tables.back().rows_are_answers_of(counted_by);
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

std::string grouping_name(const Breakdown& by) {
    switch (by.by) {
        case CountBy::nothing: return "";
        case CountBy::place: return "place";
        case CountBy::month: return "month";
        case CountBy::wave: return summary::wave_grouping;
        case CountBy::language: return "language";
        case CountBy::venue: return "venue";
        case CountBy::mode: return "mode";
        case CountBy::engagement: return "engagement";
        case CountBy::question: return by.question;
    }
    return "";
}

Breakdown breakdown_of(std::string_view word) {
    for (const CountBy by : {CountBy::place,
                             CountBy::month,
                             CountBy::wave,
                             CountBy::language,
                             CountBy::venue,
                             CountBy::mode,
                             CountBy::engagement}) {
        if (grouping_name(by) == word) {
            return by;
        }
    }
    return Breakdown(std::string(word));
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

namespace {

/// That every breakdown by a question is by one with a list of answers, in the newest version.
Result<void> check_breakdowns(const survey::Form& form, const std::vector<Breakdown>& by) {
    for (const Breakdown& one : by) {
        const auto index = one.by == CountBy::question ? form.find(one.question) : std::nullopt;
        const bool fits = one.by != CountBy::question ||
                          (index && form.node(*index).answer_kind() == survey::AnswerKind::one &&
                           form.node(*index).item);
        if (!fits) {
            return Error{ErrorKind::absent,
                         fmt::format("{} has no question '{}' with one answer a person, so nothing "
                                     "can be counted by it. Other words: place, month, wave, "
                                     "language, venue, mode, engagement",
                                     form.id(),
                                     one.question)};
        }
    }
    return {};
}

Result<std::vector<Selection>> selections(db::OfficeStore& store,
                                          const std::vector<Version>& versions,
                                          const CountOrder& order,
                                          const DayIndex& days) {
    std::vector<Selection> all;
    for (const Version& version : versions) {
        Result<Selection> selection = select_in(store, version.form, version.table, order.where);
        if (!selection) {
            return selection.error();
        }
        selection->days =
            order.wave.empty() ? std::vector<std::uint8_t>() : days_in(days, order.wave);
        all.push_back(std::move(*selection));
    }
    if (std::all_of(all.begin(), all.end(), [](const Selection& one) { return one.nobody; })) {
        std::vector<std::string> names;
        for (const Condition& condition : order.where) {
            names.push_back(condition.column);
        }
        return Error{ErrorKind::absent,
                     fmt::format("{} cannot be selected by {}: it has no such question. Other "
                                 "words: place, month, language, venue, mode",
                                 versions.back().form.id(),
                                 fmt::join(names, ", "))};
    }
    return all;
}

/// A survey that does not ask the margins is not weighted, and says so.
ResponseWeights try_weights(db::OfficeStore& store,
                            const std::vector<Version>& versions,
                            const WeightingFile& file,
                            const DayIndex& days) {
    std::vector<WeighedVersion> weighed;
    for (const Version& version : versions) {
        weighed.push_back({&version.form, &version.table});
    }
    Result<ResponseWeights> weights = weigh_responses(store, weighed, file, days);
    if (weights) {
        return std::move(*weights);
    }
    ResponseWeights none;
    none.told.name = file.name;
    none.told.source = file.source;
    none.told.refusal = weights.error().message + ".";
    return none;
}

Result<std::optional<ResponseWeights>> weights_of(db::OfficeStore& store,
                                                  const std::vector<Version>& versions,
                                                  const CountOrder& order,
                                                  const DayIndex& days) {
    const Result<std::optional<WeightingFile>> file = kept_weighting(store);
    if (!file) {
        return file.error();
    }
    return order.weighted && *file ? std::optional(try_weights(store, versions, **file, days))
                                   : std::nullopt;
}

/// Waves with responses, and where they are in the index.
std::vector<summary::Wave> waves_met(const Counted& by_wave, const DayIndex& days) {
    std::vector<summary::Wave> met;
    const Tabulation units = summary::regroup(by_wave.by_row_and_engagement.back(),
                                              rows_only(days.waves.size(), by_wave.engagements),
                                              days.waves.size());
    for (std::size_t wave = 0; wave < days.waves.size(); ++wave) {
        if (units.units(wave) > 0) {
            met.push_back(days.waves[wave]);
        }
    }
    return met;
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

/// The question whose answers are the rows of a breakdown; empty: none.
std::string question_behind(const Breakdown& by, const std::vector<Version>& versions) {
    if (by.by == CountBy::question) {
        return by.question;
    }
    const survey::Form& newest = versions.back().form;
    return by.by == CountBy::place && newest.place()
               ? column_name(newest, newest.node(*newest.place()))
               : std::string();
}

std::string in_words(const std::vector<Condition>& where) {
    std::vector<std::string> parts;
    for (const Condition& condition : where) {
        parts.push_back(
            fmt::format("{} = {}", condition.column, fmt::join(condition.values, " or ")));
    }
    return fmt::format("{}", fmt::join(parts, " and "));
}

}  // namespace

Result<SurveyTables> count_survey(db::OfficeStore& store,
                                  const std::string& id,
                                  const CountOrder& order) {
    Result<std::vector<Version>> versions = versions_of(store, id);
    const Result<Waves> waves = Waves::load(store);
    if (!versions || !waves) {
        return versions ? waves.error() : versions.error();
    }
    if (auto fits = check_breakdowns(versions->back().form, order.by); !fits) {
        return fits.error();
    }
    if (const auto wave = order.wave.empty() ? Result<summary::Wave>(summary::Wave{})
                                             : waves->find(order.wave, order.today);
        !wave) {
        return wave.error();
    }
    const DayIndex days = day_index(store, *waves, order.today);
    Result<std::optional<ResponseWeights>> weights = weights_of(store, *versions, order, days);
    Result<std::vector<Selection>> selected = selections(store, *versions, order, days);
    if (!weights || !selected) {
        return weights ? selected.error() : weights.error();
    }
    const std::vector<summary::Question> questions = counted_questions(versions->back().form);
    const SurveyPass pass{
        store,
        *versions,
        questions,
        std::move(*selected),
        *weights ? std::move((*weights)->of_version) : std::vector<std::vector<double>>()};
    Result<Counted> by_month = count_by(pass, CountBy::month);
    if (!by_month) {
        return by_month.error();
    }
    if (summary::whole(by_month->by_row_and_engagement.back()).units(0) == 0) {
        return Error{ErrorKind::absent,
                     fmt::format("no answers to {} match{}{}",
                                 id,
                                 order.wave.empty() ? "" : " wave " + order.wave,
                                 order.where.empty() ? "" : " " + in_words(order.where))};
    }
    Counted waves_counted = by_wave(*by_month, month_codes(store, *by_month), days);
    drop_empty_rows(*by_month);
    std::vector<summary::Table> tables;
    add_tables(*by_month, questions, "", "", days, tables);
    for (const Breakdown& grouping : order.by) {
        if (grouping.by == CountBy::nothing) {
            continue;
        }
        Result<Counted> counted = grouping.by == CountBy::month  ? *by_month
                                  : grouping.by == CountBy::wave ? waves_counted
                                                                 : count_by(pass, grouping);
        if (!counted) {
            return counted.error();
        }
        drop_empty_rows(*counted);
        add_tables(*counted,
                   questions,
                   grouping_name(grouping),
                   question_behind(grouping, *versions),
                   days,
                   tables);
    }
    summary::Fieldwork work = fieldwork(store, versions->back().form, *by_month);
    work.waves = waves_met(waves_counted, days);
    work.filter = in_words(order.where);
    if (*weights) {
        work.weighting = std::move((*weights)->told);
    }
    return SurveyTables{std::move(versions->back().form), std::move(tables), std::move(work)};
}

Result<summary::Weighting> weighting_of(db::OfficeStore& store,
                                        const std::string& id,
                                        const WeightingFile& file,
                                        base::Day today) {
    const Result<std::vector<Version>> versions = versions_of(store, id);
    const Result<Waves> waves = Waves::load(store);
    if (!versions || !waves) {
        return versions ? waves.error() : versions.error();
    }
    return try_weights(store, *versions, file, day_index(store, *waves, today)).told;
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
