#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "admin/cli/desk.h"
#include "admin/findings.h"
#include "admin/report/plan.h"
#include "admin/report/plan_input.h"
#include "base/error.h"

namespace CLI {
class App;
}

// What `report` and `release make` share: a plan with everything that it draws. Not a public
// header.

namespace harmony::admin {

/// Days and statement of a consultation, on the command line.
class ConsultationOptions {
public:
    void declare(CLI::App& verb);

    /// Nothing for a plan that is no consultation. Errors: refused (no days; still open and not
    /// said to be interim; no statement).
    [[nodiscard]] base::Result<std::optional<Consultation>> read(const ReportPlan& plan,
                                                                 Desk& desk) const;

private:
    std::string opens_;
    std::string closes_;
    std::filesystem::path statement_;
    bool interim_ = false;
};

/// What a plan's numbers are asked by: its survey and breakdowns, for an audience; of a
/// consultation the answers of its days alone.
[[nodiscard]] FindingsOrder order_of(const ReportPlan& plan,
                                     summary::Audience audience,
                                     const std::optional<Consultation>& consultation,
                                     Office& office,
                                     base::Day today);

/// Everything that the plan draws besides its numbers; asks for the passphrase where it says
/// something of the office's books. Errors: those of the store, its books and keys.
[[nodiscard]] base::Result<PlanExtras> extras_of(const ReportPlan& plan,
                                                 const summary::Publishable& numbers,
                                                 std::optional<Consultation> consultation,
                                                 Office& office,
                                                 Desk& desk);

}  // namespace harmony::admin
