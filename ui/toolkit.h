#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "base/error.h"
#include "base/time.h"
#include "ui/frame.h"
#include "ui/image.h"
#include "ui/input.h"
#include "ui/keyboard_layout.h"
#include "ui/semantic.h"

namespace harmony::ui {

/// Draws the app's page of now into the frame, and applies what was pressed before it returns.
/// Called once for every transition of the pointer, and again until the page stands still.
using DrawApp = std::function<void(Frame&)>;

/// Follows what happens on the glass, for a voice.
class PageListener {
public:
    PageListener() = default;
    PageListener(const PageListener&) = delete;
    PageListener& operator=(const PageListener&) = delete;
    virtual ~PageListener() = default;

    /// A finger came down, or a key: before the app hears of it.
    virtual void input_came() = 0;
    /// An update is over, and this is the page of now.
    virtual void page_stands(const sem::Tree& tree) = 0;
};

/// What the last update of the pixels did.
struct RenderFigures {
    int tiles_touched = 0;  ///< of `tiles`
    int tiles = 0;
    std::size_t vertices = 0;
    std::size_t commands = 0;
};

/// Everything between the app's draw function and pixels: state, text, hit tests, the semantic
/// tree, the renderer. No window and no real input: see platform.h and driver.h.
class Toolkit {
public:
    struct Options {
        Panel panel;
        std::filesystem::path assets;  ///< the folder with fonts.json and keyboards/
    };

    /// Unreadable or absent, with a sentence, when a font or a keyboard is not what it should be.
    [[nodiscard]] static base::Result<std::unique_ptr<Toolkit>> open(const Options& options,
                                                                     const base::Clock& clock);

    Toolkit(const Toolkit&) = delete;
    Toolkit& operator=(const Toolkit&) = delete;
    ~Toolkit();

    /// Where the platform or the driver puts what fingers and keys do.
    [[nodiscard]] InputQueue& input();

    /// Runs logic passes until the queue is empty and the page stands still. No pixels are made.
    void update(const DrawApp& draw);

    /// Gives the focus of the keys to a control, as Tab would, and brings it into sight.
    void focus_on(std::string_view id, const DrawApp& draw);

    /// Tells `listener`, which must outlive the toolkit or be replaced; nothing: tells nobody.
    void set_listener(PageListener* listener);

    /// The tree of the last pass.
    [[nodiscard]] const sem::Tree& tree() const;

    /// How the resident of the last pass is served.
    [[nodiscard]] const Access& access() const;

    /// Monotonic time at which the app wants another pass; nothing when it waits for a touch.
    [[nodiscard]] std::optional<std::chrono::milliseconds> wake_at() const;

    /// Brings the pixels up to the last pass: only tiles that changed are drawn. Kept here.
    const Image& render();
    /// What differs from the picture of when this was asked last: what a presenter must show.
    [[nodiscard]] PixelRect take_changed();
    [[nodiscard]] RenderFigures render_figures() const;
    /// Forgets the pixels, so that the next `render` draws every tile.
    void invalidate();

    /// Another panel (a rotated or resized window).
    void set_panel(const Panel& panel);
    [[nodiscard]] const Panel& panel() const;

    /// The end of a resident's session: the ImGui context is destroyed and made anew, personal
    /// texts, their pictures, the semantic tree and the pixels are zeroed, input is forgotten. Call
    /// it between updates or inside the draw function (it is then done when the pass has ended).
    void reset_session();

    [[nodiscard]] const KeyboardLayouts& keyboards() const;
    [[nodiscard]] TextEngine& text();

private:
    struct Impl;
    explicit Toolkit(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace harmony::ui
