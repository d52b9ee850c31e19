#include "admin/stats/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace harmony::admin::stats {
namespace {

/// Whole numbers below this are written without an exponent.
constexpr double whole_below = 1e15;

class Writer {
public:
    void value(const Json& value, std::size_t depth) {
        if (value.is_object()) {
            object(value, depth);
        } else if (value.is_array()) {
            list(value, depth);
        } else if (value.is_number_float()) {
            text_ += shortest(value.get<double>());
        } else {
            text_ += value.dump();
        }
    }

    [[nodiscard]] std::string take() && {
        text_ += '\n';
        return std::move(text_);
    }

private:
    void line(std::size_t depth) {
        text_ += '\n';
        text_.append(2 * depth, ' ');
    }

    void object(const Json& value, std::size_t depth) {
        text_ += '{';
        bool first = true;
        for (const auto& [key, member] : value.items()) {
            text_ += first ? "" : ",";
            first = false;
            line(depth + 1);
            text_ += Json(key).dump();
            text_ += ": ";
            this->value(member, depth + 1);
        }
        if (!first) {
            line(depth);
        }
        text_ += '}';
    }

    void list(const Json& value, std::size_t depth) {
        const bool plain = std::all_of(
            value.begin(), value.end(), [](const Json& item) { return item.is_primitive(); });
        text_ += '[';
        bool first = true;
        for (const Json& item : value) {
            text_ += first ? "" : plain ? ", " : ",";
            first = false;
            if (!plain) {
                line(depth + 1);
            }
            this->value(item, depth + 1);
        }
        if (!plain) {
            line(depth);
        }
        text_ += ']';
    }

    std::string text_;
};

}  // namespace

std::string shortest(double number) {
    std::array<char, 40> text{};
    char* const end = text.data() + text.size();
    if (std::abs(number) < whole_below && number == std::floor(number)) {
        return {text.data(),
                std::to_chars(text.data(), end, static_cast<std::int64_t>(number)).ptr};
    }
    return {text.data(), std::to_chars(text.data(), end, number).ptr};
}

Json json_number(double number) {
    return std::isfinite(number) ? Json(number) : Json(nullptr);
}

std::string write_json(const Json& value) {
    Writer writer;
    writer.value(value, 0);
    return std::move(writer).take();
}

}  // namespace harmony::admin::stats
