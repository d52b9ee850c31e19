#pragma once

#include <string>
#include <vector>

#include "kiosk/qr.h"
#include "kiosk/screens/page.h"

namespace harmony::kiosk {

/// A page of its own for one code that a phone photographs. What it holds stands beside it in
/// words, since phones differ in what they do with it.
struct CodePage {
    std::string id;  ///< of the code
    std::string title;
    std::string name;  ///< of the code, for those who hear the page
    QrCode code;
    std::vector<Block> words;  ///< as many of them as there is room for
};

/// REQUIRES: an area that is as tall as the code.
void draw_code_page(ui::Frame& frame, ui::Rect area, const CodePage& page);

/// A sign in a disc, and the heading beside it: how something ended. Takes its room from `area`.
struct EndHeading {
    std::string id;
    std::string title;
    ui::Icon icon = ui::Icon::tick;
    bool good = true;  ///< everything was done: in the colour for that
};
[[nodiscard]] double end_heading_height(ui::Frame& frame, double width, const std::string& title);
void draw_end_heading(ui::Frame& frame, ui::Rect& area, const EndHeading& heading);

}  // namespace harmony::kiosk
