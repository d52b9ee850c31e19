#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "admin/cli/terminal.h"
#include "base/secret.h"

namespace harmony::bench {

/// Nobody sits here.
class NoTerminal : public admin::Terminal {
public:
    void print(std::string_view) override {}
    void complain(std::string_view) override {}
    [[nodiscard]] bool styled() const override { return false; }
    [[nodiscard]] std::optional<std::string> read_line(std::string_view) override {
        return std::nullopt;
    }
    [[nodiscard]] bool interactive() const override { return false; }
    [[nodiscard]] std::optional<std::string> ask(std::string_view) override { return std::nullopt; }
    [[nodiscard]] std::optional<base::SecretText> ask_secret(std::string_view) override {
        return std::nullopt;
    }
};

}  // namespace harmony::bench
