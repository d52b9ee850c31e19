#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/error.h"
#include "ui/picture.h"

namespace harmony::admin::gui {

/// The kiosk's program: the one that HARMONY_KIOSK names, or beside this one, or where programs
/// lie. Absent with a sentence.
[[nodiscard]] base::Result<std::filesystem::path> kiosk_program();

/// The kiosk's own screens: its program draws them, and is touched, over pipes
/// (docs/formats/frames.md). It ends with this.
class KioskPreview {
public:
    struct Panel {
        int width_px = 1280;
        int height_px = 800;
        double px_per_mm = 5.884;

        bool operator==(const Panel&) const = default;
    };

    /// `changed` is called when there is a new frame, on another thread. Errors: absent (no such
    /// program), unreachable (it cannot be started).
    [[nodiscard]] static base::Result<std::unique_ptr<KioskPreview>> start(
        const std::filesystem::path& pack, const Panel& panel, std::function<void()> changed);

    KioskPreview(const KioskPreview&) = delete;
    KioskPreview& operator=(const KioskPreview&) = delete;
    ~KioskPreview();

    /// A step, a line of the protocol; does not wait for it.
    void step(std::string line);
    /// The newest frame; nothing before the first.
    [[nodiscard]] ui::SharedPicture frame() const;
    /// Why it ended by itself; empty while it runs.
    [[nodiscard]] std::string trouble() const;
    /// Waits until every step has been answered, for tests.
    void wait_until_idle();

private:
    KioskPreview(int to, int from, int child, std::function<void()> changed);
    void run();
    [[nodiscard]] bool take_answer();

    int to_;
    int from_;
    int child_;
    std::function<void()> changed_;
    mutable std::mutex mutex_;
    std::condition_variable waiting_;
    std::deque<std::string> steps_;
    bool ending_ = false;
    bool working_ = false;
    ui::SharedPicture frame_;
    std::string trouble_;
    std::thread thread_;
};

}  // namespace harmony::admin::gui
