#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace harmony::kiosk {

/// Listens for the service manager's request to stop (SIGTERM, SIGINT), so that the program ends by
/// its own door: worker finished, journal closed, exit code 0.
class StopRequest {
public:
    /// Takes the two signals from this thread and all that it starts later: make it before them.
    /// `asked` is called once, from another thread.
    explicit StopRequest(std::function<void()> asked);
    StopRequest(const StopRequest&) = delete;
    StopRequest& operator=(const StopRequest&) = delete;
    ~StopRequest();

    [[nodiscard]] bool was_made() const { return made_; }

private:
    void listen();

    std::function<void()> asked_;
    std::atomic<bool> made_{false};
    int signals_ = -1;
    int ending_ = -1;
    std::thread thread_;
};

}  // namespace harmony::kiosk
