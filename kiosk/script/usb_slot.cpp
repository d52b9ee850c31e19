#include "kiosk/script/usb_slot.h"

#include <fmt/format.h>

namespace harmony::kiosk {

using base::Error;
using base::ErrorKind;
using base::Result;

UsbSlot::UsbSlot(const std::filesystem::path& folder)
    : folder_(std::filesystem::absolute(folder)), slot_(folder_ / "usb-slot") {
    pull();  // of a run that was killed
}

UsbSlot::~UsbSlot() {
    pull();
}

std::string UsbSlot::address() const {
    return "usb:" + slot_.string();
}

Result<void> UsbSlot::put_in(const std::filesystem::path& stick) {
    const std::filesystem::path there = folder_ / stick;
    if (!std::filesystem::is_directory(there)) {
        return Error{ErrorKind::absent, fmt::format("there is no folder {}", there.string())};
    }
    pull();
    std::error_code trouble;
    std::filesystem::create_directory_symlink(there, slot_, trouble);
    if (trouble) {
        return Error{ErrorKind::unreachable,
                     fmt::format("{}: {}", slot_.string(), trouble.message())};
    }
    return {};
}

void UsbSlot::pull() {
    std::error_code nothing;
    if (std::filesystem::is_symlink(slot_, nothing)) {
        std::filesystem::remove(slot_, nothing);
    }
}

}  // namespace harmony::kiosk
