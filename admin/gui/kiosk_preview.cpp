#include "admin/gui/kiosk_preview.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

namespace harmony::admin::gui {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::size_t longest_line = 64;
constexpr int most_side = 8192;

bool write_all(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t wrote = ::write(to, bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR) {
            continue;
        }
        if (wrote <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(wrote));
    }
    return true;
}

bool read_all(int from, void* into, std::size_t size) {
    auto* at = static_cast<char*>(into);
    while (size > 0) {
        const ssize_t got = ::read(from, at, size);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        at += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

std::optional<std::string> read_line(int from) {
    std::string line;
    char letter = 0;
    while (read_all(from, &letter, 1)) {
        if (letter == '\n') {
            return line;
        }
        line += letter;
        if (line.size() > longest_line) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

struct Pipe {
    int read = -1;
    int write = -1;
};

std::optional<Pipe> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return std::nullopt;
    }
    return Pipe{ends[0], ends[1]};
}

}  // namespace

Result<std::filesystem::path> kiosk_program() {
    if (const char* named = std::getenv("HARMONY_KIOSK"); named != nullptr) {
        return std::filesystem::path(named);
    }
    std::error_code none;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", none);
    for (const auto& folder : {self.parent_path(), std::filesystem::path("/usr/bin")}) {
        const auto file = folder / "harmony-kiosk";
        if (::access(file.c_str(), X_OK) == 0) {
            return file;
        }
    }
    return Error{ErrorKind::absent,
                 "the kiosk's program is not on this computer. Install the package harmony-kiosk "
                 "to see surveys as residents will"};
}

Result<std::unique_ptr<KioskPreview>> KioskPreview::start(const std::filesystem::path& pack,
                                                          const Panel& panel,
                                                          std::function<void()> changed) {
    const auto program = kiosk_program();
    if (!program) {
        return program.error();
    }
    const auto down = make_pipe();
    const auto up = make_pipe();
    if (!down || !up) {
        return Error{ErrorKind::unreachable, "no more files can be opened"};
    }
    ::signal(SIGPIPE, SIG_IGN);  // a kiosk that ended is a sentence, not the end of the window
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, down->read, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, up->write, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    const std::string size =
        fmt::format("{}x{}@{}", panel.width_px, panel.height_px, panel.px_per_mm);
    std::vector<std::string> words{
        program->string(), "--frames", "--pack", pack.string(), "--panel", size};
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    pid_t child = 0;
    const int failed =
        ::posix_spawn(&child, program->c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(down->read);
    ::close(up->write);
    if (failed != 0) {
        ::close(down->write);
        ::close(up->read);
        return Error{ErrorKind::unreachable,
                     fmt::format("the kiosk's program does not start: {}", std::strerror(failed))};
    }
    std::unique_ptr<KioskPreview> preview(
        new KioskPreview(down->write, up->read, child, std::move(changed)));
    preview->step("wait 1");
    return preview;
}

KioskPreview::KioskPreview(int to, int from, int child, std::function<void()> changed)
    : to_(to), from_(from), child_(child), changed_(std::move(changed)), thread_([this] {
          run();
      }) {}

KioskPreview::~KioskPreview() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    waiting_.notify_all();
    ::kill(child_, SIGTERM);  // it may be in the middle of a long answer
    thread_.join();
    ::close(to_);
    ::close(from_);
    int ended = 0;
    ::waitpid(child_, &ended, 0);
}

void KioskPreview::step(std::string line) {
    const std::lock_guard lock(mutex_);
    // A clock that runs on while nobody looks need not run twice.
    if (line.starts_with("wait") && !steps_.empty() && steps_.back().starts_with("wait")) {
        return;
    }
    steps_.push_back(std::move(line));
    waiting_.notify_all();
}

ui::SharedPicture KioskPreview::frame() const {
    const std::lock_guard lock(mutex_);
    return frame_;
}

std::string KioskPreview::trouble() const {
    const std::lock_guard lock(mutex_);
    return trouble_;
}

void KioskPreview::wait_until_idle() {
    std::unique_lock lock(mutex_);
    waiting_.wait(lock, [this] { return !trouble_.empty() || (steps_.empty() && !working_); });
}

bool KioskPreview::take_answer() {
    const std::optional<std::string> head = read_line(from_);
    if (!head) {
        return false;
    }
    if (*head == "same") {
        return true;
    }
    int width = 0;
    int height = 0;
    if (std::sscanf(head->c_str(), "frame %d %d", &width, &height) != 2 || width < 1 ||
        height < 1 || width > most_side || height > most_side) {
        return false;
    }
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) *
                                      static_cast<std::size_t>(height));
    if (!read_all(from_, pixels.data(), pixels.size() * sizeof(std::uint32_t))) {
        return false;
    }
    auto picture = std::make_shared<const ui::Picture>(width, height, std::move(pixels));
    const std::lock_guard lock(mutex_);
    frame_ = std::move(picture);
    return true;
}

void KioskPreview::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        waiting_.wait(lock, [this] { return ending_ || !steps_.empty(); });
        if (ending_) {
            return;
        }
        const std::string line = steps_.front() + '\n';
        steps_.pop_front();
        working_ = true;
        lock.unlock();
        const bool answered = write_all(to_, line) && take_answer();
        lock.lock();
        working_ = false;
        waiting_.notify_all();
        if (!answered) {
            trouble_ = ending_ ? "" : "The kiosk's program ended: the content cannot be shown.";
            waiting_.notify_all();
            lock.unlock();
            changed_();
            return;
        }
        lock.unlock();
        changed_();
        lock.lock();
    }
}

}  // namespace harmony::admin::gui
