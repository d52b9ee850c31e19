#include "ui/toolkit.h"

#include <algorithm>

#include "ui/blank_touch.h"
#include "ui/focus.h"
#include "ui/frame_state.h"
#include "ui/imgui_compat.h"
#include "ui/renderer.h"
#include "ui/scan_reader.h"
#include "ui/switch_scan.h"
#include "ui/widget_parts.h"

namespace harmony::ui {

using std::chrono::milliseconds;

namespace {

struct DestroyContext {
    void operator()(ImGuiContext* context) const noexcept { ImGui::DestroyContext(context); }
};
using Context = std::unique_ptr<ImGuiContext, DestroyContext>;

Context make_context() {
    IMGUI_CHECKVERSION();
    Context context(ImGui::CreateContext());
    ImGui::SetCurrentContext(context.get());
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    imgui::build_tiny_atlas(io);
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowPadding = ImVec2(0, 0);
    style.WindowBorderSize = 0;
    style.WindowMinSize = ImVec2(1, 1);
    style.AntiAliasedLinesUseTex = false;
    style.CircleTessellationMaxError = 0.15F;
    return context;
}

void begin_page_window(const Panel& panel) {
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(
        ImVec2(static_cast<float>(panel.width_px), static_cast<float>(panel.height_px)));
    constexpr ImGuiWindowFlags flags =
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
        ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::Begin("page", nullptr, flags);
}

}  // namespace

struct Toolkit::Impl {
    Impl(const Options& options, const base::Clock& the_clock, std::unique_ptr<TextEngine> engine)
        : clock(the_clock), panel(options.panel), text(std::move(engine)) {}

    /// What one pass did, as far as it decides whether another is needed.
    struct Outcome {
        bool unsettled = false;
        bool changed = false;  ///< another page may stand there: nothing is taken before it does
    };

    Outcome pass(const DrawApp& draw, const InputQueue::Step& step);
    void filter(InputQueue::Step& step);
    [[nodiscard]] std::optional<InputQueue::Step> next_step();
    void look();
    void take_keys(const std::vector<KeyEvent>& events);
    bool touch_blank(const InputQueue::Step& step);
    void follow_scan();
    [[nodiscard]] std::string press_switch(const InputQueue::Step& step);
    [[nodiscard]] bool settle_focus(const Frame::State& state);
    void draw_scan(Frame& frame, Frame::State& state) const;
    void apply_key(Frame::State& state, const InputQueue::Step& step);
    void keep_wake(std::optional<milliseconds> at);
    [[nodiscard]] Focus::Page focus_page() const;
    void draw_page(const DrawApp& draw, Frame::State& state);
    void reset();

