#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "survey/checking/report.h"
#include "survey/form.h"

namespace harmony::survey {

/// Turns `${name}` into what it refers to.
class References {
public:
    /// `nodes` must outlive this.
    References(const std::vector<Node>& nodes, Report& report);

    /// An expression with absolute paths and single spaces; empty when it is wrong, which is
    /// reported.
    [[nodiscard]] std::string expression(std::string_view cell, const Spot& spot);

    /// A text for residents in pieces. What is wrong is reported and stays as written.
    [[nodiscard]] Line line(std::string_view cell, const Spot& spot);

    /// The questions of a `trigger` cell: references parted by commas. What is wrong is reported.
    [[nodiscard]] std::vector<NodeIndex> triggers(std::string_view cell, const Spot& spot);

    /// The data files that `pulldata()` names in the expressions read so far, without their ending,
    /// and where first.
    [[nodiscard]] const std::map<std::string, Spot>& pulled() const { return pulled_; }

private:
    /// Reports a mention that cannot be used.
    [[nodiscard]] bool is_sound(const std::string& name, bool is_closed, const Spot& spot);

    [[nodiscard]] std::optional<std::string> suggestion(std::string_view name);

    const std::vector<Node>& nodes_;
    Report& report_;
    std::size_t suggestions_left_ = 200;
    std::map<std::string, std::vector<NodeIndex>, std::less<>> by_name_;
    std::map<std::string, Spot> pulled_;
};

}  // namespace harmony::survey
