#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "admin/numbers/waves.h"
#include "base/error.h"
#include "db/office_store.h"
#include "summary/column.h"
#include "survey/form.h"

namespace harmony::admin {

/// "place=northgate,eastfield": responses with one of these answers.
struct Condition {
    std::string column;  ///< place, month, language, venue, mode, or a question
    std::vector<std::string> values;
};

/// Errors: refused (no "=", no value).
[[nodiscard]] base::Result<Condition> condition_of(std::string_view text);

/// Which responses of one version count.
struct Selection {
    struct ByColumn {
        std::size_t column = 0;  ///< in the store's table
        /// A code: it counts. Of a question of several choices: choices, one of which is ticked.
        std::vector<bool> wanted;
        bool ticks = false;
    };

    std::vector<ByColumn> conditions;
    /// By month * engagements + engagement (codes of both dictionaries); empty: all days.
    std::vector<std::uint8_t> days;
    bool nobody = false;  ///< this version never asked what is selected by

    [[nodiscard]] bool all() const { return conditions.empty() && days.empty() && !nobody; }
};

/// What `conditions` and a wave select in one version. Errors: absent (no such column or answer,
/// with the nearest name).
[[nodiscard]] base::Result<Selection> select_in(db::OfficeStore& store,
                                                const survey::Form& version,
                                                const db::TableInfo& table,
                                                const std::vector<Condition>& conditions);

/// Which wave each (month, engagement) lies in, as an index into `waves`.
struct DayIndex {
    std::vector<summary::Wave> waves;       ///< the earliest first
    std::vector<std::uint32_t> of;          ///< by month * engagements + engagement
    std::vector<std::uint32_t> engagement;  ///< by engagement: its wave; unknown ones: the first
    /// As `of`: the day of a known engagement, else the whole month.
    std::vector<std::pair<base::Day, base::Day>> days;
};

/// Of all months and engagements that the store knows.
[[nodiscard]] DayIndex day_index(db::OfficeStore& store, const Waves& waves, base::Day today);

/// The days of one wave, or of a span (`day_span`).
[[nodiscard]] std::vector<std::uint8_t> days_in(const DayIndex& index, const std::string& wave);

}  // namespace harmony::admin
