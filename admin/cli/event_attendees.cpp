// `event sheet` and `event attendees`: who comes to one date, on paper and for spreadsheets (design
// of events, 12.7).
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/attendee_list.h"
#include "admin/cli/event.h"
#include "admin/cli/event_worst.h"
#include "admin/cli/fact_desk.h"
#include "admin/shipped_assets.h"
#include "events/local_time.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::OccurrenceId;

/// What both verbs share: the date, why names are looked at, the file.
class AttendeesVerb : public Verb {
protected:
    void add_what(CLI::App& verb) {
        verb.add_option("DATE", date_, "The start of a date's id, as `event list` shows it")
            ->required();
        verb.add_option("--reason", reason_, "Why you need the names: it is kept in the books")
            ->required();
    }

    struct Looked {
        FactDesk facts;
        OccurrenceId date;
        events::State state;
    };

    Result<Looked> look(Desk& desk, const std::string& as) const {
        Result<FactDesk> facts = FactDesk::open(desk);
        if (!facts) {
            return facts.error();
        }
        const Result<OccurrenceId> date = facts->date(date_);
        if (!date) {
            return date.error();
        }
        if (const auto noted = facts->note_look(desk, as, date->hex(), reason_); !noted) {
            return noted.error();
        }
        events::State state = facts->state_of(*date, desk);
        return Looked{std::move(*facts), *date, std::move(state)};
    }

    Result<Exit> write(Desk& desk, const std::string& file, base::ByteView bytes) const {
        // It holds names: for its owner alone.
        const auto written =
            desk.resources.files.write(file, bytes, base::IfPresent::replace, base::private_mode);
        if (!written) {
            return written.error().while_doing("writing " + file);
        }
        desk.resources.terminal.print(fmt::format("{} was written.\n", file));
        return Exit::done;
    }

    std::string date_;
    std::string reason_;
};

class EventAttendeesVerb final : public AttendeesVerb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *event_group(app).add_subcommand(
            "attendees", "Writes who comes to a date as CSV for spreadsheets");
        add_what(verb);
        verb.add_option("--csv", csv_, "The file to write")->required();
        verb.add_flag("--contacts", contacts_, "With phone numbers and email addresses");
        verb.footer(
            "Example:\n  harmony-admin event attendees 3f2a91c0 --csv list.csv \\\n"
            "      --reason \"badges\"");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        const Result<Looked> looked = look(desk, contacts_ ? "attendees-contacts" : "attendees");
        if (!looked) {
            return looked.error();
        }
        const std::string text =
            attendees_csv(attendees_of(looked->state, looked->date, contacts_), contacts_);
        return write(desk, csv_, base::as_bytes(text));
    }

private:
    std::string csv_;
    bool contacts_ = false;
};

class EventSheetVerb final : public AttendeesVerb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *event_group(app).add_subcommand(
            "sheet", "Writes the day sheet of a date on A4, for the door");
        add_what(verb);
        verb.add_option("--pdf", pdf_, "The file to write")->required();
        verb.footer(
            "Example:\n  harmony-admin event sheet 3f2a91c0 --pdf door.pdf --reason \"the door\"");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        const Result<Looked> looked = look(desk, "sheet");
        if (!looked) {
            return looked.error();
        }
        auto text = ui::TextEngine::open(shipped_assets());
        if (!text) {
            return text.error();
        }
        const auto drawn = draw_sheet(
            words_of(*looked, desk), attendees_of(looked->state, looked->date, false), **text);
        return drawn ? write(desk, pdf_, *drawn) : drawn.error();
    }

private:
    static SheetWords words_of(const Looked& looked, const Desk& desk) {
        SheetWords words;
        words.title = looked.facts.name_of(looked.date);
        base::Day last = desk.resources.clock.today();
        if (const OfficeDate* date = looked.facts.dates.find(looked.date)) {
            words.title = events::in_language(date->occurrence.title, "en");
            words.when = date_line(date->occurrence);
            words.where = date->occurrence.venue;
            last = events::day_of(events::wall_time(date->plan.end));
        }
        words.worst_case = worst_line(looked.facts, looked.state, looked.date, last);
        const std::string totals = totals_line(events::need_totals(looked.state, looked.date));
        words.needs_totals = totals.empty() ? totals : "Needs: " + totals;
        words.destroy_after = events::said(last + std::chrono::days{1});
        return words;
    }

    std::string pdf_;
};

}  // namespace

std::unique_ptr<Verb> make_event_attendees_verb() {
    return std::make_unique<EventAttendeesVerb>();
}

std::unique_ptr<Verb> make_event_sheet_verb() {
    return std::make_unique<EventSheetVerb>();
}

}  // namespace harmony::admin
