#pragma once

#include <string>
#include <string_view>

#include "admin/cli/fact_desk.h"
#include "admin/cli/verb.h"
#include "base/error.h"
#include "events/due.h"
#include "events/fold.h"

// What the verbs about cases, requests, complaints and people share. Not a public header.
namespace harmony::admin {

/// An office whose facts were read, with the days on which nobody works.
struct Casework {
    FactDesk desk;
    events::State state;
    events::Holidays holidays;
    base::Day today{};

    /// Asks for the passphrase once. Errors: those of the office, its store and keys; unreadable
    /// (the list of bank holidays that came with the program).
    [[nodiscard]] static base::Result<Casework> open(Desk& desk);

    /// Notes in the office's books that somebody looks at what is personal: a line without
    /// anything personal in it. `what` is the verb, `object` ids or counts.
    ///
    /// Errors: refused (no reason, or one that holds a name, number or address itself), full.
    [[nodiscard]] base::Result<void> note_look(Desk& with,
                                               const std::string& what,
                                               const std::string& object,
                                               const std::string& reason);

    /// Writes one fact about a subject, as of today.
    [[nodiscard]] base::Result<events::FactId> write(Desk& with,
                                                     const events::SubjectId& subject,
                                                     events::Payload payload);
};

/// The days on which nobody works, as they came with the program. Errors: absent, unreadable.
[[nodiscard]] base::Result<events::Holidays> shipped_holidays(base::Files& files);

/// Letters of an id that lists show.
inline constexpr std::size_t shown_letters = 8;

[[nodiscard]] std::string short_id(const events::SubjectId& id);

/// A date of the command line. Errors: refused.
[[nodiscard]] base::Result<base::Day> day_of(const std::string& iso, std::string_view option);

/// A text as it may stand in a fact: trimmed, at most `longest` letters. `option` is named in the
/// refusal.
[[nodiscard]] base::Result<std::string> fact_text(const std::string& typed,
                                                  std::size_t longest,
                                                  std::string_view option);

/// The same of a text that residents read: nothing personal in it.
[[nodiscard]] base::Result<std::string> public_text(const std::string& typed,
                                                    std::size_t longest,
                                                    std::string_view option);

/// In red where the terminal shows colours: what is late.
[[nodiscard]] std::string red(const Terminal& terminal, const std::string& text);

/// Writes a file that only its owner may read, in place of one that is there.
[[nodiscard]] base::Result<void> write_private(base::Files& files,
                                               const std::string& path,
                                               std::string_view text);

}  // namespace harmony::admin
