#include "kiosk/sample_pictures.h"

#include <fstream>
#include <iterator>

#include "support/temporary_folder.h"
#include "ui/image.h"

namespace harmony::tests {
namespace {

ui::Image image(int width_px, int height_px) {
    ui::Image made{width_px, height_px, {}};
    for (int y = 0; y < height_px; ++y) {
        for (int x = 0; x < width_px; ++x) {
            const auto red = static_cast<std::uint32_t>(255 * x / width_px);
            const auto green = static_cast<std::uint32_t>(255 * y / height_px);
            made.pixels.push_back(0xFF000080U | red << 16U | green << 8U);
        }
    }
    return made;
}

}  // namespace

ui::SharedPicture sample_picture(int width_px, int height_px) {
    return ui::picture_of(image(width_px, height_px));
}

base::Bytes sample_png(int width_px, int height_px) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "sample.png";
    base::promise(ui::write_png(image(width_px, height_px), file).ok(), "a PNG was written");
    std::ifstream in(file, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    return base::copy_bytes(base::as_bytes(bytes));
}

}  // namespace harmony::tests
