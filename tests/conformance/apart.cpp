// How a case is kept apart from the run:
//  1. The child runs one case after the other and writes one line of JSON for each: null, or why it
//     failed. It never reads.
//  2. When the child is gone, every whole line is a verdict. If lines are missing, the case after
//     the last line is the one that ended it; the next child begins behind it.
#include "conformance/apart.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>
#include <new>

#include "base/error.h"

namespace harmony::conformance {
namespace {

using nlohmann::json;

std::string too_much_memory(const Limits& limits) {
    return fmt::format("it took more than {} MB", limits.bytes >> 20U);
}

void limit_memory(const Limits& limits) {
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    if (limits_memory) {
        const rlimit memory{limits.bytes, limits.bytes};
        setrlimit(RLIMIT_AS, &memory);
    }
}

/// The edge at which a broken promise or a full memory becomes the failure of a case.
Verdict guarded(const std::function<Verdict(std::size_t)>& run,
                std::size_t index,
                const Limits& limits) {
    try {
        return run(index);
    } catch (const std::bad_alloc&) {
        return too_much_memory(limits);
    } catch (const std::exception& trouble) {
        return fmt::format("it broke: {}", trouble.what());
    }
}

void write_all(int to, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(to, text.data(), text.size());
        if (written <= 0) {
            _exit(1);
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

[[noreturn]] void be_child(int to,
                           std::size_t first,
                           std::size_t count,
                           const std::function<Verdict(std::size_t)>& run,
                           const Limits& limits) {
    limit_memory(limits);
    for (std::size_t i = first; i < count; ++i) {
        alarm(limits.seconds);  // nobody catches it: it ends the child
        const Verdict verdict = guarded(run, i, limits);
        alarm(0);
        const json line = verdict ? json(*verdict) : json();
        write_all(to, line.dump(-1, ' ', true, json::error_handler_t::replace) + "\n");
    }
    _exit(0);
}

std::string read_all(int from) {
    std::string text;
    std::array<char, 4096> part{};
    for (;;) {
        const ssize_t got = ::read(from, part.data(), part.size());
        if (got <= 0) {
            return text;
        }
        text.append(part.data(), static_cast<std::size_t>(got));
    }
}

std::string how_it_ended(int status, const Limits& limits) {
    if (!WIFSIGNALED(status)) {
        return fmt::format("it ended the program with {}", WEXITSTATUS(status));
    }
    const int signal = WTERMSIG(status);
    return signal == SIGALRM ? fmt::format("it took more than {} s", limits.seconds)
                             : fmt::format("it crashed: {}", strsignal(signal));
}

void take_lines(const std::string& text, std::vector<Verdict>& verdicts) {
    std::size_t at = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', at)) {
        const json line = json::parse(text.substr(at, end - at));
        verdicts.push_back(line.is_null() ? std::nullopt : Verdict(line.get<std::string>()));
        at = end + 1;
    }
}

void run_child(std::size_t count,
               const std::function<Verdict(std::size_t)>& run,
               const Limits& limits,
               std::vector<Verdict>& verdicts) {
    std::array<int, 2> ends{};
    base::promise(pipe(ends.data()) == 0, "no pipe");
    const pid_t child = fork();
    base::promise(child >= 0, "no child process");
    if (child == 0) {
        close(ends[0]);
        be_child(ends[1], verdicts.size(), count, run, limits);
    }
    close(ends[1]);
    const std::string text = read_all(ends[0]);
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    take_lines(text, verdicts);
    if (verdicts.size() < count) {
        verdicts.emplace_back(how_it_ended(status, limits));
    }
}

}  // namespace

std::vector<Verdict> run_apart(std::size_t count,
                               const std::function<Verdict(std::size_t)>& run,
                               const Limits& limits) {
    std::vector<Verdict> verdicts;
    while (verdicts.size() < count) {
        run_child(count, run, limits, verdicts);
    }
    return verdicts;
}

}  // namespace harmony::conformance
