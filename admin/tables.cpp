#include "admin/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "admin/counted_questions.h"
#include "admin/counted_rows.h"
#include "admin/fieldwork.h"
#include "admin/form_table.h"
#include "admin/numbers/weighting.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

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
    Counted waves_counted = by_wave(*by_month, store, days);
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
        const std::string question = question_behind(grouping, *versions);
        add_tables(*counted, questions, grouping_name(grouping), question, days, tables);
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

}  // namespace harmony::admin
