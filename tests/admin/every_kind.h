#pragma once

#include <map>
#include <string>

#include "base/random.h"
#include "survey/form.h"
#include "survey/response.h"

namespace harmony::tests {

/// The sheets of a survey that has a question of every kind of answer, by file name.
[[nodiscard]] std::map<std::string, std::string> every_kind_sheets();

/// The compiled form of a survey. REQUIRES: `sheets` are a survey without an error.
[[nodiscard]] std::string compiled_sheets(const std::map<std::string, std::string>& sheets);

/// The same, loaded.
[[nodiscard]] survey::Form form_of_sheets(const std::map<std::string, std::string>& sheets);

/// A response in which every question of `every_kind_sheets` is answered but `left` (empty) and
/// `never_seen` (not asked).
[[nodiscard]] survey::Response every_kind_response(const survey::Form& form);

/// A response of any form whose items are drawn at random.
[[nodiscard]] survey::Response random_response(const survey::Form& form,
                                               base::RandomSource& random);

/// The item of a question by its name or path. REQUIRES: it is there.
[[nodiscard]] survey::Item& item_of(survey::Response& response,
                                    const survey::Form& form,
                                    const std::string& question);

}  // namespace harmony::tests
