#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "summary/change.h"
#include "summary/published_rows.h"
#include "summary/release_cells.h"
#include "summary/row_figures.h"

// What changed from one wave to the next (statistics specification, section 6), of numbers that are
// published in both: nothing here says more of a hidden number than its absence does.

namespace harmony::summary {
namespace {

constexpr RangeRule published_rule{published_level};
constexpr double clear_below = 0.05;
constexpr std::uint64_t comparable_worth = 50;

std::int32_t points(double difference) {
    return static_cast<std::int32_t>(std::lround(100 * difference));
}

/// A share that both waves show.
struct Item {
    std::size_t from = 0;  ///< rows of the published table
    std::size_t to = 0;
    std::optional<std::size_t> choice;
};

const Shown* shown_of(const PublishedRow& row, const std::optional<std::size_t>& choice) {
    const Cell* const cell = choice ? &row.choices[*choice] : row.ends ? &row.ends->top : nullptr;
    const Shown* const shown = cell == nullptr ? nullptr : std::get_if<Shown>(cell);
    return shown != nullptr && shown->share ? shown : nullptr;
}

std::optional<std::size_t> row_of(const PublishedTable& table, const std::string& key) {
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (table.rows[row].key == key) {
            return row;
        }
    }
    return std::nullopt;
}

/// Which rows are compared.
std::vector<std::pair<std::size_t, std::size_t>> pairs_of(const PublishedTable& table,
                                                          const ReleaseContext& context) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    if (context.compared) {
        const auto from = row_of(table, context.compared->first);
        const auto to = row_of(table, context.compared->second);
        if (from && to && *from != *to) {
            pairs.emplace_back(*from, *to);
        }
        return pairs;
    }
    for (std::size_t row = 0; row + 1 < table.rows.size(); ++row) {
        pairs.emplace_back(row, row + 1);
    }
    return pairs;
}

std::vector<Item> items_of(const PublishedTable& table, const ReleaseContext& context) {
    std::vector<Item> items;
    for (const auto& [from, to] : pairs_of(table, context)) {
        if (!table.top.empty()) {
            items.push_back({from, to, std::nullopt});
            continue;
        }
        for (std::size_t choice = 0; choice < table.question.choices.size(); ++choice) {
            items.push_back({from, to, choice});
        }
    }
    std::erase_if(items, [&](const Item& item) {
        return shown_of(table.rows[item.from], item.choice) == nullptr ||
               shown_of(table.rows[item.to], item.choice) == nullptr;
    });
    return items;
}

/// 100 answers, or what is worth 50 independent ones.
bool may_be_compared(const PublishedRow& row, const std::optional<std::size_t>& choice) {
    const Shown* const base = std::get_if<Shown>(&row.answered);
    return (base != nullptr && reading_of(base->count) == Reading::comparable) ||
           shown_of(row, choice)->share->worth.design >= comparable_worth;
}

class Changes {
public:
    Changes(const Table& table, const PublishedTable& published, const ReleaseContext& context)
        : table_(table), published_(published), context_(context) {}

    [[nodiscard]] std::vector<PublishedChange> all() const {
        std::vector<PublishedChange> changes;
        std::vector<std::optional<double>> p;
        for (const Item& item : items_of(published_, context_)) {
            PublishedChange change{
                published_.rows[item.from].key, published_.rows[item.to].key, item.choice};
            if (may_be_compared(published_.rows[item.from], item.choice) &&
                may_be_compared(published_.rows[item.to], item.choice)) {
                compare(item, change);
            }
            p.push_back(change.p);
            changes.push_back(std::move(change));
        }
        const std::vector<std::optional<double>> adjusted = holm(p);
        for (std::size_t i = 0; i < changes.size(); ++i) {
            if (adjusted[i]) {
                changes[i].direction = direction_of(changes[i], *adjusted[i]);
            }
        }
        return changes;
    }

private:
    [[nodiscard]] std::vector<ValuedCell> cells_of(const Item& item) const {
        const Question& question = table_.question();
        if (!item.choice) {
            std::vector<ValuedCell> cells;
            for (const std::size_t cell : end_choices(question).top) {
                cells.push_back({cell, 1});
            }
            return cells;
        }
        return {{answer_choices(question)[*item.choice], 1}};
    }

    [[nodiscard]] std::optional<WaveFigure> wave(const std::string& key,
                                                 const std::vector<ValuedCell>& cells) const {
        const auto row = std::find(table_.keys().begin(), table_.keys().end(), key);
        const RowFigures figures(table_, static_cast<std::size_t>(row - table_.keys().begin()));
        if (figures.empty()) {
            return std::nullopt;
        }
        const RowFigure figure = figures.figure(cells);
        return WaveFigure{figure.value, figure.variance, figure.degrees};
    }

    /// Fills in the change, as one that is not clear.
    void compare(const Item& item, PublishedChange& change) const {
        const std::vector<ValuedCell> cells = cells_of(item);
        const auto first = wave(change.from, cells);
        const auto second = wave(change.to, cells);
        if (!first || !second) {
            return;
        }
        const FigureChange found = change_between(*first, *second, published_rule);
        change.direction = Direction::no_clear_change;
        change.points = points(found.difference);
        change.low = points(found.range.low);
        change.high = points(found.range.high);
        change.could_have_seen =
            static_cast<std::uint32_t>(std::max(0, points(found.smallest_seen)));
        change.p = found.p;
    }

    const Table& table_;
    const PublishedTable& published_;
    const ReleaseContext& context_;
};

}  // namespace

Direction direction_of(const PublishedChange& change, double adjusted) {
    if (adjusted >= clear_below || change.low + change.high == 0) {
        return Direction::no_clear_change;
    }
    return change.low + change.high > 0 ? Direction::went_up : Direction::went_down;
}

std::vector<PublishedChange> publish_changes(const Table& table,
                                             const PublishedTable& published,
                                             const ReleaseContext& context) {
    if (table.engagements() == 0 || published.withheld) {
        return {};
    }
    return Changes(table, published, context).all();
}

}  // namespace harmony::summary
