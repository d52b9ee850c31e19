#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "admin/cli/desk.h"
#include "admin/fact_book.h"
#include "admin/office_dates.h"
#include "admin/office_facts.h"
#include "admin/published_shelf.h"
#include "base/error.h"
#include "events/fold.h"
#include "sync/wraps.h"

namespace harmony::admin {

/// An office whose facts are read and written: what verbs about sign-ups, requests, cases,
/// complaints and messages stand on. Asks for the passphrase once.
struct FactDesk {
    std::unique_ptr<Office> office;
    sync::KeyRing ring;  ///< opens contacts alone
    EventShelf shelf;
    FactBook book;
    OfficeDates dates;
    std::optional<sync::SignKeyPair> publisher = {};  ///< once something was written

    [[nodiscard]] static base::Result<FactDesk> open(Desk& desk);

    /// The same office as it is now, with the keys that are open already: nobody types anything.
    /// Errors: those of `open`; then `desk.office` is closed.
    [[nodiscard]] static base::Result<FactDesk> renewed(FactDesk before, Desk& desk);

    /// Everything that facts say now. Officers hear of records that no key here opens.
    [[nodiscard]] base::Result<events::State> state(Desk& desk) const;

    /// What they say of one date, and of everybody who signed up for it: quick.
    [[nodiscard]] events::State state_of(const events::OccurrenceId& date, Desk& desk) const;

    /// Writes what the officer did; opens the publisher's key the first time. Errors: those of
    /// `write_facts` and of the key.
    [[nodiscard]] base::Result<std::vector<events::FactId>> write(
        Desk& desk, std::span<const OfficeFact> facts);

    /// The one date of the office, or with facts, whose id begins so. Errors: absent, refused
    /// (several).
    [[nodiscard]] base::Result<events::OccurrenceId> date(std::string_view id) const;

    /// "Newtown drop-in, Mon 2 March 2026, 14:00 to 16:00"; as it was published, when no event here
    /// has that date.
    [[nodiscard]] std::string name_of(const events::OccurrenceId& date) const;

    /// What officers call a kiosk.
    [[nodiscard]] std::string label_of(const base::KioskId& kiosk) const;

    /// Keeps in the office's books that somebody looked at names, and why.
    [[nodiscard]] base::Result<void> note_look(Desk& desk,
                                               const std::string& what,
                                               const std::string& object,
                                               const std::string& reason) const;

private:
    [[nodiscard]] static base::Result<FactDesk> with_keys(std::unique_ptr<Office> office,
                                                          sync::KeyRing ring,
                                                          Desk& desk);
};

}  // namespace harmony::admin
