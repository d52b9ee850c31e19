#include "kiosk/stop_request.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>

namespace harmony::kiosk {

StopRequest::StopRequest(std::function<void()> asked) : asked_(std::move(asked)) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
    signals_ = ::signalfd(-1, &set, SFD_CLOEXEC);
    ending_ = ::eventfd(0, EFD_CLOEXEC);
    thread_ = std::thread([this] { listen(); });
}

StopRequest::~StopRequest() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t told = ::write(ending_, &one, sizeof(one));
    thread_.join();
    ::close(signals_);
    ::close(ending_);
}

void StopRequest::listen() {
    std::array<pollfd, 2> waited = {pollfd{signals_, POLLIN, 0}, pollfd{ending_, POLLIN, 0}};
    while (::poll(waited.data(), waited.size(), -1) < 0) {
        // interrupted by a signal that is not ours
    }
    if ((waited[0].revents & POLLIN) != 0) {
        made_ = true;
        asked_();
    }
}

}  // namespace harmony::kiosk
