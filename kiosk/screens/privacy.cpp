#include "kiosk/screens/screens.h"

namespace harmony::kiosk {

void draw_privacy(ui::Frame& frame,
                  const PageContext& context,
                  const PrivacyView& view,
                  Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("privacy.title");
    const ui::Bands bands = begin_page(frame, context, "privacy", title, BarKind::full, intents);
    std::vector<Block> blocks = {{Block::Kind::heading, "privacy.head", title},
                                 {Block::Kind::text, "privacy.notice", view.notice}};
    if (!view.draft_of.empty()) {
        blocks.push_back({Block::Kind::small, "privacy.draft", words("privacy.draft")});
        blocks.push_back({Block::Kind::small, "privacy.english", view.draft_of, "en"});
    }
    bool more = false;
    if (!view.web.empty()) {
        Block link(Block::Kind::link, "privacy.more", words("privacy.more"));
        link.pressed = &more;
        blocks.push_back(link);
    }
    draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);

    const std::string start = words("privacy.start");
    const std::string no = words("privacy.no");
    const std::string shorter = words("privacy.no_short");
    const ui::FootEvent pressed = draw_foot(frame,
                                            bands.foot,
                                            {"privacy.no", no, shorter},
                                            {"privacy.start", start, {}, ui::ButtonKind::primary});
    if (more) {
        intents.add(Do::privacy_more);
    } else if (pressed.next) {
        intents.add(Do::privacy_start);
    } else if (pressed.back) {
        intents.add(Do::privacy_no);
    }
}

void draw_privacy_more(ui::Frame& frame,
                       const PageContext& context,
                       const PrivacyView& view,
                       Intents& intents) {
    const Words& words = context.words;
    const std::string title = words("privacy.all_title");
    const ui::Bands bands =
        begin_page(frame, context, "privacy_more", title, BarKind::full, intents);
    Block web(Block::Kind::web, "privacy.web", words("privacy.web"));
    web.beside = view.web;
    web.code = words("privacy.web");
    const std::vector<Block> blocks = {{Block::Kind::heading, "privacy.all_head", title},
                                       web,
                                       {Block::Kind::text, "privacy.all_notice", view.notice}};
    draw_blocks(frame, context, ui::text_column(bands.content), blocks, view.page, intents);
    const std::string close = words("over.close");
    const FootButton next{"privacy.close", close, {}, ui::ButtonKind::primary};
    if (draw_foot(frame, bands.foot, {}, next).next) {
        intents.add(Do::close_over);
    }
}

}  // namespace harmony::kiosk
