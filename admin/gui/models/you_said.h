#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/cases/you_said_book.h"
#include "admin/gui/host.h"

// What the view "You said, we did" shows: what residents said, what came of it, who may read it
// where, and what was done and is not told yet.

namespace harmony::admin::gui {

/// One item.
struct YouSaidRow {
    std::string id;
    std::string theme;
    std::string said;
    std::string did;
    std::string next;
    std::string organisation;
    std::string area;
    base::Day done_on{};
    std::string state;  ///< draft, checked, published, over, retired
    bool could_not = false;
    bool english_alone = false;       ///< it has no other language
    std::vector<std::string> behind;  ///< cases and questions, as they are named to officers
    std::string author;
    std::string checker;
    std::string publisher;
    std::string shown_where;               ///< in a sentence
    std::optional<base::Day> shown_until;  ///< of one that is shown
    int people = 0;                        ///< who said so; 0: not said

    bool operator==(const YouSaidRow&) const = default;
};

/// Something that was done, or cannot be, and that no item tells of.
struct UntoldCase {
    std::string id;
    std::string what;
    std::string where;
    std::string text;  ///< what its resident reads of it
    std::string owner;
    base::Day day{};
    bool could_not = false;

    bool operator==(const UntoldCase&) const = default;
};

/// A question of a survey, as the theme behind an item.
struct ThemeQuestion {
    std::string name;   ///< "neighbourhood:after_dark"
    std::string label;  ///< as residents read it

    bool operator==(const ThemeQuestion&) const = default;
};

struct YouSaidModel {
    std::vector<YouSaidRow> items;  ///< those that wait for somebody first, then by day, newest
    std::vector<UntoldCase> untold;
    std::vector<ThemeQuestion> questions;
    bool second_person = false;  ///< another than its author must check and publish
    base::Day today{};
    std::string exports;  ///< the folder of the office for files that leave it

    [[nodiscard]] const YouSaidRow* find(std::string_view id) const;
};

/// Errors: unreadable (the book of items, a published survey).
[[nodiscard]] base::Result<YouSaidModel> read_you_said(Reader& reader);

/// How many items are ready to be checked or published.
[[nodiscard]] std::size_t waiting_in(const YouSaidModel& model);

// --- what is pressed
// ------------------------------------------------------------------------------

/// A new item: of nothing yet, or of what was done about a case.
[[nodiscard]] Form item_form(const YouSaidModel& model,
                             const UntoldCase* about,
                             const std::string& officer);
/// Another text of an item that is not published.
[[nodiscard]] Form change_form(const YouSaidRow& row, const std::string& officer);
/// Which item is kept, and of which case.
struct ItemOf {
    std::string id;     ///< its short name
    std::string about;  ///< a case behind a new one; may be empty
};
[[nodiscard]] Order item_order(const YouSaidModel& model,
                               const ItemOf& item,
                               const Form& form,
                               const std::vector<std::string>& answers);
/// A short name that no item has yet: "street_lights", "street_lights_2".
[[nodiscard]] std::string new_id(const YouSaidModel& model, std::string_view theme);

/// `check`, `publish`, `retire`.
[[nodiscard]] Order step_order(const YouSaidRow& row,
                               std::string_view step,
                               const std::string& officer);
/// What may be done with an item now: of `check`, `publish`, `retire`, `change`.
[[nodiscard]] std::vector<std::string> steps_of(const YouSaidRow& row);

}  // namespace harmony::admin::gui
