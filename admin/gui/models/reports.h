#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/gui/host.h"
#include "admin/report/plan.h"

// What the view "Reports" shows: reports that can be made, those that were, and what was released.

namespace harmony::admin::gui {

/// A report that can be made.
struct ReportRow {
    std::string id;  ///< of its plan; of everything about one survey "survey:<form id>"
    std::string title;
    std::string about;
    std::string survey;  ///< form id; empty: no survey stands behind it
    std::uint64_t responses = 0;
    summary::Audience widest = summary::Audience::open;  ///< whom it may be made for at most
    bool own = false;                                    ///< the office changed it
    bool consultation = false;                           ///< asks for days and a statement
    bool page = false;  ///< "you said, we did": made by its own verb
    std::vector<std::string> parts;

    /// Whether it has anything to say yet.
    [[nodiscard]] bool ready() const { return survey.empty() || responses > 0; }

    bool operator==(const ReportRow&) const = default;
};

/// One release.
struct ReleaseRow {
    std::uint64_t number = 0;
    base::Day made{};
    std::string survey;
    std::string audience;
    std::string wave;  ///< empty: all days
    bool exact = false;
    std::uint64_t responses = 0;
    std::optional<std::string> withdrawn;     ///< why
    std::optional<std::uint64_t> compare_to;  ///< the release of the same survey before it

    bool operator==(const ReleaseRow&) const = default;
};

/// A folder with files that were made.
struct MadeFiles {
    std::string name;  ///< of the folder
    std::string folder;
    std::vector<std::string> files;

    bool operator==(const MadeFiles&) const = default;
};

struct ReportsModel {
    std::vector<ReportRow> reports;
    std::vector<ReleaseRow> releases;  ///< newest first
    std::vector<MadeFiles> made;       ///< by name, the newest days first
    std::vector<std::string> surveys;  ///< with answers: of them releases are made
    std::vector<std::string> waves;    ///< that the office named
    base::Day today{};
    std::string exports;  ///< the folder of the office for files that leave it

    [[nodiscard]] const ReportRow* report(std::string_view id) const;
    [[nodiscard]] const ReleaseRow* release(std::uint64_t number) const;
    /// Where files of a report were made, newest first.
    [[nodiscard]] std::vector<const MadeFiles*> made_of(std::string_view id) const;
};

/// Errors: unreadable (a plan, the register of releases).
[[nodiscard]] base::Result<ReportsModel> read_reports(Reader& reader);

/// "anybody", "a named partner", "the office alone"
[[nodiscard]] std::string audience_read(summary::Audience audience);

// --- what is pressed
// ------------------------------------------------------------------------------

[[nodiscard]] Form make_form(const ReportRow& row, const ReportsModel& model);
[[nodiscard]] Order make_order(const ReportRow& row,
                               const Form& form,
                               const std::vector<std::string>& answers);
[[nodiscard]] Form release_form(const ReportsModel& model, std::string_view survey);
/// `only_try`: says whether it could be made, and keeps nothing.
[[nodiscard]] Order release_order(const Form& form,
                                  const std::vector<std::string>& answers,
                                  bool only_try);
[[nodiscard]] Order compare_order(const ReleaseRow& row);
[[nodiscard]] Order verify_order(const std::string& folder);
[[nodiscard]] Order withdraw_order(const ReleaseRow& row, const std::string& reason);

}  // namespace harmony::admin::gui
