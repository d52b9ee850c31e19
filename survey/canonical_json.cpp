#include "survey/canonical_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/error.h"
#include "base/text.h"

namespace harmony::survey {
namespace {

/// Sorts as UTF-16 does: letters above U+FFFF are surrogates there and stand before U+E000.
std::u16string utf16(std::string_view text) {
    std::u16string result;
    for (std::size_t at = 0; at < text.size();) {
        char32_t letter = base::next_code_point(text, at);
        if (letter >= 0x10000) {
            letter -= 0x10000;
            result += static_cast<char16_t>(0xD800U + (letter >> 10U));
            result += static_cast<char16_t>(0xDC00U + (letter & 0x3FFU));
        } else {
            result += static_cast<char16_t>(letter);
        }
    }
    return result;
}

void write_string(std::string& out, std::string_view text) {
    out += '"';
    for (const char letter : text) {
        switch (letter) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\b': out += "\\b"; break;
            case '\f': out += "\\f"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (static_cast<unsigned char>(letter) < 0x20) {
                    out += fmt::format("\\u{:04x}", static_cast<unsigned>(letter));
                } else {
                    out += letter;
                }
        }
    }
    out += '"';
}

void write(std::string& out, const nlohmann::json& value);

/// Members in the order of UTF-16. The object holds them in the order of their bytes, which is the
/// same unless a key has a letter from U+E000 on.
std::vector<nlohmann::json::const_iterator> members_of(const nlohmann::json& object) {
    constexpr char first_private = '\xEE';
    std::vector<nlohmann::json::const_iterator> members;
    bool sorted = true;
    for (auto member = object.begin(); member != object.end(); ++member) {
        sorted = sorted && std::none_of(member.key().begin(), member.key().end(), [](char byte) {
                     return static_cast<unsigned char>(byte) >=
                            static_cast<unsigned char>(first_private);
                 });
        members.push_back(member);
    }
    if (!sorted) {
        std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) {
            return utf16(a.key()) < utf16(b.key());
        });
    }
    return members;
}

void write_object(std::string& out, const nlohmann::json& object) {
    out += '{';
    bool first = true;
    for (const auto& member : members_of(object)) {
        out += first ? "" : ",";
        first = false;
        write_string(out, member.key());
        out += ':';
        write(out, member.value());
    }
    out += '}';
}

void write(std::string& out, const nlohmann::json& value) {
    if (value.is_object()) {
        write_object(out, value);
        return;
    }
    if (value.is_array()) {
        out += '[';
        for (std::size_t i = 0; i < value.size(); ++i) {
            out += i > 0 ? "," : "";
            write(out, value[i]);
        }
        out += ']';
        return;
    }
    if (value.is_string()) {
        write_string(out, value.get_ref<const std::string&>());
        return;
    }
    base::promise(!value.is_number_float(), "a compiled form holds whole numbers only");
    out += value.dump();
}

}  // namespace

std::string canonical_json(const nlohmann::json& value) {
    std::string out;
    write(out, value);
    return out;
}

}  // namespace harmony::survey
