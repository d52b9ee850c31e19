#include "conformance/outcome.h"

#include <fmt/format.h>

namespace harmony::conformance {

using nlohmann::json;

namespace {

json to_json(const std::vector<Failure>& failures) {
    json result = json::array();
    for (const Failure& failure : failures) {
        result.push_back({{"id", failure.id}, {"why", failure.why}});
    }
    return result;
}

}  // namespace

void add(FileOutcome& outcome, const std::string& id, const Verdict& verdict, const Known& known) {
    const bool is_known = known.contains(id);
    if (!verdict) {
        ++outcome.passed;
        if (is_known) {
            outcome.passed_though.push_back(id);
        }
        return;
    }
    (is_known ? outcome.known : outcome.failures).push_back({id, *verdict});
}

std::vector<std::string> not_met(std::span<const FileOutcome> outcomes, const Known& known) {
    Known rest = known;
    for (const FileOutcome& outcome : outcomes) {
        for (const Failure& failure : outcome.known) {
            rest.erase(failure.id);
        }
        for (const std::string& id : outcome.passed_though) {
            rest.erase(id);
        }
    }
    std::vector<std::string> ids;
    for (const auto& [id, reason] : rest) {
        ids.push_back(id);
    }
    return ids;
}

Totals totals(std::span<const FileOutcome> outcomes) {
    Totals sum;
    for (const FileOutcome& outcome : outcomes) {
        sum.passed += outcome.passed;
        sum.failed += outcome.failures.size();
        sum.known += outcome.known.size();
        sum.passed_though += outcome.passed_though.size();
    }
    return sum;
}

std::string line_of(const FileOutcome& outcome) {
    return fmt::format(
        "{:5} passed {:3} failed  {}", outcome.passed, outcome.failures.size(), outcome.file);
}

json to_json(std::span<const FileOutcome> outcomes) {
    json files = json::array();
    for (const FileOutcome& outcome : outcomes) {
        json file = {{"file", outcome.file},
                     {"kind", kind_name(outcome.kind)},
                     {"passed", outcome.passed},
                     {"failed", outcome.failures.size()},
                     {"failures", to_json(outcome.failures)}};
        if (!outcome.known.empty()) {
            file["known"] = to_json(outcome.known);
        }
        files.push_back(std::move(file));
    }
    const Totals sum = totals(outcomes);
    return {{"schema", "harmony.conformance.1"},
            {"passed", sum.passed},
            {"failed", sum.failed},
            {"files", std::move(files)}};
}

}  // namespace harmony::conformance
