#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "db/office_store.h"
#include "events/working_days.h"

// What people asked the office to do with what it holds of them, and by when (design of events,
// 17.2). Nothing in it names anybody.
namespace harmony::admin {

enum class RightsKind : std::uint8_t { access, correct, erase, object, withdraw };
inline constexpr std::array<std::string_view, 5> rights_kind_names = {
    "access", "correct", "erase", "object", "withdraw"};
static_assert(static_cast<std::size_t>(RightsKind::withdraw) + 1 == rights_kind_names.size());

struct RightsRow {
    int number = 0;  ///< from 1; officers call it R1
    RightsKind kind = RightsKind::access;
    base::Day received{};
    base::Day due{};
    std::string identity;            ///< how it was made sure who asks: "passport seen"
    std::vector<std::string> steps;  ///< "2026-03-30 export of 2 records"
    std::optional<base::Day> closed;
    std::string outcome;

    bool operator==(const RightsRow&) const = default;
};

class RightsRegister {
public:
    /// `store` must outlive this. Errors: unreadable.
    [[nodiscard]] static base::Result<RightsRegister> open(db::OfficeStore& store);

    [[nodiscard]] const std::vector<RightsRow>& all() const { return rows_; }

    /// A new row with the next number; due one calendar month after `received`. Errors: full.
    [[nodiscard]] base::Result<RightsRow> add(RightsKind kind,
                                              base::Day received,
                                              std::string identity,
                                              const events::Holidays& holidays);

    /// Adds a step to a row. Errors: absent, refused (closed), full.
    [[nodiscard]] base::Result<void> step(int number, std::string what);

    /// Errors: absent, refused (closed), full.
    [[nodiscard]] base::Result<void> close(int number, base::Day today, std::string outcome);

    /// Takes out rows that were closed so long ago that they must go. Returns how many.
    [[nodiscard]] base::Result<std::size_t> drop_closed_before(base::Day kept_from);

private:
    explicit RightsRegister(db::OfficeStore& store) : store_(store) {}

    [[nodiscard]] base::Result<RightsRow*> open_row(int number);
    [[nodiscard]] base::Result<void> save();

    db::OfficeStore& store_;
    std::vector<RightsRow> rows_;
    int last_ = 0;  ///< numbers are not given twice, also when rows went
};

}  // namespace harmony::admin
