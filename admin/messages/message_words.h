#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/authoring/catalogue.h"
#include "base/error.h"
#include "base/files.h"
#include "base/time.h"
#include "events/event.h"
#include "events/messages.h"

namespace harmony::admin {

/// What a message is about, before words are chosen. Nothing in it was typed by a resident.
struct MessageMatter {
    events::MessageKind kind = events::MessageKind::confirmation;
    std::string organiser;
    events::LocalText title;
    std::optional<base::Moment> start;  ///< of the date, as it is now
    base::Day today{};                  ///< for "tomorrow"
    std::string venue;                  ///< its name, with the street; may be empty
    std::uint32_t code = 0;             ///< of the ticket; 0: none
    std::string contact;                ///< who is told "I cannot come": phone or address; or empty
    std::optional<base::Day> by;        ///< when somebody answers at the latest
    std::optional<base::Day> expires;   ///< of an offer
    std::vector<base::Day> next;        ///< other dates of the same event, at most 3
    events::LocalText reason;           ///< why it changed or was cancelled; may be empty
    std::vector<std::string> access;    ///< keys of what the venue has: "access.hearing_loop"
    std::optional<base::Day> deleted;   ///< when the contact details go
    std::string topic;                  ///< key of a case's kind, a complaint's topic, a step
    std::string told;                   ///< what officers wrote for the person; may be empty
    std::optional<base::Day> made_on;   ///< the complaint

    bool operator==(const MessageMatter&) const = default;
};

/// A message in one language.
struct WordedMessage {
    std::string subject;
    std::string text;
    bool draft = false;  ///< some of its words are a translation that nobody checked

    bool operator==(const WordedMessage&) const = default;
};

/// Says it in the catalogue's language; what that lacks is said in English. A text message is kept
/// to two parts: the title is cut at a word.
[[nodiscard]] WordedMessage word_message(const MessageMatter& matter,
                                         const Catalogue& language,
                                         const Catalogue& english,
                                         events::Channel channel);

/// What a text message costs: GSM letters when all of them are of that alphabet (those of its
/// second table count twice), else 16-bit letters. Source: 3GPP TS 23.038.
struct TextSize {
    std::size_t letters = 0;
    bool gsm = true;

    /// 306 GSM letters or 134 others.
    [[nodiscard]] bool fits() const { return letters <= (gsm ? 306U : 134U); }

    bool operator==(const TextSize&) const = default;
};
[[nodiscard]] TextSize text_size(std::string_view text);

/// Catalogues of phrases, read when a language is first asked for.
class MessagePhrases {
public:
    /// `files` must outlive this.
    MessagePhrases(base::Files& files, std::filesystem::path folder)
        : files_(files), folder_(std::move(folder)) {}

    /// The language's catalogue, or the English one when it has none. Errors: those of the English
    /// one.
    [[nodiscard]] base::Result<const Catalogue*> of(const std::string& language);

private:
    base::Files& files_;
    std::filesystem::path folder_;
    std::map<std::string, Catalogue> read_;
};

}  // namespace harmony::admin
