#include <fmt/format.h>

#include "kiosk/access_settings.h"
#include "kiosk/screens/screens.h"

// The accessibility sheet: a tile a setting, with its value of now; a touch goes to the next value.
namespace harmony::kiosk {
namespace {

struct Entry {
    std::string id;
    std::string label;  ///< with the value of now: a line below it would go where there is no room
    std::string speak;
    ui::Icon icon = ui::Icon::none;
    Intent intent;
};

ui::Icon icon_of(AccessSetting setting) {
    switch (setting) {
        case AccessSetting::text: return ui::Icon::text_size;
        case AccessSetting::colours: return ui::Icon::contrast;
        case AccessSetting::read:
        case AccessSetting::volume: return ui::Icon::speaker;
        case AccessSetting::lower: return ui::Icon::lower;
        case AccessSetting::steady:
        case AccessSetting::double_touch: return ui::Icon::touch;
        case AccessSetting::speed:
        case AccessSetting::scan_step: return ui::Icon::clock;
        case AccessSetting::blank: return ui::Icon::shield;
        case AccessSetting::scanning: return ui::Icon::again;
    }
    return ui::Icon::none;
}

/// Settings that change nothing now are left out: where the buttons cannot go lower, how fast
/// nothing scans.
bool is_offered(AccessSetting setting, const AccessView& view, const ui::Look& look) {
    if (setting == AccessSetting::lower) {
        return view.can_lower;
    }
    return setting != AccessSetting::scan_step || look.access.scanning;
}

std::vector<Entry> entries_of(const PageContext& context, const AccessView& view) {
    const Words& words = context.words;
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < access_setting_count; ++i) {
        const auto setting = static_cast<AccessSetting>(i);
        if (!is_offered(setting, view, context.look)) {
            continue;
        }
        const std::string name(name_of(setting));
        const std::string label = words("access." + name);
        const std::string value = value_of(setting, context.look, words);
        entries.push_back({"sheet." + name,
                           fmt::format("{} · {}", label, value),
                           fmt::format("{}. {}", label, value),
                           icon_of(setting),
                           {Do::set_access, name}});
    }
    const bool private_ear = context.look.access.headphones;
    const std::string ear = words("sound.headphones");
    const std::string worn = words(private_ear ? "access.on" : "access.off");
    entries.push_back({"sheet.headphones",
                       fmt::format("{} · {}", ear, worn),
                       fmt::format("{}. {}", ear, worn),
                       ui::Icon::speaker,
                       {private_ear ? Do::use_loudspeaker : Do::use_headphones}});
    // In large letters the bar has no room for these two.
    entries.push_back(
        {"sheet.language", words("bar.language"), {}, ui::Icon::globe, {Do::open_language}});
    entries.push_back({"sheet.help", words("bar.help"), {}, ui::Icon::help, {Do::open_help}});
    return entries;
}

}  // namespace

void draw_accessibility(ui::Frame& frame,
                        const PageContext& context,
                        const AccessView& view,
                        Intents& intents) {
    const std::string title = context.words("access.title");
    const ui::Bands bands =
        begin_page(frame, context, "accessibility", title, BarKind::sheet, intents);
    ui::Rect area = ui::text_column(bands.content);
    draw_tiles_heading(frame, area, "accessibility.head", title);
    const std::vector<Entry> entries = entries_of(context, view);
    std::vector<ui::Tile> tiles;
    for (const Entry& entry : entries) {
        ui::Tile tile{entry.id, entry.label};
        tile.speak = entry.speak;
        tile.icon = entry.icon;
        tiles.push_back(tile);
    }
    if (const auto pressed = draw_tiles(frame, context, area, tiles, view.page, intents)) {
        intents.add(entries[*pressed].intent.what, entries[*pressed].intent.key);
    }
    const std::string close = context.words("sheet.close");
    const FootButton next{"sheet.close", close, {}, ui::ButtonKind::primary};
    if (draw_foot(frame, bands.foot, {}, next).next) {
        intents.add(Do::close_sheet);
    }
}

void draw_scan_refused(ui::Frame& frame, const PageContext& context, Intents& intents) {
    const std::string title = context.words("scan.refused");
    const ui::Bands bands =
        begin_page(frame, context, "scan_refused", title, BarKind::typing, intents);
    draw_blocks(frame,
                context,
                ui::text_column(bands.content),
                {{Block::Kind::heading, "scan_refused.head", title}},
                0,
                intents);
    const std::string close = context.words("sheet.close");
    const FootButton next{"scan_refused.close", close, {}, ui::ButtonKind::primary};
    if (draw_foot(frame, bands.foot, {}, next).next) {
        intents.add(Do::close_sheet);
    }
}

}  // namespace harmony::kiosk
