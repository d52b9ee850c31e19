#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "base/random.h"
#include "base/time.h"
#include "kiosk/app.h"
#include "kiosk/faults/faulty_outbox.h"
#include "kiosk/library.h"
#include "kiosk/outbox.h"
#include "kiosk/staff_door.h"
#include "ui/driver.h"
#include "ui/speech/speech_log.h"
#include "ui/toolkit.h"

namespace harmony::kiosk {

/// What lies behind the screens, made by the program or by a test.
class Backing {
public:
    Backing() = default;
    Backing(const Backing&) = delete;
    Backing& operator=(const Backing&) = delete;
    virtual ~Backing() = default;

    [[nodiscard]] virtual Outbox& outbox() = 0;
    [[nodiscard]] virtual StaffDoor& door() = 0;
    /// None: staff errands have no answer.
    [[nodiscard]] virtual StaffDesk* desk() { return nullptr; }
    /// Reads the content in use.
    [[nodiscard]] virtual base::Result<std::shared_ptr<const Library>> load() = 0;
};

/// A whole kiosk without a window: real screens, a clock that is moved by hand, a worker that does
/// each job at once. Scripts and tests drive it.
class Stage {
public:
    struct Options {
        ui::Panel panel;
        std::filesystem::path assets;
        App::Options app;
    };

    /// `clock` and `random` must outlive the stage. Errors: those of opening the toolkit.
    [[nodiscard]] static base::Result<std::unique_ptr<Stage>> open(
        const Options& options,
        base::ManualClock& clock,
        base::RandomSource& random,
        std::unique_ptr<Backing> backing,
        std::shared_ptr<const Library> library);

    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;
    ~Stage() = default;

    [[nodiscard]] ui::Driver& driver() { return driver_; }
    [[nodiscard]] App& app() { return app_; }
    [[nodiscard]] Outbox& outbox() { return backing_->outbox(); }
    /// None where the backing has none.
    [[nodiscard]] StaffDesk* desk() { return backing_->desk(); }
    /// Faults of disk and save that a script asks for.
    [[nodiscard]] OutboxFaults& outbox_faults() { return faults_; }
    [[nodiscard]] ui::Toolkit& toolkit() { return *toolkit_; }
    /// Touch layer, display and sound, as a test wants them.
    [[nodiscard]] DeviceWatch& devices() { return devices_; }
    /// What was said.
    [[nodiscard]] ui::SpeechLog& speech() { return speech_; }

private:
    Stage(const Options& options,
          base::ManualClock& clock,
          base::RandomSource& random,
          std::unique_ptr<Backing> backing,
          std::unique_ptr<ui::Toolkit> toolkit,
          std::shared_ptr<const Library> library);

    std::unique_ptr<Backing> backing_;
    std::unique_ptr<ui::Toolkit> toolkit_;
    OutboxFaults faults_;
    FaultyOutbox outbox_;
    InlineWorker worker_;
    ui::SpeechLog speech_;
    DeviceWatch devices_;
    App app_;
    ui::Driver driver_;
};

/// Makes a stage on the same state, as a restarted program would.
using MakeStage = std::function<base::Result<std::unique_ptr<Stage>>()>;

}  // namespace harmony::kiosk
