#pragma once

#include <string>
#include <string_view>

#include "admin/messages/letter.h"
#include "base/error.h"

namespace harmony::admin {

/// What stands in the head of every email besides the letter's own.
struct MailHead {
    std::string from_name;  ///< the organisation
    std::string from_address;
    std::string reply_to;  ///< empty: the same
    std::string ref;       ///< of the message: makes `Message-ID: <ref@domain>`
};

/// A letter as an email (RFC 5322, RFC 2045 to 2047): plain text and HTML, and the calendar file
/// when it has one. Bodies are base64, so any script and any line survives. The same letter and
/// head give the same bytes. Errors: refused (a control character in a value of the head).
[[nodiscard]] base::Result<std::string> mail_text(const Letter& letter, const MailHead& head);

/// A text for a header: as it is, or in encoded words of at most 75 letters, none of which parts a
/// letter (RFC 2047).
[[nodiscard]] std::string header_words(std::string_view text);

/// `Sat, 28 Nov 2026 00:20:00 +0000`.
[[nodiscard]] std::string mail_date(base::Moment moment);

}  // namespace harmony::admin
