#include "ui/speech/espeak.h"

#include <fcntl.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

// Rules:
//  1. The child gets its text through a socket, which answers a dead reader with an error and not
//     with a signal; it speaks when the socket is shut, and its output ends when it has spoken.
//  2. While one speaks, the next of the same voice is started already: starting takes 10 ms and
//     loads the voice, so that sound comes within 1 ms of its text.
//  3. espeak-ng speaks 80 words a minute and more. Slower speech is stretched (voice.h).
namespace harmony::ui {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

// Measured: espeak-ng's 112 are 125 words a minute with their pauses.
constexpr int usual_words = 112;
constexpr int fewest_words = 80;
constexpr int espeak_rate = 22'050;
constexpr std::size_t wav_header = 44;

/// The samples of a WAV file that comes through a pipe; empty when it is cut off at its header.
Samples read_all(int pipe) {
    std::vector<char, base::ZeroingAllocator<char>> bytes;
    std::array<char, 16'384> piece{};
    for (;;) {
        const ssize_t got = ::read(pipe, piece.data(), piece.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            break;
        }
        bytes.insert(bytes.end(), piece.begin(), piece.begin() + got);
    }
    explicit_bzero(piece.data(), piece.size());
    Samples sound;
    if (bytes.size() > wav_header) {
        sound.resize((bytes.size() - wav_header) / sizeof(std::int16_t));
        std::memcpy(sound.data(), bytes.data() + wav_header, sound.size() * sizeof(std::int16_t));
    }
    return sound;
}

/// A file descriptor, closed when it goes.
class Handle {
public:
    explicit Handle(int fd = -1) : fd_(fd) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { close(); }

    void close() {
        if (fd_ >= 0) {
            ::close(fd_);
            fd_ = -1;
        }
    }
    [[nodiscard]] int get() const { return fd_; }
    void set(int fd) { fd_ = fd; }

private:
    int fd_;
};

}  // namespace

struct Espeak::Child {
    std::string voice;
    int words_a_minute = 0;
    pid_t process = 0;
    Handle text;
    Handle sound;

    Child() = default;
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    ~Child() {
        if (process > 0) {
            ::kill(process, SIGKILL);
            reap();
        }
    }

    void reap() {
        while (::waitpid(process, nullptr, 0) < 0 && errno == EINTR) {
        }
        process = 0;
    }

    /// Whether it took the text.
    [[nodiscard]] bool give(std::string_view words) {
        while (!words.empty()) {
            const ssize_t sent = ::send(text.get(), words.data(), words.size(), MSG_NOSIGNAL);
            if (sent < 0 && errno != EINTR) {
                return false;
            }
            words.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
        }
        text.close();
        return true;
    }
};

Espeak::Espeak(std::filesystem::path program) : program_(std::move(program)) {
    present_ = ::access(program_.c_str(), X_OK) == 0;
}

Espeak::~Espeak() = default;

std::unique_ptr<Espeak::Child> Espeak::start(std::string_view voice, int words_a_minute) const {
    std::array<int, 2> text{};
    std::array<int, 2> sound{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, text.data()) != 0) {
        return nullptr;
    }
    auto child = std::make_unique<Child>();
    child->text.set(text[0]);
    const Handle child_text(text[1]);
    if (::pipe2(sound.data(), O_CLOEXEC) != 0) {
        return nullptr;
    }
    child->sound.set(sound[0]);
    const Handle child_sound(sound[1]);
    std::string name = program_.string();
    child->voice = voice;
    child->words_a_minute = words_a_minute;
    std::string words = std::to_string(words_a_minute);
    std::array<std::string, 7> options{
        "-v", child->voice, "-s", words, "-z", "--stdin", "--stdout"};
    std::vector<char*> arguments{name.data()};
    for (std::string& option : options) {
        arguments.push_back(option.data());
    }
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, child_text.get(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, child_sound.get(), STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    const int spawned =
        ::posix_spawn(&child->process, name.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (spawned != 0) {
        child->process = 0;
        return nullptr;
    }
    return child;
}

std::unique_ptr<Espeak::Child> Espeak::take_warm(std::string_view voice, int words_a_minute) {
    std::unique_ptr<Child> child = std::move(warm_);
    if (child == nullptr || child->voice != voice || child->words_a_minute != words_a_minute) {
        child = start(voice, words_a_minute);
    }
    return child;
}

/// What the child says, past the header of its WAV file; empty when it was stopped.
Result<Samples> Espeak::hear(Child& child, std::string_view text) {
    {
        const std::scoped_lock lock(mutex_);
        speaking_ = child.process;
        stopped_ = false;
    }
    const bool given = child.give(text);
    warm_ = start(child.voice, child.words_a_minute);
    const Samples sound = read_all(child.sound.get());
    const std::scoped_lock lock(mutex_);
    child.reap();
    speaking_ = 0;
    if (stopped_) {
        return Samples{};
    }
    return given && !sound.empty()
               ? Result<Samples>(sound)
               : Result<Samples>(Error{ErrorKind::unreachable, "espeak-ng said nothing"});
}

Result<Samples> Espeak::say(const Request& request) {
    const std::string_view voice = voice_of(request.language);
    if (!present_ || voice.empty()) {
        return Error{ErrorKind::absent, "no voice for " + std::string(request.language)};
    }
    const int wanted = usual_words * request.speed_percent / 100;
    const int words = std::max(wanted, fewest_words);
    Result<Samples> sound = Error{ErrorKind::unreachable, "espeak-ng cannot be started"};
    constexpr int tries = 2;  // one that died is replaced once; a text that kills it is given up
    for (int i = 0; i < tries && !sound; ++i) {
        if (const std::unique_ptr<Child> child = take_warm(voice, words)) {
            sound = hear(*child, request.text);
        }
    }
    if (!sound) {
        return sound.error();
    }
    const Samples whole = resampled(*sound, espeak_rate, sound_rate);
    return wanted < words ? at_speed(whole, static_cast<double>(wanted) / words) : whole;
}

void Espeak::stop() {
    const std::scoped_lock lock(mutex_);
    stopped_ = true;
    if (speaking_ > 0) {
        ::kill(speaking_, SIGKILL);
    }
}

}  // namespace harmony::ui
