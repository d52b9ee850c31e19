#include "ui/frame.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/error.h"
#include "ui/frame_state.h"
#include "ui/imgui_compat.h"

namespace harmony::ui {

using std::chrono::milliseconds;

namespace {

Rect mirrored(const Frame::State& state, const Rect& rect) {
    if (!state.setting.mirrored) {
        return rect;
    }
    return {state.panel.width_mm() - rect.right(), rect.y, rect.w, rect.h};
}

Point mirrored(const Frame::State& state, Point point) {
    return state.setting.mirrored ? Point{state.panel.width_mm() - point.x, point.y} : point;
}

Rect common(const Rect& a, const Rect& b) {
    const double x = std::max(a.x, b.x);
    const double y = std::max(a.y, b.y);
    return {x,
            y,
            std::max(0.0, std::min(a.right(), b.right()) - x),
            std::max(0.0, std::min(a.bottom(), b.bottom()) - y)};
}

ImVec2 corner_px(const Rect& rect, double scale) {
    return {static_cast<float>(std::round(rect.x * scale)),
            static_cast<float>(std::round(rect.y * scale))};
}

}  // namespace

// --- the page -----------------------------------------------------------------------------------

void Frame::begin_screen(std::string_view id, std::string_view name, const Look& look) {
    base::promise(!state_.begun, "a pass begins its page once");
    state_.begun = true;
    state_.look = look;
    state_.language = &language_of(look.language);
    state_.setting.mirrored = right_to_left();
    if (state_.last_screen != id) {
        state_.screen_changed = true;
        state_.rules.screen_changed(state_.now);
    }
    fill(page(), theme()[Role::background]);
    sem::Node node;
    node.id = id;
    node.role = sem::Role::screen;
    node.name.assign(name);
    node.rect = page();
    record(std::move(node));
}

Rect Frame::page() const {
    return {0, 0, state_.panel.width_mm(), state_.panel.height_mm()};
}

const Panel& Frame::panel() const {
    return state_.panel;
}

const Look& Frame::look() const {
    return state_.look;
}

const Language& Frame::language() const {
    return *state_.language;
}

bool Frame::right_to_left() const {
    return language().direction == Direction::right_to_left;
}

Theme Frame::theme() const {
    return theme_of(state_.look.colours, state_.look.brand);
}

milliseconds Frame::now() const {
    return state_.now;
}

void Frame::wake_after(milliseconds delay) {
    const milliseconds at = state_.now + std::max(delay, milliseconds{1});
    state_.wake_at = std::min(state_.wake_at.value_or(at), at);
}

void Frame::again() {
    state_.again = true;
}

milliseconds Frame::idle_for() const {
    return state_.now - state_.last_input;
}

// --- keys ---------------------------------------------------------------------------------------

const KeyEvent* Frame::key() const {
    return state_.key.has_value() ? &*state_.key : nullptr;
}

const KeyEvent* Frame::open_key() const {
    return state_.stroke == Stroke::open ? key() : nullptr;
}

bool Frame::keys_in_use() const {
    return state_.focus.visible();
}

std::string_view Frame::scanned() const {
    return state_.scanned.view();
}

void Frame::set_scan_words(std::string_view out_of_group) {
    state_.scan_words = out_of_group;
}

bool Frame::has_focus(std::string_view id) const {
    return !state_.setting.behind && state_.focus.id() == id;
}

void Frame::focus_next(std::string_view id) {
    state_.focus_next = id;
}

bool Frame::hovers(const Rect& rect) const {
    const double scale = state_.panel.px_per_mm;
    return !state_.setting.behind &&
           mirrored(state_, rect)
               .contains({state_.pointer_px.x / scale, state_.pointer_px.y / scale});
}

const sem::Node* Frame::focused_since(std::size_t from) const {
    const std::vector<sem::Node>& nodes = state_.tree.nodes();
    for (std::size_t i = from; i < nodes.size(); ++i) {
        if (nodes[i].id == state_.focus.id()) {
            return &nodes[i];
        }
    }
    return nullptr;
}

std::size_t Frame::recorded() const {
    return state_.tree.nodes().size();
}

double Frame::take_wheel(const Rect& rect) {
    return hovers(rect) ? std::exchange(state_.notches, 0) : 0;
}

bool Frame::take_open(Key wanted) {
    if (state_.setting.behind || open_key() == nullptr || state_.key->key != wanted) {
        return false;
    }
    state_.stroke = Stroke::taken;
    return true;
}

bool Frame::take_command(std::string_view letter) {
    const bool mine =
        open_key() != nullptr && state_.key->key == Key::command && state_.key->letters() == letter;
    return mine && take_open(Key::command);
}

void Frame::press_next(std::string_view id) {
    state_.press_next = id;
}

void Frame::set_depth(int depth) {
    state_.depth = depth;
}

// --- scopes -------------------------------------------------------------------------------------

Frame::Scope::Scope(Frame& frame, const Setting& next)
    : frame_(frame), before_(frame.state_.setting) {
    frame_.state_.setting = next;
}

Frame::Scope::~Scope() {
    frame_.state_.setting = before_;
}

Frame::Scope Frame::in_group(sem::Group group) {
    Setting next = state_.setting;
    next.group = group;
    return {*this, next};
}

Frame::Scope Frame::without_mirroring() {
    Setting next = state_.setting;
    next.mirrored = false;
    return {*this, next};
}

Frame::Scope Frame::behind_dialog() {
    Setting next = state_.setting;
    next.behind = true;
    return {*this, next};
}

Frame::Scope Frame::inside_last() {
    Setting next = state_.setting;
    next.parent = static_cast<int>(state_.tree.nodes().size()) - 1;
    return {*this, next};
}

// --- text ---------------------------------------------------------------------------------------

double Frame::capital(Scale scale) const {
    const double body = capital_mm(state_.look.text);
    const double smallest = capital_mm(TextSize::s);
    // Small panels have no room for display sizes: weight alone marks the heading there.
    const bool roomy = state_.panel.height_mm() >= 180 && state_.look.text <= TextSize::m;
    switch (scale) {
        case Scale::small: return std::max(smallest, body * 0.77);
        case Scale::body: return body;
        case Scale::large: return roomy ? body * 1.15 : body;
        case Scale::title: return roomy ? body * 1.25 : body * 1.1;
    }
    return body;
}

TextBox Frame::lay_out(std::string_view text, const TextLook& look, std::optional<double> width) {
    const double scale = state_.panel.px_per_mm;
    TextStyle style;
    style.capital_px = capital(look.scale) * look.share * scale;
    style.weight = look.weight;
    style.align = look.align;
    style.language = look.language.empty() ? language().code : look.language;
    style.privacy = look.privacy;
    std::optional<int> width_px;
    if (width.has_value()) {
        width_px = static_cast<int>(std::floor(*width * scale + 1e-6));
    }
    TextBox box;
    box.id = state_.text.layout(text, style, width_px);
    const TextExtent& extent = state_.text.extent(box.id);
    box.width = extent.width_px / scale;
    box.height = extent.height_px / scale;
    box.ink = {
        extent.ink_x / scale, extent.ink_y / scale, extent.ink_w / scale, extent.ink_h / scale};
    box.lines = extent.lines;
    box.cut = extent.cut;
    box.split_word = extent.split_word;
    box.unknown_glyphs = extent.unknown_glyphs;
    return box;
}

// --- painting -----------------------------------------------------------------------------------

void Frame::fill(const Rect& rect, Colour colour, double corner) {
    state_.painter->fill(mirrored(state_, rect), colour, corner);
}

void Frame::framed(const Rect& rect, Colour fill, Colour border, double thickness, double corner) {
    state_.painter->framed(mirrored(state_, rect), fill, border, thickness, corner);
}

void Frame::outline(const Rect& rect, Colour colour, double thickness, double corner) {
    state_.painter->outline(mirrored(state_, rect), colour, thickness, corner);
}

void Frame::shadow(const Rect& rect, double corner, double spread) {
    if (theme().soft_shadows()) {
        const Colour ink = faded(theme()[Role::text], 34);
        state_.painter->shadow(mirrored(state_, rect), corner, spread, spread * 0.35, ink);
    }
}

void Frame::line(Point from, Point to, Colour colour, double thickness) {
    state_.painter->line(mirrored(state_, from), mirrored(state_, to), colour, thickness);
}

void Frame::disc(Point centre, double radius, Colour colour) {
    state_.painter->disc(mirrored(state_, centre), radius, colour);
}

void Frame::ring(Point centre, double radius, Colour colour, double thickness) {
    state_.painter->ring(mirrored(state_, centre), radius, colour, thickness);
}

void Frame::icon(Icon icon, const Rect& rect, Colour colour) {
    draw_icon(*state_.painter, icon, mirrored(state_, rect), colour, state_.setting.mirrored);
}

void Frame::face(Mood mood, const Rect& rect) {
    constexpr int warm = 120;
    const Theme colours = theme();
    FaceColours face{colours[Role::surface], colours[Role::text]};
    if (state_.look.colours == ColourMode::standard) {
        face.fill = mixed(colours[Role::surface], colours[Role::focus_inner], warm);
    }
    draw_face(*state_.painter, mood, mirrored(state_, rect), face);
}

void Frame::text(const TextBox& box, Point at, Colour colour) {
    const Rect place = mirrored(state_, Rect{at.x, at.y, box.width, box.height});
    state_.painter->text(box.id, state_.text.extent(box.id), {place.x, place.y}, colour);
}

void Frame::focus_ring(const Rect& rect, double corner) {
    if (look().access.desk) {
        return outline(rect.grown(1.5), theme()[Role::focus_outer], 1.0, corner + 1.5);
    }
    outline(rect.grown(3.5), theme()[Role::focus_outer], 1.5, corner + 3.5);
    outline(rect.grown(2.0), theme()[Role::focus_inner], 1.0, corner + 2.0);
}

void Frame::squares(const Rect& rect, int modules, const std::vector<bool>& dark, Colour colour) {
    const double side = rect.w / modules;
    const Rect whole = mirrored(state_, rect);  // as a whole: a code is never mirrored
    for (int row = 0; row < modules; ++row) {
        int column = 0;
        while (column < modules) {
            const int from = column;
            while (column < modules && dark[static_cast<std::size_t>(row * modules + column)]) {
                ++column;
            }
            if (column > from) {
                state_.painter->fill(
                    {whole.x + from * side, whole.y + row * side, (column - from) * side, side},
                    colour,
                    0);
            }
            column += column == from ? 1 : 0;
        }
    }
}

void Frame::shape(const std::vector<Point>& points, Colour colour) {
    std::vector<Point> placed;
    placed.reserve(points.size());
    for (const Point& point : points) {
        placed.push_back(mirrored(state_, point));
    }
    state_.painter->shape(placed, colour);
}

void Frame::picture(const Rect& rect, const SharedPicture& picture) {
    const Rect place = mirrored(state_, rect);
    const double scale = state_.panel.px_per_mm;
    const auto width = std::lround(place.right() * scale) - std::lround(place.x * scale);
    const auto height = std::lround(place.bottom() * scale) - std::lround(place.y * scale);
    if (width > 0 && height > 0) {
        state_.painter->picture(
            state_.pictures.put(picture, static_cast<int>(width), static_cast<int>(height)), place);
    }
}

void Frame::clip(const Rect& rect) {
    const Rect seen = mirrored(state_, rect);
    state_.clips.push_back(state_.clips.empty() ? seen : common(state_.clips.back(), seen));
    state_.painter->push_clip(state_.clips.back());
}

void Frame::unclip() {
    state_.painter->pop_clip();
    state_.clips.pop_back();
}

// --- touching and recording ---------------------------------------------------------------------

Touch Frame::touch(const Touchable& what) {
    Touch touch;
    state_.touched_id = what.id;
    state_.touched = {};
    if (state_.setting.behind || !what.enabled || what.rect.empty()) {
        return touch;
    }
    Rect rect = mirrored(state_, what.rect);
    if (!state_.clips.empty()) {
        rect = common(state_.clips.back(), rect);
    }
    touch.focused = state_.focus.visible() && state_.focus.id() == what.id && !state_.group_ringed;
    const milliseconds hold =
        what.hold.count() == 0 && !what.touch_only ? state_.look.access.steady : what.hold;
    const double scale = state_.panel.px_per_mm;
    ImGui::SetCursorScreenPos(corner_px(rect, scale));
    const std::string id(what.id);
    if (rect.empty()) {  // out of sight: keys alone can press it
        rect = {-1, -1, 0.1, 0.1};
        ImGui::SetCursorScreenPos(corner_px(rect, scale));
    }
    ImGui::InvisibleButton(id.c_str(),
                           ImVec2(static_cast<float>(std::max(1.0, std::round(rect.w * scale))),
                                  static_cast<float>(std::max(1.0, std::round(rect.h * scale)))));
    const Point pointer{state_.pointer_px.x / scale, state_.pointer_px.y / scale};
    if (ImGui::IsItemActivated()) {
        state_.rules.began(state_.now);
        state_.finger_on = what.id;
    }
    touch.at = pointer;
    const bool inside = rect.grown(PressRules::grown_mm).contains(pointer);
    const bool counts = inside && !state_.rules.cancelled();
    if (ImGui::IsItemActive() && state_.pointer_down) {
        touch.held_down = counts;
        touch.held_for = counts ? state_.rules.pressed_for(state_.now) : milliseconds{0};
    }
    if (ImGui::IsItemDeactivated() && !state_.pointer_down && counts) {
        touch.activated = hold.count() == 0 && state_.rules.acts(what.id, state_.now);
    }
    if (touch.held_down && what.or_held.count() > 0) {
        touch.long_held = touch.held_for >= what.or_held;
        if (touch.long_held) {
            state_.activated = true;
            state_.rules.cancel();  // its release is no press
        } else {
            wake_after(what.or_held - touch.held_for);
        }
    }
    if (touch.held_down && hold.count() > 0 && !touch.long_held) {
        if (touch.held_for >= hold) {
            touch.activated = state_.rules.acts(what.id, state_.now);
            state_.rules.cancel();  // once a press
        } else {
            wake_after(hold - touch.held_for);
        }
    }
    if (state_.key_press == what.id && what.hold.count() == 0 && !what.touch_only) {
        touch.activated = state_.rules.acts_by_key(what.id, state_.now);
        touch.at = rect.centre();
    }
    state_.activated = state_.activated || touch.activated;
    state_.touched = touch;
    return touch;
}

sem::Node& Frame::record(sem::Node node) {
    node.rect = mirrored(state_, node.rect);
    if (!node.ink.empty()) {
        node.ink = mirrored(state_, node.ink);
    }
    if (node.role != sem::Role::screen) {
        node.group = state_.setting.group;
        node.parent = state_.setting.parent >= 0 ? state_.setting.parent : 0;
    }
    if (node.language.empty()) {
        node.language = language().code;
    }
    if (!state_.clips.empty() && common(state_.clips.back(), node.rect).empty()) {
        node.state |= sem::offscreen;
    }
    if (state_.touched_id == node.id && state_.touched.held_down) {
        node.state |= sem::pressed;
    }
    if (!state_.setting.behind && state_.focus.visible() && state_.focus.id() == node.id) {
        node.state |= sem::focused;
        if (node.action == sem::Action::none) {  // a text that is read: no widget draws its ring
            const Scope straight = without_mirroring();
            focus_ring(node.rect, 1.0);
        }
    }
    if (state_.setting.behind) {
        state_.hidden = std::move(node);
        return state_.hidden;
    }
    return state_.tree.add(std::move(node));
}

Rect Frame::ink_at(const TextBox& box, Point at) {
    return {at.x + box.ink.x, at.y + box.ink.y, box.ink.w, box.ink.h};
}

std::optional<KeyEvent> Frame::take_typed() {
    if (state_.stroke != Stroke::types || !state_.key.has_value()) {
        return std::nullopt;
    }
    state_.stroke = Stroke::taken;
    return state_.key;
}

TextEngine& Frame::text_engine() {
    return state_.text;
}

double Frame::px_per_mm() const {
    return state_.panel.px_per_mm;
}

}  // namespace harmony::ui
