#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/event.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::Series;

/// Says what is kept now, and where it goes from there.
void say_kept(const Series& series, const EventShelf& shelf, bool as_json, Terminal& terminal) {
    remark_on(series, shelf, terminal);
    const auto dates = events::expand(series, events_hash());
    const std::size_t count = dates ? dates->size() : 0;
    if (as_json) {
        terminal.print(nlohmann::json{{"series", series.id.hex()}, {"dates", count}}.dump() + '\n');
        return;
    }
    terminal.print(fmt::format("Event {}: \"{}\", {}, first {}.\n",
                               series.id.hex().substr(0, 8),
                               events::in_language(series.title, "en"),
                               count == 1 ? "1 date" : fmt::format("{} dates", count),
                               count == 0 ? "" : date_line(dates->front())));
    terminal.print(series.status == events::SeriesStatus::draft
                       ? "It is a draft: kiosks do not show it. Publish it with `event edit ID "
                         "--status published`.\n"
                       : "Kiosks show it after the next `publish`.\n");
}

/// `event add`.
class EventAddVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& add = *event_group(app).add_subcommand("add", "Keeps a new event and its dates");
        add.add_option("--file", file_, "An event file (TOML)");
        options_.add_to(add);
        add.add_flag("--json", json_, "Prints the result as JSON");
        add.footer(
            "Example:\n  harmony-admin event add --file drop-in.toml\n"
            "  harmony-admin event add --kind drop_in --title \"Newtown drop-in\" \\\n"
            "      --summary \"Police and council together.\" --organiser \"Example Council\" \\\n"
            "      --venue newtown-resource-centre --start 2026-03-02T14:00 --minutes 120 \\\n"
            "      --rule \"FREQ=WEEKLY;BYDAY=MO;COUNT=6\" --status published");
        return add;
    }

    Result<Exit> run(Desk& desk) override {
        auto shelf = EventShelf::open(desk.resources.files, desk.office);
        if (!shelf) {
            return shelf.error();
        }
        if (file_.empty() && !(options_.kind && options_.start && options_.minutes)) {
            return Error{ErrorKind::refused,
                         "say what the event is: --file EVENT.toml, or at least --kind, --title, "
                         "--summary, --organiser, --venue, --start and --minutes"};
        }
        Result<Series> series = file_.empty()
                                    ? Result<Series>(Series{})
                                    : load_event_file(desk.resources.files, file_, *shelf);
        if (series) {
            series = options_.put_into(std::move(*series));
        }
        if (!series) {
            return series.error();
        }
        if (series->id.is_zero()) {
            series->id = events::SeriesId::random(desk.resources.random);
        } else if (shelf->series(series->id.hex())) {
            return Error{ErrorKind::refused,
                         fmt::format("an event with the id {} is kept already. Change it with: "
                                     "harmony-admin event edit {}",
                                     series->id.hex(),
                                     series->id.hex().substr(0, 8))};
        }
        if (Result<void> kept = shelf->keep(*series); !kept) {
            return kept.error();
        }
        say_kept(*series, *shelf, json_, desk.resources.terminal);
        return Exit::done;
    }

private:
    std::string file_;
    EventOptions options_;
    bool json_ = false;
};

