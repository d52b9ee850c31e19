#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ui/access.h"
#include "ui/geometry.h"
#include "ui/icons.h"
#include "ui/keys.h"
#include "ui/language.h"
#include "ui/picture.h"
#include "ui/semantic.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace harmony::ui {

/// How a resident wants to see the pages; the app keeps it and hands it in with every page.
struct Look {
    std::string language = "en";
    TextSize text = TextSize::m;
    ColourMode colours = ColourMode::standard;
    Access access = {};
    BrandColours brand = {};  ///< of the campaign

    bool operator==(const Look&) const = default;
};

/// How large a text is against the resident's text size.
enum class Scale { body, small, large, title };

/// A text as a screen asks for it.
struct TextLook {
    Scale scale = Scale::body;
    Weight weight = Weight::regular;
    Align align = Align::start;
    Role colour = Role::text;
    Privacy privacy = Privacy::open;
    double share = 1;  ///< of its size, where a control is lower than the letters
    /// Another language than the page's, for a language's own name or an English original.
    std::string_view language = {};
};

/// A text laid out, in mm.
struct TextBox {
    TextId id = 0;
    double width = 0;
    double height = 0;
    Rect ink;  ///< relative to the box's top left corner
    int lines = 0;
    bool cut = false;
    bool split_word = false;  ///< a word is wider than the width
    int unknown_glyphs = 0;
};

/// What happened to one control in this pass.
struct Touch {
    bool activated =
        false;  ///< pressed and released inside, and no rule of input.h stood against it
    bool held_down = false;                 ///< draw it pressed
    bool long_held = false;                 ///< held as long as `or_held` says, once a press
    bool focused = false;                   ///< draw the focus ring
    std::chrono::milliseconds held_for{0};  ///< since the press began, while held down
    Point at;  ///< where it was last touched, unmirrored page coordinates
};

/// One pass over the page: a screen draws itself into it, once, top to bottom in reading order.
///
/// Coordinates are mm from the *start* side: a right-to-left page is mirrored as a whole when it is
/// drawn and recorded, so a screen is written once. Widgets are in widgets.h; screens rarely need
/// the primitives here. The object lives for one pass: keep nothing of it.
class Frame {
public:
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;

    // --- the page ---------------------------------------------------------------------------

    /// Begins the page. The first call of every pass, once. `id` is the screen's id and `name` what
    /// a voice calls it. A new id is a screen change: it starts the dead time of input.h.
    void begin_screen(std::string_view id, std::string_view name, const Look& look);

    /// The whole panel.
    [[nodiscard]] Rect page() const;
    [[nodiscard]] const Panel& panel() const;
    [[nodiscard]] const Look& look() const;
    [[nodiscard]] const Language& language() const;
    [[nodiscard]] bool right_to_left() const;
    [[nodiscard]] Theme theme() const;

    /// Monotonic time of this pass.
    [[nodiscard]] std::chrono::milliseconds now() const;

    /// Asks for another pass in `delay` at the latest: for timers and moving things.
    void wake_after(std::chrono::milliseconds delay);

    /// Asks for another pass at once: what was drawn is not in its place yet.
    void again();

    /// Since the last touch, key or switch.
    [[nodiscard]] std::chrono::milliseconds idle_for() const;

    // --- keys -------------------------------------------------------------------------------

    /// The key that this pass is about, whoever took it; nothing in a pass without one.
    [[nodiscard]] const KeyEvent* key() const;
    /// The same, when neither the focus nor a field took it: Back, Help, the volume.
    [[nodiscard]] const KeyEvent* open_key() const;
    /// Whether keys or switches are in use, so that the focus is drawn.
    [[nodiscard]] bool keys_in_use() const;

    /// The code that a scanner read since the last pass, with its `HT1:` or `HR1:`; empty: none.
    /// Valid for this pass.
    [[nodiscard]] std::string_view scanned() const;

    /// What is shown on "out of this group" while a switch scans.
    void set_scan_words(std::string_view out_of_group);

    /// Whether letters that are typed would go to this control: it has the focus, seen or not.
    [[nodiscard]] bool has_focus(std::string_view id) const;
    /// Gives the focus of the keys to this control.
    void focus_next(std::string_view id);

    /// Whether the mouse is over it. A finger that is up is nowhere, so this is for desks.
    [[nodiscard]] bool hovers(const Rect& rect) const;
    /// The control with the focus, when it was recorded in this pass after so many nodes; nothing
    /// otherwise. Good until the next is recorded.
    [[nodiscard]] const sem::Node* focused_since(std::size_t from) const;
    /// How many nodes were recorded in this pass.
    [[nodiscard]] std::size_t recorded() const;

