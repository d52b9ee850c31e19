#include "summary/protect.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace harmony::summary {
namespace {

/// A hidden number that could be worked out, and by whom.
struct Breach {
    std::size_t arc = 0;
    std::int64_t up_to = 1;  ///< how far up it should be able to be
    bool either_way = true;  ///< down by 1 does as well
    std::size_t known = Arc::none;
};

/// Tries to move the arc as the rule asks; `Hiding::more` mends the breach where it can.
bool moves(Circulation& table, const Breach& breach, Hiding hiding) {
    return table.move(breach.arc, Direction::up, breach.up_to, breach.known, hiding) >=
               breach.up_to ||
           (breach.either_way &&
            table.move(breach.arc, Direction::down, 1, breach.known, hiding) >= 1);
}

bool stands(Circulation& table, const Breach& breach) {
    return !moves(table, breach, Hiding::as_it_is);
}

std::optional<Breach> breach_of_one(Circulation& table, std::size_t index, std::int64_t threshold) {
    const Arc arc = table.arc(index);
    if (!arc.hidden) {
        return std::nullopt;
    }
    // A number that could be the threshold could also be another one: line 2 covers line 1.
    const Breach breach = arc.primary && arc.value < threshold
                              ? Breach{index, threshold - arc.value, false, Arc::none}
                              : Breach{index, 1, true, Arc::none};
    return stands(table, breach) ? std::optional(breach) : std::nullopt;
}

std::optional<Breach> breach_by_singleton(Circulation& table, std::size_t known) {
    for (std::size_t i = 0; i < table.size(); ++i) {
        const Breach breach{i, 1, true, known};
        if (i != known && table.arc(i).hidden && table.arc(i).primary && stands(table, breach)) {
            return breach;
        }
    }
    return std::nullopt;
}

std::optional<Breach> first_breach(Circulation& table, std::int64_t threshold) {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (const auto breach = breach_of_one(table, i, threshold)) {
            return breach;
        }
    }
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table.arc(i).hidden && table.arc(i).value == 1) {
            if (const auto breach = breach_by_singleton(table, i)) {
                return breach;
            }
        }
    }
    return std::nullopt;
}

/// Shows again what is hidden for nothing, largest first.
void clean_up(Circulation& table, std::int64_t threshold, const Circulation& before) {
    std::vector<std::size_t> extra;
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table.arc(i).hidden && !before.arc(i).hidden) {
            extra.push_back(i);
        }
    }
    std::stable_sort(extra.begin(), extra.end(), [&](std::size_t a, std::size_t b) {
        return table.arc(a).cost > table.arc(b).cost;
    });
    for (const std::size_t index : extra) {
        if (!table.arc(index).hidden) {
            continue;  // its twin was shown, and it with it
        }
        table.show(index);
        if (first_breach(table, threshold)) {
            table.hide(index);
        }
    }
}

}  // namespace

bool is_safe(Circulation table, std::int64_t threshold) {
    return !first_breach(table, threshold).has_value();
}

bool protect(Circulation& table, std::int64_t threshold) {
    const Circulation before = table;
    while (const std::optional<Breach> breach = first_breach(table, threshold)) {
        if (!moves(table, *breach, Hiding::more)) {
            return false;
        }
    }
    clean_up(table, threshold, before);
    return is_safe(table, threshold);
}

}  // namespace harmony::summary
