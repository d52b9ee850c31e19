#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "base/time.h"
#include "kiosk/faults/device_watch.h"
#include "kiosk/faults/restarts.h"
#include "kiosk/faults/watchdog.h"
#include "kiosk/library.h"
#include "kiosk/worker.h"
#include "ui/platform.h"

namespace harmony::kiosk {

/// The frame loop of the program with everything that watches over it: the own watchdog, the
/// heartbeat to the service manager, patience with a display that is gone.
class Life {
public:
    /// How long the frame loop may be silent before the program ends with code 14.
    static constexpr std::chrono::seconds silence{10};

    /// Asked for each heartbeat: whether the worker carries packages, and cannot answer.
    using IsBusy = std::function<bool()>;

    /// Without a worker no store is asked whether it lives. All must outlive this.
    explicit Life(const base::Clock& clock) : clock_(clock) {}
    Life(const base::Clock& clock, Worker& worker, IsBusy busy, DeviceWatch& devices)
        : clock_(clock), worker_(&worker), busy_(std::move(busy)), devices_(&devices) {}

    /// Asked for each heartbeat: whether nobody is using the screen. The service manager is told,
    /// so that upgrades wait for it (`systemctl show --property=StatusText`).
    void tell_quiet(std::function<bool()> quiet) { quiet_ = std::move(quiet); }

    /// Runs until `ending` gives a code, the window is closed (0), or the display was gone for 60 s
    /// (12). Returns the code.
    [[nodiscard]] int run(ui::Platform& platform,
                          ui::Toolkit& toolkit,
                          const ui::DrawApp& draw,
                          const std::function<std::optional<int>()>& ending);

private:
    void tick(Watchdog& dog);
    void note_display(bool there);

    const base::Clock& clock_;
    Worker* worker_ = nullptr;
    IsBusy busy_;
    std::function<bool()> quiet_;
    DeviceWatch* devices_ = nullptr;  ///< of a program that has a worker
    Heartbeat heartbeat_;
    std::string address_ = service_address();
    std::shared_ptr<std::atomic<int>> pings_ = std::make_shared<std::atomic<int>>(0);
};

/// The page of a program that was restarted again and again: out of order, drawn without pack or
/// journal.
class Shell {
public:
    /// `library` must outlive this.
    explicit Shell(const Library& library) : library_(library) {}
    void draw(ui::Frame& frame);

private:
    const Library& library_;
    int page_ = 0;
};

}  // namespace harmony::kiosk
