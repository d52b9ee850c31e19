#include <fmt/format.h>

#include <cstdio>
#include <fstream>

#include "kiosk/gallery.h"
#include "kiosk/gallery_commands.h"
#include "ui/language.h"

namespace {

using namespace harmony;

constexpr int shrink = 5;  // a picture of the sheet against one of the panel
constexpr int gap_px = 6;
constexpr ui::TextSize sizes[] = {
    ui::TextSize::s, ui::TextSize::m, ui::TextSize::l, ui::TextSize::xl};
constexpr ui::ColourMode modes[] = {ui::ColourMode::standard,
                                    ui::ColourMode::high_light,
                                    ui::ColourMode::high_dark,
                                    ui::ColourMode::low};

/// The mean of a square of pixels, channel by channel.
std::uint32_t mean_of(const ui::Image& image, int left, int top) {
    std::uint32_t sums[3] = {0, 0, 0};
    for (int y = top; y < top + shrink; ++y) {
        for (int x = left; x < left + shrink; ++x) {
            const std::uint32_t pixel =
                image
                    .pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width_px) +
                            static_cast<std::size_t>(x)];
            for (unsigned channel = 0; channel < 3; ++channel) {
                sums[channel] += pixel >> (8 * channel) & 0xFFU;
            }
        }
    }
    constexpr std::uint32_t count = shrink * shrink;
    return 0xFF000000U | (sums[2] / count) << 16U | (sums[1] / count) << 8U | sums[0] / count;
}

void put_small(ui::Image& sheet, const ui::Image& picture, int left, int top) {
    for (int y = 0; y < picture.height_px / shrink; ++y) {
        for (int x = 0; x < picture.width_px / shrink; ++x) {
            const auto at =
                static_cast<std::size_t>(top + y) * static_cast<std::size_t>(sheet.width_px) +
                static_cast<std::size_t>(left + x);
            sheet.pixels[at] = mean_of(picture, x * shrink, y * shrink);
        }
    }
}

/// A row a language; four sizes for each of the four modes from left to right.
ui::Image sheet_of(tests::Gallery& gallery, const tests::SamplePage& page) {
    const ui::Panel panel = ui::panel_10_inch;
    const int w = panel.width_px / shrink + gap_px;
    const int h = panel.height_px / shrink + gap_px;
    ui::Image sheet{w * 16 + gap_px, h * static_cast<int>(ui::languages().size()) + gap_px, {}};
    sheet.pixels.assign(
        static_cast<std::size_t>(sheet.width_px) * static_cast<std::size_t>(sheet.height_px),
        0xFF808080U);
    int top = gap_px;
    for (const ui::Language& language : ui::languages()) {
        int left = gap_px;
        for (const ui::ColourMode mode : modes) {
            for (const ui::TextSize size : sizes) {
                const ui::Look look{std::string(language.code), size, mode};
                put_small(sheet, gallery.picture(page, panel, look), left, top);
                left += w;
            }
        }
        top += h;
    }
    return sheet;
}

}  // namespace

int tests::make_sheets(const std::filesystem::path& folder, std::string_view beginning) {
    std::filesystem::create_directories(folder);
    tests::Gallery gallery;
    std::ofstream index(folder / "index.html");
    index
        << "<!doctype html><meta charset=\"utf-8\"><title>Harmony: every screen</title>\n"
           "<style>body{font:16px sans-serif;margin:2em;background:#eee}img{width:100%}</style>\n"
           "<p>A row a language (en pl ro ur ar fa ckb pa); from left to right the sizes S M L XL "
           "in the colours standard, high_light, high_dark, low; 10.1 inch.</p>\n";
    for (const tests::SamplePage& page : gallery.pages()) {
        if (!page.name.starts_with(beginning)) {
            continue;
        }
        const std::string file = page.name + ".png";
        if (!ui::write_png(sheet_of(gallery, page), folder / file)) {
            std::fprintf(stderr, "%s cannot be written\n", (folder / file).c_str());
            return 1;
        }
        index << fmt::format(
            "<h2>{0}</h2><a href=\"{1}\"><img src=\"{1}\" alt=\"{0}\"></a>\n", page.name, file);
        fmt::print("{}\n", page.name);
    }
    return index.good() ? 0 : 1;
}
