#include "admin/authoring/content.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "events/event_json.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

namespace {

/// Reads members of an object by name; keeps the first fault; at the end names what nobody asked
/// for.
class Members {
public:
    Members(const json& object, std::string place) : object_(object), place_(std::move(place)) {
        if (!object_.is_object()) {
            blame("", "must be a JSON object");
        }
    }

    std::string text(const std::string& key, bool needed) {
        const json* value = find(key);
        if (value == nullptr) {
            if (needed) {
                blame(key, "is missing");
            }
            return {};
        }
        if (!value->is_string() || (needed && value->get<std::string>().empty())) {
            blame(key, "must be a text");
            return {};
        }
        return value->get<std::string>();
    }

    std::optional<base::Day> day(const std::string& key, bool needed) {
        const std::string written = text(key, needed);
        const auto read = base::day_from_iso(written);
        if (!written.empty() && !read) {
            blame(key, "must be a date such as \"2026-03-30\"");
        }
        return read;
    }

    std::vector<std::string> texts(const std::string& key) {
        std::vector<std::string> all;
        const json* value = find(key);
        if (value == nullptr) {
            return all;
        }
        if (!value->is_array()) {
            blame(key, "must be a list of texts");
            return all;
        }
        for (const json& item : *value) {
            if (!item.is_string()) {
                blame(key, "must be a list of texts");
                return all;
            }
            all.push_back(item.get<std::string>());
        }
        return all;
    }

    LocalText local_text(const std::string& key) {
        LocalText all;
        const json* value = find(key);
        if (value == nullptr) {
            return all;
        }
        if (value->is_string()) {
            return {{"en", value->get<std::string>()}};
        }
        if (!value->is_object()) {
            blame(key, "must be a text, or one text a language");
            return all;
        }
        for (const auto& [code, item] : value->items()) {
            if (!item.is_string()) {
                blame(key, "must hold one text a language");
                return all;
            }
            all.emplace(code, item.get<std::string>());
        }
        return all;
    }

    /// A member that the kiosk reads, as JSON; empty when it is not there.
    std::string object(const std::string& key) {
        const json* value = find(key);
        if (value == nullptr) {
            return {};
        }
        if (!value->is_object()) {
            blame(key, "must be an object");
        }
        return value->dump();
    }

    const json* find(const std::string& key) {
        known_.push_back(key);
        if (!object_.is_object()) {
            return nullptr;
        }
        const auto at = object_.find(key);
        return at == object_.end() ? nullptr : &*at;
    }

    void blame(const std::string& key, const std::string& what) {
        if (!fault_) {
            const std::string name = key.empty() ? std::string("it") : fmt::format("\"{}\"", key);
            fault_ = Error{ErrorKind::unreadable, fmt::format("{}: {} {}", place_, name, what)};
        }
    }

    /// The first fault; an unknown member is one.
    [[nodiscard]] const std::optional<Error>& finish() {
        if (!object_.is_object()) {
            return fault_;
        }
        for (const auto& [key, value] : object_.items()) {
            if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
                const auto like = base::nearest(key, known_);
                blame(key,
                      like ? fmt::format("is not known; did you mean \"{}\"?", *like)
                           : fmt::format("is not known; known are: {}", fmt::join(known_, ", ")));
            }
        }
        return fault_;
    }

private:
    const json& object_;
    std::string place_;
    std::vector<std::string> known_;
    std::optional<Error> fault_;
};

Result<Engagement> read_engagement(const json& object,
                                   const std::string& place,
                                   base::RandomSource& random) {
    Members members(object, place);
    Engagement engagement;
    const std::string id = members.text("id", false);
    const auto read = base::EngagementId::from_hex(id);
    if (id.empty()) {
        members.blame("id",
                      fmt::format("is missing; use this fresh one: \"{}\"",
                                  base::EngagementId::random(random).hex()));
    } else if (!read || read->is_zero()) {
        members.blame("id", "must be 16 letters of 0-9 and a-f");
    }
    engagement.id = read.value_or(base::EngagementId{});
    engagement.title = members.local_text("title");
    if (engagement.title.empty()) {
        members.blame("title", "is missing");
    }
    engagement.venue = members.text("venue", false);
    engagement.place = members.text("place", false);
    engagement.kind = members.text("kind", false);
    engagement.day = members.day("day", true).value_or(base::Day{});
    engagement.surveys = members.texts("surveys");
    engagement.home_tiles = members.texts("home_tiles");
    if (const auto& fault = members.finish()) {
        return *fault;
    }
    return engagement;
}

