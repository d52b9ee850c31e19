#include "events/members.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace harmony::events {

using base::Error;
using base::ErrorKind;
using nlohmann::json;

Members::Members(const json& object, std::string place)
    : object_(object), place_(std::move(place)) {
    if (!object.is_object()) {
        blame("", "must be a JSON object");
    }
}

std::string Members::text(const std::string& key, Needed needed, std::size_t longest) {
    const json* value = find(key);
    if (value == nullptr) {
        return missing(key, needed), std::string();
    }
    if (!value->is_string()) {
        blame(key, "must be a text");
        return {};
    }
    std::string read = value->get<std::string>();
    check(key, read, longest);
    if (read.empty()) {
        missing(key, needed);
    }
    return read;
}

LocalText Members::texts(const std::string& key, Needed needed, std::size_t longest) {
    const json* value = find(key);
    LocalText all;
    if (value == nullptr) {
        return missing(key, needed), all;
    }
    const json english = {{"en", *value}};
    const json& of_languages = value->is_string() ? english : *value;
    if (!of_languages.is_object()) {
        blame(key, "must be a text, or one text a language");
        return all;
    }
    for (const auto& [code, one] : of_languages.items()) {
        if (!one.is_string()) {
            blame(key, "must hold one text a language");
            return all;
        }
        check(key, one.get<std::string>(), longest);
        all.emplace(code, one.get<std::string>());
    }
    if (!all.contains("en")) {
        blame(key, "must be there in English (\"en\")");
    }
    return all;
}

std::vector<std::string> Members::list(const std::string& key, std::size_t most) {
    std::vector<std::string> all;
    const json* value = find(key);
    if (value == nullptr) {
        return all;
    }
    const bool right =
        value->is_array() && value->size() <= most &&
        std::all_of(value->begin(), value->end(), [](const json& one) { return one.is_string(); });
    if (!right) {
        blame(key, fmt::format("must be a list of at most {} texts", most));
        return all;
    }
    for (const json& one : *value) {
        all.push_back(one.get<std::string>());
        check(key, all.back(), usual_length);
    }
    return all;
}

int Members::number(const std::string& key, int lowest, int highest, int otherwise) {
    const json* value = find(key);
    if (value == nullptr) {
        return otherwise;
    }
    const auto read = value->is_number_integer() ? value->get<std::int64_t>() : lowest - 1;
    if (read < lowest || read > highest) {
        blame(key, fmt::format("must be a number from {} to {}", lowest, highest));
        return otherwise;
    }
    return static_cast<int>(read);
}

bool Members::flag(const std::string& key) {
    const json* value = find(key);
    if (value != nullptr && !value->is_boolean()) {
        blame(key, "must be true or false");
    }
    return value != nullptr && value->is_boolean() && value->get<bool>();
}

base::Day Members::day(const std::string& key) {
    const auto read = base::day_from_iso(text(key, Needed::yes));
    if (!read) {
        blame(key, "must be a date such as \"2026-03-30\"");
    }
    return read.value_or(base::Day{});
}

std::size_t Members::one_of(const std::string& key, std::span<const std::string_view> names) {
    const std::string name = text(key, Needed::no, usual_length);
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end() && !name.empty()) {
        blame(key, fmt::format("must be one of: {}", fmt::join(names, ", ")));
    }
    return at == names.end() ? 0 : static_cast<std::size_t>(at - names.begin());
}

const json* Members::find(const std::string& key) {
    known_.push_back(key);
    if (!object_.is_object()) {
        return nullptr;
    }
    const auto at = object_.find(key);
    return at == object_.end() ? nullptr : &*at;
}

void Members::missing(const std::string& key, Needed needed) {
    if (needed == Needed::yes) {
        blame(key, "is missing");
    }
}

void Members::blame(const std::string& key, const std::string& what) {
    if (!fault_) {
        const std::string name = key.empty() ? std::string("it") : fmt::format("\"{}\"", key);
        fault_ = Error{ErrorKind::unreadable, fmt::format("{}: {} {}", place_, name, what)};
    }
}

const std::optional<Error>& Members::finish(Unknown unknown) {
    if (unknown == Unknown::passed_over || !object_.is_object()) {
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

void Members::check(const std::string& key, const std::string& text, std::size_t longest) {
    if (!base::is_utf8(text)) {
        blame(key, "is not UTF-8");
    } else if (const std::size_t letters = base::code_points(text); letters > longest) {
        blame(key,
              fmt::format("has more than {1} letters (it has {0} letters; at most {1} fit)",
                          letters,
                          longest));
    }
}

}  // namespace harmony::events
