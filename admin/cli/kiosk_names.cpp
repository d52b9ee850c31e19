// `kiosk names`: whether a kiosk at a door may hold the names of those who signed up; and `event
// names`: sends them now.
#include "admin/cli/kiosk_names.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/event.h"
#include "admin/cli/fact_desk.h"
#include "admin/own_parts.h"
#include "admin/rosters.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::uint8_t with_names = sync::kiosk_right::check_in | sync::kiosk_right::roster;

class KioskNamesVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& names = *word_group(app, "kiosk", "Kiosks of this office")
                               .add_subcommand("names",
                                               "Whether a kiosk at a door may hold the names of "
                                               "those who signed up");
        names.add_option("LABEL", label_, "Its name, as staff call it")->required();
        auto* allow = names.add_flag("--allow", allow_, "It may, from its next sync on");
        names.add_flag("--stop", stop_, "It may not: what it has goes when it fetches")
            ->excludes(allow);
        names.add_option("--to", to_, std::string("Where kiosks fetch: ") + store_words);
        names.add_option("--reason", reason_, "Why; it is kept in the office's books");
        names.footer(
            "A list is sealed to that machine, covers the next two days, and is gone a day after "
            "the event.\n"
            "Example:\n  harmony-admin kiosk names \"Kiosk 2\" --allow --reason \"Door of the fun "
            "day\" --to usb:");
        return names;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const auto kiosk = kiosk_by_word((*office)->registry(), label_);
        if (!kiosk) {
            return kiosk.error();
        }
        if (!allow_ && !stop_) {
            desk.resources.terminal.print(
                fmt::format("{} {} hold names.\n",
                            (*kiosk)->label,
                            holds_names(**office, (*kiosk)->kiosk) ? "may" : "may not"));
            return Exit::done;
        }
        if (to_.empty() || (allow_ && reason_.empty())) {
            return Error{ErrorKind::refused,
                         to_.empty() ? "say where kiosks fetch, or it does not hear of it: --to "
                                       "folder:/path"
                                     : "say why this machine needs names: --reason \"...\""};
        }
        return change(desk, **office, **kiosk);
    }

private:
    Result<Exit> change(Desk& desk, Office& office, const sync::RegisteredKiosk& kiosk) const {
        auto courier = open_courier(to_, office, desk);
        if (!courier) {
            return courier.error();
        }
        const auto publisher = open_publisher(office, desk);
        if (!publisher) {
            return publisher.error();
        }
        const base::Day today = desk.resources.clock.today();
        const auto noted = office.store().note(
            {today, allow_ ? "names-allowed" : "names-stopped", kiosk.label, reason_});
        if (!noted) {
            return noted.error();
        }
        const auto issued = issue_own_part(
            office,
            kiosk.kiosk,
            [this](sync::OwnPart& next) {
                const auto without = static_cast<std::uint8_t>(~sync::kiosk_right::roster);
                next.rights = static_cast<std::uint8_t>(allow_ ? next.rights | with_names
                                                               : next.rights & without);
            },
            *publisher,
            today);
        if (!issued) {
            return issued.error();
        }
        const auto sent = (*courier)->deliver(
            sync::ObjectName::own_part(kiosk.kiosk, issued->version, issued->digest),
            issued->bytes);
        if (!sent) {
            return sent.error().while_doing("telling " + kiosk.label);
        }
        desk.resources.terminal.print(
            allow_
                ? fmt::format("{} may hold the names of the next two days. Each sync sends them.\n",
                              kiosk.label)
                : fmt::format("{} may hold no names. What it has goes when it fetches.\n",
                              kiosk.label));
        return Exit::done;
    }

    std::string label_;
    bool allow_ = false;
    bool stop_ = false;
    std::string to_;
    std::string reason_;
};

class EventNamesVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& names = *event_group(app).add_subcommand(
            "names", "Sends the names of the next two days to the kiosks that may hold them");
        names.add_option("--to", to_, std::string("Where kiosks fetch: ") + store_words)
            ->required();
        names.footer(
            "Each sync does the same.\nExample:\n  harmony-admin event names --to "
            "usb:/media/stick");
        return names;
    }

    Result<Exit> run(Desk& desk) override {
        const Result<FactDesk> facts = FactDesk::open(desk);
        if (!facts) {
            return facts.error();
        }
        auto courier = open_courier(to_, *facts->office, desk);
        if (!courier) {
            return courier.error();
        }
        const auto publisher = open_publisher(*facts->office, desk);
        if (!publisher) {
            return publisher.error();
        }
        const auto sent = send_rosters({*facts->office,
                                        facts->book,
                                        facts->dates,
                                        *publisher,
                                        **courier,
                                        desk.resources.random,
                                        [&](const auto& kiosk) { return facts->label_of(kiosk); },
                                        desk.resources.clock.now()});
        if (!sent) {
            return sent.error();
        }
        desk.resources.terminal.print(
            sent->empty() ? "No kiosk may hold names: harmony-admin kiosk names --help\n"
                          : names_sentence(*facts->office, *sent));
        return Exit::done;
    }

private:
    std::string to_;
};

}  // namespace

Result<const sync::RegisteredKiosk*> kiosk_by_word(const sync::Registry& registry,
                                                   const std::string& word) {
    std::vector<const sync::RegisteredKiosk*> found;
    for (const sync::RegisteredKiosk& kiosk : registry.kiosks) {
        if (kiosk.label == word || (word.size() >= 4 && kiosk.kiosk.hex().starts_with(word))) {
            found.push_back(&kiosk);
        }
    }
    if (found.size() != 1) {
        return Error{found.empty() ? ErrorKind::absent : ErrorKind::refused,
                     fmt::format("{} kiosk is called {}. `kiosk list` shows them",
                                 found.empty() ? "no" : "more than one",
                                 word)};
    }
    return found.front();
}

std::string names_sentence(Office& office, const std::vector<SentRoster>& sent) {
    std::string said;
    for (const SentRoster& one : sent) {
        const std::string label = office.registry().find(one.kiosk)->label;
        said += one.dates == 0 ? fmt::format("{}: nobody signed up for the next two days.\n", label)
                               : fmt::format("{} gets the names of {} parties, of {} {}.\n",
                                             label,
                                             one.parties,
                                             one.dates,
                                             one.dates == 1 ? "date" : "dates");
        for (const events::OccurrenceId& date : one.left_out) {
            said += fmt::format("  No room for {}: take a day sheet along (event sheet).\n",
                                date.hex().substr(0, 8));
        }
    }
    return said;
}

Result<std::vector<SentRoster>> send_names(Desk& desk,
                                           Office& office,
                                           const sync::KeyRing& ring,
                                           const sync::SignKeyPair& publisher,
                                           sync::Courier& courier) {
    const auto& kiosks = office.registry().kiosks;
    const bool any = std::any_of(kiosks.begin(), kiosks.end(), [&](const auto& kiosk) {
        return kiosk.state == sync::KioskState::active && holds_names(office, kiosk.kiosk);
    });
    if (!any) {
        return std::vector<SentRoster>{};
    }
    const Result<EventShelf> shelf = EventShelf::open(desk.resources.files, desk.office);
    if (!shelf) {
        return shelf.error();
    }
    const Result<OfficeDates> dates = OfficeDates::of(*shelf);
    if (!dates) {
        return dates.error();
    }
    const Result<FactBook> book = FactBook::open(office, ring, desk.resources.random);
    if (!book) {
        return book.error();
    }
    const auto label = [&](const base::KioskId& kiosk) {
        const sync::RegisteredKiosk* known = office.registry().find(kiosk);
        return kiosk.is_zero()    ? std::string("the office")
               : known == nullptr ? kiosk.hex().substr(0, 8)
                                  : known->label;
    };
    return send_rosters({office,
                         *book,
                         *dates,
                         publisher,
                         courier,
                         desk.resources.random,
                         label,
                         desk.resources.clock.now()});
}

std::unique_ptr<Verb> make_kiosk_names_verb() {
    return std::make_unique<KioskNamesVerb>();
}

std::unique_ptr<Verb> make_event_names_verb() {
    return std::make_unique<EventNamesVerb>();
}

}  // namespace harmony::admin
