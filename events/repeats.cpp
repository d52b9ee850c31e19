#include "events/repeats.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <tuple>

namespace harmony::events {
namespace {

/// Which cases hang together (union by index, with halved paths).
class Groups {
public:
    explicit Groups(std::size_t count) : parents_(count) {
        std::iota(parents_.begin(), parents_.end(), std::size_t{0});
    }

    std::size_t root(std::size_t at) {
        while (parents_[at] != at) {
            parents_[at] = parents_[parents_[at]];
            at = parents_[at];
        }
        return at;
    }

    void join(std::size_t a, std::size_t b) {
        const std::size_t one = root(a);
        const std::size_t other = root(b);
        parents_[std::max(one, other)] = std::min(one, other);
    }

private:
    std::vector<std::size_t> parents_;
};

bool counts(const CaseRecord& record) {
    return record.state != CaseState::withdrawn && record.state != CaseState::duplicate;
}

bool is_near_in_time(const CaseRecord& a, const CaseRecord& b) {
    return std::abs((a.opened_on - b.opened_on).count()) <= repeat_days;
}

using CellKey = std::tuple<CaseKind, int, int>;

/// Joins those of one list that are near in time.
void join_near(std::span<const CaseRecord> cases,
               std::size_t one,
               const std::vector<std::size_t>& others,
               Groups& groups) {
    for (const std::size_t other : others) {
        if (other != one && is_near_in_time(cases[one], cases[other])) {
            groups.join(one, other);
        }
    }
}

}  // namespace

std::vector<std::vector<SubjectId>> suggest_repeats(std::span<const CaseRecord> cases) {
    std::map<CellKey, std::vector<std::size_t>> cells;
    std::map<std::pair<CaseKind, std::string>, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (counts(cases[i]) && cases[i].cell) {
            cells[{cases[i].kind, cases[i].cell->east, cases[i].cell->north}].push_back(i);
        }
        if (counts(cases[i]) && !cases[i].place.empty()) {
            places[{cases[i].kind, cases[i].place}].push_back(i);
        }
    }
    Groups groups(cases.size());
    for (const auto& [key, members] : cells) {
        const auto& [kind, east, north] = key;
        for (int step = 0; step < 9; ++step) {
            const auto other = cells.find({kind, east + step / 3 - 1, north + step % 3 - 1});
            for (const std::size_t one : members) {
                join_near(cases,
                          one,
                          other == cells.end() ? std::vector<std::size_t>() : other->second,
                          groups);
            }
        }
    }
    for (const auto& [key, members] : places) {
        for (const std::size_t one : members) {
            join_near(cases, one, members, groups);
        }
    }
    std::map<std::size_t, std::vector<SubjectId>> found;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        found[groups.root(i)].push_back(cases[i].id);
    }
    std::vector<std::vector<SubjectId>> made;
    for (auto& [root, members] : found) {
        if (members.size() > 1) {
            std::sort(members.begin(), members.end());
            made.push_back(std::move(members));
        }
    }
    std::sort(made.begin(), made.end());
    return made;
}

}  // namespace harmony::events
