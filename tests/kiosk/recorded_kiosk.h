#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "support/memory_kiosk.h"

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

    [[nodiscard]] ui::Driver& driver() { return kiosk_.driver(); }
    [[nodiscard]] const std::vector<kiosk::Submission>& sent() const { return sent_; }

    /// Touches and counts; promises that the control is there and answers.
    void tap(const std::string& id);
    [[nodiscard]] int touches() const { return touches_; }

    /// From the attract page to the first question, in English.
    void begin();

private:
    std::vector<kiosk::Submission> sent_;
    MemoryKiosk kiosk_;
    int touches_ = 0;
};

}  // namespace harmony::tests
