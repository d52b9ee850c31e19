#include "kiosk/profile.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "kiosk/version.h"
#include "ui/text.h"

namespace harmony::kiosk {
namespace {

double now_ms(clockid_t clock) {
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double percentile(std::vector<double> values, double share) {
    if (values.empty()) {
        return 0;
    }
    std::sort(values.begin(), values.end());
    const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
    return values[at];
}

/// Since the kernel made this process: /proc/self/stat, field 22 (proc(5)), in ticks since the
/// start of the machine. The name in field 2 may hold spaces and ends with the last bracket.
double process_age_ms() {
    std::ifstream stat("/proc/self/stat");
    std::string text{std::istreambuf_iterator<char>(stat), {}};
    std::istringstream fields(text.substr(std::min(text.rfind(')') + 1, text.size())));
    constexpr int fields_between = 19;  // from the state, field 3, to field 22
    std::string skipped;
    for (int field = 0; field < fields_between; ++field) {
        fields >> skipped;
    }
    double ticks = 0;
    fields >> ticks;
    const double made_ms = ticks * 1e3 / static_cast<double>(::sysconf(_SC_CLK_TCK));
    return std::max(0.0, now_ms(CLOCK_BOOTTIME) - made_ms);
}

double resident_mb() {
    std::ifstream file("/proc/self/statm");
    double pages = 0;
    file >> pages >> pages;
    return pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

double most_resident_mb() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

Profile::Profile(std::string file) : file_(std::move(file)), rss_at_start_(resident_mb()) {}

void Profile::begin() {
    if (on() && !under_way_) {
        under_way_ = true;
        wall_before_ = now_ms(CLOCK_MONOTONIC);
        cpu_before_ = now_ms(CLOCK_THREAD_CPUTIME_ID);
    }
}

void Profile::end(ui::Toolkit& toolkit, const Turn& turn) {
    if (!on() || !under_way_) {
        return;
    }
    under_way_ = false;
    last_cpu_ms_ = now_ms(CLOCK_THREAD_CPUTIME_ID) - cpu_before_;
    const double wall_ms = now_ms(CLOCK_MONOTONIC) - wall_before_;
    const bool drawn = toolkit.render_figures().tiles_touched > 0;
    const std::string screen(toolkit.tree().screen());
    cpu_ms_.push_back(last_cpu_ms_);
    drawn_ += drawn ? 1U : 0U;
    if (turn.input && drawn) {
        input_ms_.push_back(wall_ms);
    }
    PerScreen& here = screens_[screen];
    here.cpu_ms.push_back(last_cpu_ms_);
    here.nodes = std::max(here.nodes, toolkit.tree().nodes().size());
    if (!language_.empty() && turn.language != language_ && screen != "attract") {
        double& longest = switches_ms_[turn.language];
        longest = std::max(longest, wall_ms);
    }
    language_ = turn.language;
    first_frame_ms_ = first_frame_ms_ > 0 ? first_frame_ms_ : process_age_ms();
    if (screen == "attract" && attract_ms_ == 0) {
        attract_ms_ = process_age_ms();
    }
    texts_ = toolkit.text().figures();
    const ui::Panel& panel = toolkit.panel();
    panel_ = fmt::format("{}x{}@{:.3f}", panel.width_px, panel.height_px, panel.px_per_mm);
}

void Profile::idle(std::chrono::milliseconds since) {
    idle_cpu_ms_ += last_cpu_ms_;
    idle_ms_ += static_cast<double>(since.count());
}

void Profile::saved(std::chrono::nanoseconds took) {
    const std::lock_guard lock(saving_);
    submit_ms_.push_back(std::chrono::duration<double, std::milli>(took).count());
}

std::string Profile::json() const {
    nlohmann::json screens = nlohmann::json::object();
    for (const auto& [id, screen] : screens_) {
        screens[id] = {{"cpu_ms_p95", percentile(screen.cpu_ms, 0.95)}, {"nodes", screen.nodes}};
    }
    // The kernel counts the most less often than the now.
    const double rss_now = resident_mb();
    const std::lock_guard lock(saving_);
    const nlohmann::json json = {
        {"schema", "harmony.profile.1"},
        {"build", sync::app_version_text(app_version)},
        {"panel", panel_},
        {"frames",
         {{"n", cpu_ms_.size()},
          {"drawn", drawn_},
          {"cpu_ms_p50", percentile(cpu_ms_, 0.5)},
          {"cpu_ms_p95", percentile(cpu_ms_, 0.95)},
          {"cpu_ms_p99", percentile(cpu_ms_, 0.99)},
          {"cpu_ms_max", percentile(cpu_ms_, 1)}}},
        {"input_to_present_ms",
         {{"p50", percentile(input_ms_, 0.5)},
          {"p95", percentile(input_ms_, 0.95)},
          {"max", percentile(input_ms_, 1)}}},
        {"startup_ms", {{"process_to_first_frame", first_frame_ms_}, {"to_attract", attract_ms_}}},
        {"language_switch_ms", switches_ms_},
        {"submit_ms",
         {{"p50", percentile(submit_ms_, 0.5)}, {"p99", percentile(submit_ms_, 0.99)}}},
        {"rss_mb",
         {{"start", rss_at_start_},
          {"max", std::max(most_resident_mb(), rss_now)},
          {"end", rss_now}}},
        {"text_cache",
         {{"hits", texts_.hits},
          {"misses", texts_.misses},
          {"mb", static_cast<double>(texts_.picture_bytes) / (1024 * 1024)}}},
        {"idle_cpu_pct", idle_ms_ > 0 ? 100 * idle_cpu_ms_ / idle_ms_ : 0.0},
        {"per_screen", screens}};
    return json.dump(2) + "\n";
}

void Profile::write(base::Files& files) const {
    if (!on()) {
        return;
    }
    const std::string text = json();
    const auto written =
        files.write(file_, base::as_bytes(text), base::IfPresent::replace, base::public_mode);
    if (!written) {
        std::fprintf(stderr, "harmony-kiosk: %s\n", written.error().message.c_str());
    }
}

}  // namespace harmony::kiosk
