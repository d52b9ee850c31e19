#pragma once

#include <memory>
#include <string>
#include <vector>

#include "admin/cli/desk.h"
#include "admin/rosters.h"
#include "base/error.h"
#include "sync/registry.h"
#include "sync/wraps.h"

// Names for the doors of kiosks, as verbs send them. Not a public header.
namespace harmony::admin {

/// A kiosk by its label, its id or the start of one. Errors: absent, refused (several).
[[nodiscard]] base::Result<const sync::RegisteredKiosk*> kiosk_by_word(
    const sync::Registry& registry, const std::string& word);

/// Sends the lists with an office that is open already; nothing when no kiosk may hold names.
[[nodiscard]] base::Result<std::vector<SentRoster>> send_names(Desk& desk,
                                                               Office& office,
                                                               const sync::KeyRing& ring,
                                                               const sync::SignKeyPair& publisher,
                                                               sync::Courier& courier);

/// What was sent, a line a kiosk.
[[nodiscard]] std::string names_sentence(Office& office, const std::vector<SentRoster>& sent);

[[nodiscard]] std::unique_ptr<Verb> make_kiosk_names_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_names_verb();

}  // namespace harmony::admin
