#pragma once

// Not a public header: how the JSON of this room is read.

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "events/event_json.h"

namespace harmony::events {

enum class Needed { yes, no };

/// Reads members by name, keeps the first fault, and at the end names what nobody asked for.
class Members {
public:
    /// Names, codes and short lines.
    static constexpr std::size_t usual_length = 80;

    /// `object` must outlive this. `place` is where it stands, for messages.
    Members(const nlohmann::json& object, std::string place);

    std::string text(const std::string& key, Needed needed, std::size_t longest = usual_length);
    LocalText texts(const std::string& key, Needed needed, std::size_t longest = usual_length);
    std::vector<std::string> list(const std::string& key, std::size_t most);
    int number(const std::string& key, int lowest, int highest, int otherwise);
    bool flag(const std::string& key);
    /// A needed `YYYY-MM-DD`; the first of all days when it is none.
    base::Day day(const std::string& key);
    /// The index of a name in `names`; 0 when the member is missing.
    std::size_t one_of(const std::string& key, std::span<const std::string_view> names);

    /// Nothing when the member is missing. From then on it is known.
    const nlohmann::json* find(const std::string& key);

    void blame(const std::string& key, const std::string& what);

    /// The first fault; with `Unknown::refused`, a member that nobody asked for is one.
    [[nodiscard]] const std::optional<base::Error>& finish(Unknown unknown);

    [[nodiscard]] const std::string& place() const { return place_; }

private:
    void missing(const std::string& key, Needed needed);
    void check(const std::string& key, const std::string& text, std::size_t longest);

    const nlohmann::json& object_;
    std::string place_;
    std::vector<std::string> known_;
    std::optional<base::Error> fault_;
};

}  // namespace harmony::events
