#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/desk.h"
#include "ui/frame.h"
#include "ui/widgets.h"

// What the views about casework, words and reports are put together from.

namespace harmony::admin::gui {

/// A list with what is chosen of it at its side; on a page that is too narrow for both, one of
/// them.
struct ListAndDetail {
    ui::Rect list;
    ui::Rect detail;
    bool both = true;  ///< false: `list` and `detail` are the same place
};
[[nodiscard]] ListAndDetail beside(const ui::Rect& where, double share_of_detail = 0.38);

/// Height of one line of controls in a view.
inline constexpr double control_height = 15;
inline constexpr double part_gap = 4;

/// The row of a view's actions, beside its name.
[[nodiscard]] constexpr ui::Rect actions_row(const ui::Rect& where) {
    return {where.x, where.y - 21, where.w, control_height};
}

/// Puts parts of a page one below the other; each takes what it needs.
class Column {
public:
    Column(ui::Frame& frame, const ui::Rect& where) : frame_(frame), where_(where), y_(where.y) {}

    void heading(std::string_view id, std::string_view text);
    void text(std::string_view id, std::string_view text, const ui::TextLook& look = {});
    void quiet(std::string_view id, std::string_view text);
    /// A name in a narrow column and its value beside it, in as many lines as it needs.
    void fact(std::string_view id,
              std::string_view name,
              std::string_view value,
              const ui::TextLook& look = {});
    void badge(std::string_view id, std::string_view text, ui::desk::Tone tone);
    /// In as many rows as they need. The one that was pressed.
    std::optional<std::size_t> buttons(std::span<const ui::Button> buttons);
    bool button(const ui::Button& one);
    void line();
    void space(double mm) { y_ += mm; }

    [[nodiscard]] double y() const { return y_; }
    [[nodiscard]] double used() const { return y_ - where_.y; }
    [[nodiscard]] double width() const { return where_.w; }
    /// The place of the next part, `height` tall; goes on below it.
    ui::Rect take(double height);

private:
    ui::Frame& frame_;
    ui::Rect where_;
    double y_;
};

/// What stands over all about one thing of a list.
struct DetailHead {
    std::string_view id;
    std::string_view title;
    std::string_view close_id;
    bool beside = true;  ///< the list stands beside it
};
/// Whether it was closed.
bool detail_head(ui::Frame& frame, ui::Rect row, const DetailHead& head);

/// A button of this row's height at its end; `row` loses its place. Whether it was pressed.
bool button_at_end(ui::Frame& frame, ui::Rect& row, const ui::Button& button);
/// The same at its start.
bool button_at_start(ui::Frame& frame, ui::Rect& row, const ui::Button& button);

/// Row numbers of a table by one of its columns.
void sort_by(std::vector<std::size_t>& rows,
             const ui::desk::TableState& state,
             const std::function<bool(std::size_t, std::size_t)>& less);

/// Whether all words that were typed stand in one of the texts, whatever their case.
[[nodiscard]] bool matches(std::string_view typed, std::initializer_list<std::string_view> texts);

/// "1 report", "3 reports"
[[nodiscard]] std::string counted(std::size_t count, std::string_view one);

}  // namespace harmony::admin::gui