    /// Takes what the wheel turned in this pass, if the mouse is over `rect`: notches down the
    /// page.
    [[nodiscard]] double take_wheel(const Rect& rect);
    /// Takes a key that nobody took, when it is this one.
    [[nodiscard]] bool take_open(Key key);
    /// Takes Ctrl with this letter.
    [[nodiscard]] bool take_command(std::string_view letter);

    /// Presses this control in the next pass, as Select on it would.
    void press_next(std::string_view id);

    /// How many pages lie under this one: a sheet says 1 and more, so that the focus finds back to
    /// what opened it.
    void set_depth(int depth);

    // --- scopes -----------------------------------------------------------------------------

    /// What holds for the widgets that are drawn now.
    struct Setting {
        sem::Group group = sem::Group::main;
        int parent = -1;
        bool mirrored = false;
        bool behind = false;
    };

    /// Puts the setting back that was there before when it ends.
    class Scope {
    public:
        Scope(Frame& frame, const Setting& next);
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;
        ~Scope();

    private:
        Frame& frame_;
        Setting before_;
    };

    /// Nodes recorded while the scope lives belong to `group`.
    [[nodiscard]] Scope in_group(sem::Group group);
    /// Positions are not mirrored while the scope lives: number pads, keyboards, maps.
    [[nodiscard]] Scope without_mirroring();
    /// Draws what lies behind a dialog: nothing answers to touch, nothing is recorded.
    [[nodiscard]] Scope behind_dialog();
    /// Nodes recorded while the scope lives are children of the node recorded last.
    [[nodiscard]] Scope inside_last();

    // --- text -------------------------------------------------------------------------------

    [[nodiscard]] TextBox lay_out(std::string_view text,
                                  const TextLook& look,
                                  std::optional<double> width = std::nullopt);
    /// Height of the capitals of `scale` in mm.
    [[nodiscard]] double capital(Scale scale) const;

    // --- painting (the colours come from the roles) --------------------------------------------

    void fill(const Rect& rect, Colour colour, double corner = 0);
    /// A fill with a border inside its edge.
    void framed(const Rect& rect, Colour fill, Colour border, double thickness, double corner);
    void outline(const Rect& rect, Colour colour, double thickness, double corner = 0);
    /// A soft shadow around and under `rect`; nothing in the modes that rely on borders.
    void shadow(const Rect& rect, double corner, double spread);
    void line(Point from, Point to, Colour colour, double thickness);
    void disc(Point centre, double radius, Colour colour);
    void ring(Point centre, double radius, Colour colour, double thickness);
    void icon(Icon icon, const Rect& rect, Colour colour);
    /// A face, in the colours of the mode: an outline alone where contrast is high.
    void face(Mood mood, const Rect& rect);
    /// Draws a laid-out text with its top left (start) corner at `at`.
    void text(const TextBox& box, Point at, Colour colour);
    /// The two-colour focus ring, 1 mm outside `rect`.
    void focus_ring(const Rect& rect, double corner);
    /// Dark squares of a QR code or a bitmap: `modules` x `modules`, row by row, true is dark.
    void squares(const Rect& rect, int modules, const std::vector<bool>& dark, Colour colour);

    /// A filled shape without dents.
    void shape(const std::vector<Point>& points, Colour colour);

    /// Draws a picture into `rect`, scaled to it; only its place is mirrored, never itself. Record
    /// what it shows, as `widgets.h` does.
    void picture(const Rect& rect, const SharedPicture& picture);

    /// Draws nothing outside `rect` until `unclip`.
    void clip(const Rect& rect);
    void unclip();

    // --- touching and recording: what every widget does ------------------------------------------

    struct Touchable {
        std::string_view id;
        Rect rect;
        bool enabled = true;
        /// Acts after being held this long; zero: acts on release, or as "Steady touch" says.
        std::chrono::milliseconds hold{0};
        /// Answers to a finger alone, and at once: the logo that staff hold, the whole attract
        /// page.
        bool touch_only = false;
        /// Also reports `Touch::long_held` after this long, and then does not act; zero: never.
        std::chrono::milliseconds or_held{0};
    };
    /// Hit-tests one control. Every control is asked once a pass.
    [[nodiscard]] Touch touch(const Touchable& what);

    /// Records one node; rect and ink are given in page coordinates and mirrored here. Fills in
    /// order, group, parent, language and the focused and pressed bits of the last `touch` of the
    /// same id.
    sem::Node& record(sem::Node node);

    /// Where ink of `box` is when drawn at `at`.
    [[nodiscard]] static Rect ink_at(const TextBox& box, Point at);

    /// For the text field: what was typed on real keys in this pass, if this field is the first
    /// to ask.
    [[nodiscard]] std::optional<KeyEvent> take_typed();
    [[nodiscard]] TextEngine& text_engine();
    [[nodiscard]] double px_per_mm() const;

    /// Made by the toolkit alone.
    struct State;
    explicit Frame(State& state) : state_(state) {}

private:
    State& state_;
};

}  // namespace harmony::ui
