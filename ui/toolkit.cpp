#include "ui/toolkit.h"

#include <algorithm>

#include "ui/focus.h"
#include "ui/frame_state.h"
#include "ui/imgui_compat.h"
#include "ui/renderer.h"

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
    };

    Outcome pass(const DrawApp& draw, const InputQueue::Step& step);
    void filter(InputQueue::Step& step);
    [[nodiscard]] std::optional<InputQueue::Step> next_step();
    void look();
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
    KeyReader keys;
    Focus focus;
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
    return {tree, right_to_left, look_now.access.read_aloud};
}

/// What time alone brings: keys that repeat, fingers that are stuck.
void Toolkit::Impl::look() {
    const milliseconds now = clock.monotonic();
    input.look(now);
    keys.look(now);
}

/// The next thing that one pass is about; nothing when all is taken.
std::optional<InputQueue::Step> Toolkit::Impl::next_step() {
    while (!keys.has_stroke() && !input.empty()) {
        InputQueue::Step step = input.take();
        last_input = std::max(last_input, step.when);
        if (!step.key.has_value()) {
            return step;
        }
        keys.take(*step.key, look_now.access.double_strike);
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
    state.stroke = focus.take(*step.key, focus_page());
    if (state.stroke == Stroke::presses) {
        state.key_press = focus.id();
    }
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
    tree.clear();
    pictures.begin_pass();
    state.now = step.when;
    state.last_input = last_input;
    state.pointer_px = step.at_px;
    state.pointer_down = step.down;
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
    const bool moved = focus.settle(focus_page(), state.depth);
    tree.set_keys({focus.visible(), focus.wraps()});
    wake_at = state.wake_at;
    keep_wake(keys.wake_at());
    keep_wake(input.wake_at());
    drawn = true;
    return {step.transition || step.key.has_value() || state.activated || state.screen_changed ||
            moved || !press_next.empty()};
}

void Toolkit::Impl::reset() {
    text->wipe_personal();
    pictures.clear();
    tree.clear();
    renderer.wipe();
    context.reset();
    input.clear();
    rules.reset();
    keys.reset();
    focus.reset();
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
    for (;;) {
        std::optional<InputQueue::Step> next = impl_->next_step();
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
            step.when = impl_->clock.monotonic();
        }
        impl_->filter(step);
        impl_->pointer = step;
        impl_->pointer.key.reset();
        unsettled = impl_->pass(draw, step).unsettled && ++settling < most_settling_passes;
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
