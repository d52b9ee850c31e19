#include <fmt/format.h>

#include "kiosk/screens/event_screens.h"
#include "kiosk/screens/listen.h"

namespace harmony::kiosk {

/// Never a name, a number of a phone or an address: whoever comes next may still see this page.
void draw_sign_up_done(ui::Frame& frame,
                       const PageContext& context,
                       const SignUpDoneView& view,
                       Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("signup.sent");
    const ui::Bands bands =
        begin_page(frame, context, "signup.done", title, BarKind::full, intents);
    const std::vector<Block> blocks = {
        {Block::Kind::heading, "done.head", title},
        {Block::Kind::small_strong, "done.code_label", words("signup.code")},
        // Digits run from left to right on every page, as one piece.
        {Block::Kind::number, "done.code", fmt::format("\u2066{}\u2069", view.code)},
        {Block::Kind::strong, "done.not_confirmed", words("signup.not_confirmed")},
        {Block::Kind::text, "done.event", view.event + "\n" + view.when},
        {Block::Kind::small_strong, "done.next_label", words("thanks.next")},
        {Block::Kind::small, "done.next", view.next},
        {Block::Kind::small, "done.delete", view.delete_line}};
    draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);
    const std::string finish = words("thanks.finish");
    const std::string another = words("signup.another");
    const std::string another_short = words("signup.another_short");
    // The seconds stand on the button that stops them.
    const std::string left = view.seconds_left ? fmt::format(" ({})", *view.seconds_left) : "";
    const std::string keep = words("thanks.keep") + left;
    const std::string keep_short = words("thanks.keep_short") + left;
    const FootButton first =
        view.seconds_left
            ? FootButton{"done.keep", keep, keep_short}
            : FootButton{
                  "done.another", another, another_short, ui::ButtonKind::plain, ui::Icon::again};
    const ui::FootEvent pressed =
        draw_listen_foot(frame,
                         context,
                         bands.foot,
                         first,
                         {"done.finish", finish, {}, ui::ButtonKind::primary},
                         {"done.listen", "done", view.seconds_left.has_value()},
                         intents);
    if (pressed.next) {
        intents.add(Do::finish);
    } else if (pressed.back) {
        intents.add(view.seconds_left ? Do::keep_on_screen : Do::another_sign_up);
    }
}

void draw_sign_up_closed(ui::Frame& frame,
                         const PageContext& context,
                         const SignUpClosedView& view,
                         Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("signup.not_signed_up");
    const ui::Bands bands =
        begin_page(frame, context, "signup.closed", title, BarKind::full, intents);
    const std::string why = words(view.cancelled ? "signup.cancelled" : "signup.closed");
    const std::string ask = words("signup.ask", {{"organiser", view.organiser}});
    draw_blocks(frame,
                context,
                ui::text_column(bands.content),
                {{Block::Kind::heading, "closed.head", title},
                 {Block::Kind::text, "closed.why", why},
                 {Block::Kind::text, "closed.ask", ask}},
                view.page,
                intents);
    const std::string back = words("signup.to_events");
    if (draw_foot(frame, bands.foot, {}, {"closed.events", back, {}, ui::ButtonKind::primary})
            .next) {
        intents.add(Do::open_events);
    }
}

}  // namespace harmony::kiosk
