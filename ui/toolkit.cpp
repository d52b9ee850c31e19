#include "ui/toolkit.h"

#include <algorithm>

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
    tree.clear();
    pictures.begin_pass();
    Frame::State state{*text, pictures, rules, panel, std::nullopt, tree};
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
    wake_at = state.wake_at;
    drawn = true;
    return {step.transition || state.activated || state.screen_changed};
}

void Toolkit::Impl::reset() {
    text->wipe_personal();
    pictures.clear();
    tree.clear();
    renderer.wipe();
    context.reset();
    input.clear();
    rules.reset();
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
    while (unsettled || !impl_->input.empty()) {
        InputQueue::Step step = impl_->pointer;
        step.transition = false;
        step.cancelled = false;
        if (!impl_->input.empty()) {
            step = impl_->input.take();
            impl_->last_input = std::max(impl_->last_input, step.when);
            settling = 0;
            if (impl_->listener != nullptr && step.transition && step.down) {
                impl_->listener->input_came();
            }
        } else {
            step.when = impl_->clock.monotonic();
        }
        impl_->filter(step);
        impl_->pointer = step;
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
