#pragma once

#include <map>
#include <string>

#include "survey/draft.h"

namespace harmony::admin {

/// Writes down what each answer changes, in the form of a behaviour case
/// (tests/conformance/cases): one JSON object a line.
class Trace {
public:
    /// Holds the states as they are now.
    explicit Trace(const survey::Draft& draft);

    /// `{"initial": ...}`: all of them.
    [[nodiscard]] std::string initial() const;

    /// `{"set": path, "to": ..., "changes": ...}` after a question was answered.
    [[nodiscard]] std::string answered(const survey::Draft& draft, survey::NodeIndex question);

    /// `{"language": ..., "changes": ...}` after the language changed.
    [[nodiscard]] std::string spoke(const survey::Draft& draft);

private:
    /// The states that changed, as a JSON object; they are held from here on.
    [[nodiscard]] std::string changes(const survey::Draft& draft);

    std::map<std::uint32_t, std::string> states_;  ///< by node, as JSON
    std::map<std::uint32_t, std::string> paths_;
};

}  // namespace harmony::admin
