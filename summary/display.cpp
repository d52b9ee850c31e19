#include "summary/display.h"

#include "base/error.h"

namespace harmony::summary {

std::uint64_t rounded(std::uint64_t count, std::uint64_t step) {
    base::promise(step > 0, "rounding to a step of nothing");
    return (count + step / 2) / step * step;
}

std::optional<std::uint64_t> styled(std::uint64_t count, CountStyle style) {
    constexpr std::uint64_t redacted_to = 7;
    switch (style) {
        case CountStyle::none: return count;
        case CountStyle::nearest5: return rounded(count, 5);
        case CountStyle::nearest3: return rounded(count, 3);
        case CountStyle::mid6: return count == 0 ? 0 : (count + 5) / 6 * 6 - 3;
        case CountStyle::redact7_nearest5: break;
    }
    if (count > 0 && count <= redacted_to) {
        return std::nullopt;
    }
    return rounded(count, 5);
}

std::string count_text(std::uint64_t count, CountStyle style) {
    const std::optional<std::uint64_t> shown = styled(count, style);
    return shown ? std::to_string(*shown) : "*";
}

}  // namespace harmony::summary
