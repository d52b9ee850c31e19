#include "summary/circulation.h"

#include <algorithm>
#include <queue>
#include <utility>

#include "base/error.h"

namespace harmony::summary {

std::size_t Circulation::add(const Arc& arc) {
    base::promise(arc.from < arcs_of_.size() && arc.to < arcs_of_.size(),
                  "an arc between sums that do not exist");
    arcs_of_[arc.from].push_back(arcs_.size());
    arcs_of_[arc.to].push_back(arcs_.size());
    arcs_.push_back(arc);
    return arcs_.size() - 1;
}

void Circulation::hide(std::size_t index) {
    arcs_[index].hidden = true;
    if (arcs_[index].twin != Arc::none) {
        arcs_[arcs_[index].twin].hidden = true;
    }
}

void Circulation::show(std::size_t index) {
    arcs_[index].hidden = false;
    if (arcs_[index].twin != Arc::none) {
        arcs_[arcs_[index].twin].hidden = false;
    }
}

void Circulation::tie(std::size_t first, std::size_t second) {
    arcs_[first].twin = second;
    arcs_[second].twin = first;
}

bool Circulation::balances() const {
    std::vector<std::int64_t> sums(arcs_of_.size());
    for (const Arc& arc : arcs_) {
        sums[arc.from] -= arc.value;
        sums[arc.to] += arc.value;
    }
    return std::all_of(sums.begin(), sums.end(), [](std::int64_t sum) { return sum == 0; });
}

std::int64_t Circulation::room(const Step& step, const std::vector<std::int64_t>& flow) const {
    const Arc& arc = arcs_[step.arc];
    return step.forward ? arc.maximum - flow[step.arc] : flow[step.arc] - arc.minimum;
}

std::vector<bool> Circulation::usable_arcs(std::size_t index,
                                           std::size_t known,
                                           Hiding hiding) const {
    std::vector<bool> usable(arcs_.size());
    for (std::size_t i = 0; i < arcs_.size(); ++i) {
        usable[i] = arcs_[i].hidden || (hiding == Hiding::more && arcs_[i].may_hide);
    }
    usable[index] = false;
    if (known != Arc::none) {
        usable[known] = false;
    }
    return usable;
}

/// Dijkstra: a hidden arc costs nothing, a shown one its cost and one for being one more.
std::vector<Circulation::Step> Circulation::cheapest_way(std::size_t start,
                                                         std::size_t end,
                                                         const std::vector<std::int64_t>& flow,
                                                         const std::vector<bool>& usable) const {
    using Entry = std::pair<std::int64_t, std::size_t>;
    std::vector<std::int64_t> cost(arcs_of_.size(), Arc::unbounded);
    std::vector<Step> reached_by(arcs_of_.size());
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> next;
    cost[start] = 0;
    next.emplace(0, start);
    while (!next.empty()) {
        const auto [so_far, node] = next.top();
        next.pop();
        if (node == end) {
            break;
        }
        if (so_far > cost[node]) {
            continue;
        }
        for (const std::size_t i : arcs_of_[node]) {
            const Arc& arc = arcs_[i];
            if (!usable[i]) {
                continue;
            }
            const Step step{i, arc.from == node};
            const std::size_t there = step.forward ? arc.to : arc.from;
            const std::int64_t price = so_far + (arc.hidden ? 0 : arc.cost + 1);
            if (room(step, flow) > 0 && price < cost[there]) {
                cost[there] = price;
                reached_by[there] = step;
                next.emplace(price, there);
            }
        }
    }
    std::vector<Step> way;
    if (cost[end] < Arc::unbounded) {
        for (std::size_t node = end; node != start;) {
            way.push_back(reached_by[node]);
            node = way.back().forward ? arcs_[way.back().arc].from : arcs_[way.back().arc].to;
        }
    }
    return way;
}

std::int64_t Circulation::move(
    std::size_t index, Direction direction, std::int64_t wanted, std::size_t known, Hiding hiding) {
    const Arc arc = arcs_[index];
    const bool up = direction == Direction::up;
    const std::vector<Arc> before = hiding == Hiding::more ? arcs_ : std::vector<Arc>();
    std::vector<std::int64_t> flow;
    flow.reserve(arcs_.size());
    for (const Arc& each : arcs_) {
        flow.push_back(each.value);
    }
    const std::vector<bool> usable = usable_arcs(index, known, hiding);
    const std::int64_t most = std::min(wanted, room({index, up}, flow));
    std::int64_t moved = 0;
    while (moved < most) {
        const std::vector<Step> way =
            cheapest_way(up ? arc.to : arc.from, up ? arc.from : arc.to, flow, usable);
        if (way.empty()) {
            break;
        }
        std::int64_t push = most - moved;
        for (const Step& step : way) {
            push = std::min(push, room(step, flow));
        }
        for (const Step& step : way) {
            flow[step.arc] += step.forward ? push : -push;
            if (hiding == Hiding::more) {
                hide(step.arc);
            }
        }
        moved += push;
    }
    if (moved < wanted && hiding == Hiding::more) {
        arcs_ = before;
    }
    return moved;
}

}  // namespace harmony::summary
