#include <algorithm>
#include <chrono>

#include "kiosk/screens/screens.h"
#include "kiosk/screens/street.h"

namespace harmony::kiosk {
namespace {

using ui::Frame;
using ui::Rect;
namespace sizes = ui::sizes;

constexpr std::chrono::seconds staff_hold{5};
constexpr double strip_h = 21.0;  // below: the button that holds the pictures
constexpr double logo_beside = 4.0;
constexpr double print_rim = 2.2;  // white, as of a photograph on paper

/// Colours of the evening sky in the standard mode; the other modes keep their own ground.
struct Evening {
    explicit Evening(const Frame& frame) : theme(frame.theme()), soft(theme.soft_shadows()) {}

    [[nodiscard]] ui::Colour words() const {
        return theme[soft ? ui::Role::on_primary : ui::Role::text];
    }
    [[nodiscard]] ui::Role words_role() const {
        return soft ? ui::Role::on_primary : ui::Role::text;
    }

    ui::Theme theme;
    bool soft;
};

/// Touch anywhere begins; the top band is the logo too, which staff hold. The strip with the button
/// begins too where the button is not.
void answer_touch(Frame& frame, const Rect& button, const std::string& name, Intents& intents) {
    const Rect page = frame.page();
    const double strip = page.h - strip_h;
    const ui::Touch logo = ui::hot_area(
        frame, {0, 0, page.w, sizes::bar_h}, "attract.logo", name, ui::HotFor::fingers);
    const double top = sizes::bar_h + sizes::gap;
    const ui::Touch rest = ui::hot_area(frame,
                                        {0, top, page.w, strip - sizes::gap - top},
                                        "attract.touch",
                                        name,
                                        ui::HotFor::fingers);
    const ui::Touch low = ui::hot_area(frame,
                                       {0, strip, button.x - sizes::gap, strip_h},
                                       "attract.touch_low",
                                       name,
                                       ui::HotFor::fingers);
    if (logo.held_down && logo.held_for >= staff_hold) {
        intents.add(Do::staff_door);
    } else if (logo.activated || rest.activated || low.activated) {
        intents.add(Do::begin);
    } else if (logo.held_down) {
        frame.wake_after(staff_hold - logo.held_for);
    }
}

/// Centred lines from the top; takes their room away.
void centred(Frame& frame,
             Rect& area,
             std::string_view id,
             std::string_view text,
             ui::TextLook look,
             double below = 5) {
    look.align = ui::Align::centre;
    const auto role = id == "attract.title" ? ui::sem::Role::heading : ui::sem::Role::text;
    area.take_top(ui::paragraph(frame, area, {id, text, look, role}), below);
}

ui::TextLook look(ui::Scale scale, ui::Weight weight, ui::Role colour) {
    ui::TextLook made;
    made.scale = scale;
    made.weight = weight;
    made.colour = colour;
    return made;
}

/// Who asks: the logo and the name beside it, in the middle of the top; the name alone where both
/// have no room.
void draw_owner(Frame& frame,
                const PageContext& context,
                const AttractView& view,
                const Evening& evening) {
    const std::string owner = view.preview ? context.words("attract.preview") : view.organisation;
    Rect band{sizes::margin + view.shift.x,
              6 + view.shift.y,
              frame.page().w - 2 * sizes::margin,
              sizes::bar_h - 6};
    if (context.logo) {
        const ui::TextLook name = look(ui::Scale::small, ui::Weight::bold, evening.words_role());
        const ui::TextBox box = frame.lay_out(owner, name);
        const Rect logo_band{band.x, band.y - 2, band.w, band.h + 3};
        const double logo_w = ui::logo_size(logo_band, *context.logo.picture).w;
        const double left = band.x + (band.w - logo_w - logo_beside - box.width) / 2;
        if (left >= band.x && box.height <= logo_band.h) {
            ui::show_logo(frame,
                          {left, logo_band.y, logo_w, logo_band.h},
                          "attract.mark",
                          {owner, context.logo.picture, context.logo.words});
            ui::paragraph(frame,
                          {left + logo_w + logo_beside,
                           logo_band.centre().y - box.height / 2,
                           box.width + 0.1,
                           box.height},
                          {"attract.owner", owner, name});
            return;
        }
    }
    centred(frame,
            band,
            "attract.owner",
            owner,
            look(ui::Scale::small, ui::Weight::bold, evening.words_role()));
}

constexpr double call_pad_x = 9;
constexpr double call_pad_y = 3;

ui::TextBox call_box(Frame& frame, double width, const std::string& invite) {
    const ui::TextLook words = look(ui::Scale::large, ui::Weight::bold, ui::Role::text);
    return frame.lay_out(invite, words, width - 2 * call_pad_x);
}

double call_height(Frame& frame, double width, const std::string& invite) {
    return call_box(frame, width, invite).height + 2 * call_pad_y;
}

/// The call to touch, on a bright band: the one thing to do here.
void draw_call(Frame& frame,
               Rect& area,
               const std::string& invite,
               const Evening& evening,
               ui::sem::Role role = ui::sem::Role::text) {
    ui::TextLook words = look(ui::Scale::large, ui::Weight::bold, ui::Role::text);
    const ui::TextBox box = call_box(frame, area.w, invite);
    const double width = box.width + 2 * call_pad_x;
    const double height = box.height + 2 * call_pad_y;
    const Rect band{area.x + (area.w - width) / 2, area.y, width, height};
    if (evening.soft) {
        // A rim of the sky, so that no lit window of the street behind it seems to be part of it.
        constexpr double rim = 1.8;
        frame.fill(band.grown(rim), evening.theme[ui::Role::primary], height / 2 + rim);
        frame.fill(band, evening.theme[ui::Role::focus_inner], height / 2);
    } else {
        frame.framed(band,
                     evening.theme[ui::Role::surface],
                     evening.theme[ui::Role::border],
                     1.0,
                     height / 2);
    }
    words.align = ui::Align::centre;
    ui::paragraph(frame,
                  {band.x + call_pad_x, band.y + call_pad_y, box.width + 0.1, box.height},
                  {"attract.invite", invite, words, role});
    area.take_top(height, 6);
}

void draw_invite(
    Frame& frame, const Words& words, const AttractView& view, const Evening& evening, Rect area) {
    const ui::Role ink = evening.words_role();
    const bool promise = view.slide.kind == AttractSlide::Kind::promise;
    const std::string title = view.campaign.empty() ? words("attract.title") : view.campaign;
    const std::string invite = words("attract.invite");
    const std::string line = words("attract.promise");
    centred(frame,
            area,
            "attract.title",
            promise ? line : title,
            look(ui::Scale::title, ui::Weight::bold, ink),
            7);
    draw_call(frame, area, invite, evening);
    const auto room_for = [&](const std::string& text, const ui::TextLook& how) {
        return ui::paragraph_height(frame, area.w, {"", text, how}) <= area.h;
    };
    const ui::TextLook body = look(ui::Scale::body, ui::Weight::regular, ink);
    if (!promise && room_for(line, body)) {
        centred(frame, area, "attract.promise", line, body);
    }
    const ui::TextLook quiet = look(ui::Scale::small, ui::Weight::regular, ink);
    // One small line: what matters most to whoever comes now.
    const std::string today =
        view.today.empty() ? std::string() : words("attract.today", {{"title", view.today}});
    const std::string last = view.cool_down          ? words("attract.cool_down")
                             : !view.closing.empty() ? view.closing
                                                     : today;
    if (!last.empty() && room_for(last, quiet)) {
        centred(frame, area, "attract.today", last, quiet);
    }
}

/// The picture on white paper, as large as `area` allows. Returns its place with the paper.
Rect draw_print(Frame& frame, const Rect& area, const ShownPicture& shown) {
    const Rect paper = ui::fitted(area.grown(-print_rim), *shown.picture).grown(print_rim);
    const ui::Theme theme = frame.theme();
    if (theme.soft_shadows()) {
        frame.fill({paper.x + 0.8, paper.y + 1.4, paper.w, paper.h},
                   ui::faded(ui::rgb(0x000000), 70),
                   1.6);
        frame.fill(paper, ui::rgb(0xFFFFFF), 1.2);
    } else {
        frame.framed(paper, ui::rgb(0xFFFFFF), theme[ui::Role::border], 0.5, 1.2);
    }
    ui::show_picture(frame, paper.grown(-print_rim), "attract.picture", shown.words, shown.picture);
    return paper;
}

/// The campaign's picture with the call below it.
void draw_campaign(
    Frame& frame, const Words& words, const AttractView& view, const Evening& evening, Rect area) {
    const std::string invite = words("attract.invite");
    const double call = call_height(frame, area.w, invite);
    constexpr double between = 5;
    const Rect paper =
        draw_print(frame, {area.x, area.y, area.w, area.h - call - 2 * between}, view.picture);
    area.y = paper.bottom() + between;
    draw_call(frame, area, invite, evening, ui::sem::Role::heading);
}

/// What was said and done beside its picture, where the words have room there. Whether they had.
bool draw_news_with_picture(Frame& frame,
                            const AttractView& view,
                            const std::vector<Block>& blocks,
                            const Rect& area) {
    constexpr double pad = 7;
    constexpr double share = 0.40;
    const double aside = (area.w - 3 * pad) * share;
    const double words_w = area.w - 3 * pad - aside;
    const double words_h = blocks_height(frame, words_w, blocks);
    if (words_h + 2 * pad > area.h) {
        return false;
    }
    const ui::Picture& picture = *view.news.picture.picture;
    const double picture_h =
        std::min(aside * picture.height_px() / picture.width_px(), area.h - 2 * pad);
    const double height = std::max(words_h, picture_h) + 2 * pad;
    const Rect place{area.x, area.y, area.w, height};
    ui::card(frame, place);
    Rect inside = place.grown(-pad);
    const Rect where = inside.take_left(aside, pad);
    ui::show_picture(
        frame, where, "attract.picture", view.news.picture.words, view.news.picture.picture);
    inside.take_top(std::max(0.0, (inside.h - words_h) / 2));
    draw_all(frame, inside, blocks);
    return true;
}

/// A card with what was said and what was done: smaller, and then without what was said, where the
/// letters are too large for both.
void draw_news(Frame& frame, const Words& words, const AttractView& view, const Rect& area) {
    const Block you(Block::Kind::again, "attract.you", words("you_said.you"));
    const Block we(Block::Kind::small_strong, "attract.we", words("you_said.we"));
    const Block alone(Block::Kind::again, "attract.we", words("you_said.we"));
    const std::vector<std::vector<Block>> ways = {
        {you,
         {Block::Kind::text, "attract.said", view.news.said},
         we,
         {Block::Kind::strong, "attract.did", view.news.did}},
        {you,
         {Block::Kind::small, "attract.said", view.news.said},
         we,
         {Block::Kind::small_strong, "attract.did", view.news.did}},
        {alone, {Block::Kind::text, "attract.did", view.news.did}},
        {alone, {Block::Kind::small, "attract.did", view.news.did}}};
    if (view.news.picture) {
        for (const std::size_t both : {0U, 1U}) {
            if (draw_news_with_picture(frame, view, ways[both], area)) {
                return;
            }
        }
    }
    constexpr double pad = 7;
    double height = 0;
    std::size_t way = 0;
    for (; way < ways.size(); ++way) {
        height = blocks_height(frame, area.w - 2 * pad, ways[way]) + 2 * pad;
        if (height <= area.h || way + 1 == ways.size()) {
            break;
        }
    }
    ui::card(frame, {area.x, area.y, area.w, height});
    Rect inside = Rect{area.x, area.y, area.w, height}.grown(-pad);
    draw_all(frame, inside, ways[way]);
}

/// A leaf of a calendar, and what is on that day.
void draw_event(Frame& frame, const Words& words, const AttractView& view, const Rect& area) {
    const std::vector<Block> blocks = {
        {Block::Kind::small_strong, "attract.next", words("attract.next")},
        {Block::Kind::heading, "attract.event", view.event.title},
        {Block::Kind::text, "attract.event_line", view.event.line}};
    constexpr double pad = 7;
    constexpr double between = 8;
    ui::TextLook number = look(ui::Scale::title, ui::Weight::bold, ui::Role::text);
    number.align = ui::Align::centre;
    ui::TextLook month = look(ui::Scale::small, ui::Weight::bold, ui::Role::on_primary);
    month.align = ui::Align::centre;
    const double leaf_w = std::max(28.0, frame.lay_out(view.event.month, month).width + 8);
    const double words_w = area.w - 2 * pad - leaf_w - between;
    const double month_h = frame.lay_out(view.event.month, month).height + 2;
    const double day_h = frame.lay_out(view.event.day, number).height + 3;
    const double height = std::max(month_h + day_h, blocks_height(frame, words_w, blocks));
    const Rect place{area.x, area.y, area.w, height + 2 * pad};
    ui::card(frame, place);
    const Rect leaf{place.x + pad, place.y + pad, leaf_w, month_h + day_h};
    const ui::Theme theme = frame.theme();
    frame.framed(leaf, theme[ui::Role::surface], theme[ui::Role::border], 0.5, 2.5);
    frame.fill({leaf.x, leaf.y, leaf.w, month_h}, theme[ui::Role::primary], 2.5);
    ui::paragraph(
        frame, {leaf.x, leaf.y + 1, leaf.w, month_h}, {"attract.month", view.event.month, month});
    ui::paragraph(frame,
                  {leaf.x, leaf.y + month_h + 1.5, leaf.w, day_h},
                  {"attract.day", view.event.day, number});
    Rect inside{leaf.right() + between, place.y + pad, words_w, height};
    draw_all(frame, inside, blocks);
}

/// The largest letters of the tallest scripts have no room on a button: it has its sign alone.
ui::Button fitted_pause(Frame& frame, ui::Button button) {
    ui::TextLook words;
    words.weight = ui::Weight::bold;
    const ui::TextBox box = frame.lay_out(button.label, words);
    const double widest = frame.page().w / 2;
    button.icon_only = box.ink.h + 2 > sizes::main_button_h || box.width + 20 > widest;
    if (button.icon_only && button.icon == ui::Icon::none) {
        button.icon = ui::Icon::cross;
    }
    return button;
}

Rect pause_button(Frame& frame, const ui::Button& button) {
    const Rect page = frame.page();
    const double width = std::max(45.0, ui::button_size(frame, button, page.w / 2).w);
    return {page.w - sizes::margin - width,
            page.h - strip_h + (strip_h - sizes::main_button_h) / 2,
            width,
            sizes::main_button_h};
}

}  // namespace

void draw_attract(Frame& frame,
                  const PageContext& context,
                  const AttractView& view,
                  Intents& intents) {
    const Words& words = context.words;
    const std::string invite = words("attract.invite");
    frame.begin_screen("attract", invite, context.look);
    const Evening evening(frame);
    const Rect page = frame.page();
    draw_street(frame, {0, 0, page.w, page.h});
    const std::string label = words(view.paused ? "attract.play" : "attract.pause");
    ui::Button pause{"attract.pause", label};
    pause.icon = view.paused ? ui::Icon::forward : ui::Icon::none;
    pause = fitted_pause(frame, pause);
    const Rect place = pause_button(frame, pause);
    answer_touch(frame, place, invite, intents);
    draw_owner(frame, context, view, evening);

    const bool has_picture = view.picture || view.news.picture;
    Rect area = ui::text_column(ui::bands(frame).content, has_picture ? 280 : 220);
    area.x += view.shift.x;
    area.y += view.shift.y + (page.h > 150 ? page.h * 0.06 : 0);
    area.h = page.h - strip_h - area.y;
    switch (view.slide.kind) {
        case AttractSlide::Kind::you_said: draw_news(frame, words, view, area); break;
        case AttractSlide::Kind::event: draw_event(frame, words, view, area); break;
        case AttractSlide::Kind::campaign: draw_campaign(frame, words, view, evening, area); break;
        case AttractSlide::Kind::invite:
        case AttractSlide::Kind::promise: draw_invite(frame, words, view, evening, area); break;
    }
    if (ui::button(frame, place, pause)) {
        intents.add(Do::attract_pause);
    }
}

}  // namespace harmony::kiosk
