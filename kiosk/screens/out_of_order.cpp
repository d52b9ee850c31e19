#include <fmt/format.h>

#include <array>

#include "kiosk/screens/code_square.h"
#include "kiosk/screens/screens.h"

namespace harmony::kiosk {
namespace {

constexpr double widest_set_up = 260;  // words and the code beside them
constexpr double least_words_mm = 80;  // narrower, and the code is left out: there is the stick

constexpr std::array reason_keys = {"out_of_order.full",
                                    "out_of_order.damaged",
                                    "out_of_order.content",
                                    "out_of_order.stopped",
                                    "out_of_order.touch"};
static_assert(reason_keys.size() == static_cast<std::size_t>(OutReason::touch) + 1);

}  // namespace

void draw_out_of_order(ui::Frame& frame,
                       const PageContext& context,
                       const OutOfOrderView& view,
                       Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("out_of_order.title");
    const ui::Bands bands =
        begin_page(frame, context, "out_of_order", title, BarKind::none, intents);
    const std::string reason = words(reason_keys[static_cast<std::size_t>(view.reason)]);
    draw_blocks(frame,
                context,
                ui::text_column(bands.content),
                {{Block::Kind::heading, "out_of_order.head", title},
                 {Block::Kind::text, "out_of_order.reason", reason},
                 {Block::Kind::text, "out_of_order.text", words("out_of_order.text")},
                 {Block::Kind::strong, "out_of_order.danger", words("help.danger")},
                 {Block::Kind::text, "out_of_order.not_urgent", words("help.not_urgent")},
                 {Block::Kind::text, "out_of_order.no_name", words("help.no_name")}},
                view.page,
                intents);
}

void draw_setup_needed(ui::Frame& frame,
                       const PageContext& context,
                       const SetUpView& view,
                       Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("setup_needed.title");
    const ui::Bands bands =
        begin_page(frame, context, "setup_needed", title, BarKind::none, intents);
    std::vector<Block> blocks = {
        {Block::Kind::heading, "setup_needed.head", title},
        {Block::Kind::strong, "setup_needed.text", words("setup_needed.text")},
        {Block::Kind::text, "setup_needed.request", words("setup_needed.request")}};
    ui::Rect area = ui::text_column(bands.content, widest_set_up);
    const QrCode code = view.code.empty() ? QrCode{} : make_qr(view.code);
    const double side = code.modules > 0 ? code_side(frame, code) : 0;
    const bool room = side > 0 && area.w - side >= least_words_mm && area.h >= side;
    if (room) {
        const ui::Rect place = area.take_right(side, 6);
        draw_code(frame, {place.x, place.y}, code, "setup_needed.qr", words("setup_needed.code"));
        blocks.push_back({Block::Kind::text, "setup_needed.code", words("setup_needed.code")});
    }
    blocks.push_back({Block::Kind::text, "setup_needed.digits", words("setup_needed.digits")});
    if (!view.digits.empty()) {
        // Digits run from left to right on every page, as one piece.
        blocks.push_back({Block::Kind::number,
                          "setup_needed.number",
                          fmt::format("\u2066{}\u2069", view.digits)});
    }
    blocks.push_back({Block::Kind::text, "setup_needed.welcome", words("setup_needed.welcome")});
    blocks.push_back({Block::Kind::text, "setup_needed.measure", words("setup_needed.measure")});
    draw_blocks(frame, context, area, blocks, view.page, intents);
}

}  // namespace harmony::kiosk
