#include "admin/fieldwork.h"

#include <algorithm>
#include <optional>

#include "admin/counted_questions.h"
#include "admin/form_table.h"
#include "admin/published_shelf.h"

namespace harmony::admin {

using summary::Tabulation;

namespace {

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

}  // namespace

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

std::vector<summary::Wave> waves_met(const Counted& by_wave, const DayIndex& days) {
    std::vector<summary::Wave> met;
    const std::vector<std::uint64_t> units = units_by_row(by_wave);
    for (std::size_t wave = 0; wave < days.waves.size(); ++wave) {
        if (units[wave] > 0) {
            met.push_back(days.waves[wave]);
        }
    }
    return met;
}

}  // namespace harmony::admin
