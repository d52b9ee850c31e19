#include "survey/page_plan.h"

#include <algorithm>

namespace harmony::survey {
namespace {

std::vector<NodeIndex> groups_above(const std::vector<Node>& nodes, NodeIndex node) {
    std::vector<NodeIndex> result;
    for (auto at = nodes[node.value].parent; at; at = nodes[at->value].parent) {
        result.insert(result.begin(), *at);
    }
    return result;
}

PagePlan group_page(const std::vector<Node>& nodes, const Node& group) {
    PagePlan page;
    page.group = group.index;
    page.headings = groups_above(nodes, group.index);
    for (std::uint32_t i = group.index.value + 1; i < group.end.value; ++i) {
        if (nodes[i].is_visible()) {
            page.nodes.push_back({i});
        }
    }
    return page;
}

}  // namespace

std::vector<PagePlan> plan_pages(const std::vector<Node>& nodes) {
    std::vector<PagePlan> pages;
    for (std::size_t i = 0; i < nodes.size();) {
        const Node& node = nodes[i];
        ++i;
        if (node.is_one_page()) {
            pages.push_back(group_page(nodes, node));
            i = node.end.value;
        } else if (node.is_visible()) {
            pages.push_back({{node.index}, std::nullopt, groups_above(nodes, node.index), false});
        }
    }
    std::erase_if(pages, [](const PagePlan& page) { return page.nodes.empty(); });
    for (PagePlan& page : pages) {
        page.equality = nodes[page.nodes.front().value].kiosk.block == Block::equality;
    }
    std::stable_sort(pages.begin(), pages.end(), [](const PagePlan& a, const PagePlan& b) {
        return a.equality < b.equality;
    });
    return pages;
}

}  // namespace harmony::survey
