#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "admin/authoring/event_shelf.h"
#include "admin/cli/verb.h"
#include "base/error.h"
#include "events/series_edit.h"

// What the verbs `event ...` share. Not a public header.
namespace harmony::admin {

/// `event`, made when first asked for.
[[nodiscard]] CLI::App& event_group(CLI::App& app);

/// What may be said of an event on the command line. What is not there is not changed.
struct EventOptions {
    std::optional<std::string> kind;
    std::optional<std::string> status;
    std::optional<std::string> title;
    std::optional<std::string> summary;
    std::optional<std::string> organiser;
    std::optional<std::string> venue;
    std::optional<std::string> start;
    std::optional<int> minutes;
    std::optional<std::string> rule;
    std::optional<std::string> sign_up;
    std::optional<int> spaces;
    std::optional<int> reserve;
    std::optional<std::string> note;
    std::vector<std::string> areas;

    void add_to(CLI::App& verb);
    [[nodiscard]] bool any() const;

    /// The series with these in it; a changed kind brings its defaults along. Errors: refused (no
    /// such kind, status, time).
    [[nodiscard]] base::Result<events::Series> put_into(events::Series series) const;

    /// As a change of one date. Errors: refused (something that one date cannot have of its own).
    [[nodiscard]] base::Result<events::DateChange> as_change(events::WallTime original) const;
};

/// The series of an event file. An error names file, line and how to mend it.
[[nodiscard]] base::Result<events::Series> load_event_file(base::Files& files,
                                                           const std::string& path,
                                                           const EventShelf& shelf);

/// The original start of the date that is on this day now, `YYYY-MM-DD`. Errors: refused.
[[nodiscard]] base::Result<events::WallTime> date_on(const events::Series& series,
                                                     const std::string& day);

/// What the room must know to edit: which dates somebody signed up for, or may have on a kiosk that
/// holds spaces of them. While facts wait to be opened, every date of an event that takes sign-ups
/// and is no draft counts. Errors: those of opening the office.
[[nodiscard]] base::Result<events::EditSetting> edit_setting(const events::Series& series,
                                                             Desk& desk);

/// Keeps what an edit left; the part that follows first, so that a kill in between leaves dates
/// twice and loses none.
[[nodiscard]] base::Result<void> keep(EventShelf& shelf, const events::EditedSeries& edited);

/// A date as JSON and as a line: "Mon 2 March 2026, 14:00 to 16:00".
[[nodiscard]] nlohmann::json date_json(const events::Occurrence& date);
[[nodiscard]] std::string date_line(const events::Occurrence& date);
[[nodiscard]] std::string_view state_word(events::OccurrenceState state);

/// What the officer should hear of a series that is kept: its clocks, its venue.
void remark_on(const events::Series& series, const EventShelf& shelf, Terminal& terminal);

[[nodiscard]] std::unique_ptr<Verb> make_conflict_list_verb();
[[nodiscard]] std::unique_ptr<Verb> make_conflict_reopen_verb();
[[nodiscard]] std::unique_ptr<Verb> make_conflict_resolve_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_allocate_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_attendees_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_checkin_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_share_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_sheet_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_signup_add_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_signup_cancel_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_signup_move_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_signup_promote_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_signup_reinstate_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_worst_case_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_poster_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_share_image_verb();

}  // namespace harmony::admin
