#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "db/office_store.h"
#include "summary/publishable.h"

namespace harmony::admin {

/// The first and last day of a span that nobody named, "2026-03-02..2026-05-20"; nothing for
/// anything else.
[[nodiscard]] std::optional<std::pair<base::Day, base::Day>> day_span(std::string_view id);
[[nodiscard]] std::string span_id(base::Day first, base::Day last);

/// The waves of an office: what it named, and calendar quarters for all other days. Kept in the
/// store, so that backups hold them.
class Waves {
public:
    /// Errors: unreadable.
    [[nodiscard]] static base::Result<Waves> load(db::OfficeStore& store);
    [[nodiscard]] base::Result<void> save(db::OfficeStore& store) const;

    /// Errors: refused (a name that is taken or looks like a quarter, the last day before the
    /// first, days of another wave).
    [[nodiscard]] base::Result<void> add(const std::string& name, base::Day first, base::Day last);
    /// Errors: absent.
    [[nodiscard]] base::Result<void> remove(std::string_view name);

    /// The wave that a day lies in. `closed` is what it is on `today`.
    [[nodiscard]] summary::Wave of(base::Day day, base::Day today) const;

    /// By its id ("2026-q1", "before the order", or a span as `day_span` has it). Errors: absent
    /// (names those of the office).
    [[nodiscard]] base::Result<summary::Wave> find(std::string_view id, base::Day today) const;

    /// What the office named, by first day.
    [[nodiscard]] const std::vector<summary::Wave>& named() const { return named_; }

private:
    std::vector<summary::Wave> named_;
};

}  // namespace harmony::admin
