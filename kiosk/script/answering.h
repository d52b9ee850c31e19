#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "ui/driver.h"

/// Answers that take more than a touch, given as a hand would give them: over all pages that the
/// question has in the size and language of now. All errors: absent or refused, with what was
/// missing.
namespace harmony::kiosk {

/// Touches what has this id; turns the pages of tiles or rows to find it.
[[nodiscard]] base::Result<void> tap_somewhere(ui::Driver& driver, const std::string& id);

/// Touches these choices of a rank one after the other.
[[nodiscard]] base::Result<void> answer_rank(ui::Driver& driver,
                                             const std::vector<std::string>& choices);

/// Types a date into its fields; `day` is `YYYY-MM-DD`.
[[nodiscard]] base::Result<void> answer_date(ui::Driver& driver, const std::string& day);

/// Touches an hour and a quarter; `time` is `HH:MM`.
[[nodiscard]] base::Result<void> answer_time(ui::Driver& driver, const std::string& time);

}  // namespace harmony::kiosk
