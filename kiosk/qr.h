#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace harmony::kiosk {

/// The dark squares of a code, row by row, without its quiet zone.
struct QrCode {
    int modules = 0;
    std::vector<bool> dark;
};

/// How much of a code may be lost: 7 % or 15 % (ISO/IEC 18004).
enum class QrLevel { l, m };

/// A QR code of `text`; no modules when it does not fit into one. Letters are encoded as they are:
/// a receipt ("HR1:" and 12 digits) makes the smallest code there is.
[[nodiscard]] QrCode make_qr(std::string_view text, QrLevel level = QrLevel::m);

/// A telephone number as a phone's camera takes it: "TEL:0800555111".
[[nodiscard]] std::string tel_code(std::string_view number);

/// What stands in the code of a receipt: "HR1:" and its 12 digits.
[[nodiscard]] std::string receipt_code(std::string_view digits);

}  // namespace harmony::kiosk
