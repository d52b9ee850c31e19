#pragma once

#include <string>
#include <vector>

#include "ui/geometry.h"
#include "ui/semantic.h"

namespace harmony::kiosk {

/// What breaks a rule of layout on this page, as sentences: the rules of `ui::sem::lint`, and words
/// that lie over a control, over other words, or leave the page. Empty when all is well.
[[nodiscard]] std::vector<std::string> page_faults(const ui::sem::Tree& tree,
                                                   const ui::Panel& panel);

/// What was looked at, for the table of a report.
struct LookedAt {
    int pages = 0;
    int controls = 0;
    int texts = 0;

    void add(const ui::sem::Tree& tree);
};

}  // namespace harmony::kiosk
