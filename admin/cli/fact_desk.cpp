#include "admin/cli/fact_desk.h"

#include <fmt/format.h>

#include <set>

#include "admin/cases/case_words.h"
#include "admin/cli/event.h"
#include "admin/rights/erased_list.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::OccurrenceId;

namespace {

void remark_on_locked(const OfficeFacts& facts, Desk& desk) {
    if (facts.locked > 0) {
        desk.resources.terminal.complain(fmt::format(
            "Note: {} records cannot be opened with the keys of this office.\n", facts.locked));
    }
}

/// A restored office may hold people who were erased since: nobody looks before they are gone.
Result<void> knows_erased(Office& office, base::Files& files) {
    const auto list = read_erased(files, office.folder().root());
    if (!list) {
        return list.error();
    }
    if (is_applied(office.store(), *list)) {
        return {};
    }
    return Error{ErrorKind::refused,
                 "this office was restored, and people were erased since its backup. Run "
                 "harmony-admin sync first: it takes them out again"};
}

}  // namespace

Result<FactDesk> FactDesk::open(Desk& desk) {
    Result<std::unique_ptr<Office>> office = open_office(desk);
    if (!office) {
        return office.error();
    }
    const auto passphrase = desk.passphrase.known();
    if (!passphrase) {
        return passphrase.error();
    }
    Result<sync::KeyRing> ring = (*office)->ring_of(key_names::contact, *passphrase);
    if (!ring) {
        return ring.error();
    }
    return with_keys(std::move(*office), std::move(*ring), desk);
}

Result<FactDesk> FactDesk::renewed(FactDesk before, Desk& desk) {
    Result<std::unique_ptr<Office>> office = Office::open(desk.office, desk.resources.files);
    if (!office) {
        return office.error();
    }
    return with_keys(std::move(*office), std::move(before.ring), desk);
}

Result<FactDesk> FactDesk::with_keys(std::unique_ptr<Office> office,
                                     sync::KeyRing ring,
                                     Desk& desk) {
    if (const auto known = knows_erased(*office, desk.resources.files); !known) {
        return known.error();
    }
    Result<EventShelf> shelf = EventShelf::open(desk.resources.files, desk.office);
    if (!shelf) {
        return shelf.error();
    }
    Result<OfficeDates> dates = OfficeDates::of(*shelf);
    if (!dates) {
        return dates.error();
    }
    Result<FactBook> book = FactBook::open(*office, ring, desk.resources.random);
    if (!book) {
        return book.error();
    }
    return FactDesk{
        std::move(office), std::move(ring), std::move(*shelf), std::move(*book), std::move(*dates)};
}

Result<events::State> FactDesk::state(Desk& desk) const {
    const OfficeFacts facts = book.all();
    remark_on_locked(facts, desk);
    events::FoldSettings settings = dates.settings({});
    settings.kiosks = kiosk_news(*office);
    return events::fold(facts.facts, settings, desk.resources.clock.now());
}

events::State FactDesk::state_of(const OccurrenceId& date, Desk& desk) const {
    return admin::state_of(book, dates, kiosk_news(*office), date, desk.resources.clock.now());
}

Result<std::vector<events::FactId>> FactDesk::write(Desk& desk, std::span<const OfficeFact> facts) {
    if (!publisher) {
        Result<sync::SignKeyPair> opened = open_publisher(*office, desk);
        if (!opened) {
            return opened.error();
        }
        publisher = std::move(*opened);
    }
    const Resources& with = desk.resources;
    return write_facts(
        {*office, *publisher, with.files, with.random, with.clock.today(), &book.seal()}, facts);
}

Result<OccurrenceId> FactDesk::date(std::string_view id) const {
    std::set<OccurrenceId> found;
    for (const auto& [date, known] : dates.all()) {
        if (date.hex().starts_with(id)) {
            found.insert(date);
        }
    }
    for (const db::FactTally& tally : book.store().tallies()) {
        const OccurrenceId date = date_of(tally);
        if (!date.is_zero() && date.hex().starts_with(id)) {
            found.insert(date);
        }
    }
    if (found.size() != 1) {
        return Error{found.empty() ? ErrorKind::absent : ErrorKind::refused,
                     fmt::format("{} date has an id that begins with {}. `event list` and "
                                 "`event signups` show them",
                                 found.empty() ? "no" : "more than one",
                                 id)};
    }
    return *found.begin();
}

std::string FactDesk::name_of(const OccurrenceId& date) const {
    if (const OfficeDate* known = dates.find(date)) {
        return fmt::format("{}, {}",
                           events::in_language(known->occurrence.title, "en"),
                           date_line(known->occurrence));
    }
    const auto published = dates_on_shelf(office->store());
    const auto found = published.find(date);
    return found == published.end() ? std::string("(not published here)")
                                    : fmt::format("{}, {}, {:02}:{:02}",
                                                  found->second.title,
                                                  events::said(found->second.day),
                                                  found->second.start.count() / 60,
                                                  found->second.start.count() % 60);
}

std::string FactDesk::label_of(const base::KioskId& kiosk) const {
    if (kiosk.is_zero()) {
        return "the office";
    }
    const sync::RegisteredKiosk* known = office->registry().find(kiosk);
    return known == nullptr || known->label.empty() ? kiosk.hex().substr(0, 8) : known->label;
}

Result<void> FactDesk::note_look(Desk& desk,
                                 const std::string& what,
                                 const std::string& object,
                                 const std::string& reason) const {
    if (const std::string found = personal_in(reason); !found.empty()) {
        return Error{ErrorKind::refused,
                     fmt::format("the reason is kept in the office's books, and {}. Say it without "
                                 "that",
                                 found)};
    }
    return office->store().note({desk.resources.clock.today(), what, object, reason});
}

}  // namespace harmony::admin
