#include "admin/stats/margins.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "admin/stats/shares.h"
#include "summary/sums.h"

namespace harmony::admin::stats {
namespace {

constexpr const char* not_stated = "(not stated)";

}  // namespace

std::vector<NamedMargin> read_margins(const SpecObject& spec, std::string_view key) {
    std::vector<NamedMargin> result;
    const std::vector<std::string> columns = spec.columns(key, Use::text);
    check_differ(spec, key, columns);
    if (columns.empty()) {
        spec.must_be(key, "a list of at least one column");
    }
    for (const std::string& column : columns) {
        const auto found = spec.reader().margins.find(column);
        if (found == spec.reader().margins.end()) {
            spec.reader().fail(fmt::format("/margins: '{}' is missing", column));
            continue;
        }
        result.push_back({column, found->second});
    }
    return result;
}

CodedMargins::CodedMargins(const std::vector<NamedMargin>& named,
                           const Rows& rows,
                           const Frame& frame)
    : named_(named) {
    for (const NamedMargin& margin : named) {
        const TextColumn& column = frame.text(margin.column);
        std::vector<std::string>& names = names_.emplace_back();
        std::vector<std::uint32_t> level(column.names.size(), summary::not_stated_code);
        for (const auto& [name, target] : margin.targets) {
            if (const std::uint32_t code = column.code_of(name); code != missing_code) {
                level[code] = static_cast<std::uint32_t>(names.size());
            }
            names.push_back(name);
        }
        for (std::size_t code = 0; code < level.size(); ++code) {
            if (level[code] == summary::not_stated_code) {
                level[code] = static_cast<std::uint32_t>(names.size());
                names.push_back(column.names[code]);
            }
        }
        std::vector<std::uint32_t>& codes = codes_.emplace_back(rows.size());
        std::transform(rows.begin(), rows.end(), codes.begin(), [&](std::uint32_t row) {
            const std::uint32_t code = column.codes[row];
            return code == missing_code ? summary::not_stated_code : level[code];
        });
    }
}

std::vector<summary::Margin> CodedMargins::margins() const {
    std::vector<summary::Margin> result;
    for (std::size_t margin = 0; margin < named_.size(); ++margin) {
        summary::Margin& coded = result.emplace_back();
        for (const auto& [name, target] : named_[margin].targets) {
            coded.targets.push_back(target);
        }
        coded.codes = codes_[margin];
    }
    return result;
}

std::string CodedMargins::level_name(std::size_t margin, std::size_t level) const {
    return level < names_[margin].size() ? names_[margin][level] : not_stated;
}

std::string refusal_text(const summary::RakeRefusal& refusal, const MarginNames& names) {
    using summary::RakeFault;
    const std::string margin = names.margin(refusal.margin);
    const std::string target = shortest(refusal.target);
    if (refusal.fault == RakeFault::margin_totals_differ) {
        return fmt::format("The margins add up to different totals: {} {}, {} {}.",
                           margin,
                           target,
                           names.margin(refusal.other_margin),
                           shortest(refusal.reached));
    }
    const std::string level = names.level(refusal.margin, refusal.level);
    switch (refusal.fault) {
        case RakeFault::margin_level_absent:
            return fmt::format(
                "Nobody in the answers has {0} = '{1}' (target {2}). Merge '{1}' "
                "with another level or leave {0} out.",
                margin,
                level,
                target);
        case RakeFault::margin_level_unknown:
            return fmt::format("{} = '{}' is in the answers ({} people) but has no target.",
                               margin,
                               level,
                               refusal.people);
        case RakeFault::margin_target_zero:
            return fmt::format("The target for {} = '{}' is 0 but {} people chose it.",
                               margin,
                               level,
                               refusal.people);
        case RakeFault::margin_target_invalid:
            return fmt::format(
                "The target for {} = '{}' must be 0 or more, not {}.", margin, level, target);
        default: break;
    }
    return fmt::format(
        "The margins cannot all be met. Worst after {} cycles: {} = '{}' is {}, "
        "target {}.",
        refusal.cycles,
        margin,
        level,
        shortest(refusal.reached),
        target);
}

namespace {

const char* code_of(summary::RakeFault fault) {
    using summary::RakeFault;
    switch (fault) {
        case RakeFault::margin_level_absent: return "margin_level_absent";
        case RakeFault::margin_level_unknown: return "margin_level_unknown";
        case RakeFault::margin_target_zero: return "margin_target_zero";
        case RakeFault::margin_target_invalid: return "margin_target_invalid";
        case RakeFault::margin_totals_differ: return "margin_totals_differ";
        case RakeFault::no_convergence:
        case RakeFault::nobody: break;
    }
    return "no_convergence";
}

}  // namespace

Refusal refusal_of(const summary::RakeRefusal& refusal,
                   const CodedMargins& margins,
                   const std::string& id) {
    if (refusal.fault == summary::RakeFault::nobody) {
        return empty_base(id);
    }
    const MarginNames names{
        [&](std::size_t margin) { return margins.column(margin); },
        [&](std::size_t margin, std::size_t level) { return margins.level_name(margin, level); }};
    return {code_of(refusal.fault), refusal_text(refusal, names)};
}

void add_weight_figures(std::span<const double> weights, Json& keys) {
    std::vector<double> counted;
    std::copy_if(weights.begin(), weights.end(), std::back_inserter(counted), [](double weight) {
        return weight > 0;
    });
    if (counted.empty()) {
        return;
    }
    const auto [least, most] = std::minmax_element(counted.begin(), counted.end());
    const summary::Kish kish = *summary::kish(counted);
    keys["sum_w"] = json_number(summary::sum_of(counted));
    keys["w_min"] = json_number(*least);
    keys["w_max"] = json_number(*most);
    keys["kish"] = {
        {"n", kish.n}, {"n_eff", json_number(kish.n_eff)}, {"deff", json_number(kish.deff)}};
}

Json json_weights(std::span<const double> weights) {
    Json list = Json::array();
    list.get_ref<Json::array_t&>().reserve(weights.size());
    for (const double weight : weights) {
        list.push_back(weight > 0 ? json_number(weight) : Json(nullptr));
    }
    return list;
}

}  // namespace harmony::admin::stats
