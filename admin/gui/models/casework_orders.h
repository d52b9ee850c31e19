#pragma once

#include <string>
#include <vector>

#include "admin/gui/host.h"
#include "admin/gui/models/casework.h"

// How what an officer presses and fills in becomes the words of a verb: cases, requests,
// complaints.

namespace harmony::admin::gui {

/// One way in which something goes on.
struct NextStep {
    std::string id;     ///< of its button, after "cases.": "assign"
    std::string label;  ///< of its button
    std::string state;  ///< where it leads
    bool main = false;  ///< what usually comes next
    bool enabled = true;
    std::string why_not = {};  ///< of one that is not enabled yet
};

/// What an officer may do with it now, the usual one first. Steps that only its resident can take
/// are not among them.
[[nodiscard]] std::vector<NextStep> next_steps(const CaseworkRow& row, base::Day today);

/// What must be filled in for a step; `officer` is who did the last one.
[[nodiscard]] Form form_of(const NextStep& step,
                           const CaseworkRow& row,
                           const CaseworkModel& model,
                           const std::string& officer);

/// The step with what was filled in, in the order of the form's entries.
[[nodiscard]] Order order_of(const NextStep& step,
                             const CaseworkRow& row,
                             const Form& form,
                             const std::vector<std::string>& answers);

/// Whose name was filled in; empty: the form asks for none.
[[nodiscard]] std::string officer_in(const Form& form, const std::vector<std::string>& answers);

/// A report or complaint that came by phone, letter or at the desk. Nobody keys in requests.
[[nodiscard]] Form keying_form(CaseworkKind kind, base::Day today);
[[nodiscard]] Order keying_order(CaseworkKind kind,
                                 const Form& form,
                                 const std::vector<std::string>& answers);

/// Little things as a file for partners, without anything personal.
[[nodiscard]] Form export_form(const CaseworkModel& model);
[[nodiscard]] Order export_order(const Form& form, const std::vector<std::string>& answers);

/// Joins `other` to the one that goes on.
[[nodiscard]] Order join_order(const CaseworkRow& row,
                               const std::string& other,
                               const std::string& officer);

}  // namespace harmony::admin::gui
