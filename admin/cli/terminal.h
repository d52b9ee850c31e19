#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"

namespace harmony::admin {

/// Where an officer reads and types. The real one is the process's own; tests hand in a scripted
/// one.
class Terminal {
public:
    Terminal() = default;
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    virtual ~Terminal() = default;

    /// To standard output, as it is; the caller ends its lines.
    virtual void print(std::string_view text) = 0;

    /// To standard error: refusals, progress, warnings.
    virtual void complain(std::string_view text) = 0;

    /// Whether standard output is a terminal that shows bold and colour.
    [[nodiscard]] virtual bool styled() const = 0;

    /// Shows `prompt` on standard output and reads a line of standard input, from a person or from
    /// a pipe; nothing once the input has ended. What comes from a pipe is shown as well, so that
    /// what is printed reads like a conversation.
    [[nodiscard]] virtual std::optional<std::string> read_line(std::string_view prompt) = 0;

    /// Whether somebody sits there: input and standard error are a terminal. Questions and progress
    /// bars appear only then.
    [[nodiscard]] virtual bool interactive() const = 0;

    /// `done` of `total` of what takes long are done: shown where somebody watches, at most ten
    /// times a second. May throw to end the work: nothing is half-done then.
    virtual void progress(std::string_view what, std::size_t done, std::size_t total);
    /// What took long is over.
    virtual void end_progress();
    /// Whether somebody watches progress; else nobody need be told.
    [[nodiscard]] virtual bool watched() const { return interactive(); }

    /// Shows `question` and reads a line; nothing when nobody sits there or the input has ended.
    [[nodiscard]] virtual std::optional<std::string> ask(std::string_view question) = 0;

    /// As `ask`, without showing what is typed.
    [[nodiscard]] virtual std::optional<base::SecretText> ask_secret(std::string_view question) = 0;
};

/// Standard input, output and error of this process.
class RealTerminal final : public Terminal {
public:
    void print(std::string_view text) override;
    void complain(std::string_view text) override;
    [[nodiscard]] bool styled() const override;
    [[nodiscard]] std::optional<std::string> read_line(std::string_view prompt) override;
    [[nodiscard]] bool interactive() const override;
    [[nodiscard]] std::optional<std::string> ask(std::string_view question) override;
    [[nodiscard]] std::optional<base::SecretText> ask_secret(std::string_view question) override;
};

}  // namespace harmony::admin
