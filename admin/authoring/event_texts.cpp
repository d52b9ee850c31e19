#include "admin/authoring/event_texts.h"

#include <fmt/format.h>

#include <algorithm>

#include "events/venue_list.h"
#include "sync/crypto.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

struct Box {
    const char* key;
    events::LocalText events::ConsentTexts::*texts;
};
constexpr Box boxes[] = {
    {"consent.this_event", &events::ConsentTexts::this_event},
    {"consent.later_events", &events::ConsentTexts::later_events},
    {"consent.needs", &events::ConsentTexts::needs},
};

using Values = std::map<std::string, std::string>;

Result<std::string> filled(const Catalogue& catalogue, const char* key, const Values& values) {
    const auto pattern = catalogue.texts.find(key);
    if (pattern == catalogue.texts.end()) {
        return Error{
            ErrorKind::unreadable,
            fmt::format("the phrases of '{}' have no consent text ({}). Nobody is asked to "
                        "agree to a text that is not there: add it, or take the language "
                        "out",
                        catalogue.code,
                        key)};
    }
    std::string text = fill(pattern->second, values);
    if (const std::string left = unfilled(text); !left.empty()) {
        return Error{ErrorKind::unreadable,
                     fmt::format("the consent text {} of '{}' has a place {} that nothing fills",
                                 key,
                                 catalogue.code,
                                 left)};
    }
    return text;
}

void keep(const std::string& shown, std::vector<ConsentText>& consents) {
    const std::string canonical = events::canonical_text(shown);
    const base::Digest hash = sync::text_hash(base::as_bytes(canonical));
    const bool known = std::any_of(consents.begin(), consents.end(), [&](const ConsentText& other) {
        return other.hash == hash;
    });
    if (!known) {
        consents.push_back({hash, canonical});
    }
}

Result<void> fill_consent(events::Event& event,
                          const std::vector<Catalogue>& catalogues,
                          std::vector<ConsentText>& consents) {
    events::ConsentTexts& texts = event.consent.emplace();
    for (const Catalogue& catalogue : catalogues) {
        for (const Box& box : boxes) {
            const Result<std::string> text =
                filled(catalogue,
                       box.key,
                       {{"organiser", event.organiser},
                        {"date", long_date(catalogue, events::deletion_day(event))}});
            if (!text) {
                return text.error();
            }
            (texts.*box.texts)[catalogue.code] = *text;
            keep(*text, consents);
        }
    }
    return {};
}

/// Said once, however many dates of an event there are.
void say_once(std::string sentence, std::vector<std::string>& remarks) {
    if (std::find(remarks.begin(), remarks.end(), sentence) == remarks.end()) {
        remarks.push_back(std::move(sentence));
    }
}

/// What residents would see of it that the officer may not expect.
void remark(const events::Event& event,
            const std::vector<Catalogue>& catalogues,
            std::vector<std::string>& remarks) {
    const std::string title(events::in_language(event.title, "en"));
    for (const Catalogue& catalogue : catalogues) {
        if (!event.title.contains(catalogue.code) || !event.summary.contains(catalogue.code)) {
            say_once(
                fmt::format(
                    "The event \"{}\" has no '{}': it is shown in English.", title, catalogue.code),
                remarks);
        }
    }
    const int unknown = events::unknown_facts(event.venue);
    if (unknown > events::most_unknown_facts) {
        say_once(fmt::format("{} access facts of \"{}\" are not known; kiosks say \"Ask us\".",
                             unknown,
                             event.venue.name),
                 remarks);
    }
}

}  // namespace

Result<PublishedEvents> publish_events(const std::vector<events::Event>& events,
                                       const std::vector<Catalogue>& catalogues) {
    PublishedEvents published;
    for (const events::Event& event : events) {
        published.events.push_back(event);
        if (event.sign_up != events::SignUpMode::none) {
            const Result<void> done =
                fill_consent(published.events.back(), catalogues, published.consents);
            if (!done) {
                return done.error();
            }
        }
        remark(event, catalogues, published.remarks);
    }
    return published;
}

Result<void> publish_hear_back(const std::string& organisation,
                               const std::vector<Catalogue>& catalogues,
                               std::vector<ConsentText>& consents) {
    for (const Catalogue& catalogue : catalogues) {
        const Result<std::string> text =
            filled(catalogue, "consent.case", {{"organisation", organisation}});
        if (!text) {
            return text.error();
        }
        keep(*text, consents);
    }
    return {};
}

}  // namespace harmony::admin
