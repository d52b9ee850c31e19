#include "events/capacity.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace harmony::events {
namespace {

using base::Error;
using base::ErrorKind;

const KioskName* name_of(std::span<const KioskName> names, const base::KioskId& kiosk) {
    const auto at = std::find_if(
        names.begin(), names.end(), [&](const KioskName& one) { return one.kiosk == kiosk; });
    return at == names.end() ? nullptr : &*at;
}

std::string unspent_of_each(const Capacity& capacity, std::span<const KioskName> names) {
    std::vector<std::string> parts;
    for (const KioskLedger& ledger : capacity.kiosks) {
        if (ledger.unspent() > 0) {
            const KioskName* name = name_of(names, ledger.kiosk);
            parts.push_back(
                fmt::format("{}: {}",
                            name == nullptr ? ledger.kiosk.hex().substr(0, 8) : name->name,
                            ledger.unspent()));
        }
    }
    return parts.empty() ? std::string() : fmt::format(" ({})", fmt::join(parts, ", "));
}

std::string not_heard(const Capacity& capacity, std::span<const KioskName> names) {
    std::vector<std::string> parts;
    for (const KioskName& name : names) {
        const bool concerned = std::any_of(
            capacity.kiosks.begin(), capacity.kiosks.end(), [&](const KioskLedger& ledger) {
                return ledger.kiosk == name.kiosk && ledger.hidden() > 0;
            });
        if (concerned && name.silent_days && *name.silent_days < 0) {
            parts.push_back(name.name + " (never yet)");
        } else if (concerned && name.silent_days) {
            parts.push_back(fmt::format("{} for {} {}",
                                        name.name,
                                        *name.silent_days,
                                        *name.silent_days == 1 ? "day" : "days"));
        }
    }
    return parts.empty() ? std::string() : fmt::format("Not heard: {}.", fmt::join(parts, ", "));
}

}  // namespace

std::optional<Capacity> capacity(const OccurrenceRecord& occurrence) {
    if (!occurrence.spaces) {
        return std::nullopt;
    }
    Capacity made;
    made.spaces = *occurrence.spaces;
    made.reserve = occurrence.reserve;
    made.occupied = occurrence.occupied;
    made.held = occurrence.held;
    made.kiosks = occurrence.ledgers;
    for (const KioskLedger& ledger : occurrence.ledgers) {
        made.hidden += ledger.hidden();
        made.unspent += ledger.unspent();
        made.at_risk += ledger.at_risk();
    }
    return made;
}

WorstCase worst_case(const Capacity& capacity) {
    WorstCase worst;
    worst.people = capacity.occupied + capacity.held + capacity.hidden + capacity.at_risk;
    worst.over = std::max(0, worst.people - (capacity.spaces - capacity.reserve));
    worst.unspent = capacity.unspent;
    return worst;
}

std::string worst_case_line(const Capacity& capacity,
                            std::span<const KioskName> names,
                            const std::string& since) {
    const WorstCase worst = worst_case(capacity);
    const std::string silent = not_heard(capacity, names);
    return fmt::format(
        "Worst case today: {} over, {} unspent{}. {}",
        worst.over,
        worst.unspent,
        unspent_of_each(capacity, names),
        silent.empty() ? fmt::format("Heard from all kiosks since {}.", since) : silent);
}

base::Result<void> check_give(const Capacity& capacity, int spaces) {
    const int pool = std::max(0, capacity.pool());
    if (spaces <= pool) {
        return {};
    }
    return Error{ErrorKind::refused, fmt::format("Only {} spaces are free to give.", pool)};
}

std::vector<Share> suggest_spread(int pool, std::span<const KioskUse> kiosks) {
    constexpr int kept_part = 10;
    const std::int64_t give = pool - std::max(1, (pool + kept_part - 1) / kept_part);
    std::vector<Share> shares;
    std::vector<std::int64_t> weights;
    for (const KioskUse& use : kiosks) {
        shares.push_back({use.kiosk, use.instance, 0});
        weights.push_back(static_cast<std::int64_t>(std::max(0, use.hours_open)) *
                          (1 + std::max(0, use.past_use)));
    }
    const std::int64_t all = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    if (give <= 0 || all == 0) {
        return shares;
    }
    std::vector<std::size_t> by_remainder(shares.size());
    std::iota(by_remainder.begin(), by_remainder.end(), std::size_t{0});
    std::int64_t left = give;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        shares[i].more = static_cast<int>(give * weights[i] / all);
        left -= shares[i].more;
    }
    std::stable_sort(by_remainder.begin(), by_remainder.end(), [&](std::size_t a, std::size_t b) {
        return give * weights[a] % all > give * weights[b] % all;
    });
    for (std::size_t i = 0; left > 0; ++i, --left) {
        ++shares[by_remainder.at(i)].more;
    }
    return shares;
}

std::vector<SubjectId> next_in_line(const State& state, const OccurrenceRecord& occurrence) {
    const std::optional<Capacity> spaces = capacity(occurrence);
    std::vector<SubjectId> next;
    int left = spaces ? spaces->pool() : 0;
    for (const SubjectId& id : occurrence.waiting) {
        const SignUpRecord* one = state.sign_up(id);
        if (one == nullptr || one->passed || one->came == CameState::came) {
            continue;
        }
        if (spaces && one->party > left) {
            break;
        }
        left -= one->party;
        next.push_back(id);
    }
    return next;
}

}  // namespace harmony::events
