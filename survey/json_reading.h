#pragma once

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace harmony::survey {

/// Thrown while a compiled form is read, and returned at the edge of `load_form`.
struct Unreadable {
    std::string what;
};

[[noreturn]] inline void fail_reading(std::string what) {
    throw Unreadable{std::move(what)};
}

/// One object, read key by key: a key nobody asked for is a fault, so that a newer form is never
/// half understood. `object` must outlive this.
class JsonReading {
public:
    JsonReading(const nlohmann::json& object, std::string where)
        : object_(object), where_(std::move(where)) {
        if (!object.is_object()) {
            fail_reading(where_ + " is no object");
        }
    }

    const nlohmann::json* find(const char* key) {
        seen_.insert(key);
        const auto found = object_.find(key);
        return found == object_.end() ? nullptr : &*found;
    }

    const nlohmann::json& need(const char* key) {
        const nlohmann::json* value = find(key);
        if (value == nullptr) {
            fail_reading(fmt::format("{} has no \"{}\"", where_, key));
        }
        return *value;
    }

    std::string text(const char* key) { return string_in(need(key), key); }

    std::string text_or_empty(const char* key) {
        const nlohmann::json* value = find(key);
        return value == nullptr ? std::string() : string_in(*value, key);
    }

    std::optional<std::size_t> number(const char* key) {
        const nlohmann::json* value = find(key);
        if (value == nullptr || value->is_null()) {
            return std::nullopt;
        }
        if (!value->is_number_unsigned()) {
            fail_reading(fmt::format("{}: \"{}\" is no whole number", where_, key));
        }
        return value->get<std::size_t>();
    }

    std::vector<std::string> texts(const char* key) {
        std::vector<std::string> result;
        const nlohmann::json* value = find(key);
        if (value != nullptr && !value->is_array()) {
            fail_reading(fmt::format("{}: \"{}\" is no list", where_, key));
        }
        for (const nlohmann::json& item : value == nullptr ? nlohmann::json::array() : *value) {
            result.push_back(string_in(item, key));
        }
        return result;
    }

    std::map<std::string, std::string> map(const char* key) {
        std::map<std::string, std::string> result;
        if (const nlohmann::json* value = find(key)) {
            JsonReading inner(*value, fmt::format("{}: {}", where_, key));
            for (const auto& member : value->items()) {
                result[member.key()] = string_in(member.value(), key);
            }
        }
        return result;
    }

    std::string string_in(const nlohmann::json& value, const char* key) const {
        if (!value.is_string()) {
            fail_reading(fmt::format("{}: \"{}\" is no text", where_, key));
        }
        return value.get<std::string>();
    }

    /// Call at the end: every key must have been asked for.
    void finish() const {
        for (const auto& member : object_.items()) {
            if (!seen_.contains(member.key())) {
                fail_reading(fmt::format("{} has an unknown key \"{}\"", where_, member.key()));
            }
        }
    }

    [[nodiscard]] const std::string& where() const { return where_; }

private:
    const nlohmann::json& object_;
    std::string where_;
    std::set<std::string, std::less<>> seen_;
};

}  // namespace harmony::survey
