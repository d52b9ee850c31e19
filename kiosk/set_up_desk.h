#pragma once

#include <chrono>
#include <mutex>

#include "base/error.h"
#include "base/files.h"
#include "base/random.h"
#include "base/time.h"
#include "db/kiosk_journal.h"
#include "kiosk/machine.h"
#include "kiosk/set_up_code.h"

namespace harmony::kiosk {

/// Keeps a request to the office ready on a machine that is not set up, and makes another when it
/// has died (docs/formats/hk1.md, 5). One thread, but for `shown`.
class SetUpDesk {
public:
    /// All must outlive this.
    SetUpDesk(Machine& machine,
              db::KioskJournal& journal,
              base::Files& files,
              base::RandomSource& random,
              const base::Clock& clock);

    /// Takes up the request that is under way, or makes one. Errors: those of `request_enrolment`.
    [[nodiscard]] base::Result<void> begin();

    /// Counts ten minutes of running time; call it every minute or so.
    [[nodiscard]] base::Result<void> tend();

    [[nodiscard]] SetUpCode shown() const;

private:
    base::Result<void> show(base::ByteView request);

    Machine& machine_;
    db::KioskJournal& journal_;
    base::Files& files_;
    base::RandomSource& random_;
    const base::Clock& clock_;
    std::chrono::milliseconds counted_{};
    mutable std::mutex mutex_;
    SetUpCode shown_;
};

}  // namespace harmony::kiosk
