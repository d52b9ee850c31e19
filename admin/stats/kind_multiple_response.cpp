#include <algorithm>
#include <array>
#include <cmath>

#include "admin/stats/numbers.h"
#include "admin/stats/shares.h"
#include "base/text.h"

// {"kind": "multiple_response", "indicators": {option: 0/1 column}, "asked": CONDITION} or
// {"column": codes parted by spaces, "options", "none"}: people could choose more than one.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 7> keys = {
    "indicators", "asked", "column", "options", "none", "ci", "n_eff_cap"};

/// What people ticked: those who were asked and answered.
struct Ticks {
    Rows rows;
    std::vector<std::vector<std::uint8_t>> ticked;  ///< an option: 1 for each of `rows`
    std::size_t not_asked = 0;                      ///< in the design, without an answer
};

/// The words of each cell as places among the codes, worked out once a text.
struct Words {
    std::vector<std::vector<std::size_t>> places;
    std::vector<std::optional<std::string>> unlisted;
};

Words words_of(const TextColumn& column, const std::vector<std::string>& codes) {
    Words result;
    for (const std::string& cell : column.names) {
        result.places.emplace_back();
        result.unlisted.emplace_back();
        for (const std::string& word : base::words(cell)) {
            const auto found = std::find(codes.begin(), codes.end(), word);
            if (found != codes.end()) {
                result.places.back().push_back(static_cast<std::size_t>(found - codes.begin()));
            } else if (!result.unlisted.back() || word < *result.unlisted.back()) {
                result.unlisted.back() = word;
            }
        }
    }
    return result;
}

class MultipleResponse final : public Analysis {
public:
    MultipleResponse(const SpecObject& spec, Common common)
        : Analysis(std::move(common)), ranges_(read_share_ranges(spec, this->common())) {
        if (spec.has("indicators")) {
            read_indicators(spec);
        } else {
            column_ = spec.column("column", Use::text);
            options_ = spec.texts("options");
            none_ = spec.texts_or("none", {});
        }
        std::vector<std::string> all = options_;
        all.insert(all.end(), none_.begin(), none_.end());
        check_differ(spec, "options", all);
        if (spec.has("asked")) {
            asked_ = read_condition(spec, "asked");
        }
        for (const std::string_view key : {"column", "options", "none"}) {
            if (spec.has("indicators") && spec.has(key)) {
                spec.must_be(key, "left out where there are indicators");
            }
        }
    }

    Outcome run(Workspace& workspace) const override {
        const summary::Design& design = workspace.design(common().design);
        const std::vector<std::uint8_t> marks = workspace.rows_of(common());
        const Rows rows = rows_in(design, groups_of({}, marks, workspace.frame()).front().rows);
        const std::vector<std::uint8_t> asked =
            asked_ ? rows_meeting(*asked_, workspace.frame())
                   : std::vector<std::uint8_t>(workspace.frame().rows(), 1);
        const auto ticks = column_ ? ticks_of_column(rows, asked, workspace.frame())
                                   : ticks_of_indicators(rows, asked, workspace.frame());
        if (const auto* const refusal = std::get_if<Refusal>(&ticks)) {
            return *refusal;
        }
        return estimate(design, *std::get_if<Ticks>(&ticks));
    }

private:
    void read_indicators(const SpecObject& spec) {
        const SpecObject indicators = spec.object("indicators");
        for (const auto& [option, column] : indicators.json().items()) {
            options_.push_back(option);
            indicators_.push_back(indicators.column(option, Use::number));
        }
    }

    [[nodiscard]] std::variant<Ticks, Refusal> ticks_of_column(
        const Rows& rows, const std::vector<std::uint8_t>& asked, const Frame& frame) const {
        const TextColumn& column = frame.text(*column_);
        std::vector<std::string> codes = options_;
        codes.insert(codes.end(), none_.begin(), none_.end());
        const Words words = words_of(column, codes);
        Ticks ticks;
        ticks.ticked.resize(options_.size());
        std::map<std::string, std::size_t> unlisted;
        for (const std::uint32_t row : rows) {
            const std::uint32_t code = column.codes[row];
            if (asked[row] == 0 || code == missing_code) {
                ticks.not_asked += 1;
                continue;
            }
            if (words.unlisted[code]) {
                unlisted[*words.unlisted[code]] += 1;
            }
            ticks.rows.push_back(row);
            for (std::vector<std::uint8_t>& option : ticks.ticked) {
                option.push_back(0);
            }
            for (const std::size_t place : words.places[code]) {
                if (place < options_.size()) {
                    ticks.ticked[place].back() = 1;
                }
            }
        }
        if (!unlisted.empty()) {
            return unlisted_level(*column_, unlisted.begin()->first, unlisted.begin()->second);
        }
        return ticks;
    }

