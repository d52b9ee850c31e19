#include "admin/gui/window.h"

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <memory>
#include <mutex>

#include "ui/platform.h"
#include "ui/toolkit.h"

namespace harmony::admin::gui {

namespace {

constexpr ui::Panel first_panel{1280, 800, desk_px_per_mm};
constexpr int least_width = 1024;
constexpr int least_height = 640;

/// Wakes the platform once there is one: answers may come before the window is open.
class Waker {
public:
    void set(ui::Platform* platform) {
        const std::lock_guard lock(mutex_);
        platform_ = platform;
    }

    void wake() {
        const std::lock_guard lock(mutex_);
        if (platform_ != nullptr) {
            platform_->wake();
        }
    }

private:
    std::mutex mutex_;
    ui::Platform* platform_ = nullptr;
};

/// Lets the desktop open a file. The one in between ends at once, so that nobody here has to wait
/// for whatever opens it.
void open_outside(const std::filesystem::path& file) {
    const std::string name = file.string();
    const pid_t between = ::fork();
    if (between == 0) {
        if (::fork() == 0) {
            ::setsid();
            ::execlp("xdg-open", "xdg-open", name.c_str(), nullptr);
        }
        ::_exit(0);
    }
    if (between > 0) {
        ::waitpid(between, nullptr, 0);
    }
}

}  // namespace

base::Result<void> show_window(Shell::Options options) {
    const base::Clock& clock = options.tools.resources.clock;
    ui::Platform::Options how;
    how.show = ui::Platform::Show::desk;
    how.title = "Harmony";
    how.panel = first_panel;
    how.assist_keys = ui::AssistKeys::desk;
    how.least_width_px = least_width;
    how.least_height_px = least_height;
    auto toolkit = ui::Toolkit::open({first_panel, options.assets}, clock);
    if (!toolkit) {
        return toolkit.error();
    }
    auto platform = ui::Platform::open(how, clock);
    if (!platform) {
        return platform.error();
    }
    Waker waker;
    options.tools.wake = [&waker] { waker.wake(); };
    options.to_clipboard = [](const std::string& text) { ui::Platform::copy(text); };
    options.open_file = open_outside;
    Shell shell(std::move(options));
    waker.set(platform->get());
    const auto draw = [&](ui::Frame& frame) { shell.draw(frame); };
    base::Result<void> ended;
    constexpr std::chrono::milliseconds longest{2000};
    while (ended.ok() && !(*platform)->closed() && !shell.closed()) {
        (*platform)->set_px_per_mm(desk_px_per_mm * shell.zoom());
        ended = (*platform)->turn(**toolkit, draw, longest);
    }
    waker.set(nullptr);
    return ended;
}

}  // namespace harmony::admin::gui
