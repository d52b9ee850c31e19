#include "admin/stats/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "admin/stats/shares.h"

namespace harmony::admin::stats {

NumberSource read_numbers(const SpecObject& spec) {
    NumberSource source;
    const bool scored = spec.has("scores");
    source.column = spec.column("column", scored ? Use::text : Use::number);
    if (scored) {
        source.scores = spec.number_map("scores");
    }
    return source;
}

std::vector<double> numbers_of(const NumberSource& source, const Frame& frame) {
    if (!source.scores) {
        return frame.number(source.column);
    }
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const TextColumn& column = frame.text(source.column);
    std::vector<double> score(column.names.size(), none);
    for (const auto& [code, value] : *source.scores) {
        if (const std::uint32_t at = column.code_of(code); at != missing_code) {
            score[at] = value;
        }
    }
    std::vector<double> numbers(column.codes.size());
    std::transform(
        column.codes.begin(), column.codes.end(), numbers.begin(), [&](std::uint32_t code) {
            return code == missing_code ? none : score[code];
        });
    return numbers;
}

NumberedRows numbered(const summary::Design& design,
                      const Rows& rows,
                      const std::vector<double>& numbers) {
    NumberedRows result;
    for (const std::uint32_t row : rows_in(design, rows)) {
        if (!std::isnan(numbers[row])) {
            result.rows.push_back(row);
            result.values.push_back(numbers[row]);
        }
    }
    return result;
}

VarianceRule read_variance(const SpecObject& spec) {
    VarianceRule rule;
    if (!spec.has("variance")) {
        return rule;
    }
    const SpecObject variance = spec.object("variance");
    variance.only({"method", "rake"});
    if (variance.one_of("method", {"fixed", "calibrated"}) == "fixed") {
        return rule;
    }
    rule.calibrated_to = variance.text("rake");
    SpecReader& reader = variance.reader();
    const auto found = reader.kind_of_id.find(*rule.calibrated_to);
    if (found == reader.kind_of_id.end() || found->second != "rake") {
        variance.must_be("rake", "the id of a rake before this analysis");
    }
    reader.rest_on(*rule.calibrated_to);
    return rule;
}

std::optional<double> variance_by(const VarianceRule& rule,
                                  const Workspace& workspace,
                                  const summary::Design& design,
                                  const summary::Domain& domain,
                                  const std::vector<double>& y) {
    const std::optional<summary::Ratio> ratio = summary::ratio_of(domain, y);
    if (!rule.calibrated_to || !ratio) {
        return std::nullopt;
    }
    return summary::calibrated_variance(
        design, domain, summary::linearised(*ratio, y), workspace.weighting(*rule.calibrated_to));
}

Json json_estimate(const summary::Domain& domain,
                   const std::vector<double>& y,
                   const summary::RangeRule& rule) {
    const std::optional<summary::DomainMean> mean = summary::mean_of(domain, y);
    if (!mean) {
        return nullptr;
    }
    Json result = Json::object();
    result["est"] = json_number(mean->value);
    result["se"] = json_number(mean->standard_error);
    result["ci"] =
        json_interval(summary::wald(mean->value, mean->standard_error, mean->degrees, rule));
    return result;
}

Refusal too_large(const std::string& id) {
    return {"too_large", fmt::format("The numbers of '{}' are too large to work with.", id)};
}

}  // namespace harmony::admin::stats
