#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "kiosk/stage.h"
#include "support/temporary_folder.h"

namespace harmony::tests {

/// The PIN of its staff.
inline constexpr std::string_view staff_pin = "206417";

/// A whole kiosk without display or machine: the real screens on a sample pack, a clock moved by
/// hand, and an outbox that counts what it is given and keeps nothing.
class MemoryKiosk {
public:
    struct Options {
        ui::Panel panel = ui::panel_15_inch;
        std::vector<std::string> surveys = {"neighbourhood"};
        kiosk::App::Options app = {};
        std::uint64_t seed = 1;
        /// What is done to the pack before it is read.
        std::function<void(const std::filesystem::path& pack)> change = {};
        /// Gets each response that is handed over, as it was frozen; must outlive the kiosk.
        std::vector<kiosk::Submission>* sent = nullptr;
        /// Gets each sign-up that is handed over; likewise.
        std::vector<kiosk::SignUpSubmission>* signed_up = nullptr;
        bool map = false;  ///< the pack has the map of sample_map.h
    };

    MemoryKiosk() : MemoryKiosk(Options{}) {}
    explicit MemoryKiosk(const Options& options);
    MemoryKiosk(const MemoryKiosk&) = delete;
    MemoryKiosk& operator=(const MemoryKiosk&) = delete;
    ~MemoryKiosk() = default;

    [[nodiscard]] kiosk::Stage& stage() { return *stage_; }
    [[nodiscard]] ui::Driver& driver() { return stage_->driver(); }
    [[nodiscard]] base::ManualClock& clock() { return clock_; }
    [[nodiscard]] int records();

    /// Taps what leads from the attract page to the first question. Promises that it gets there.
    void go_to_questions(std::string_view language = "en");

    /// From wherever it is, Continue to the page with this id, answering nothing. Promises
    /// likewise.
    void go_on_to(std::string_view screen);

private:
    TemporaryFolder folder_;
    base::ManualClock clock_;
    base::SeededRandom random_;
    std::unique_ptr<kiosk::Stage> stage_;
};

}  // namespace harmony::tests
