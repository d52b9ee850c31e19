#include "kiosk/qr.h"

#include <qrencode.h>

#include <algorithm>
#include <memory>

namespace harmony::kiosk {

QrCode make_qr(std::string_view text, QrLevel level) {
    const std::string whole(text);
    const QRecLevel correction = level == QrLevel::l ? QR_ECLEVEL_L : QR_ECLEVEL_M;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
        QRcode_encodeString(whole.c_str(), 0, correction, QR_MODE_8, 1), &QRcode_free);
    if (!made) {
        return {};
    }
    QrCode code{made->width, {}};
    const auto count =
        static_cast<std::size_t>(made->width) * static_cast<std::size_t>(made->width);
    code.dark.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        code.dark.push_back((made->data[i] & 1U) != 0);  // the lowest bit says dark
    }
    return code;
}

std::string tel_code(std::string_view number) {
    std::string code = "TEL:";
    std::copy_if(number.begin(), number.end(), std::back_inserter(code), [](char c) {
        return c >= '0' && c <= '9';
    });
    return code;
}

std::string receipt_code(std::string_view digits) {
    return "HR1:" + std::string(digits);
}

}  // namespace harmony::kiosk
