#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "admin/export/answer_value.h"
#include "survey/form.h"
#include "survey/response.h"

namespace harmony::admin {

/// A response as one JSON object: `head`, then the answers by name, nested by group (survey
/// profile, section 15; docs/formats/export.md). A question that was not asked has no member. With
/// every answer, free text too: for the person who gave them. REQUIRES: it is of this form.
[[nodiscard]] nlohmann::ordered_json response_json(const survey::Response& response,
                                                   const survey::Form& form);

/// The same with only what `plan` lets out. REQUIRES: plan and response are of this form.
[[nodiscard]] nlohmann::ordered_json response_json(const survey::Response& response,
                                                   const survey::Form& form,
                                                   const std::vector<ExportedQuestion>& plan,
                                                   const ExportHead& head);

/// "self", "assisted", "paper".
[[nodiscard]] std::string_view mode_word(survey::Mode mode);
/// "under 30 s", ..., "over 10 min".
[[nodiscard]] std::string_view duration_words(survey::DurationBand band);
/// "partial", "straight_line", ...: those that are set.
[[nodiscard]] std::vector<std::string> flag_words(const survey::Flags& flags);

}  // namespace harmony::admin
