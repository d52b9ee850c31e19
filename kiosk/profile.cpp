#include "kiosk/profile.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>

#include "kiosk/version.h"

namespace harmony::kiosk {
namespace {

double cpu_now_ms() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
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

}  // namespace

Profile::Profile(std::string file)
    : file_(std::move(file)), began_(std::chrono::steady_clock::now()) {}

void Profile::measure(const std::function<void()>& pass) {
    if (file_.empty()) {
        pass();
        return;
    }
    const double before = cpu_now_ms();
    pass();
    cpu_ms_.push_back(cpu_now_ms() - before);
    if (to_first_.count() == 0) {
        to_first_ = std::chrono::steady_clock::now() - began_;
    }
}

void Profile::write(base::Files& files) const {
    if (file_.empty()) {
        return;
    }
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const double first_ms = std::chrono::duration<double, std::milli>(to_first_).count();
    const nlohmann::json json = {
        {"schema", "harmony.profile.1"},
        {"build", sync::app_version_text(app_version)},
        {"frames",
         {{"n", cpu_ms_.size()},
          {"cpu_ms_p50", percentile(cpu_ms_, 0.5)},
          {"cpu_ms_p95", percentile(cpu_ms_, 0.95)},
          {"cpu_ms_max", percentile(cpu_ms_, 1)}}},
        {"startup_ms", {{"to_first_pass", first_ms}}},
        {"rss_mb", {{"max", static_cast<double>(usage.ru_maxrss) / 1024}}}};
    const std::string text = json.dump(2) + "\n";
    const auto written =
        files.write(file_, base::as_bytes(text), base::IfPresent::replace, base::public_mode);
    if (!written) {
        std::fprintf(stderr, "harmony-kiosk: %s\n", written.error().message.c_str());
    }
}

}  // namespace harmony::kiosk
