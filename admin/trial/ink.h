#pragma once

#include <string>
#include <string_view>

namespace harmony::admin {

/// A little bold and colour on a terminal; nothing anywhere else.
class Ink {
public:
    explicit Ink(bool on) : on_(on) {}

    [[nodiscard]] std::string strong(std::string_view text) const { return in("1", text); }
    [[nodiscard]] std::string quiet(std::string_view text) const { return in("2", text); }
    [[nodiscard]] std::string chosen(std::string_view text) const { return in("32", text); }
    [[nodiscard]] std::string wrong(std::string_view text) const { return in("31", text); }

private:
    [[nodiscard]] std::string in(const char* code, std::string_view text) const {
        return on_ && !text.empty()
                   ? "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m"
                   : std::string(text);
    }

    bool on_;
};

}  // namespace harmony::admin
