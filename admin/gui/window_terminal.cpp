#include "admin/gui/window_terminal.h"

#include <utility>

namespace harmony::admin::gui {

void WindowTerminal::know(std::optional<base::SecretText> passphrase) {
    const std::lock_guard lock(mutex_);
    passphrase_ = std::move(passphrase);
}

void WindowTerminal::begin() {
    stop_ = false;
    const std::lock_guard lock(mutex_);
    said_ = {};
    done_ = {};
}

WindowTerminal::Said WindowTerminal::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(said_, {});
}

Done WindowTerminal::progress_now() const {
    const std::lock_guard lock(mutex_);
    return done_;
}

void WindowTerminal::print(std::string_view text) {
    const std::lock_guard lock(mutex_);
    said_.printed += text;
}

void WindowTerminal::complain(std::string_view text) {
    const std::lock_guard lock(mutex_);
    said_.complained += text;
}

std::optional<std::string> WindowTerminal::read_line(std::string_view) {
    return std::nullopt;
}

std::optional<std::string> WindowTerminal::ask(std::string_view) {
    return std::nullopt;
}

std::optional<base::SecretText> WindowTerminal::ask_secret(std::string_view) {
    const std::lock_guard lock(mutex_);
    return passphrase_;
}

void WindowTerminal::progress(std::string_view what, std::size_t done, std::size_t total) {
    if (stop_) {
        throw Stopped();
    }
    {
        const std::lock_guard lock(mutex_);
        done_ = {std::string(what), done, total};
    }
    changed_();
}

}  // namespace harmony::admin::gui
