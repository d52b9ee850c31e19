#include "survey/node_layout.h"

namespace harmony::survey {

void lay_out(std::vector<Node>& nodes) {
    std::size_t items = 0;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        Node& node = nodes[i];
        node.index = {i};
        node.end = {i + 1};
        node.item = std::nullopt;
        if (node.type != NodeType::group && node.type != NodeType::note && !node.is_metadata()) {
            node.item = items++;
        }
        for (auto group = node.parent; group; group = nodes[group->value].parent) {
            nodes[group->value].end = node.end;
        }
    }
}

}  // namespace harmony::survey
