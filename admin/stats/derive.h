#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "admin/stats/condition.h"
#include "admin/stats/frame.h"
#include "admin/stats/spec_reader.h"
#include "base/error.h"

namespace harmony::admin::stats {

/// A column that the spec makes of others: by a list of codes, or 1 and 0 by a condition.
struct Derivation {
    std::string name;
    std::string from;
    std::map<std::string, std::string, std::less<>> map;
    std::optional<std::string> other;  ///< for codes that `map` does not name; nothing: missing
    std::optional<Condition> test;
};

/// The member `derive` of a spec, each known to the reader from there on.
[[nodiscard]] std::vector<Derivation> read_derivations(const SpecObject& spec);

/// Puts the column into the frame as `need` says. `lines` are the rows' lines in the data.
/// Errors: unreadable (it is needed as numbers, and holds another text).
[[nodiscard]] base::Result<void> derive(const Derivation& derivation,
                                        const Need& need,
                                        std::span<const std::uint32_t> lines,
                                        Frame& frame);

}  // namespace harmony::admin::stats
