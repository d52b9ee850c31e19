#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "admin/authoring/event_file.h"
#include "admin/cli/event.h"
#include "admin/cli/text_table.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::Occurrence;
using events::Series;
using nlohmann::json;

constexpr std::size_t shown_letters = 8;
constexpr std::size_t venues_cap = std::size_t{1} << 20U;

std::string short_id(const std::string& hex) {
    return hex.substr(0, shown_letters);
}

std::string english(const events::LocalText& text) {
    return std::string(events::in_language(text, "en"));
}

std::string_view status_of(const Series& series) {
    return events::series_status_names[static_cast<std::size_t>(series.status)];
}

/// `event list`.
class EventListVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& list =
            *event_group(app).add_subcommand("list", "The dates to come, or the events");
        list.add_option("--days", days_, "How many days ahead")
            ->check(CLI::Range(1, 3660))
            ->capture_default_str();
        list.add_flag("--series", series_, "Events rather than their dates");
        list.add_flag("--slots", slots_, "The appointments of surgeries as well");
        list.add_flag("--json", json_, "Prints the list as JSON");
        list.footer("Example:\n  harmony-admin event list --days 14");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        const auto shelf = EventShelf::open(desk.resources.files, desk.office);
        if (!shelf) {
            return shelf.error();
        }
        if (series_) {
            list_series(*shelf, desk.resources.terminal);
            return Exit::done;
        }
        const base::Day today = desk.resources.clock.today();
        std::vector<Occurrence> dates;
        for (const Series& series : shelf->all()) {
            const auto some =
                events::expand(series, today, today + std::chrono::days{days_}, events_hash());
            if (!some) {
                return some.error();
            }
            std::copy_if(
                some->begin(), some->end(), std::back_inserter(dates), [&](const Occurrence& one) {
                    return slots_ || !one.slot_of;
                });
        }
        std::stable_sort(dates.begin(), dates.end(), [](const auto& a, const auto& b) {
            return a.start < b.start;
        });
        list_dates(dates, desk.resources.terminal);
        return Exit::done;
    }

private:
    void list_dates(const std::vector<Occurrence>& dates, Terminal& terminal) const {
        if (json_) {
            json list = json::array();
            std::transform(dates.begin(), dates.end(), std::back_inserter(list), date_json);
            terminal.print(list.dump() + '\n');
            return;
        }
        if (dates.empty()) {
            terminal.print(
                fmt::format("Nothing is on in the next {} days. Add an event: "
                            "harmony-admin event add --file EVENT.toml\n",
                            days_));
            return;
        }
        TextTable table({{"Date"}, {"When"}, {"What"}, {"Where"}, {"State"}});
        for (const Occurrence& one : dates) {
            table.add({short_id(one.id.hex()),
                       date_line(one),
                       english(one.title),
                       one.venue,
                       std::string(state_word(one.state))});
        }
        terminal.print(table.text());
    }

    void list_series(const EventShelf& shelf, Terminal& terminal) const {
        json list = json::array();
        TextTable table({{"Event"}, {"What"}, {"First"}, {"Pattern"}, {"Status"}});
        for (const Series& one : shelf.all()) {
            table.add({short_id(one.id.hex()),
                       english(one.title),
                       events::said(events::day_of(one.start_local)),
                       one.rrule.empty() ? "once" : one.rrule,
                       std::string(status_of(one))});
            list.push_back({{"series", one.id.hex()},
                            {"title", english(one.title)},
                            {"start_local", events::to_iso(one.start_local)},
                            {"rrule", one.rrule},
                            {"status", status_of(one)}});
        }
        if (json_) {
            terminal.print(list.dump() + '\n');
        } else {
            terminal.print(table.empty() ? "No event is kept yet.\n" : table.text());
        }
    }

    int days_ = events::listed_days;
    bool series_ = false;
    bool slots_ = false;
    bool json_ = false;
};

/// The series of an id, or of one of its dates.
Result<Series> series_of(const EventShelf& shelf, const std::string& id) {
    Result<Series> series = shelf.series(id);
    if (series) {
        return series;
    }
    const Result<FoundDate> date = shelf.date(id);
    return date ? Result<Series>(date->series) : series;
}

/// `event show ID` and `event expand ID`.
class EventShowVerb final : public Verb {
public:
    enum class What { whole, dates };

    explicit EventShowVerb(What what) : what_(what) {}

    CLI::App& declare(CLI::App& app) override {
        const bool whole = what_ == What::whole;
        CLI::App& show = *event_group(app).add_subcommand(
            whole ? "show" : "expand",
            whole ? "What an event says" : "Every date of an event, on the clock there and in UTC");
        show.add_option("ID", id_, "The event, or one of its dates")->required();
        if (whole) {
            show.add_flag("--toml", toml_, "Prints it as an event file");
        }
        show.add_flag("--json", json_, "Prints it as JSON");
        show.footer(fmt::format("Example:\n  harmony-admin event {} 3f2a91c0{}",
                                whole ? "show" : "expand",
                                whole ? " --toml > drop-in.toml" : ""));
        return show;
    }

