#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "admin/gui/host.h"
#include "ui/desk.h"

// What views are put together from, beside the widgets of a desk.
namespace harmony::admin::gui::parts {

/// Where a row of buttons stands.
enum class Side { start, end };

/// Buttons side by side, broken into further rows where they do not fit. Which was pressed.
std::optional<std::size_t> button_row(ui::Frame& frame,
                                      const ui::Rect& where,
                                      std::span<const ui::Button> buttons,
                                      Side side = Side::start);
[[nodiscard]] ui::Size button_row_size(ui::Frame& frame,
                                       double width,
                                       std::span<const ui::Button> buttons);

/// Buttons beside what stands above `where`, or at its top where they do not fit there, which takes
/// their height off it. Which was pressed.
std::optional<std::size_t> actions(ui::Frame& frame,
                                   ui::Rect& where,
                                   std::span<const ui::Button> buttons);

/// The choice of a part at the top of `where`, below the actions of a view; takes their height off.
struct Head {
    std::optional<std::size_t> part;    ///< that was chosen
    std::optional<std::size_t> button;  ///< that was pressed
};
Head head(ui::Frame& frame,
          ui::Rect& where,
          std::string_view id,
          std::span<const ui::desk::Option> options,
          std::size_t chosen,
          std::span<const ui::Button> buttons);

/// One line of text at the top of `where`, taken off it with `gap` below it.
void line(ui::Frame& frame, ui::Rect& where, const ui::desk::Words& words, double gap = 0);

/// A quiet name above what it is; takes its height off the top of `where`. Nothing for an empty
/// text.
void labelled(ui::Frame& frame,
              ui::Rect& where,
              std::string_view id,
              std::string_view name,
              std::string_view text);

/// A small heading of a part of a page, taken off the top of `where`.
void part_heading(ui::Frame& frame, ui::Rect& where, std::string_view id, std::string_view text);

/// A quiet line in the middle: what is read is not here yet.
void reading(ui::Frame& frame, const ui::Rect& where, std::string_view id);

/// What a row is sorted by: numbers before texts.
struct SortKey {
    long long number = 0;
    std::string text = {};

    bool operator==(const SortKey&) const = default;
    auto operator<=>(const SortKey&) const = default;
};

/// Puts rows in the order that the table's state asks for; rows of equal keys stay as they come.
void sort_rows(std::vector<std::size_t>& rows,
               const ui::desk::TableState& state,
               const std::function<SortKey(std::size_t row, std::string_view column)>& key);

/// A whole table for the clipboard: a tab between cells, a line a row, headings first.
[[nodiscard]] std::string tab_separated(const ui::desk::Table& table);

/// A text as it may be searched: small letters of ASCII.
[[nodiscard]] std::string lowered(std::string_view text);

/// Shows a form until what was filled in makes an order, then does it. A line that must be mended
/// is said at the top of the form, which keeps what was typed.
void fill_and_run(Host& host,
                  Form form,
                  std::function<base::Result<Order>(const std::vector<std::string>&)> order,
                  std::function<void(const Outcome&)> then = {});

/// The form that asks why somebody looks at what is personal.
[[nodiscard]] Form why_form(std::string what);

/// Keeps where kiosks fetch, as it was typed last, for the next form that asks.
void remember_store(Host& host, const std::string& address);

}  // namespace harmony::admin::gui::parts
