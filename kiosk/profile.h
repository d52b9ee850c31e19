#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/files.h"
#include "ui/toolkit.h"

namespace harmony::kiosk {

/// Measures what a run costs, for `--profile FILE` (docs/formats/profile.md).
///
/// A turn is what happens between two waits: what came is taken, the page is drawn as often as it
/// asks for, and the pixels are brought up to it. Times are real ones, also when a script has a
/// clock of its own. `saved` may be called from any thread, the rest from the one that draws.
class Profile {
public:
    /// An empty `file` measures nothing.
    explicit Profile(std::string file);

    [[nodiscard]] bool on() const { return !file_.empty(); }

    /// A turn begins, unless one is under way.
    void begin();

    struct Turn {
        bool input = false;    ///< somebody touched something, or the worker answered
        std::string language;  ///< of the resident
    };
    /// The turn is over, and the page is on the screen.
    void end(ui::Toolkit& toolkit, const Turn& turn);

    /// The last turn was one of those that come by themselves while nobody is there, so long after
    /// the one before it.
    void idle(std::chrono::milliseconds since);

    /// A response is on the disk, after so long.
    void saved(std::chrono::nanoseconds took);

    /// The file's text.
    [[nodiscard]] std::string json() const;

    /// Writes it. A file that cannot be written is said on standard error.
    void write(base::Files& files) const;

private:
    struct PerScreen {
        std::vector<double> cpu_ms;
        std::size_t nodes = 0;  ///< most of them
    };

    std::string file_;
    std::string panel_;
    double rss_at_start_ = 0;
    bool under_way_ = false;
    double cpu_before_ = 0;
    double wall_before_ = 0;
    double last_cpu_ms_ = 0;
    std::size_t drawn_ = 0;
    std::vector<double> cpu_ms_;
    std::vector<double> input_ms_;
    double first_frame_ms_ = 0;
    double attract_ms_ = 0;
    std::map<std::string, double> switches_ms_;  ///< by the language it went to; the longest
    std::string language_;
    double idle_cpu_ms_ = 0;
    double idle_ms_ = 0;
    ui::TextCacheFigures texts_;
    std::map<std::string, PerScreen> screens_;
    mutable std::mutex saving_;
    std::vector<double> submit_ms_;
};

}  // namespace harmony::kiosk
