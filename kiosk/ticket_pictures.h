#pragma once

#include <array>
#include <string>

#include "events/ids.h"
#include "kiosk/screens/page.h"
#include "kiosk/words.h"
#include "ui/picture.h"

// The three pictures of a ticket (design of events, 12.2): for people who do not read numbers. They
// prove nothing.
namespace harmony::kiosk {

/// Numbers of three of the 32 pictures.
using TicketPictures = std::array<int, 3>;

/// Those of a sign-up, the same on every machine.
[[nodiscard]] TicketPictures ticket_pictures(const events::SignUpId& sign_up);

/// The three side by side, black on white, so that they look the same in every choice of colours.
/// Takes some milliseconds: made once, not in a frame.
struct TicketDrawing {
    TicketPictures pictures{};
    ui::SharedPicture drawing;
};
[[nodiscard]] TicketDrawing draw_ticket(const TicketPictures& pictures);

/// "ladder · cup · scissors", in the page's language.
[[nodiscard]] std::string names_of(const TicketPictures& pictures, const Words& words);

/// The pictures as a block of a page; their names are its words.
[[nodiscard]] Block picture_block(const Words& words,
                                  const TicketDrawing& ticket,
                                  const std::string& id);

}  // namespace harmony::kiosk
