#pragma once

#include <vector>

#include "admin/authoring/content.h"
#include "base/error.h"
#include "db/office_store.h"
#include "db/response_stage.h"
#include "survey/form.h"

namespace harmony::admin {

/// How the answers of a form lie in columns: one column a question, in the order of a response.
[[nodiscard]] db::FormTable form_table(const survey::Form& form);

/// How the answers of one question lie. REQUIRES: the node has an item.
[[nodiscard]] db::QuestionColumn question_column(const survey::Form& form,
                                                 const survey::Node& node);

/// The name of a question's column: the question's name, or its path where a name occurs twice.
[[nodiscard]] std::string column_name(const survey::Form& form, const survey::Node& node);

/// Every published form and engagement, for decoding responses. Errors: unreadable (a form that was
/// published cannot be read any more).
[[nodiscard]] base::Result<db::StageContext> stage_context(db::OfficeStore& store);

}  // namespace harmony::admin
