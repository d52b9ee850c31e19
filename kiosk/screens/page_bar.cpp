#include "kiosk/screens/page_bar.h"

#include <array>

#include "ui/layout.h"

namespace harmony::kiosk {
namespace {

struct BarAction {
    std::string_view id;
    std::string_view word;
    ui::Icon icon = ui::Icon::none;
    Do what = Do::leave;
};

constexpr BarAction language{"bar.language", "bar.language", ui::Icon::globe, Do::open_language};
constexpr BarAction text{"bar.text", "bar.text", ui::Icon::text_size, Do::next_text_size};
constexpr BarAction colours{"bar.colours", "bar.colours", ui::Icon::contrast, Do::next_colours};
constexpr BarAction lower{"bar.lower", "bar.lower", ui::Icon::lower, Do::lower};
constexpr BarAction help{"bar.help", "bar.help", ui::Icon::help, Do::open_help};
constexpr BarAction more{"bar.more", "bar.more", ui::Icon::more, Do::open_sheet};

bool large(const ui::Look& look) {
    return look.text == ui::TextSize::l || look.text == ui::TextSize::xl;
}

std::vector<BarAction> actions_of(const ui::Frame& frame,
                                  const PageContext& context,
                                  BarKind kind) {
    const bool reads = context.look.access.read_aloud;
    const BarAction read{
        "bar.read", reads ? "bar.read_stop" : "bar.read", ui::Icon::speaker, Do::toggle_reading};
    const BarAction leave{
        "bar.leave", large(context.look) ? "bar.leave_short" : "bar.leave", ui::Icon::leave};
    switch (kind) {
        case BarKind::typing: return {read, help, leave};
        case BarKind::sheet: return {read, leave};
        case BarKind::full: break;
        case BarKind::staff:
        case BarKind::none: return {};
    }
    if (large(context.look)) {
        return {read, more, leave};
    }
    if (ui::can_reach_lower(frame.panel())) {
        return {language, text, colours, read, lower, help, leave};
    }
    return {language, text, colours, read, help, leave};
}

}  // namespace

void draw_page_bar(ui::Frame& frame,
                   const ui::Rect& where,
                   const PageContext& context,
                   BarKind kind,
                   Intents& intents) {
    const std::vector<BarAction> actions = actions_of(frame, context, kind);
    std::vector<std::string> labels;
    for (const BarAction& action : actions) {
        labels.push_back(context.words(action.word));
    }
    std::vector<ui::BarItem> items;
    for (std::size_t i = 0; i < actions.size(); ++i) {
        items.push_back({actions[i].id, labels[i], actions[i].icon, actions[i].what == Do::leave});
    }
    const ui::BarEvent event = ui::bar(
        frame, where, {context.organisation, context.logo.picture, context.logo.words}, items);
    if (event.pressed) {
        intents.add(actions[*event.pressed].what);
    } else if (event.held && kind != BarKind::sheet) {
        intents.add(Do::open_sheet);
    }
}

}  // namespace harmony::kiosk
