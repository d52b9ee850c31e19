#include "kiosk/faults/restarts.h"

#include <charconv>
#include <string>

#include "base/text.h"

namespace harmony::kiosk {

using std::chrono::milliseconds;

Restarts::Restarts(base::Files& files, const std::filesystem::path& folder)
    : files_(files), file_(folder / "run" / "starts") {}

std::vector<milliseconds> Restarts::starts() const {
    constexpr std::size_t cap = 4096;
    std::vector<milliseconds> times;
    const base::Result<base::Bytes> bytes = files_.read(file_, cap);
    if (!bytes) {
        return times;
    }
    for (const std::string& line : base::split(base::as_text(*bytes), '\n')) {
        std::int64_t count = 0;
        const auto read = std::from_chars(line.data(), line.data() + line.size(), count);
        if (read.ec == std::errc{}) {
            times.emplace_back(count);
        }
    }
    return times;
}

bool Restarts::note_start(milliseconds now) {
    std::string text;
    std::size_t recent = 1;
    for (const milliseconds time : starts()) {
        if (time <= now && now - time < within) {
            text += std::to_string(time.count()) + "\n";
            ++recent;
        }
    }
    text += std::to_string(now.count()) + "\n";
    if (files_.make_folders(file_.parent_path(), 0700)) {
        static_cast<void>(files_.write(
            file_, base::as_bytes(text), base::IfPresent::replace, base::private_mode));
    }
    return recent > most;
}

void Restarts::forget() {
    static_cast<void>(files_.remove(file_));
}

}  // namespace harmony::kiosk
