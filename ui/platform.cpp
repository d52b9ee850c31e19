#include "ui/platform.h"

#include <SDL.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "ui/sdl_keys.h"
#include "ui/sdl_presenters.h"

// The input rules of ui-stack.md that belong to the platform:
//  1. The mouse is never captured: on Linux that stops touch events (libsdl-org/SDL#11469).
//  2. SDL makes no mouse out of fingers and no finger out of the mouse; what still says it comes
//     from SDL_TOUCH_MOUSEID is dropped.
//  3. Positions come from the event and are never polled.
//  4. Keys come from the event, too; what no installed device has is dropped before it is anything.
//  5. The loop sleeps until an event, the app's own timer, or a wake from another thread.

namespace harmony::ui {

using std::chrono::milliseconds;

namespace {

struct DestroyWindow {
    void operator()(SDL_Window* window) const noexcept { SDL_DestroyWindow(window); }
};

struct FreeText {
    void operator()(char* text) const noexcept { SDL_free(text); }
};

/// SDL's video, for as long as it lives.
class Video {
public:
    Video() = default;
    Video(const Video&) = delete;
    Video& operator=(const Video&) = delete;

    ~Video() {
        if (started_) {
            SDL_QuitSubSystem(SDL_INIT_VIDEO);
            SDL_Quit();
        }
    }

    [[nodiscard]] bool start() {
        SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
        SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
        SDL_SetHint(SDL_HINT_VIDEO_WAYLAND_ALLOW_LIBDECOR, "0");
        SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
        SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");  // signals are the program's business
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
        started_ = SDL_InitSubSystem(SDL_INIT_VIDEO) == 0;
        return started_;
    }

private:
    bool started_ = false;
};

constexpr std::int64_t mouse_finger = -1;

}  // namespace

struct Platform::Impl {
    Impl(const Options& the_options, const base::Clock& the_clock)
        : options(the_options), clock(the_clock) {}

    [[nodiscard]] base::Result<void> open_window();
    [[nodiscard]] base::Result<void> open_presenter();
    void set_screen_size(int width, int height);
    void listen_to_letters() const;
    void take(const SDL_Event& event, Toolkit& toolkit);
    void take_finger(const SDL_TouchFingerEvent& finger, Toolkit& toolkit);
    void take_mouse(const SDL_Event& event, Toolkit& toolkit);
    void take_key(const SDL_Event& event, Toolkit& toolkit);
    void paste(Toolkit& toolkit) const;
    [[nodiscard]] Point page_px(double share_x, double share_y) const;
    [[nodiscard]] Point mouse_px(int x, int y) const;
    [[nodiscard]] const Image& as_shown(const Image& frame);
    void read_size(Toolkit& toolkit);
    [[nodiscard]] milliseconds wait_for(const Toolkit& toolkit, milliseconds longest) const;

