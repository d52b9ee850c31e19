#include "kiosk/stick_door.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace harmony::kiosk {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::chrono::milliseconds between_looks{200};
constexpr std::size_t answer_cap = 1024;

/// The line after the number; nothing while the answer is to another request.
std::optional<std::string> answer_to(const std::string& number, std::string_view text) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos || text.substr(0, end) != number) {
        return std::nullopt;
    }
    std::string_view said = text.substr(end + 1);
    said = said.substr(0, said.find('\n'));
    return std::string(said);
}

}  // namespace

Result<void> StickDoor::serve_one() {
    std::array<std::byte, 8> number{};
    random_.fill(number);
    const std::string asked = base::to_hex(number);
    const auto written = files_.write(
        places_.request, base::as_bytes(asked), base::IfPresent::replace, base::private_mode);
    if (!written) {
        return written.error().while_doing("asking for a stick");
    }
    for (std::chrono::milliseconds waited{0}; waited < patience; waited += between_looks) {
        pause_(between_looks);
        const Result<base::Bytes> file = files_.read(places_.answer, answer_cap);
        const auto said = file ? answer_to(asked, base::as_text(*file)) : std::nullopt;
        if (said) {
            return *said == "done" ? Result<void>{} : Error{ErrorKind::absent, *said};
        }
    }
    static_cast<void>(files_.remove(places_.request));
    return Error{ErrorKind::unreachable, "The port for sticks does not answer. Tell the office."};
}

}  // namespace harmony::kiosk
