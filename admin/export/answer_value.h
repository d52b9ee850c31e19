#pragma once

#include <optional>
#include <string>
#include <vector>

#include "admin/export/export_plan.h"
#include "survey/form.h"
#include "survey/response.h"

namespace harmony::admin {

enum class ValueKind {
    not_asked,
    empty,      ///< asked and left
    number,     ///< whole or decimal, in canonical form
    name,       ///< of a choice; `OK` of an acknowledgement; `morning` and so on of a part of day
    names,      ///< of choices, in the order of the list
    ranking,    ///< names of choices, first place first
    date,       ///< `YYYY-MM-DD`
    time,       ///< `HH:MM`
    date_time,  ///< `YYYY-MM-DDTHH:MM`
    text,
};

/// An answer by names instead of places in a list: what every export is made from (survey profile,
/// section 15).
struct AnswerValue {
    ValueKind kind = ValueKind::not_asked;
    std::string text;                ///< all kinds but those without an answer, names and ranking
    std::vector<std::string> names;  ///< names and ranking only

    bool operator==(const AnswerValue&) const = default;
};

/// The names of the four parts of a day, as `PartOfDay` counts them.
inline constexpr const char* part_names[] = {"morning", "afternoon", "evening", "night"};

/// What an export knows about a response that the response itself does not say.
struct ExportHead {
    std::optional<std::size_t> number;  ///< running, of this export; never the record's id
    std::string kiosk;                  ///< its label; empty when it is not known
};

/// What a response says for each line of a plan; what it leaves out is not asked. No finer time
/// than the day leaves a kiosk, so `today`, `start` and `end` are its day. REQUIRES: response and
/// plan are of this form.
[[nodiscard]] std::vector<AnswerValue> answer_values(const survey::Response& response,
                                                     const survey::Form& form,
                                                     const std::vector<ExportedQuestion>& plan,
                                                     const ExportHead& head);

/// The values by the place of their question in `Form::nodes()`; null for what is left out or was
/// not asked, and for other nodes. They point into `values`.
[[nodiscard]] std::vector<const AnswerValue*> values_by_node(
    const survey::Form& form,
    const std::vector<ExportedQuestion>& plan,
    const std::vector<AnswerValue>& values);

}  // namespace harmony::admin
