#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "ui/geometry.h"

/// What is on the screen, for everyone who does not look at pixels: tests, scripts, voices,
/// switches, and the lints of every layout (kiosk.md 11).
namespace harmony::ui::sem {

enum class Role {
    screen,
    heading,
    text,
    button,
    radio,
    checkbox,
    text_field,
    key,
    list,
    list_item,
    group,
    progress,
    image,
    dialog,
    alert,
    map,
};
inline constexpr std::size_t role_count = 16;

enum class Group { bar, head, main, foot, keyboard, dialog };

enum class Action { none, press, hold, type, scan };

/// Bits of `Node::state`, in the order of the dump.
enum State : std::uint32_t {
    focused = 1U << 0U,
    checked = 1U << 1U,
    disabled = 1U << 2U,
    pressed = 1U << 3U,
    offscreen = 1U << 4U,
    required = 1U << 5U,
    invalid = 1U << 6U,
    live = 1U << 7U,
    expanded = 1U << 8U,
};

/// One thing on the screen. Its words may be a resident's, so they leave no copy behind.
struct Node {
    std::string id;
    Role role = Role::text;
    Group group = Group::main;
    Action action = Action::none;
    std::uint32_t state = 0;
    base::SecretText name;
    base::SecretText value;
    base::SecretText speak;  ///< what a voice says in place of the name; the name when empty
    base::SecretText hint;   ///< said last: what it is for, how it is used
    std::string language;    ///< of its words; the page's when left empty
    Rect rect;               ///< as it is seen: mirrored pages are mirrored here too
    Rect ink;                ///< what its text covers; empty without text
    int parent = -1;         ///< index in the tree
    int order = 0;           ///< reading order
    int position = 0;        ///< of a choice, from 1, over all pages of its list; 0: not told
    int total = 0;           ///< how many choices there are; 0: not told
    bool ranked = false;    ///< a checkbox that gets a place; its value is the place, if it has one
    bool spell = false;     ///< numbers in it are said digit by digit: codes, telephone numbers
    bool personal = false;  ///< its text came from the resident
    bool cut = false;       ///< its text did not fit, and something was left out
    bool typing = false;    ///< the field that letters of a keyboard go to
    bool touch_only = false;  ///< answers to a finger alone: keys and switches pass it by
    int unknown_glyphs = 0;

    [[nodiscard]] bool is(State bit) const { return (state & bit) != 0; }

    /// Whether it can be pressed, held or typed into now.
    [[nodiscard]] bool enabled() const { return action != Action::none && !is(disabled); }
};

/// The nodes of one frame in reading order; the first is the screen.
class Tree {
public:
    [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
    [[nodiscard]] bool empty() const { return nodes_.empty(); }

    /// The id of the screen; empty before the first frame.
    [[nodiscard]] std::string_view screen() const;

    /// Nothing when no node has this id.
    [[nodiscard]] const Node* find(std::string_view id) const;

    /// Whether any node's name or value holds these words.
    [[nodiscard]] bool shows(std::string_view words) const;

    /// Ids near to one that is not there, for a message.
    [[nodiscard]] std::vector<std::string> near(std::string_view id) const;

    /// One line a node: id, role, states, rectangle, name, value, parted by TAB; personal values as
    /// `*` and their length.
    [[nodiscard]] std::string dump() const;

    Node& add(Node node);
    void clear();

    /// How keys and switches stand to the page.
    struct Keys {
        bool in_use = false;       ///< one node is focused, and seen to be
        bool whole_group = false;  ///< a switch would choose the group, not its first control
        std::uint32_t wraps = 0;   ///< counts how often the focus went over the end of a page
    };
    [[nodiscard]] const Keys& keys() const { return keys_; }
    void set_keys(const Keys& keys) { keys_ = keys; }
    /// The node with the focus; nothing while no keys are in use.
    [[nodiscard]] const Node* focused() const;

private:
    std::vector<Node> nodes_;
    Keys keys_;
};

/// The rules of kiosk.md 11 that hold on every page, as sentences about what breaks them; empty
/// when all hold. `page` is the whole panel in mm.
[[nodiscard]] std::vector<std::string> lint(const Tree& tree, const Rect& page);

[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::string_view name_of(Group group);

}  // namespace harmony::ui::sem
