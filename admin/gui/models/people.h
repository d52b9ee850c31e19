#pragma once

#include <optional>
#include <string>
#include <vector>

#include "admin/gui/host.h"
#include "admin/rights/rights_register.h"
#include "base/error.h"

// What the window shows of people's rights: the register of what they asked, the log of who looked
// at whom and why, and, for a reason that is written down, what is kept of somebody.
namespace harmony::admin::gui {

struct RightsLine {
    RightsRow row;
    std::string due;      ///< "4 March 2026, 3 days late"
    bool remind = false;  ///< it is near or over

    bool operator==(const RightsLine&) const = default;
};

/// That somebody looked at what is personal, and why; it names nobody.
struct LookLine {
    base::Day day{};
    std::string what;    ///< "signups", "person-find": the verb
    std::string object;  ///< ids or counts
    std::string reason;

    bool operator==(const LookLine&) const = default;
};

struct PeopleModel {
    std::vector<RightsLine> requests;  ///< open ones first, by when they are due
    std::vector<LookLine> looks;       ///< newest first
    base::Day today{};
};

/// Errors: unreadable (the register), those of the store.
[[nodiscard]] base::Result<PeopleModel> read_people(Reader& reader);

/// A record that is kept of somebody.
struct PersonLine {
    std::string id;  ///< hex
    std::string in;  ///< sign-up, request, case, complaint
    base::Day day{};
    std::string name;
    std::string phone;
    std::string email;
    std::string about;  ///< the event or the thing asked for; may be empty

    bool operator==(const PersonLine&) const = default;
};

struct FoundPeople {
    std::string typed;
    std::vector<PersonLine> records;
};

/// Finds by whatever was typed: beginnings of a name, a phone number, an email address, a postcode
/// or the nine digits of a ticket. The look goes into the office's books with its reason before
/// anything is handed over.
///
/// Errors: refused (fewer than two letters, a reason that names somebody), those of the store.
[[nodiscard]] base::Result<FoundPeople> find_in_window(Reader& reader,
                                                       const std::string& typed,
                                                       const std::string& reason);

/// What retention would delete today: a line each.
struct RetentionLine {
    std::string what;
    std::size_t count = 0;
    std::string rule;  ///< "kept for 6 months after a case has ended"

    bool operator==(const RetentionLine&) const = default;
};

/// Out of what `retention run --dry-run --json` printed. Errors: unreadable.
[[nodiscard]] base::Result<std::vector<RetentionLine>> read_retention(const std::string& printed);

}  // namespace harmony::admin::gui
