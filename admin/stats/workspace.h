#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "admin/stats/frame.h"
#include "admin/stats/kind.h"
#include "summary/calibrate.h"
#include "summary/design.h"
#include "summary/proportion.h"

namespace harmony::admin::stats {

/// What analyses work with, one after the other: the rows, the designs on them, and what earlier
/// analyses left for later ones.
class Workspace {
public:
    explicit Workspace(Frame frame) : frame_(std::move(frame)) {}

    [[nodiscard]] const Frame& frame() const { return frame_; }

    /// Adds a column of numbers, or puts another in its place.
    void put_column(const std::string& name, NumberColumn column);

    /// The design of these columns, made when it is first asked for.
    [[nodiscard]] const summary::Design& design(const DesignNames& names);

    /// What analysis `id` weighted by, for later ones.
    void put_weighting(const std::string& id, std::vector<summary::WeightedGroup> groups);
    /// REQUIRES: the reader of the spec saw that it is a rake before this one.
    [[nodiscard]] const std::vector<summary::WeightedGroup>& weighting(const std::string& id) const;

    /// 1 for each row that meets the condition of the analysis.
    [[nodiscard]] std::vector<std::uint8_t> rows_of(const Common& common) const;

private:
    Frame frame_;
    std::map<DesignNames, std::unique_ptr<summary::Design>> designs_;
    std::map<std::string, std::vector<summary::WeightedGroup>> weightings_;
};

/// Rows in the order of the frame.
using Rows = std::vector<std::uint32_t>;

/// Rows with one value of each column of `by`.
struct Group {
    Json key = Json::object();  ///< {column: value}
    Rows rows;
};

/// The rows with a mark, in groups in byte order of their values; rows without a value of a column
/// are left out. Without `by` it is one group with an empty key.
[[nodiscard]] std::vector<Group> groups_of(const std::vector<std::string>& by,
                                           std::span<const std::uint8_t> marks,
                                           const Frame& frame);

/// The member `by` of an analysis: nothing, a column, or up to two.
[[nodiscard]] std::vector<std::string> read_by(const SpecObject& spec);

/// Does `one` for the rows of each group. Without `by` that is the answer; else it is `{groups}`,
/// in which a group without answers has `n` 0 and a warning. Any other refusal refuses all.
[[nodiscard]] Outcome for_groups(const std::vector<std::string>& by,
                                 std::span<const std::uint8_t> marks,
                                 const Frame& frame,
                                 const std::function<Outcome(const Rows&)>& one);

/// Those of `rows` that lie in the design.
[[nodiscard]] Rows rows_in(const summary::Design& design, const Rows& rows);

/// What is to be said of the first-stage units a domain rests on; nothing where all is well.
[[nodiscard]] std::vector<std::string> warnings_of(const summary::Domain& domain);
[[nodiscard]] std::vector<std::string> warnings_of(summary::Fallback fallback,
                                                   bool few,
                                                   std::size_t psus);

/// "lonely_psu", ..., null for none.
[[nodiscard]] Json json_fallback(summary::Fallback fallback);

/// [low, high], or null.
[[nodiscard]] Json json_interval(const std::optional<summary::Interval>& interval);

}  // namespace harmony::admin::stats
