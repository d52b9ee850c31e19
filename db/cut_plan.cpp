#include "db/cut_plan.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace harmony::db {
namespace {

/// Room that a batch must leave for the header, epoch blocks and dummies, as a share of its bytes.
constexpr std::size_t slack_divisor = 8;

/// A batch names at most 64 epochs (docs/formats/hk1.md, Caps); one is left for the dummies'.
constexpr std::size_t most_epochs = 63;

struct Limit {
    std::size_t rows;
    std::size_t bytes;
};

Limit limit_of(const CutOrder& order) {
    return {std::max<std::size_t>(order.max_records, 1),
            order.max_bytes - order.max_bytes / slack_divisor};
}

std::size_t bytes_of(const std::vector<LooseRow>& rows) {
    std::size_t sum = 0;
    for (const LooseRow& row : rows) {
        sum += row.bytes;
    }
    return sum;
}

std::size_t parts_needed(std::size_t rows, std::size_t bytes, const Limit& limit) {
    const std::size_t by_rows = (rows + limit.rows - 1) / limit.rows;
    const std::size_t by_bytes = (bytes + limit.bytes - 1) / limit.bytes;
    return std::max({by_rows, by_bytes, std::size_t{1}});
}

std::size_t epochs_in(const std::vector<LooseRow>& a, const std::vector<LooseRow>& b) {
    std::set<std::int64_t> epochs;
    for (const std::vector<LooseRow>* rows : {&a, &b}) {
        for (const LooseRow& row : *rows) {
            epochs.insert(row.epoch);
        }
    }
    return epochs.size();
}

/// A group of more epochs than a batch may name (a machine that lost power all day long), cut
/// between epochs.
std::vector<std::vector<LooseRow>> parts_by_epoch(std::vector<LooseRow> rows) {
    std::stable_sort(rows.begin(), rows.end(), [](const LooseRow& a, const LooseRow& b) {
        return a.epoch < b.epoch;
    });
    std::vector<std::vector<LooseRow>> out;
    std::set<std::int64_t> epochs;
    for (const LooseRow& row : rows) {
        epochs.insert(row.epoch);
        if (out.empty() || epochs.size() > most_epochs) {
            epochs = {row.epoch};
            out.emplace_back();
        }
        out.back().push_back(row);
    }
    return out;
}

/// Even parts, in the order of the rows.
std::vector<std::vector<LooseRow>> even_parts(const std::vector<LooseRow>& rows,
                                              const Limit& limit) {
    const std::size_t parts = parts_needed(rows.size(), bytes_of(rows), limit);
    std::vector<std::vector<LooseRow>> out;
    for (std::size_t part = 0; part < parts; ++part) {
        const auto from = static_cast<std::ptrdiff_t>(rows.size() * part / parts);
        const auto to = static_cast<std::ptrdiff_t>(rows.size() * (part + 1) / parts);
        out.emplace_back(rows.begin() + from, rows.begin() + to);
    }
    return out;
}

bool is_split(const std::vector<LooseRow>& rows, std::uint32_t k) {
    std::map<std::int64_t, std::uint32_t> by_epoch;
    for (const LooseRow& row : rows) {
        ++by_epoch[row.epoch];
    }
    return by_epoch.size() > 1 && std::any_of(by_epoch.begin(), by_epoch.end(), [&](const auto& e) {
               return e.second < k;
           });
}

/// One group that may go, and the flags it puts on its batch.
PlannedBatch ready_group(std::vector<LooseRow> rows, const Group& group, const CutOrder& order) {
    PlannedBatch ready;
    ready.split = is_split(rows, order.k);
    if (rows.size() < order.k) {
        const bool waited =
            order.small_after && order.today - group.day >= std::chrono::days{*order.small_after};
        ready.small = waited;
        ready.forced = !waited && order.forced;
    }
    ready.rows = std::move(rows);
    return ready;
}

bool may_go(const PlannedBatch& ready, const CutOrder& order) {
    return ready.rows.size() >= order.k || ready.small || ready.forced;
}

void join(PlannedBatch& batch, PlannedBatch more) {
    batch.rows.insert(batch.rows.end(), more.rows.begin(), more.rows.end());
    batch.forced = batch.forced || more.forced;
    batch.split = batch.split || more.split;
    batch.small = batch.small || more.small;
}

bool fits(const PlannedBatch& batch, const PlannedBatch& more, const Limit& limit) {
    return batch.rows.size() + more.rows.size() <= limit.rows &&
           bytes_of(batch.rows) + bytes_of(more.rows) <= limit.bytes &&
           epochs_in(batch.rows, more.rows) <= most_epochs;
}

void place(std::vector<PlannedBatch>& batches, PlannedBatch ready, const Limit& limit) {
    for (PlannedBatch& batch : batches) {
        if (fits(batch, ready, limit)) {
            join(batch, std::move(ready));
            return;
        }
    }
    for (const std::vector<LooseRow>& one : parts_by_epoch(ready.rows)) {
        for (std::vector<LooseRow>& part : even_parts(one, limit)) {
            batches.push_back({std::move(part), ready.forced, ready.split, ready.small});
        }
    }
}

}  // namespace

CutPlan plan_cut(std::vector<LooseRow> rows, const GroupOf& group_of, const CutOrder& order) {
    std::map<std::int64_t, std::vector<LooseRow>> by_group;
    for (LooseRow& row : rows) {
        by_group[row.group].push_back(row);
    }
    CutPlan plan;
    for (auto& [number, members] : by_group) {
        const Group group = group_of(number);
        const auto count = static_cast<std::uint32_t>(members.size());
        PlannedBatch ready = ready_group(std::move(members), group, order);
        if (may_go(ready, order)) {
            place(plan.batches, std::move(ready), limit_of(order));
        } else {
            plan.held.push_back({group, count});
        }
    }
    for (PlannedBatch& batch : plan.batches) {
        std::sort(batch.rows.begin(), batch.rows.end(), [](const LooseRow& a, const LooseRow& b) {
            return a.rid < b.rid;
        });
    }
    return plan;
}

std::vector<PlannedBatch> deal_out(const std::vector<LooseRow>& rows, const CutOrder& order) {
    std::vector<PlannedBatch> batches;
    if (rows.empty()) {
        return batches;
    }
    for (std::vector<LooseRow>& part : even_parts(rows, limit_of(order))) {
        batches.push_back({std::move(part), false, false, false});
    }
    return batches;
}

}  // namespace harmony::db
