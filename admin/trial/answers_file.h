#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/trial/trace.h"
#include "base/error.h"
#include "survey/draft.h"

namespace harmony::admin {

/// One line `name = value` of an answers file.
struct GivenAnswer {
    std::size_t line = 0;
    std::string name;
    std::string value;  ///< empty: the answer is taken away
};

/// Reads an answers file: one `name = value` a line, empty lines and `#` comments between. Errors:
/// unreadable (not UTF-8, a line of another shape; the line is named).
[[nodiscard]] base::Result<std::vector<GivenAnswer>> read_answers(const std::string& file,
                                                                  std::string_view text);

/// What came of an answers file.
struct Played {
    std::vector<std::string> refusals;         ///< sentences for the officer, with file and line
    std::string trace;                         ///< lines of the trace, when there is one
    std::optional<survey::Response> response;  ///< absent: the survey was not finished
};

/// Answers a survey as a resident would, page by page, with the answers of a file. An answer that
/// is refused is left out and the rest goes on; a page that cannot be left ends it. `trace` may be
/// absent.
[[nodiscard]] Played play(survey::Draft& draft,
                          const std::string& file,
                          const std::vector<GivenAnswer>& answers,
                          Trace* trace);

}  // namespace harmony::admin
