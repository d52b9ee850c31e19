#include "kiosk/faults/watchdog.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace harmony::kiosk {

using std::chrono::steady_clock;

Watchdog::Watchdog(std::chrono::milliseconds silence, std::function<void()> bark)
    : silence_(silence), bark_(std::move(bark)), last_(steady_clock::now()) {
    thread_ = std::thread([this] { run(); });
}

Watchdog::~Watchdog() {
    {
        const std::scoped_lock lock(mutex_);
        end_ = true;
    }
    ending_.notify_all();
    thread_.join();
}

void Watchdog::beat() {
    last_ = steady_clock::now();
}

void Watchdog::run() {
    std::unique_lock lock(mutex_);
    const auto look_every = std::max(silence_ / 10, std::chrono::milliseconds{1});
    while (!ending_.wait_for(lock, look_every, [this] { return end_; })) {
        if (steady_clock::now() - last_.load() >= silence_) {
            bark_();
            return;
        }
    }
}

bool Heartbeat::frame(std::chrono::milliseconds now, int pings_answered, bool worker_busy) {
    const bool store_answers = pings_answered != answered_ || worker_busy;
    if (now - told_ < every || !store_answers) {
        return false;
    }
    told_ = now;
    answered_ = pings_answered;
    return true;
}

bool notify_service(const std::string& address, std::string_view line) {
    sockaddr_un to{};
    if (address.empty() || address.size() >= sizeof to.sun_path) {
        return false;
    }
    to.sun_family = AF_UNIX;
    std::memcpy(to.sun_path, address.data(), address.size());
    if (to.sun_path[0] == '@') {
        to.sun_path[0] = '\0';
    }
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0) {
        return false;
    }
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address.size());
    const auto sent = ::sendto(socket,
                               line.data(),
                               line.size(),
                               MSG_NOSIGNAL | MSG_DONTWAIT,
                               reinterpret_cast<const sockaddr*>(&to),
                               length);
    ::close(socket);
    return sent == static_cast<ssize_t>(line.size());
}

void ServicePulse::ready() const {
    notify_service(address_, "READY=1");
}

void ServicePulse::working() const {
    notify_service(address_,
                   "WATCHDOG_USEC=" + std::to_string(std::chrono::microseconds(patience).count()) +
                       "\nWATCHDOG=1");
}

void ServicePulse::waiting() const {
    notify_service(address_,
                   "WATCHDOG_USEC=" + std::to_string(std::chrono::microseconds(silence).count()) +
                       "\nWATCHDOG=1");
}

std::string service_address() {
    const char* address = std::getenv("NOTIFY_SOCKET");
    return address == nullptr ? std::string() : std::string(address);
}

}  // namespace harmony::kiosk
