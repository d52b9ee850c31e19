#include "bench/kiosk_program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace harmony::bench {
namespace {

namespace fs = std::filesystem;

/// A child process; killed and waited for when this goes.
class Child {
public:
    Child(const std::string& program, const std::vector<std::string>& arguments) {
        if (::pipe(ends_.data()) != 0) {
            return;
        }
        pid_ = ::fork();
        if (pid_ == 0) {
            ::dup2(ends_[1], STDOUT_FILENO);
            std::vector<char*> words;
            std::vector<std::string> texts{program};
            texts.insert(texts.end(), arguments.begin(), arguments.end());
            words.reserve(texts.size() + 1);
            for (std::string& text : texts) {
                words.push_back(text.data());
            }
            words.push_back(nullptr);
            ::execv(program.c_str(), words.data());
            ::_exit(127);
        }
        ::close(ends_[1]);
    }

    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    ~Child() {
        ::close(ends_[0]);
        if (pid_ > 0) {
            ::kill(pid_, SIGKILL);
            ::waitpid(pid_, nullptr, 0);
        }
    }

    [[nodiscard]] bool ended() const {
        siginfo_t info{};
        return pid_ <= 0 ||
               (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
                info.si_pid != 0);
    }

    [[nodiscard]] pid_t pid() const { return pid_; }
    [[nodiscard]] int out() const { return ends_[0]; }

private:
    std::array<int, 2> ends_{-1, -1};
    pid_t pid_ = -1;
};

double pss_mb(pid_t pid) {
    std::ifstream file(fmt::format("/proc/{}/smaps_rollup", pid));
    std::string word;
    double kilobytes = 0;
    while (file >> word) {
        if (word == "Pss:" && file >> kilobytes) {
            return kilobytes / 1000;
        }
    }
    return 0;
}

/// User and system time so far.
double cpu_seconds(pid_t pid) {
    std::ifstream file(fmt::format("/proc/{}/stat", pid));
    std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::size_t name_end = text.rfind(')');
    if (name_end == std::string::npos) {
        return 0;
    }
    // Fields after the name: state is the third of the line, utime the fourteenth, stime the next.
    std::istringstream fields(text.substr(name_end + 1));
    std::string skipped;
    for (int field = 3; field < 14; ++field) {
        fields >> skipped;
    }
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace

std::optional<ProgramCost> cost_at_rest(const std::string& program,
                                        const std::vector<std::string>& arguments,
                                        int settle_s,
                                        int watch_s) {
    const Child child(program, arguments);
    std::this_thread::sleep_for(std::chrono::seconds{settle_s});
    const double before = cpu_seconds(child.pid());
    std::this_thread::sleep_for(std::chrono::seconds{watch_s});
    if (child.ended()) {
        return std::nullopt;
    }
    const double used = cpu_seconds(child.pid()) - before;
    return ProgramCost{pss_mb(child.pid()), 100 * used / watch_s};
}

std::optional<double> ms_until_ready(const std::string& program,
                                     const std::vector<std::string>& arguments) {
    const auto began = std::chrono::steady_clock::now();
    const Child child(program, arguments);
    std::string said;
    std::array<char, 256> buffer{};
    while (said.find("ready") == std::string::npos) {
        const ssize_t got = ::read(child.out(), buffer.data(), buffer.size());
        if (got <= 0) {
            return std::nullopt;
        }
        said.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began)
        .count();
}

nlohmann::json surveyjs_figures(const fs::path& source, const std::string& survey) {
    const fs::path peers = source / "build/peers";
    if (!fs::exists(peers / "node_modules/survey-js-ui") || !fs::exists("/usr/bin/chromium") ||
        std::getenv("DISPLAY") == nullptr) {
        fmt::print("(SurveyJS is not measured: it needs ./harmony peers, Chromium, a display)\n");
        return nlohmann::json::object();
    }
    const std::string command = fmt::format(
        "cd {0}/build/peers && node {0}/tests/bench/peers/surveyjs.mjs "
        "{0}/assets/surveys/{1} 2>/dev/null",
        source.string(),
        survey);
    std::FILE* const pipe = ::popen(command.c_str(), "r");
    std::string out;
    std::array<char, 4096> buffer{};
    while (pipe != nullptr && std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) {
        out += buffer.data();
    }
    if (pipe == nullptr || ::pclose(pipe) != 0) {
        fmt::print("(the SurveyJS page did not run)\n");
        return nlohmann::json::object();
    }
    return nlohmann::json::parse(out, nullptr, false);
}

}  // namespace harmony::bench
