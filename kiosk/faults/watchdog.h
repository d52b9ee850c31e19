#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace harmony::kiosk {

/// Ends a program whose frame loop hangs. A thread of its own looks whether the loop has said that
/// it lives; after `silence` without a word it calls `bark` once, from that thread.
class Watchdog {
public:
    Watchdog(std::chrono::milliseconds silence, std::function<void()> bark);
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;
    ~Watchdog();

    /// The loop is alive.
    void beat();

private:
    void run();

    std::chrono::milliseconds silence_;
    std::function<void()> bark_;
    std::atomic<std::chrono::steady_clock::time_point> last_;
    std::mutex mutex_;
    std::condition_variable ending_;
    bool end_ = false;
    std::thread thread_;
};

/// When the service manager is told that the program lives: every 2 s, after a frame that was
/// presented or provably unchanged, and only if the store has answered since the last time. While
/// the worker carries packages the store cannot answer, and need not.
class Heartbeat {
public:
    static constexpr std::chrono::seconds every{2};

    /// A frame is on the glass. Whether the service manager is to be told now.
    [[nodiscard]] bool frame(std::chrono::milliseconds now, int pings_answered, bool worker_busy);

private:
    std::chrono::milliseconds told_{-every};
    int answered_ = -1;
};

/// Sends one line (`WATCHDOG=1`, `READY=1`) to the service manager's socket at `address`, as
/// sd_notify(3) describes it; `@` begins an abstract name. Whether it was sent.
bool notify_service(const std::string& address, std::string_view line);

/// What a program that works for hours and then waits tells the service manager at `address`. While
/// it works it cannot speak, so it asks for patience first: one request to a slow store may take an
/// hour, and ends by its own limits.
class ServicePulse {
public:
    static constexpr std::chrono::hours patience{6};
    /// As WatchdogSec of the unit.
    static constexpr std::chrono::minutes silence{5};

    explicit ServicePulse(std::string address) : address_(std::move(address)) {}

    void ready() const;
    void working() const;
    /// Call it more often than every `silence`.
    void waiting() const;

private:
    std::string address_;
};

/// The address in NOTIFY_SOCKET; empty when no service manager listens.
[[nodiscard]] std::string service_address();

}  // namespace harmony::kiosk
