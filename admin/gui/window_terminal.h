#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "admin/cli/terminal.h"

namespace harmony::admin::gui {

/// How far an order is.
struct Done {
    std::string what;
    std::size_t done = 0;
    std::size_t total = 0;
};

/// What ends an order that the officer stopped: thrown where a verb tells how far it is, and caught
/// by the thread that runs it. Verbs leave everything as it was, as after Ctrl-C.
class Stopped final : public std::exception {};

/// The terminal of verbs that the window runs: knows the passphrase that was typed at the start,
/// keeps what is printed, and nobody sits at it: what would be asked must be in the words.
class WindowTerminal final : public Terminal {
public:
    /// `changed` is called when there is progress to show, on the thread of the verb.
    explicit WindowTerminal(std::function<void()> changed) : changed_(std::move(changed)) {}

    /// What `ask_secret` answers; nothing: nobody knows.
    void know(std::optional<base::SecretText> passphrase);
    void stop() { stop_ = true; }

    /// What was printed and complained since the last call.
    struct Said {
        std::string printed;
        std::string complained;
    };
    [[nodiscard]] Said take();
    [[nodiscard]] Done progress_now() const;
    /// Before the next order.
    void begin();

    void print(std::string_view text) override;
    void complain(std::string_view text) override;
    [[nodiscard]] bool styled() const override { return false; }
    [[nodiscard]] std::optional<std::string> read_line(std::string_view prompt) override;
    [[nodiscard]] bool interactive() const override { return true; }
    [[nodiscard]] std::optional<std::string> ask(std::string_view question) override;
    [[nodiscard]] std::optional<base::SecretText> ask_secret(std::string_view question) override;
    void progress(std::string_view what, std::size_t done, std::size_t total) override;
    void end_progress() override {}

private:
    std::function<void()> changed_;
    std::atomic<bool> stop_{false};
    mutable std::mutex mutex_;
    std::optional<base::SecretText> passphrase_;
    Said said_;
    Done done_;
};

}  // namespace harmony::admin::gui