Result<void> read_engagements(Members& members,
                              const std::string& file,
                              Content& content,
                              base::RandomSource& random) {
    const json* list = members.find("engagements");
    if (list == nullptr) {
        return {};
    }
    if (!list->is_array()) {
        members.blame("engagements", "must be a list");
        return {};
    }
    for (std::size_t at = 0; at < list->size(); ++at) {
        Result<Engagement> engagement =
            read_engagement((*list)[at], fmt::format("{}: engagements[{}]", file, at), random);
        if (!engagement) {
            return engagement.error();
        }
        for (const Engagement& other : content.engagements) {
            if (other.id == engagement->id) {
                return Error{
                    ErrorKind::unreadable,
                    fmt::format(
                        "{}: engagements[{}]: the id {} is used twice", file, at, other.id.hex())};
            }
        }
        content.engagements.push_back(std::move(*engagement));
    }
    return {};
}

Result<void> read_the_town(Members& members,
                           const json& object,
                           const std::string& file,
                           Content& content) {
    for (const char* key : {"brand", "you_said", "help"}) {
        members.find(key);
    }
    if (!object.is_object()) {
        return {};
    }
    auto town = events::read_town(object.dump(), file, events::Unknown::refused);
    if (!town) {
        return town.error();
    }
    content.town = std::move(*town);
    return events::check_pictures(content.town, content.languages, file);
}

/// An event without an id is offered a fresh one, as an engagement is.
Result<void> read_what_is_on(Members& members,
                             const std::string& file,
                             Content& content,
                             base::RandomSource& random) {
    const json* list = members.find("events");
    if (list == nullptr) {
        return {};
    }
    for (std::size_t at = 0; list->is_array() && at < list->size(); ++at) {
        if ((*list)[at].is_object() && !(*list)[at].contains("id")) {
            return Error{
                ErrorKind::unreadable,
                fmt::format("{}: events[{}]: \"id\" is missing; use this fresh one: \"{}\"",
                            file,
                            at,
                            events::OccurrenceId::random(random).hex())};
        }
    }
    auto events = events::read_events(list->dump(), file, events::Unknown::refused);
    if (!events) {
        return events.error();
    }
    content.events = std::move(*events);
    return {};
}

}  // namespace

Result<Content> read_content(base::ByteView bytes,
                             std::string_view file,
                             base::RandomSource& random) {
    const std::string name(file);
    const json object = json::parse(base::as_text(bytes), nullptr, false);
    if (object.is_discarded()) {
        return Error{ErrorKind::unreadable, fmt::format("{} is not JSON", name)};
    }
    Members members(object, name);
    Content content;
    content.organisation = members.text("organisation", false);
    content.partners = members.text("partners", true);
    content.area = members.text("area", true);
    content.readers = members.text("readers", true);
    content.notice_web = members.text("notice_web", false);
    if (!content.notice_web.empty() && !events::is_web_address(content.notice_web)) {
        members.blame("notice_web",
                      "must be an address such as \"https://example.org/privacy\", of at most 80 "
                      "letters");
    }
    content.keep_until = members.day("keep_until", true);
    content.look_again = members.day("look_again", false);
    content.map = members.text("map", false);
    if (const std::string folder = members.text("pictures", false); !folder.empty()) {
        content.pictures = folder;
    }
    if (const std::string folder = members.text("clips", false); !folder.empty()) {
        content.clips = folder;
    }
    content.languages = members.texts("languages");
    content.what_next = members.local_text("what_next");
    content.support_line = members.text("support_line", false);
    content.hours = members.object("hours");
    content.storage = members.object("storage");
    if (content.languages.empty()) {
        members.blame("languages", "must name at least one language, such as [\"en\", \"ur\"]");
    }
    if (Result<void> read = read_engagements(members, name, content, random); !read) {
        return read.error();
    }
    if (Result<void> read = read_the_town(members, object, name, content); !read) {
        return read.error();
    }
    if (Result<void> read = read_what_is_on(members, name, content, random); !read) {
        return read.error();
    }
    if (const auto& fault = members.finish()) {
        return *fault;
    }
    return content;
}

}  // namespace harmony::admin
