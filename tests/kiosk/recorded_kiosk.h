#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "kiosk/stage.h"
#include "support/temporary_folder.h"

namespace harmony::tests {

/// A whole kiosk in memory that remembers each response that was handed over, as it was frozen.
class RecordedKiosk {
public:
    struct Options {
        ui::Panel panel = ui::panel_15_inch;
        std::vector<std::string> surveys = {"neighbourhood"};
        /// What is done to the pack before it is read.
        std::function<void(const std::filesystem::path& pack)> change = {};
    };

    explicit RecordedKiosk(const Options& options);
    RecordedKiosk(const RecordedKiosk&) = delete;
    RecordedKiosk& operator=(const RecordedKiosk&) = delete;
    ~RecordedKiosk() = default;

    [[nodiscard]] ui::Driver& driver() { return stage_->driver(); }
    [[nodiscard]] const std::vector<kiosk::Submission>& sent() const { return sent_; }

    /// Touches and counts; promises that the control is there and answers.
    void tap(const std::string& id);
    [[nodiscard]] int touches() const { return touches_; }

    /// From the attract page to the first question, in English.
    void begin();

private:
    TemporaryFolder folder_;
    base::ManualClock clock_;
    base::SeededRandom random_{1};
    std::vector<kiosk::Submission> sent_;
    std::unique_ptr<kiosk::Stage> stage_;
    int touches_ = 0;
};

}  // namespace harmony::tests
