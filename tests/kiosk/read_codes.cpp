#include "kiosk/read_codes.h"

#include <zbar.h>

namespace harmony {

std::vector<std::string> tests::codes_in(const ui::Image& picture) {
    std::vector<unsigned char> grey;
    grey.reserve(picture.pixels.size());
    for (const std::uint32_t pixel : picture.pixels) {
        grey.push_back(static_cast<unsigned char>(
            ((pixel >> 16U & 0xFFU) * 3 + (pixel >> 8U & 0xFFU) * 6 + (pixel & 0xFFU)) / 10));
    }
    zbar::Image image(static_cast<unsigned>(picture.width_px),
                      static_cast<unsigned>(picture.height_px),
                      "Y800",
                      grey.data(),
                      grey.size());
    zbar::ImageScanner scanner;
    scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    scanner.scan(image);
    std::vector<std::string> found;
    for (auto symbol = image.symbol_begin(); symbol != image.symbol_end(); ++symbol) {
        found.push_back(symbol->get_data());
    }
    return found;
}

}  // namespace harmony
