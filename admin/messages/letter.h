#pragma once

#include <string>

#include "base/bytes.h"
#include "base/error.h"
#include "base/random.h"
#include "base/secret.h"
#include "base/time.h"
#include "events/messages.h"
#include "sync/trust.h"
#include "sync/wraps.h"

namespace harmony::admin {

/// A message to one person as it goes out: whom to, and every word of it. It is kept sealed, so a
/// message that must go out again says the same.
struct Letter {
    events::Channel channel = events::Channel::email;
    base::SecretText to;
    std::string language;  ///< of the text
    bool draft = false;    ///< nobody has checked the translation: the English stands below
    std::string subject;   ///< of an email
    std::string text;      ///< lines end in LF
    std::string english;   ///< below a draft; else empty
    std::string calendar;  ///< a calendar file (RFC 5545); empty: none
    bool cancels = false;  ///< the calendar file takes the date out
    base::Moment made{};

    bool operator==(const Letter&) const = default;
};

/// Seals it to the office's contact keys of today, like what residents sent.
[[nodiscard]] base::Result<base::Bytes> seal_letter(const Letter& letter,
                                                    const base::OrgId& org,
                                                    const sync::TrustDocument& trust,
                                                    base::RandomSource& random);

/// Errors: refused (no key here opens it), unreadable.
[[nodiscard]] base::Result<Letter> open_letter(base::ByteView sealed,
                                               const base::OrgId& org,
                                               const sync::KeyRing& ring);

}  // namespace harmony::admin
