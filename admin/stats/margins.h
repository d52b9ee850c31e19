#pragma once

#include <functional>
#include <string>
#include <vector>

#include "admin/stats/workspace.h"
#include "summary/rake.h"

// What the kinds that weight have in common: margins as the spec names them, and what is said when
// they cannot be met.

namespace harmony::admin::stats {

/// A column and the targets of its levels, in the order of the spec.
struct NamedMargin {
    std::string column;
    Targets targets;
};

/// The member `key`: a list of columns, each with targets in the spec's `margins`.
[[nodiscard]] std::vector<NamedMargin> read_margins(const SpecObject& spec, std::string_view key);

/// Margins with a level for each unit, for as long as this lives.
class CodedMargins {
public:
    /// For `rows` of the frame, in their order.
    CodedMargins(const std::vector<NamedMargin>& named, const Rows& rows, const Frame& frame);

    [[nodiscard]] std::vector<summary::Margin> margins() const;
    /// Of each margin: the levels of the rows.
    [[nodiscard]] const std::vector<std::vector<std::uint32_t>>& codes() const { return codes_; }
    /// A level's name: of a target, of an answer without one, "(not stated)".
    [[nodiscard]] std::string level_name(std::size_t margin, std::size_t level) const;
    [[nodiscard]] const std::string& column(std::size_t margin) const {
        return named_[margin].column;
    }
    [[nodiscard]] std::size_t size() const { return named_.size(); }

private:
    const std::vector<NamedMargin>& named_;
    std::vector<std::vector<std::uint32_t>> codes_;
    std::vector<std::vector<std::string>> names_;  ///< targets, then answers without one
};

/// What margins and their levels are called.
struct MarginNames {
    std::function<std::string(std::size_t margin)> margin;
    std::function<std::string(std::size_t margin, std::size_t level)> level;
};

/// The sentence of a refusal (specification, section 5.1). REQUIRES: not `nobody`.
[[nodiscard]] std::string refusal_text(const summary::RakeRefusal& refusal,
                                       const MarginNames& names);

/// The texts of section 5.1 of the statistics specification.
[[nodiscard]] Refusal refusal_of(const summary::RakeRefusal& refusal,
                                 const CodedMargins& margins,
                                 const std::string& id);

/// Members `sum_w`, `w_min`, `w_max`, `kish` of weights: not a number and 0 do not count.
void add_weight_figures(std::span<const double> weights, Json& keys);

/// Weights as the spec wants them listed: null where there is none.
[[nodiscard]] Json json_weights(std::span<const double> weights);

}  // namespace harmony::admin::stats
