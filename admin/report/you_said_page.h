#pragma once

#include <span>
#include <string>

#include "admin/cases/you_said_book.h"
#include "base/time.h"

namespace harmony::admin {

/// What became of the little things of the last twelve months.
struct LittleThings {
    int done = 0;
    int not_possible = 0;
    int open = 0;

    [[nodiscard]] int all() const { return done + not_possible + open; }
};

/// Shares are said from so many on: fewer could point at somebody.
inline constexpr int fewest_for_shares = 10;

/// The public page "You said, we did": one HTML file that needs nothing else, in English. Items
/// stand in the order in which they are given. `organisation` is whose page it is.
[[nodiscard]] std::string render_you_said(std::span<const YouSaidItem> items,
                                          const LittleThings& things,
                                          const std::string& organisation,
                                          base::Day today);

}  // namespace harmony::admin
