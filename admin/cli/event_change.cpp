#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "admin/cli/event.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::LocalText;
using events::OccurrenceState;
using events::Series;

LocalText in_english(const std::string& note) {
    return note.empty() ? LocalText{} : LocalText{{"en", note}};
}

/// The date of an id; of a slot, the date that the slot is of, since slots do not change alone.
Result<FoundDate> whole_date(const EventShelf& shelf, const std::string& id) {
    Result<FoundDate> found = shelf.date(id);
    if (found && found->occurrence.slot_of) {
        return Error{ErrorKind::refused,
                     fmt::format("{} is one appointment of a date. Name the date: {}",
                                 id,
                                 found->occurrence.slot_of->hex())};
    }
    return found;
}

constexpr const char* what_follows =
    "Kiosks show it after the next `publish`. Tickets stay good. Those who signed up must be "
    "told.\n";

/// `event cancel ID`: a date, or all that is to come of an event.
class EventCancelVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& cancel = *event_group(app).add_subcommand(
            "cancel", "Cancels a date, or all dates of an event that are to come");
        cancel.add_option("ID", id_, "A date (`event list`) or an event (`event list --series`)")
            ->required();
        cancel.add_option("--note", note_, "Why, in English; kiosks show it");
        cancel.add_flag("--json", json_, "Prints the result as JSON");
        cancel.footer(
            "Example:\n  harmony-admin event cancel d1e08e27 --note \"The hall is closed\"");
        return cancel;
    }

    Result<Exit> run(Desk& desk) override {
        auto shelf = EventShelf::open(desk.resources.files, desk.office);
        if (!shelf) {
            return shelf.error();
        }
        const Result<Series> whole = shelf->series(id_);
        const Result<FoundDate> date = whole_date(*shelf, id_);
        if (whole && date) {
            return Error{ErrorKind::refused,
                         fmt::format("a date and an event begin with \"{}\": give more letters of "
                                     "the id",
                                     id_)};
        }
        if (!whole && !date) {
            return date.error();
        }
        const base::Day today = desk.resources.clock.today();
        const Result<Series> changed =
            whole ? events::cancel_series(*whole, in_english(note_), today)
                  : events::cancel_date(
                        date->series, date->occurrence.original, in_english(note_), today);
        if (!changed) {
            return changed.error();
        }
        if (Result<void> kept = shelf->keep(*changed); !kept) {
            return kept.error();
        }
        say(whole ? *whole : date->series, *changed, desk.resources.terminal);
        return Exit::done;
    }

private:
    void say(const Series& before, const Series& after, Terminal& terminal) const {
        const auto count = cancelled(after) - cancelled(before);
        if (json_) {
            terminal.print(nlohmann::json{{"series", after.id.hex()}, {"cancelled", count}}.dump() +
                           '\n');
            return;
        }
        terminal.print(fmt::format("\"{}\": {} cancelled. {}",
                                   events::in_language(after.title, "en"),
                                   count == 1 ? "1 date is" : fmt::format("{} dates are", count),
                                   what_follows));
    }

    static std::ptrdiff_t cancelled(const Series& series) {
        return std::count_if(series.changes.begin(),
                             series.changes.end(),
                             [](const events::DateChange& one) { return one.cancelled; });
    }

    std::string id_;
    std::string note_;
    bool json_ = false;
};

/// `event move OCC --to TIME`.
class EventMoveVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& move =
            *event_group(app).add_subcommand("move", "Moves one date to another time or venue");
        move.add_option("ID", id_, "The date, as `event list` shows it")->required();
        move.add_option("--to", change_.start, "When it starts now: 2026-03-31T15:00");
        move.add_option("--venue", change_.venue, "Where it is now: a name of the venue list");
        move.add_option("--minutes", change_.minutes, "How long it lasts now");
        move.add_option("--note", change_.note, "What changed, in English; kiosks show it");
        move.add_flag("--json", json_, "Prints the result as JSON");
        move.footer(
            "Example:\n  harmony-admin event move d1e08e27 --to 2026-03-31T15:00 --note \"Moved "
            "for the holiday\"");
        return move;
    }

    Result<Exit> run(Desk& desk) override {
        auto shelf = EventShelf::open(desk.resources.files, desk.office);
        if (!shelf) {
            return shelf.error();
        }
        const Result<FoundDate> date = whole_date(*shelf, id_);
        if (!date) {
            return date.error();
        }
        if (!change_.start && !change_.venue && !change_.minutes) {
            return Error{ErrorKind::refused,
                         "say where to: --to TIME, --venue NAME or --minutes N"};
        }
        const auto change = change_.as_change(date->occurrence.original);
        if (!change) {
            return change.error();
        }
        const Result<Series> changed =
            events::change_date(date->series, *change, desk.resources.clock.today());
        if (!changed) {
            return changed.error();
        }
        if (Result<void> kept = shelf->keep(*changed); !kept) {
            return kept.error();
        }
        const Result<FoundDate> now = shelf->date(date->occurrence.id.hex());
        if (!now) {
            return now.error();
        }
        desk.resources.terminal.print(
            json_ ? date_json(now->occurrence).dump() + '\n'
                  : fmt::format("\"{}\" is now {}. {}",
                                events::in_language(now->occurrence.title, "en"),
                                date_line(now->occurrence),
                                what_follows));
        return Exit::done;
    }

private:
    std::string id_;
    EventOptions change_;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_event_cancel_verb() {
    return std::make_unique<EventCancelVerb>();
}

std::unique_ptr<Verb> make_event_move_verb() {
    return std::make_unique<EventMoveVerb>();
}

}  // namespace harmony::admin
