#pragma once

#include <string>
#include <vector>

#include "admin/authoring/catalogue.h"
#include "admin/authoring/pack_builder.h"
#include "base/error.h"
#include "events/event.h"

namespace harmony::admin {

/// Events as they go into a pack.
struct PublishedEvents {
    std::vector<events::Event> events;  ///< those with sign-up have their consent texts
    std::vector<ConsentText> consents;  ///< each once
    std::vector<std::string> remarks;   ///< for the officer; nothing that stops
};

/// Fills the consent texts of every event with sign-up, in the language of each catalogue. Errors:
/// unreadable (a catalogue lacks a consent text, or a place in it stays unfilled).
[[nodiscard]] base::Result<PublishedEvents> publish_events(
    const std::vector<events::Event>& events, const std::vector<Catalogue>& catalogues);

/// The text that residents who make a report agree to before somebody tells them what came of it,
/// filled in the language of each catalogue and added to `consents`. Errors: as above.
[[nodiscard]] base::Result<void> publish_hear_back(const std::string& organisation,
                                                   const std::vector<Catalogue>& catalogues,
                                                   std::vector<ConsentText>& consents);

}  // namespace harmony::admin