    Result<Exit> run(Desk& desk) override {
        const auto shelf = EventShelf::open(desk.resources.files, desk.office);
        if (!shelf) {
            return shelf.error();
        }
        const Result<Series> series = series_of(*shelf, id_);
        if (!series) {
            return series.error();
        }
        const auto dates = events::expand(*series, events_hash());
        if (!dates) {
            return dates.error();
        }
        Terminal& terminal = desk.resources.terminal;
        if (toml_) {
            terminal.print(write_event_file(*series));
        } else if (json_) {
            json list = json::array();
            std::transform(dates->begin(), dates->end(), std::back_inserter(list), date_json);
            terminal.print(json{{"series", series->id.hex()}, {"dates", list}}.dump() + '\n');
        } else if (what_ == What::whole) {
            say(*series, *dates, terminal);
        } else {
            say_dates(*dates, terminal);
        }
        return Exit::done;
    }

private:
    static void say(const Series& series,
                    const std::vector<Occurrence>& dates,
                    Terminal& terminal) {
        terminal.print(fmt::format(
            "{} ({}, {})\n{}\nBy {}, at {}\nSign-up: {}{}\nEvent {}, changed {} times\n",
            english(series.title),
            events::event_kind_names[static_cast<std::size_t>(series.kind)],
            status_of(series),
            english(series.summary),
            series.organiser,
            series.venue.empty() ? "no fixed venue" : series.venue,
            events::sign_up_rule_names[static_cast<std::size_t>(series.sign_up)],
            series.spaces ? fmt::format(", {} spaces", *series.spaces) : std::string(),
            series.id.hex(),
            series.sequence));
        for (const Occurrence& one : dates) {
            terminal.print(fmt::format("  {}  {}{}\n",
                                       short_id(one.id.hex()),
                                       date_line(one),
                                       one.state == events::OccurrenceState::scheduled
                                           ? std::string()
                                           : fmt::format(" ({})", state_word(one.state))));
        }
    }

    static void say_dates(const std::vector<Occurrence>& dates, Terminal& terminal) {
        TextTable table({{"Date"}, {"There"}, {"UTC"}, {"State"}});
        for (const Occurrence& one : dates) {
            table.add({one.id.hex(),
                       events::to_iso(one.start_local),
                       events::compact_utc(one.start),
                       std::string(state_word(one.state))});
        }
        terminal.print(table.text());
    }

    What what_;
    std::string id_;
    bool toml_ = false;
    bool json_ = false;
};

/// `event venues`: shows the list, or replaces it.
class EventVenuesVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& venues =
            *event_group(app).add_subcommand("venues", "The venue list; with --file, replaces it");
        venues.add_option("--file", file_, "A venue file (TOML)");
        venues.add_flag("--toml", toml_, "Prints it as a venue file");
        venues.add_flag("--json", json_, "Prints the names as JSON");
        venues.footer("Example:\n  harmony-admin event venues --file venues.toml");
        return venues;
    }

    Result<Exit> run(Desk& desk) override {
        auto shelf = EventShelf::open(desk.resources.files, desk.office);
        if (!shelf) {
            return shelf.error();
        }
        if (!file_.empty()) {
            const auto bytes = desk.resources.files.read(file_, venues_cap);
            if (!bytes) {
                return bytes.error().while_doing("reading " + file_);
            }
            const auto venues = read_venue_file(*bytes, file_);
            if (!venues) {
                return venues.error();
            }
            if (Result<void> kept = shelf->keep_venues(*venues); !kept) {
                return kept.error();
            }
        }
        say(shelf->venues(), desk.resources.terminal);
        return Exit::done;
    }

private:
    void say(const events::VenueList& venues, Terminal& terminal) const {
        if (toml_) {
            terminal.print(write_venue_file(venues));
            return;
        }
        json list = json::array();
        TextTable table({{"Name"}, {"Called"}, {"Postcode"}, {"Not known", Align::right}});
        for (const auto& [name, listed] : venues) {
            const int unknown = events::unknown_facts(listed.venue);
            list.push_back({{"name", name}, {"called", listed.venue.name}, {"unknown", unknown}});
            table.add({name, listed.venue.name, listed.venue.postcode, fmt::to_string(unknown)});
        }
        if (json_) {
            terminal.print(list.dump() + '\n');
        } else {
            terminal.print(table.empty() ? "No venue is listed yet. Add some: harmony-admin event "
                                           "venues --file VENUES.toml\n"
                                         : table.text());
        }
    }

    std::string file_;
    bool toml_ = false;
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_event_list_verb() {
    return std::make_unique<EventListVerb>();
}

std::unique_ptr<Verb> make_event_show_verb() {
    return std::make_unique<EventShowVerb>(EventShowVerb::What::whole);
}

std::unique_ptr<Verb> make_event_expand_verb() {
    return std::make_unique<EventShowVerb>(EventShowVerb::What::dates);
}

std::unique_ptr<Verb> make_event_venues_verb() {
    return std::make_unique<EventVenuesVerb>();
}

}  // namespace harmony::admin
