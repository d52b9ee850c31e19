#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "admin/gui/host.h"
#include "ui/desk.h"
#include "ui/frame.h"

namespace harmony::admin::gui {

/// What lies over the window: the list of a chooser, a question, or a form. One at a time; a form's
/// own lists lie over it.
class Overlay {
public:
    struct Menu {
        std::string id;
        ui::Rect anchor;
        std::vector<std::string> options;
        std::optional<std::size_t> chosen;
        std::function<void(std::size_t)> then;
        std::size_t top = 0;
    };

    void show(Menu menu);
    void show(Question question, std::function<void()> then);
    void show(Form form, std::function<void(std::vector<std::string>)> then);

    /// How many lie there now.
    [[nodiscard]] int depth() const;

    /// Draws what lies there, after the page, which was drawn inside `Frame::behind_dialog`. Calls
    /// what was chosen, once it is closed.
    void draw(ui::Frame& frame);

private:
    struct Asked {
        Question question;
        std::function<void()> then;
    };
    struct Line {
        Entry entry;
        ui::EditBuffer text;
        std::optional<std::size_t> chosen;
        bool missing = false;
    };
    struct Filled {
        Form form;
        std::vector<Line> lines;
        ui::desk::Scroll scroll;
        std::function<void(std::vector<std::string>)> then;
    };

    void draw_menu(ui::Frame& frame);
    void draw_question(ui::Frame& frame);
    void draw_form(ui::Frame& frame);
    double draw_line(ui::Frame& frame, const ui::Rect& where, std::size_t line);
    [[nodiscard]] bool complete();

    std::optional<Menu> menu_;
    std::variant<std::monostate, Asked, Filled> sheet_;
    bool fresh_ = false;
};

}  // namespace harmony::admin::gui
