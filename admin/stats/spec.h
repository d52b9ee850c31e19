#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/stats/derive.h"
#include "admin/stats/kind.h"
#include "base/error.h"

namespace harmony::admin::stats {

/// SPEC.json, read: what is to be made of the rows, and the analyses in their order.
struct Spec {
    std::vector<std::string> missing;
    std::vector<Derivation> derivations;
    std::optional<Condition> where;
    std::vector<std::unique_ptr<Analysis>> analyses;
};

/// The bytes of a spec as JSON of the right format. Errors: unreadable ("spec: not JSON: ...",
/// "spec: format '...' is not 'harmony-stats-spec/1'").
[[nodiscard]] base::Result<Json> parse_spec(std::string_view text);

/// Reads the spec. Its first fault is in the reader afterwards, and then the spec must not be run.
[[nodiscard]] Spec read_spec(const Json& json, SpecReader& reader);

}  // namespace harmony::admin::stats
