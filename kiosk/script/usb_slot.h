#pragma once

#include <filesystem>
#include <string>

#include "base/error.h"

namespace harmony::kiosk {

/// The slot for a stick, as a script has one: a place that the courier looks at, in which a folder
/// appears and vanishes.
class UsbSlot {
public:
    /// The slot is made in `folder`, which must be there; relative names of sticks begin there too.
    explicit UsbSlot(const std::filesystem::path& folder);
    UsbSlot(const UsbSlot&) = delete;
    UsbSlot& operator=(const UsbSlot&) = delete;
    /// Pulls what is in it.
    ~UsbSlot();

    /// The courier's address: `usb:/...`.
    [[nodiscard]] std::string address() const;

    /// Puts the folder into the slot, in place of another. Errors: absent (no such folder).
    [[nodiscard]] base::Result<void> put_in(const std::filesystem::path& stick);
    void pull();

private:
    std::filesystem::path folder_;
    std::filesystem::path slot_;
};

}  // namespace harmony::kiosk
