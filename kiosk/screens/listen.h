#pragma once

#include <string>
#include <string_view>

#include "kiosk/screens/page.h"

namespace harmony::kiosk {

/// "Listen": reads out a part of the page once, also for somebody who has not turned the voice on.
struct ListenButton {
    std::string_view id;
    std::string reads;       ///< what is read: the node of this id, and those below it
    bool gives_way = false;  ///< not there where it would take the words from the way back
};

/// The foot of a page, with "Listen" between its two buttons.
ui::FootEvent draw_listen_foot(ui::Frame& frame,
                               const PageContext& context,
                               const ui::Rect& band,
                               const FootButton& back,
                               const FootButton& next,
                               const ListenButton& listen,
                               Intents& intents);

}  // namespace harmony::kiosk
