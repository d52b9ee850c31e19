#pragma once

#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "admin/stats/condition.h"
#include "admin/stats/json_text.h"
#include "admin/stats/spec_reader.h"

// A kind of analysis is one file `kind_NAME.cpp` with a reader of its part of the spec and an
// `Analysis` that does it, and one line of the table in kinds.cpp.

namespace harmony::admin::stats {

class Workspace;

/// Why an analysis has no result: a code that programs know, and a sentence.
struct Refusal {
    std::string code;
    std::string text;
};

/// What an analysis found: its result keys in the order of the specification (status, kind and
/// warnings are put before them), and what is to be said with them.
struct Answer {
    Json keys = Json::object();
    std::vector<std::string> warnings;
};

using Outcome = std::variant<Answer, Refusal>;

/// What every analysis has, whatever its kind.
struct Common {
    std::string id;
    std::string kind;
    std::optional<Condition> where;  ///< its domain
    DesignNames design;
    summary::RangeRule rule;         ///< level and quantile; the cap where the kind has it
    std::set<std::string> rests_on;  ///< analyses whose columns it uses
};

/// One analysis of a spec, ready to be done.
class Analysis {
public:
    explicit Analysis(Common common) : common_(std::move(common)) {}
    Analysis(const Analysis&) = delete;
    Analysis& operator=(const Analysis&) = delete;
    virtual ~Analysis() = default;

    [[nodiscard]] const Common& common() const { return common_; }
    void set_rests_on(std::set<std::string> ids) { common_.rests_on = std::move(ids); }

    [[nodiscard]] virtual Outcome run(Workspace& workspace) const = 0;

private:
    Common common_;
};

/// Whether a kind stands on weights, first-stage units and strata.
enum class Stands : std::uint8_t { alone, on_a_design };

/// A line of the table of kinds.
struct Kind {
    std::string_view name;
    Stands stands = Stands::alone;
    /// Its keys beside those that every analysis has.
    std::span<const std::string_view> keys;
    /// Reads the object of an analysis. Faults go to the reader of the spec; what is returned then
    /// is not run, and may be half-read.
    std::unique_ptr<Analysis> (*read)(const SpecObject& spec, Common common) = nullptr;
};

/// Every kind, in the order of the specification.
[[nodiscard]] std::vector<Kind> all_kinds();

// The kinds, each in its own file.
[[nodiscard]] Kind audit_kind();
[[nodiscard]] Kind chisq_kind();
[[nodiscard]] Kind count_intervals_kind();
[[nodiscard]] Kind display_kind();
[[nodiscard]] Kind frequency_kind();
[[nodiscard]] Kind hotspots_kind();
[[nodiscard]] Kind jackknife_kind();
[[nodiscard]] Kind kish_kind();
[[nodiscard]] Kind likert_kind();
[[nodiscard]] Kind mean_kind();
[[nodiscard]] Kind multiple_response_kind();
[[nodiscard]] Kind proportion_kind();
[[nodiscard]] Kind quantile_kind();
[[nodiscard]] Kind rake_kind();
[[nodiscard]] Kind ratio_kind();
[[nodiscard]] Kind release_guard_kind();
[[nodiscard]] Kind suppress_kind();
[[nodiscard]] Kind trim_kind();
[[nodiscard]] Kind wave_change_kind();

/// A kind whose analyses are `AnalysisType(spec, common)`.
template <typename AnalysisType>
[[nodiscard]] Kind kind_of(std::string_view name,
                           Stands stands,
                           std::span<const std::string_view> keys) {
    return {name, stands, keys, [](const SpecObject& spec, Common common) {
                return std::unique_ptr<Analysis>(
                    std::make_unique<AnalysisType>(spec, std::move(common)));
            }};
}

/// "No answers to work with in '{id}'."
[[nodiscard]] Refusal empty_base(const std::string& id);

}  // namespace harmony::admin::stats