    const base::Clock& clock;
    Panel panel;
    std::unique_ptr<TextEngine> text;
    PictureShelf pictures;
    KeyboardLayouts keyboards;
    Context context;
    InputQueue input;
    PressRules rules;
    InputQueue::Step pointer;
    bool swallowing = false;  ///< a press that began in the dead time, until it is let go
    ScanReader codes;
    KeyReader keys;
    Focus focus;
    SwitchScan scan;
    BlankTouch blank;
    std::string press_next;  ///< a control that the next pass presses
    Look look_now;           ///< of the last pass
    sem::Tree tree;
    std::string last_screen;
    milliseconds last_input{0};
    std::optional<milliseconds> wake_at;
    Renderer renderer;
    bool drawn = false;
    bool passing = false;
    bool reset_wanted = false;
    PageListener* listener = nullptr;
};

// Drops what comes in the dead time, up to the release that belongs to it.
void Toolkit::Impl::filter(InputQueue::Step& step) {
    if (step.transition && step.down) {
        swallowing = rules.dead(step.when);
    }
    const bool ends = step.transition && !step.down;
    if (swallowing) {
        step.down = false;
        step.transition = false;
    }
    if (ends) {
        swallowing = false;
    }
    if (step.cancelled) {
        rules.cancel();
    }
}

Focus::Page Toolkit::Impl::focus_page() const {
    const bool right_to_left = language_of(look_now.language).direction == Direction::right_to_left;
    return {tree, right_to_left, look_now.access.read_aloud, look_now.access.desk};
}

/// What time alone brings: keys that repeat, fingers that are stuck.
void Toolkit::Impl::look() {
    const milliseconds now = clock.monotonic();
    input.look(now);
    take_keys(codes.look(now));
    keys.look(now);
    if (look_now.access.scanning) {
        scan.look(tree, look_now.access.scan_step, now);
        follow_scan();
    }
}

void Toolkit::Impl::take_keys(const std::vector<KeyEvent>& events) {
    for (const KeyEvent& event : events) {
        keys.take(event, look_now.access.double_strike);
    }
}

/// The focus is where the highlight of the switches is.
void Toolkit::Impl::follow_scan() {
    const std::string id = scan.highlighted(tree);
    if (!id.empty()) {
        focus.show();
        focus.go_to(id);
    }
}

/// On the dark glass the finger is a key. Whether it was.
bool Toolkit::Impl::touch_blank(const InputQueue::Step& step) {
    if (!look_now.access.blank) {
        return false;
    }
    const Point at{step.at_px.x / panel.px_per_mm, step.at_px.y / panel.px_per_mm};
    const auto key = blank.take(step, at, {panel.width_mm(), panel.height_mm()});
    if (key.has_value()) {
        take_keys({{*key, true, step.when}, {*key, false, step.when}});
    }
    pointer.down = false;
    return true;
}

/// The next thing that one pass is about; nothing when all is taken.
std::optional<InputQueue::Step> Toolkit::Impl::next_step() {
    while (!keys.has_stroke() && !input.empty()) {
        InputQueue::Step step = input.take();
        last_input = std::max(last_input, step.when);
        if (step.key.has_value()) {
            take_keys(codes.take(*step.key));
        } else if (!touch_blank(step)) {
            return step;
        }
    }
    if (!keys.has_stroke()) {
        return std::nullopt;
    }
    InputQueue::Step step = pointer;
    step.transition = false;
    step.cancelled = false;
    step.key = keys.next_stroke();
    step.when = step.key->when;
    return step;
}

/// What the key of this pass does to the page that was drawn last.
void Toolkit::Impl::apply_key(Frame::State& state, const InputQueue::Step& step) {
    state.key_press = std::exchange(press_next, {});
    if (!step.key.has_value() || rules.dead(step.when)) {
        return;
    }
    state.key = step.key;
    const bool is_switch = step.key->key == Key::switch_1 || step.key->key == Key::switch_2;
    if (is_switch && look_now.access.scanning) {
        state.stroke = Stroke::taken;
        state.key_press = press_switch(step);
        return;
    }
    state.stroke = focus.take(*step.key, focus_page());
    if (state.stroke == Stroke::presses) {
        state.key_press = focus.id();
    }
}

std::string Toolkit::Impl::press_switch(const InputQueue::Step& step) {
    const std::string pressed = scan.press(step.key->key, tree, step.when);
    follow_scan();
    return pressed;
}

/// Finds the focus on the page that was just drawn. Whether it must be drawn again.
bool Toolkit::Impl::settle_focus(const Frame::State& state) {
    const std::string before = focus.id();
    const SwitchScan::Place place_before = scan.place();
    static_cast<void>(focus.settle(focus_page(), state.depth));
    if (look_now.access.scanning) {
        scan.settle(tree, state.now);
        follow_scan();
    } else {
        scan.reset();
    }
    const sem::Node* pressed = tree.find(state.key_press);
    if (pressed != nullptr && pressed->role == sem::Role::text_field) {
        focus.go_to_keys(tree);
    }
    return focus.visible() && (focus.id() != before || scan.place() != place_before);
}

/// The ring around a group, and "out of this group" on it.
void Toolkit::Impl::draw_scan(Frame& frame, Frame::State& state) const {
    const Rect ring = scan.ring(tree);
    if (!state.look.access.scanning || ring.empty()) {
        return;
    }
    const Frame::Scope straight = frame.without_mirroring();
    frame.focus_ring(ring.grown(-1), sizes::corner);
    if (scan.highlighted(tree) != SwitchScan::out_id) {
        return;
    }
    const TextBox words = frame.lay_out(state.scan_words, {.weight = Weight::bold});
    const Size size{words.width + 2 * parts::pad, std::max(sizes::control, words.height + 4)};
    const Rect pill{ring.centre().x - size.w / 2, ring.centre().y - size.h / 2, size.w, size.h};
    const Theme theme = frame.theme();
    frame.framed(pill, theme[Role::surface], theme[Role::primary], 0.8, sizes::corner);
    const Point at = parts::placed(words, pill, Align::centre);
    frame.text(words, at, theme[Role::text]);
    sem::Node node;
    node.id = SwitchScan::out_id;
    node.name.assign(state.scan_words);
    node.rect = pill;
    parts::note_text(node, words, at);
    frame.record(std::move(node));
}

void Toolkit::Impl::keep_wake(std::optional<milliseconds> at) {
    if (at.has_value()) {
        wake_at = std::min(wake_at.value_or(*at), *at);
    }
}

void Toolkit::Impl::draw_page(const DrawApp& draw, Frame::State& state) {
    begin_page_window(panel);
    state.painter.emplace(*ImGui::GetWindowDrawList(), panel.px_per_mm);
    Frame frame(state);
    draw(frame);
    draw_scan(frame, state);
    if (state.look.access.blank) {
        state.painter->fill({0, 0, panel.width_mm(), panel.height_mm()}, rgb(0x000000), 0);
    }
    ImGui::End();
    ImGui::Render();
}

Toolkit::Impl::Outcome Toolkit::Impl::pass(const DrawApp& draw, const InputQueue::Step& step) {
    if (context == nullptr) {
        context = make_context();
    }
    ImGui::SetCurrentContext(context.get());
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize =
        ImVec2(static_cast<float>(panel.width_px), static_cast<float>(panel.height_px));
    io.DeltaTime = 1.0F / 60;
    imgui::set_pointer(
        io, static_cast<float>(step.at_px.x), static_cast<float>(step.at_px.y), step.down);
    ImGui::NewFrame();
    Frame::State state{*text, pictures, rules, panel, std::nullopt, tree, focus};
    apply_key(state, step);
    state.group_ringed = look_now.access.scanning && !scan.ring(tree).empty();
    state.scanned = codes.take_code().value_or(base::SecretText{});
    const bool scanned = !state.scanned.empty();
    tree.clear();
    pictures.begin_pass();
    state.now = step.when;
    state.last_input = last_input;
    state.pointer_px = step.at_px;
    state.pointer_down = step.down;
    state.notches = step.notches;
    state.last_screen = last_screen;
    passing = true;
    draw_page(draw, state);
    passing = false;
    base::promise(state.begun, "the app begins a page in every pass");
    last_screen = tree.screen();
    look_now = state.look;
    rules.set_double_strike(look_now.access.double_strike);
    press_next = state.press_next;
    if (!state.finger_on.empty()) {
        focus.touched(state.finger_on);
    }
    if (!state.focus_next.empty()) {
        focus.go_to(state.focus_next);
    }
    const bool moved = settle_focus(state) || !state.focus_next.empty();
    const bool whole_group =
        look_now.access.scanning && !scan.place().inside && !scan.ring(tree).empty();
    tree.set_keys({focus.visible(), whole_group, focus.wraps()});
    wake_at = state.wake_at;
    keep_wake(keys.wake_at());
    keep_wake(codes.wake_at());
    if (look_now.access.scanning) {
        keep_wake(scan.wake_at(look_now.access.scan_step));
    }
    keep_wake(input.wake_at());
    drawn = true;
    const bool changed = state.activated || state.screen_changed || !press_next.empty();
    const bool came = step.transition || step.key.has_value() || step.notches != 0;
    return {changed || came || moved || scanned || state.again, changed};
}

void Toolkit::Impl::reset() {
    text->wipe_personal();
    pictures.clear();
    tree.clear();
    renderer.wipe();
    context.reset();
    input.clear();
    rules.reset();
    codes.reset();
    keys.reset();
    focus.reset();
    scan.reset();
    blank.reset();
    press_next.clear();
    look_now = {};
    pointer = {};
    swallowing = false;
    last_screen.clear();
    wake_at.reset();
    drawn = false;
    reset_wanted = false;
}

Toolkit::Toolkit(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Toolkit::~Toolkit() = default;

base::Result<std::unique_ptr<Toolkit>> Toolkit::open(const Options& options,
                                                     const base::Clock& clock) {
    auto text = TextEngine::open(options.assets);
    if (!text) {
        return text.error();
    }
    auto keyboards = read_keyboard_layouts(options.assets);
    if (!keyboards) {
        return keyboards.error();
    }
    auto impl = std::make_unique<Impl>(options, clock, std::move(*text));
    impl->keyboards = std::move(*keyboards);
    impl->last_input = clock.monotonic();
    return std::unique_ptr<Toolkit>(new Toolkit(std::move(impl)));
}

InputQueue& Toolkit::input() {
    return impl_->input;
}

void Toolkit::update(const DrawApp& draw) {
    // A page that never stands still is a bug of a screen; it must not hang the machine.
    constexpr int most_settling_passes = 8;
    int settling = 0;
    bool unsettled = true;
    impl_->look();
    bool changed = false;
    for (;;) {
        std::optional<InputQueue::Step> next;
        if (!changed) {
            next = impl_->next_step();
        }
        if (!next.has_value() && !unsettled) {
            break;
        }
        const bool came = next.has_value() && ((next->transition && next->down) || next->key);
        if (came && impl_->listener != nullptr) {
            impl_->listener->input_came();
        }
        settling = next.has_value() ? 0 : settling;
        InputQueue::Step step = next.value_or(impl_->pointer);
        if (!next.has_value()) {
            step.transition = false;
            step.cancelled = false;
            step.notches = 0;
            // While touches wait, the page settles at the time of the last one: time never goes
            // back.
            step.when = impl_->input.empty() ? impl_->clock.monotonic() : step.when;
        }
        impl_->filter(step);
        impl_->pointer = step;
        impl_->pointer.notches = 0;
        impl_->pointer.key.reset();
        const Impl::Outcome outcome = impl_->pass(draw, step);
        unsettled = outcome.unsettled && ++settling < most_settling_passes;
        changed = outcome.changed && unsettled;
        if (impl_->reset_wanted) {
            impl_->reset();
            unsettled = true;
        }
    }
    impl_->text->forget_unused();
    impl_->pictures.forget_unused();
    if (impl_->listener != nullptr) {
        impl_->listener->page_stands(impl_->tree);
    }
}

void Toolkit::focus_on(std::string_view id, const DrawApp& draw) {
    impl_->focus.go_to(id);
    impl_->focus.show();
    update(draw);
}

void Toolkit::set_listener(PageListener* listener) {
    impl_->listener = listener;
}

const sem::Tree& Toolkit::tree() const {
    return impl_->tree;
}

const Access& Toolkit::access() const {
    return impl_->look_now.access;
}

std::optional<milliseconds> Toolkit::wake_at() const {
    return impl_->wake_at;
}

const Image& Toolkit::render() {
    base::promise(impl_->drawn, "a page is drawn before it is rendered");
    ImGui::SetCurrentContext(impl_->context.get());
    return impl_->renderer.update(
        *ImGui::GetDrawData(), impl_->panel, {*impl_->text, impl_->pictures});
}

PixelRect Toolkit::take_changed() {
    return impl_->renderer.take_changed();
}

RenderFigures Toolkit::render_figures() const {
    return impl_->renderer.figures();
}

void Toolkit::invalidate() {
    impl_->renderer.invalidate();
}

void Toolkit::set_panel(const Panel& panel) {
    impl_->panel = panel;
}

const Panel& Toolkit::panel() const {
    return impl_->panel;
}

void Toolkit::reset_session() {
    if (impl_->passing) {
        impl_->reset_wanted = true;
    } else {
        impl_->reset();
    }
}

const KeyboardLayouts& Toolkit::keyboards() const {
    return impl_->keyboards;
}

TextEngine& Toolkit::text() {
    return *impl_->text;
}

}  // namespace harmony::ui
