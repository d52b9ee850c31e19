#pragma once

#include <optional>
#include <vector>

#include "survey/form.h"

namespace harmony::survey {

/// A page as the form lays it out, before relevance.
struct PagePlan {
    std::vector<NodeIndex> nodes;     ///< visible notes and questions, in order
    std::optional<NodeIndex> group;   ///< the one-page group
    std::vector<NodeIndex> headings;  ///< groups above the page, outermost first
    bool equality = false;
};

/// One page for each visible question or note outside a one-page group, one for each such group; in
/// sheet order, core pages before equality pages.
[[nodiscard]] std::vector<PagePlan> plan_pages(const std::vector<Node>& nodes);

}  // namespace harmony::survey
