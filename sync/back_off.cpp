#include "sync/back_off.h"

#include <algorithm>

namespace harmony::sync {

using std::chrono::milliseconds;

milliseconds BackOff::after(base::ErrorKind kind, const Courier::Remarks& remarks) {
    constexpr int most_doublings = 7;  // 30 s x 2^7 is over an hour
    const auto ceiling =
        std::min<std::chrono::seconds>(longest, first * (1 << std::min(failures_, most_doublings)));
    ++failures_;
    const auto span = static_cast<std::uint64_t>(milliseconds{ceiling}.count());
    milliseconds wait{static_cast<std::int64_t>(random_.below(span + 1))};
    if (kind == base::ErrorKind::refused) {
        wait = longest;
    }
    if (remarks.retry_after) {
        wait = std::max<milliseconds>(wait, *remarks.retry_after);
    }
    return wait;
}

}  // namespace harmony::sync
