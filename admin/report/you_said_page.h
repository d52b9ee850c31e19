#pragma once

#include <span>
#include <string>
#include <vector>

#include "admin/cases/you_said_book.h"
#include "admin/report/document.h"
#include "base/time.h"
#include "events/fold.h"

namespace harmony::admin {

/// What became of the little things of the last twelve months.
struct LittleThings {
    int done = 0;
    int not_possible = 0;
    int open = 0;

    [[nodiscard]] int all() const { return done + not_possible + open; }
};

/// Of those that were reported in the last twelve months; joined and withdrawn ones are left out.
[[nodiscard]] LittleThings little_things(const events::State& state, base::Day today);

/// The items that are shown today, the newest first.
[[nodiscard]] std::vector<YouSaidItem> items_shown(const YouSaidBook& book, base::Day today);

/// Shares are said from so many on: fewer could point at somebody.
inline constexpr int fewest_for_shares = 10;

/// "You said, we did" for everybody, in English: items in the order in which they are given, all of
/// them published by a person. `organisation` is whose page it is.
[[nodiscard]] Document you_said_document(std::span<const YouSaidItem> items,
                                         const LittleThings& things,
                                         const std::string& organisation,
                                         base::Day today);

/// The same as one HTML file that needs nothing else.
[[nodiscard]] std::string render_you_said(std::span<const YouSaidItem> items,
                                          const LittleThings& things,
                                          const std::string& organisation,
                                          base::Day today);

}  // namespace harmony::admin
