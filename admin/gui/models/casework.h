#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "admin/cases/case_list.h"
#include "admin/gui/host.h"
#include "base/secret.h"
#include "events/due.h"
#include "events/fold.h"

// What the view "Cases" shows: little things, requests and complaints as values. Nothing personal
// is in it; that is looked at one by one, with a reason.

namespace harmony::admin::gui {

/// Which of the three lists.
enum class CaseworkKind { little_thing, request, complaint };

/// By when something must happen, and how near that is.
struct DueDay {
    base::Day day{};
    events::DueColour colour = events::DueColour::green;

    bool operator==(const DueDay&) const = default;
};

/// A line of one of the lists.
struct CaseworkRow {
    CaseworkKind list = CaseworkKind::little_thing;
    std::string id;     ///< whole, in hex
    std::string what;   ///< "Street light out", "A call back"
    std::string where;  ///< of a little thing; of a request what it is about
    std::string owner;  ///< team or partner; empty: nobody yet
    base::Day opened{};
    base::Day changed{};
    std::optional<DueDay> due;
    bool ended = false;
    bool personal = false;  ///< there are words of its resident, or a way to reach them

    std::string state;                ///< as the verbs say it: "with_owner"
    std::vector<std::string> next;    ///< states that it may go to
    std::optional<base::Day> closes;  ///< of one that was told: the first day it may be closed on

    int reports = 1;                 ///< of a little thing: with those that were joined to it
    std::vector<std::string> alike;  ///< ids of open reports that may be of the same thing
    std::string reads;               ///< what its resident reads on a kiosk
    std::string reference;           ///< another organisation's number for it
    int tries = 0;                   ///< of a request: days on which nobody was reached
    bool home_visit = false;         ///< of a request: something is fitted at somebody's home

    [[nodiscard]] std::string short_id() const { return id.substr(0, 8); }
    [[nodiscard]] bool late() const { return due && due->colour == events::DueColour::red; }

    bool operator==(const CaseworkRow&) const = default;
};

struct CaseworkModel {
    std::vector<CaseworkRow> little_things;  ///< as `case list` has them: late ones first
    std::vector<CaseworkRow> requests;
    std::vector<CaseworkRow> complaints;
    CaseFigures figures;
    std::vector<std::string> owners;  ///< that have or had something, by name
    base::Day today{};
    base::Day usual_news{};  ///< when whoever gets a case now has news, unless they say otherwise
    std::string exports;     ///< the folder of the office for files that leave it

    [[nodiscard]] const std::vector<CaseworkRow>& of(CaseworkKind kind) const;
    [[nodiscard]] const CaseworkRow* find(CaseworkKind kind, std::string_view id) const;
};

/// Reads all three lists, ended ones as well. Errors: unreadable (bank holidays).
[[nodiscard]] base::Result<CaseworkModel> read_casework(Reader& reader);

/// How many of them wait for a person: late ones, and those that nobody has taken up yet.
[[nodiscard]] std::size_t waiting_in(const CaseworkModel& model);

/// What is personal about one of them, line by line.
struct PersonalLine {
    std::string label;
    base::SecretText text;
    bool warning = false;  ///< must be read before anybody is called
};
struct PersonalPart {
    std::string id;
    std::vector<PersonalLine> lines;
};

/// Looks at it, and notes that somebody did, and why, as the verbs do. Errors: absent, refused (a
/// reason that holds something personal, or none), full.
[[nodiscard]] base::Result<PersonalPart> look_at_casework(Reader& reader,
                                                          CaseworkKind kind,
                                                          const std::string& id,
                                                          const std::string& reason);

/// "with_owner" as officers say it: "With an owner".
[[nodiscard]] std::string state_in_words(std::string_view state);

}  // namespace harmony::admin::gui