    Options options;
    const base::Clock& clock;
    Video video;
    std::unique_ptr<SDL_Window, DestroyWindow> window;
    std::unique_ptr<Presenter> presenter;
    Image turned_frame;  ///< kept from frame to frame
    std::uint32_t wake_event = 0;
    std::optional<milliseconds> other_input;  ///< keys and mouse
    bool closed = false;
    bool exposed = true;
};

base::Result<void> Platform::Impl::open_window() {
    if (!video.start()) {
        return base::Error{base::ErrorKind::unreachable,
                           std::string("there is no display: ") + SDL_GetError()};
    }
    const Panel screen = turned(options.panel, options.rotation);
    int width = screen.width_px;
    int height = screen.height_px;
    std::uint32_t flags = SDL_WINDOW_SHOWN;
    if (options.show == Show::desk) {
        flags |= SDL_WINDOW_RESIZABLE;
    }
    SDL_DisplayMode mode;
    if (options.show == Show::fullscreen && SDL_GetDesktopDisplayMode(0, &mode) == 0) {
        // SDL sends wrong sizes for the first frames of a Wayland window made smaller.
        width = mode.w;
        height = mode.h;
        flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    }
    window.reset(SDL_CreateWindow(options.title.c_str(),
                                  SDL_WINDOWPOS_CENTERED,
                                  SDL_WINDOWPOS_CENTERED,
                                  width,
                                  height,
                                  flags));
    if (window == nullptr) {
        return base::Error{base::ErrorKind::unreachable,
                           std::string("the window cannot be opened: ") + SDL_GetError()};
    }
    if (options.show == Show::desk) {
        SDL_SetWindowMinimumSize(window.get(), options.least_width_px, options.least_height_px);
    }
    set_screen_size(width, height);
    listen_to_letters();
    wake_event = SDL_RegisterEvents(1);
    return open_presenter();
}

/// The page is the screen as it hangs.
void Platform::Impl::set_screen_size(int width, int height) {
    Panel screen = options.panel;
    screen.width_px = width;
    screen.height_px = height;
    options.panel = turned(screen, options.rotation);
}

/// SDL writes letters only when it is asked to.
void Platform::Impl::listen_to_letters() const {
    const AssistKeys kind = options.assist_keys;
    if (kind == AssistKeys::keyboard || kind == AssistKeys::desk || kind == AssistKeys::scanner) {
        SDL_StartTextInput();
    } else {
        SDL_StopTextInput();
    }
}

base::Result<void> Platform::Impl::open_presenter() {
    const char* driver = SDL_GetCurrentVideoDriver();
    const bool x11 = driver != nullptr && std::string_view(driver) == "x11";
    const bool surface = options.way == Way::surface || (options.way == Way::automatic && x11);
    auto made = surface ? make_surface_presenter(*window) : make_texture_presenter(*window);
    if (!made && options.way == Way::automatic) {
        made = surface ? make_texture_presenter(*window) : make_surface_presenter(*window);
    }
    if (!made) {
        return made.error();
    }
    presenter = std::move(*made);
    return {};
}

void Platform::Impl::read_size(Toolkit& toolkit) {
    int width = 0;
    int height = 0;
    SDL_GetWindowSize(window.get(), &width, &height);
    if (width > 0 && height > 0) {
        set_screen_size(width, height);
    }
    if (toolkit.panel() != options.panel) {
        toolkit.set_panel(options.panel);
        exposed = true;
    }
}

Point Platform::Impl::page_px(double share_x, double share_y) const {
    const Point share = on_page({share_x, share_y}, options.rotation);
    return {share.x * options.panel.width_px, share.y * options.panel.height_px};
}

Point Platform::Impl::mouse_px(int x, int y) const {
    if (options.rotation == Rotation::none) {
        return {static_cast<double>(x), static_cast<double>(y)};
    }
    const Panel screen = turned(options.panel, options.rotation);
    return page_px((x + 0.5) / screen.width_px, (y + 0.5) / screen.height_px);
}

const Image& Platform::Impl::as_shown(const Image& frame) {
    if (options.rotation == Rotation::none) {
        return frame;
    }
    turn_frame(frame, options.rotation, turned_frame);
    return turned_frame;
}

void Platform::Impl::take_key(const SDL_Event& event, Toolkit& toolkit) {
    const std::optional<KeyEvent> key =
        event.type == SDL_TEXTINPUT ? letters_of(event.text, options.assist_keys, clock.monotonic())
                                    : key_of(event.key, options.assist_keys, clock.monotonic());
    if (key.has_value() && key->key == Key::command && key->letters() == "v") {
        return paste(toolkit);
    }
    if (key.has_value()) {
        other_input = clock.monotonic();
        toolkit.input().push(*key);
    }
}

/// What lies on the clipboard, as if it were typed: a line of it, since fields have one.
void Platform::Impl::paste(Toolkit& toolkit) const {
    const std::unique_ptr<char, FreeText> text(SDL_GetClipboardText());
    const std::string_view words(text == nullptr ? "" : text.get());
    constexpr std::size_t most = sizeof(KeyEvent::text) - 4;
    for (std::size_t at = 0; at < words.size();) {
        std::size_t end = at;
        while (end < words.size() && end - at < most) {
            static_cast<void>(base::next_code_point(words, end));
        }
        toolkit.input().push(KeyEvent::typed(words.substr(at, end - at), clock.monotonic()));
        at = end;
    }
}

void Platform::Impl::take_finger(const SDL_TouchFingerEvent& finger, Toolkit& toolkit) {
    if (finger.touchId == static_cast<SDL_TouchID>(SDL_MOUSE_TOUCHID)) {
        return;
    }
    const auto kind = finger.type == SDL_FINGERDOWN ? PointerEvent::Kind::down
                      : finger.type == SDL_FINGERUP ? PointerEvent::Kind::up
                                                    : PointerEvent::Kind::move;
    toolkit.input().push({kind,
                          page_px(static_cast<double>(finger.x), static_cast<double>(finger.y)),
                          clock.monotonic(),
                          finger.fingerId});
}

void Platform::Impl::take_mouse(const SDL_Event& event, Toolkit& toolkit) {
    if (event.type == SDL_MOUSEWHEEL) {
        if (options.show != Show::desk) {
            return;
        }
        PointerEvent turned{PointerEvent::Kind::wheel, {}, clock.monotonic(), mouse_finger};
        turned.notches = -static_cast<double>(event.wheel.preciseY);
        toolkit.input().push(turned);
        return;
    }
    if (event.type == SDL_MOUSEMOTION) {
        if (event.motion.which != SDL_TOUCH_MOUSEID) {
            toolkit.input().push({PointerEvent::Kind::move,
                                  mouse_px(event.motion.x, event.motion.y),
                                  clock.monotonic(),
                                  mouse_finger});
        }
        return;
    }
    if (event.button.which == SDL_TOUCH_MOUSEID || event.button.button != SDL_BUTTON_LEFT) {
        return;
    }
    const auto kind =
        event.type == SDL_MOUSEBUTTONDOWN ? PointerEvent::Kind::down : PointerEvent::Kind::up;
    toolkit.input().push(
        {kind, mouse_px(event.button.x, event.button.y), clock.monotonic(), mouse_finger});
}

void Platform::Impl::take(const SDL_Event& event, Toolkit& toolkit) {
    switch (event.type) {
        case SDL_FINGERDOWN:
        case SDL_FINGERUP:
        case SDL_FINGERMOTION: take_finger(event.tfinger, toolkit); break;
        case SDL_MOUSEMOTION:
        case SDL_MOUSEWHEEL:
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP:
            other_input = clock.monotonic();
            take_mouse(event, toolkit);
            break;
        case SDL_KEYDOWN:
        case SDL_KEYUP:
        case SDL_TEXTINPUT: take_key(event, toolkit); break;
        case SDL_WINDOWEVENT:
            if (event.window.event == SDL_WINDOWEVENT_CLOSE) {
                closed = closed || options.quit_allowed;
            } else if (event.window.event == SDL_WINDOWEVENT_FOCUS_LOST ||
                       event.window.event == SDL_WINDOWEVENT_HIDDEN) {
                toolkit.input().push(
                    {PointerEvent::Kind::lost, {}, clock.monotonic(), mouse_finger});
            } else {
                exposed = true;
            }
            break;
        case SDL_QUIT: closed = closed || options.quit_allowed; break;
        default: break;
    }
}

milliseconds Platform::Impl::wait_for(const Toolkit& toolkit, milliseconds longest) const {
    if (exposed) {
        return milliseconds{0};
    }
    const auto wake = toolkit.wake_at();
    if (!wake.has_value()) {
        return longest;
    }
    return std::clamp(*wake - clock.monotonic(), milliseconds{0}, longest);
}

Platform::Platform(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Platform::~Platform() = default;

base::Result<std::unique_ptr<Platform>> Platform::open(const Options& options,
                                                       const base::Clock& clock) {
    auto impl = std::make_unique<Impl>(options, clock);
    if (auto opened = impl->open_window(); !opened) {
        return opened.error();
    }
    return std::unique_ptr<Platform>(new Platform(std::move(impl)));
}

Panel Platform::panel() const {
    return impl_->options.panel;
}

void Platform::set_px_per_mm(double px_per_mm) {
    impl_->options.panel.px_per_mm = px_per_mm;
}

Platform::Devices Platform::devices() const {
    return {SDL_GetNumTouchDevices() > 0, impl_->other_input};
}

base::Result<void> Platform::turn(Toolkit& toolkit, const DrawApp& draw, milliseconds longest) {
    SDL_Event event;
    const auto wait = static_cast<int>(impl_->wait_for(toolkit, longest).count());
    if (SDL_WaitEventTimeout(&event, wait) != 0) {
        impl_->take(event, toolkit);
        while (SDL_PollEvent(&event) != 0) {
            impl_->take(event, toolkit);
        }
    }
    impl_->read_size(toolkit);
    toolkit.update(draw);
    const Image& frame = toolkit.render();
    PixelRect changed = toolkit.take_changed();
    if (changed.empty() && !impl_->exposed) {
        return {};
    }
    if (impl_->exposed) {
        impl_->presenter->forget_shown();
    }
    const Image& shown = impl_->as_shown(frame);
    if (impl_->exposed || impl_->options.rotation != Rotation::none) {
        changed = shown.whole();
    }
    base::Result<void> presented = impl_->presenter->present(shown, changed);
    impl_->exposed = !presented.ok();  // a lost picture is drawn anew when the display is back
    return presented;
}

base::Result<void> Platform::run(Toolkit& toolkit,
                                 const DrawApp& draw,
                                 const std::function<bool()>& running,
                                 const std::function<void()>& tick) {
    // Two seconds are the heartbeat's longest wait (kiosk.md 2.4).
    constexpr milliseconds longest{2000};
    while (!impl_->closed && running()) {
        if (auto turned = turn(toolkit, draw, longest); !turned) {
            return turned;
        }
        tick();
    }
    return {};
}

base::Result<void> Platform::show(const Image& frame) {
    const Panel& page = impl_->options.panel;
    if (frame.width_px != page.width_px || frame.height_px != page.height_px) {
        return base::Error{base::ErrorKind::refused, "the picture is not as large as the screen"};
    }
    if (std::exchange(impl_->exposed, false)) {
        impl_->presenter->forget_shown();
    }
    const Image& shown = impl_->as_shown(frame);
    return impl_->presenter->present(shown, shown.whole());
}

void Platform::wait(milliseconds longest) {
    SDL_Event event;
    if (SDL_WaitEventTimeout(&event, static_cast<int>(longest.count())) == 0) {
        return;
    }
    do {
        const bool is_window = event.type == SDL_WINDOWEVENT;
        const bool ends =
            event.type == SDL_QUIT || (is_window && event.window.event == SDL_WINDOWEVENT_CLOSE);
        impl_->closed = impl_->closed || (ends && impl_->options.quit_allowed);
        impl_->exposed = impl_->exposed || is_window;
    } while (SDL_PollEvent(&event) != 0);
}

bool Platform::closed() const {
    return impl_->closed;
}

void Platform::copy(const std::string& text) {
    SDL_SetClipboardText(text.c_str());
}

void Platform::wake() {
    SDL_Event event{};
    event.type = impl_->wake_event;
    SDL_PushEvent(&event);
}

Presenter& Platform::presenter() {
    return *impl_->presenter;
}

}  // namespace harmony::ui