    [[nodiscard]] std::variant<Ticks, Refusal> ticks_of_indicators(
        const Rows& rows, const std::vector<std::uint8_t>& asked, const Frame& frame) const {
        Ticks ticks;
        ticks.ticked.resize(options_.size());
        std::vector<const NumberColumn*> columns;
        for (const std::string& name : indicators_) {
            columns.push_back(&frame.number(name));
        }
        for (const std::uint32_t row : rows) {
            const bool answered =
                asked[row] != 0 &&
                std::any_of(columns.begin(), columns.end(), [&](const NumberColumn* column) {
                    return !std::isnan((*column)[row]);
                });
            if (!answered) {
                ticks.not_asked += 1;
                continue;
            }
            ticks.rows.push_back(row);
            for (std::size_t option = 0; option < columns.size(); ++option) {
                const double cell = (*columns[option])[row];
                if (cell != 0 && cell != 1 && !std::isnan(cell)) {
                    return unlisted_level(indicators_[option],
                                          shortest(cell),
                                          people_with(*columns[option], rows, cell));
                }
                ticks.ticked[option].push_back(cell == 1 ? 1 : 0);
            }
        }
        return ticks;
    }

    static std::size_t people_with(const NumberColumn& column, const Rows& rows, double cell) {
        return static_cast<std::size_t>(std::count_if(
            rows.begin(), rows.end(), [&](std::uint32_t row) { return column[row] == cell; }));
    }

    [[nodiscard]] Outcome estimate(const summary::Design& design, const Ticks& ticks) const {
        if (ticks.rows.empty()) {
            return empty_base(common().id);
        }
        const summary::Domain domain(design, ticks.rows);
        std::vector<double> each(domain.size());
        for (const std::vector<std::uint8_t>& option : ticks.ticked) {
            std::transform(each.begin(), each.end(), option.begin(), each.begin(), std::plus<>());
        }
        Answer answer;
        const auto none = std::count(each.begin(), each.end(), 0.0);
        const double weighted =
            summary::ratio_of(domain, std::vector<double>(domain.size(), 1.0))->denominator;
        answer.keys["base"] = {{"n", domain.size()},
                               {"weighted", json_number(weighted)},
                               {"not_asked", ticks.not_asked},
                               {"none", none}};
        Json& options = answer.keys["options"] = Json::object();
        for (std::size_t option = 0; option < options_.size(); ++option) {
            options[options_[option]] = of_option(domain, ticks.ticked[option], each);
        }
        answer.keys["mean_ticks"] = json_estimate(domain, each, common().rule);
        answer.warnings = warnings_of(domain);
        if (static_cast<std::size_t>(none) == domain.size()) {
            answer.warnings.emplace_back("Nobody chose anything: there are no shares of ticks");
        }
        return answer;
    }

    /// {n_yes, p, se, ci, share, share_se}
    [[nodiscard]] Json of_option(const summary::Domain& domain,
                                 const std::vector<std::uint8_t>& ticked,
                                 const std::vector<double>& each) const {
        Json result = json_share(summary::proportion(domain, ticked, ranges_.rule), ranges_);
        const std::optional<summary::Ratio> share =
            summary::ratio_of(domain, std::vector<double>(ticked.begin(), ticked.end()), each);
        result["share"] = share ? json_number(share->value) : Json(nullptr);
        result["share_se"] = share ? json_number(share->standard_error()) : Json(nullptr);
        return result;
    }

    std::optional<std::string> column_;
    std::vector<std::string> options_;
    std::vector<std::string> none_;
    std::vector<std::string> indicators_;
    std::optional<Condition> asked_;
    ShareRanges ranges_;
};

}  // namespace

Kind multiple_response_kind() {
    return kind_of<MultipleResponse>("multiple_response", Stands::on_a_design, keys);
}

}  // namespace harmony::admin::stats