/// `event edit ID`, of all dates, of one, or from one on.
class EventEditVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& edit =
            *event_group(app).add_subcommand("edit", "Changes an event; past dates never change");
        edit.add_option("ID", id_, "The event, as `event list --series` shows it")->required();
        edit.add_option("--file", file_, "The event file as it should be (`event show --toml`)");
        auto* only = edit.add_option("--only", only_, "Changes this date alone: 2026-03-23");
        edit.add_option("--following", following_, "Changes this date and all that follow")
            ->excludes(only);
        options_.add_to(edit);
        edit.add_option("--note", options_.note, "What changed, in English; for one date");
        edit.add_flag("--json", json_, "Prints the result as JSON");
        edit.footer(
            "Example:\n  harmony-admin event edit 3f2a91c0 --following 2026-03-23 --venue library\n"
            "  harmony-admin event edit 3f2a91c0 --only 2026-03-30 --spaces 30");
        return edit;
    }

    Result<Exit> run(Desk& desk) override {
        auto shelf = EventShelf::open(desk.resources.files, desk.office);
        if (!shelf) {
            return shelf.error();
        }
        const Result<Series> series = shelf->series(id_);
        if (!series) {
            return series.error();
        }
        if (file_.empty() && !options_.any()) {
            return Error{ErrorKind::refused,
                         "nothing is to be changed. Give --file EVENT.toml or options such as "
                         "--title"};
        }
        const Result<events::EditedSeries> edited =
            only_.empty() ? edit_many(*series, *shelf, desk) : edit_one(*series, desk);
        if (!edited) {
            return edited.error();
        }
        if (Result<void> kept = keep(*shelf, *edited); !kept) {
            return kept.error();
        }
        say_kept(
            edited->following.value_or(edited->series), *shelf, json_, desk.resources.terminal);
        return Exit::done;
    }

private:
    Result<events::EditedSeries> edit_one(const Series& series, Desk& desk) const {
        if (!file_.empty()) {
            return Error{ErrorKind::refused,
                         "--only takes no file: say what is different on that date, such as "
                         "--venue"};
        }
        const auto original = date_on(series, only_);
        if (!original) {
            return original.error();
        }
        const auto change = options_.as_change(*original);
        if (!change) {
            return change.error();
        }
        Result<Series> changed = events::change_date(series, *change, desk.resources.clock.today());
        if (!changed) {
            return changed.error();
        }
        return events::EditedSeries{std::move(*changed), std::nullopt};
    }

    Result<events::EditedSeries> edit_many(const Series& series,
                                           const EventShelf& shelf,
                                           Desk& desk) const {
        if (options_.note) {
            return Error{ErrorKind::refused, "--note is for one date: name it with --only"};
        }
        if (!following_.empty()) {
            return edit_from(series, shelf, desk);
        }
        const Result<Series> wanted = wanted_of(series, shelf, desk);
        if (!wanted) {
            return wanted.error();
        }
        Series only_status = series;
        only_status.status = wanted->status;
        // Nobody knows a draft, and a status is no date: nothing of the past is touched.
        if (series.status == events::SeriesStatus::draft || *wanted == only_status) {
            Series changed = *wanted;
            changed.id = series.id;
            return events::EditedSeries{std::move(changed), std::nullopt};
        }
        const auto setting = edit_setting(series, desk);
        return setting
                   ? events::edit_all(
                         series, *wanted, events::SeriesId::random(desk.resources.random), *setting)
                   : setting.error();
    }

    /// Options change what is left of the pattern from the date on, a file says all of it.
    Result<events::EditedSeries> edit_from(const Series& series,
                                           const EventShelf& shelf,
                                           Desk& desk) const {
        const auto from = date_on(series, following_);
        if (!from) {
            return from.error();
        }
        const Result<Series> rest = events::carried_on(series, *from);
        const Result<Series> wanted = rest ? wanted_of(*rest, shelf, desk) : rest;
        if (!wanted) {
            return wanted.error();
        }
        const auto setting = edit_setting(series, desk);
        return setting ? events::edit_following(series,
                                                *wanted,
                                                *from,
                                                events::SeriesId::random(desk.resources.random),
                                                *setting)
                       : setting.error();
    }

    /// What the file says, else `otherwise`, with the options in it.
    Result<Series> wanted_of(const Series& otherwise, const EventShelf& shelf, Desk& desk) const {
        const Result<Series> base = file_.empty()
                                        ? Result<Series>(otherwise)
                                        : load_event_file(desk.resources.files, file_, shelf);
        return base ? options_.put_into(*base) : base;
    }

    std::string id_;
    std::string file_;
    std::string only_;
    std::string following_;
    EventOptions options_;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_event_add_verb() {
    return std::make_unique<EventAddVerb>();
}

std::unique_ptr<Verb> make_event_edit_verb() {
    return std::make_unique<EventEditVerb>();
}

}  // namespace harmony::admin
