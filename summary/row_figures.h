#pragma once

// Private to this room: what a row of a table says and how sure it is, from sums an engagement.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "summary/interval.h"
#include "summary/proportion.h"
#include "summary/table.h"

namespace harmony::summary {

/// A count of a table and the value that it has: 1 for those who are in a share. Nobody is in two
/// of the cells of one figure; those of the base who are in none have the value 0.
struct ValuedCell {
    std::size_t cell = 0;
    double value = 1;
};

/// A figure with what its range is made from.
struct RowFigure {
    double value = 0;
    double variance = 0;
    double degrees = 0;
    RangeBasis basis = RangeBasis::clusters;
};

/// One row of a table: its engagements are first-stage units, their waves strata, and units have
/// the weights of the table. The core (estimate.h) on sums: statistics specification, section 2.
/// Borrows the table.
class RowFigures {
public:
    /// REQUIRES: the table has engagements, and somebody of the row has an answer.
    RowFigures(const Table& table, std::size_t row);

    /// Nobody of the base has a weight: nothing can be said.
    [[nodiscard]] bool empty() const { return !(weight_ > 0); }

    /// The mean value. REQUIRES: not empty.
    [[nodiscard]] RowFigure figure(std::span<const ValuedCell> cells) const;

    /// The share of those in `cells`, to be made a range of by `interval_of`.
    [[nodiscard]] Proportion share(std::span<const ValuedCell> cells, const RangeRule& rule) const;

    /// What the range of a share rests on.
    [[nodiscard]] RangeBasis basis_of(const Proportion& share) const;

private:
    struct Member {
        std::size_t group = 0;
        std::uint32_t stratum = 0;
        double weight = 0;
        double squares = 0;
    };
    /// Of one stratum: first-stage units and units of the whole table, and of this row.
    struct Stratum {
        std::uint64_t engagements = 0;
        std::uint64_t units = 0;
        bool used = false;
    };

    [[nodiscard]] double variance(std::span<const ValuedCell> cells, double mean) const;

    const Table& table_;
    std::vector<Member> members_;
    std::vector<Stratum> strata_;
    std::uint64_t people_ = 0;
    double weight_ = 0;
    double squares_ = 0;
    double degrees_ = 0;
    Fallback fallback_ = Fallback::none;
};

}  // namespace harmony::summary
