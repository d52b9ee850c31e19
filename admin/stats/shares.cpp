#include "admin/stats/shares.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

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

std::vector<std::string> warnings_of(const summary::Proportion& share) {
    return warnings_of(share.fallback, share.few, share.psus);
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

std::variant<Listed, Refusal> listed(const std::string& column,
                                     const std::vector<std::string>& levels,
                                     const Rows& rows,
                                     const summary::Design& design,
                                     const Frame& frame) {
    const TextColumn& answers = frame.text(column);
    std::vector<std::uint32_t> place(answers.names.size(), missing_code);
    for (std::size_t level = 0; level < levels.size(); ++level) {
        if (const std::uint32_t code = answers.code_of(levels[level]); code != missing_code) {
            place[code] = static_cast<std::uint32_t>(level);
        }
    }
    Listed result;
    std::vector<std::size_t> unlisted(answers.names.size());
    for (const std::uint32_t row : rows_in(design, rows)) {
        const std::uint32_t code = answers.codes[row];
        if (code == missing_code) {
            result.missing += 1;
        } else if (place[code] == missing_code) {
            unlisted[code] += 1;
        } else {
            result.rows.push_back(row);
            result.level.push_back(place[code]);
        }
    }
    const auto first =
        std::find_if(unlisted.begin(), unlisted.end(), [](std::size_t n) { return n > 0; });
    if (first != unlisted.end()) {
        return unlisted_level(
            column, answers.names[static_cast<std::size_t>(first - unlisted.begin())], *first);
    }
    return result;
}

Refusal unlisted_level(const std::string& column, const std::string& code, std::size_t people) {
    return {"unlisted_level",
            fmt::format("{} = '{}' is in the answers ({} people) but is not one of the listed "
                        "answers.",
                        column,
                        code,
                        people)};
}

void check_differ(const SpecObject& spec,
                  std::string_view key,
                  const std::vector<std::string>& texts) {
    if (std::set<std::string>(texts.begin(), texts.end()).size() != texts.size()) {
        spec.must_be(key, "a list in which nothing comes twice");
    }
}

}  // namespace harmony::admin::stats
