#include "admin/cli/terminal.h"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace harmony::admin {

namespace {

/// Turns the echo off while it lives. Ctrl-C in between leaves the echo off only until the shell
/// sets its own modes again, which every shell does at its prompt.
class WithoutEcho {
public:
    WithoutEcho() : known_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (known_) {
            termios quiet = before_;
            quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
        }
    }

    WithoutEcho(const WithoutEcho&) = delete;
    WithoutEcho& operator=(const WithoutEcho&) = delete;

    ~WithoutEcho() {
        if (known_) {
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        }
    }

private:
    termios before_{};
    bool known_;
};

/// Reads to the end of the line; false when the input had ended before.
template <typename Take>
bool read_line_of_input(Take take) {
    int letter = std::getchar();
    if (letter == EOF) {
        return false;
    }
    for (; letter != EOF && letter != '\n'; letter = std::getchar()) {
        take(static_cast<char>(letter));
    }
    return true;
}

}  // namespace

void Terminal::progress(std::string_view what, std::size_t done, std::size_t total) {
    constexpr std::size_t cells = 30;
    const std::size_t full = std::min(cells, cells * done / std::max<std::size_t>(total, 1));
    complain(fmt::format("\r{} [{}{}] {} of {}",
                         what,
                         std::string(full, '#'),
                         std::string(cells - full, '.'),
                         done,
                         total));
}

void Terminal::end_progress() {
    complain("\r\033[K");
}

void RealTerminal::print(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

void RealTerminal::complain(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
}

bool RealTerminal::styled() const {
    const char* kind = std::getenv("TERM");
    const bool plain = kind == nullptr || std::string_view(kind) == "dumb";
    return ::isatty(STDOUT_FILENO) == 1 && !plain && std::getenv("NO_COLOR") == nullptr;
}

std::optional<std::string> RealTerminal::read_line(std::string_view prompt) {
    print(prompt);
    std::string line;
    const bool got = read_line_of_input([&](char letter) { line += letter; });
    if (::isatty(STDIN_FILENO) != 1 || !got) {
        print(line + '\n');
    }
    return got ? std::optional(line) : std::nullopt;
}

bool RealTerminal::interactive() const {
    return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
}

std::optional<std::string> RealTerminal::ask(std::string_view question) {
    if (!interactive()) {
        return std::nullopt;
    }
    complain(question);
    std::string answer;
    if (!read_line_of_input([&](char letter) { answer += letter; })) {
        return std::nullopt;
    }
    return answer;
}

std::optional<base::SecretText> RealTerminal::ask_secret(std::string_view question) {
    if (!interactive()) {
        return std::nullopt;
    }
    complain(question);
    base::SecretText answer;
    bool got = false;
    {
        const WithoutEcho quiet;
        got = read_line_of_input([&](char letter) { answer.append(std::string_view(&letter, 1)); });
    }
    complain("\n");
    return got ? std::optional(answer) : std::nullopt;
}

}  // namespace harmony::admin
