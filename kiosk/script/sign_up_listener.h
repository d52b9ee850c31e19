#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "kiosk/script/ears.h"

namespace harmony::kiosk {

/// Who comes, to what, and how they are told of changes.
struct SignUpPlan {
    std::string language = "en";
    std::string event = {};               ///< its title, as somebody heard of it
    int people = 1;                       ///< all of them 16 or over
    std::string name = {};                ///< with neither phone nor email: no details are given
    std::string phone = {};               ///< empty: none
    std::string email = {};               ///< empty: none
    std::string way = {};                 ///< phone_call, text or email, where there is a choice
    std::vector<std::string> needs = {};  ///< of events::need_names
    std::string declines = {};            ///< a text that has these words is not agreed to
};

/// A person who sees nothing and asks for a place at an event: hears each page whole, then goes to
/// the one thing that is called what they mean. Two things that sound alike, or a thing that is not
/// said, and they are lost. Knows the words of a language and no id.
class SignUpListener {
public:
    /// The stage must outlive this.
    SignUpListener(Stage& stage, SignUpPlan plan) : ears_(stage), plan_(std::move(plan)) {}

    /// From the attract page to the outcome and back. Errors: refused, with what was heard.
    [[nodiscard]] base::Result<void> walk();

    /// The number that was heard at the end, twice alike: nine digits.
    [[nodiscard]] const std::string& number() const { return number_; }

private:
    using Things = std::vector<std::string>;
    using Acted = base::Result<bool>;  ///< whether something was done on this page

    base::Result<void> choose_language();
    base::Result<void> press_on_pages(const std::string& begins);
    base::Result<void> turn();
    Acted find_event(const Things& page);
    Acted choose(const Things& page);
    Acted fill(const Things& page);
    Acted agree(const Things& page);
    Acted look_over(const Things& page);
    Acted hear_outcome(const Things& page);
    base::Result<void> spell(std::string_view text, Things board);
    base::Result<Things> other_board(const Things& board);

    [[nodiscard]] bool is_page_of(const Things& page, std::string_view heading) const;
    [[nodiscard]] std::vector<std::string> choices_for(const Things& page) const;
    [[nodiscard]] std::string text_for(const Things& page) const;
    [[nodiscard]] bool gives_details() const { return !(plan_.phone + plan_.email).empty(); }
    [[nodiscard]] Things meant() const;

    /// The one thing of a page that begins with these words and has the other words after them.
    [[nodiscard]] base::Result<std::string> only(const Things& page,
                                                 const std::string& begins,
                                                 std::string_view then = {}) const;
    [[nodiscard]] base::Result<std::string> button(const Things& page, std::string_view key) const;
    [[nodiscard]] bool has_button(const Things& page, std::string_view key) const;
    /// Goes to what was heard before, and presses it.
    base::Result<void> press(const std::string& thing);
    Acted press_button(const Things& page, std::string_view key);
    /// "More answers ({n} of {total})": a button by the words before its numbers.
    [[nodiscard]] std::string until_number(std::string_view key) const;

    Ears ears_;
    SignUpPlan plan_;
    std::string consent_;  ///< what was heard of a text that is to be agreed to
    Things checked_;       ///< what was heard on the check page
    std::string number_;
    bool finished_ = false;
};

}  // namespace harmony::kiosk
