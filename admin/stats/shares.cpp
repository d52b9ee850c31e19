#include "admin/stats/shares.h"

#include <fmt/format.h>

namespace harmony::admin::stats {

using summary::IntervalMethod;

ShareRanges read_share_ranges(const SpecObject& spec, const Common& common) {
    ShareRanges result;
    result.rule = common.rule;
    result.rule.cap = spec.flag_or("n_eff_cap", common.rule.cap);
    const std::vector<std::string> names = spec.texts_or("ci", {"wilson_neff"});
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (const auto method = summary::interval_method(names[i])) {
            result.methods.push_back(*method);
        } else {
            spec.must_be("ci",
                         i,
                         "one of 'wilson_neff', 'wilson', 'clopper_pearson', 'logit', 'beta', "
                         "'asin', 'wald'");
        }
    }
    return result;
}

Json json_ranges(const summary::Proportion& share, const ShareRanges& ranges) {
    Json result = Json::object();
    for (const IntervalMethod method : ranges.methods) {
        result[std::string(summary::name_of(method))] =
            json_interval(summary::interval_of(share, method, ranges.rule));
    }
    return result;
}

Json json_share(const summary::Proportion& share, const ShareRanges& ranges) {
    Json result = Json::object();
    result["n_yes"] = share.yes;
    result["p"] = json_number(share.p);
    result["se"] = json_number(share.standard_error);
    result["ci"] = json_ranges(share, ranges);
    return result;
}

Json json_optional(const std::optional<double>& number) {
    return number ? json_number(*number) : Json(nullptr);
}

std::vector<std::uint8_t> codes_among(const TextColumn& column,
                                      const std::vector<std::string>& codes) {
    std::vector<std::uint8_t> result(column.names.size());
    for (const std::string& code : codes) {
        if (const std::uint32_t at = column.code_of(code); at != missing_code) {
            result[at] = 1;
        }
    }
    return result;
}

}  // namespace harmony::admin::stats
