#include "kiosk/faults/save_mark.h"

#include <charconv>
#include <string>

namespace harmony::kiosk {
namespace {

std::filesystem::path mark(const std::filesystem::path& folder) {
    return folder / "failed-save";
}

}  // namespace

void mark_failed_save(base::Files& files, const std::filesystem::path& folder, base::Moment now) {
    const std::string text = std::to_string(now.time_since_epoch().count()) + "\n";
    // On a disk that takes nothing more the mark is lost; the person was told all the same.
    static_cast<void>(files.write(
        mark(folder), base::as_bytes(text), base::IfPresent::replace, base::private_mode));
}

std::optional<base::Moment> failed_save(base::Files& files, const std::filesystem::path& folder) {
    constexpr std::size_t cap = 64;
    const base::Result<base::Bytes> bytes = files.read(mark(folder), cap);
    if (!bytes) {
        return std::nullopt;
    }
    const std::string_view text = base::as_text(*bytes);
    std::int64_t count = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
    return read.ec == std::errc{} ? std::optional(base::Moment{std::chrono::milliseconds{count}})
                                  : std::nullopt;
}

void forget_failed_save(base::Files& files, const std::filesystem::path& folder) {
    static_cast<void>(files.remove(mark(folder)));
}

}  // namespace harmony::kiosk
