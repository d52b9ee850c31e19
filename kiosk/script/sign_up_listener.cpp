#include "kiosk/script/sign_up_listener.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "kiosk/phrases.h"

// How a place is asked for by ear: what a page is for is known by its heading, what is wanted of it
// by the plan, and where it is by what was said.
namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr int most_pages = 80;
constexpr std::size_t digits_of_a_number = 9;

Error lost(std::string_view why) {
    return {ErrorKind::refused, fmt::format("the listener is lost: {}", why)};
}

std::string heard_in(const std::vector<std::string>& page) {
    return fmt::format("\"{}\"", fmt::join(page, "\", \""));
}

std::string digits_of(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char letter) {
        return letter >= '0' && letter <= '9';
    });
    return digits;
}

bool has(const std::vector<std::string>& page, std::string_view words) {
    return std::any_of(page.begin(), page.end(), [&](const std::string& thing) {
        return thing.find(words) != std::string::npos;
    });
}

}  // namespace

// --- what is heard ------------------------------------------------------------------------------

bool SignUpListener::is_page_of(const Things& page, std::string_view heading) const {
    const std::string begins = ears_.with_stop(ears_.word(heading));
    const std::string role = ears_.with_stop(ears_.word("speech.heading"));
    return std::any_of(page.begin(), page.end(), [&](const std::string& thing) {
        return thing.starts_with(begins) && thing.find(role, begins.size()) != std::string::npos;
    });
}

std::string SignUpListener::until_number(std::string_view key) const {
    const std::string words = ears_.word(key);
    return words.substr(0, words.find('{'));
}

Result<std::string> SignUpListener::only(const Things& page,
                                         const std::string& begins,
                                         std::string_view then) const {
    const auto fits = [&](const std::string& thing) {
        return thing.starts_with(begins) && thing.find(then, begins.size()) != std::string::npos;
    };
    const auto first = std::find_if(page.begin(), page.end(), fits);
    if (first == page.end()) {
        return lost(fmt::format("nothing is called \"{}\" among {}", begins, heard_in(page)));
    }
    if (std::find_if(first + 1, page.end(), fits) != page.end()) {
        return lost(fmt::format("two things are called \"{}\"", begins));
    }
    return *first;
}

Result<std::string> SignUpListener::button(const Things& page, std::string_view key) const {
    return only(
        page, ears_.with_stop(ears_.word(key)), ears_.with_stop(ears_.word("speech.button")));
}

bool SignUpListener::has_button(const Things& page, std::string_view key) const {
    return std::any_of(page.begin(), page.end(), [&](const std::string& thing) {
        return ears_.is_button(thing, key);
    });
}

Result<void> SignUpListener::press(const std::string& thing) {
    constexpr int most_strikes = 200;
    // It may be the first of the page, where the focus stands after a round.
    for (int i = 0; i < most_strikes; ++i) {
        if (ears_.here() == thing) {
            ears_.select();
            return {};
        }
        ears_.next();
    }
    return lost(fmt::format("\"{}\" is not said any more", thing));
}

SignUpListener::Acted SignUpListener::press_button(const Things& page, std::string_view key) {
    const Result<std::string> thing = button(page, key);
    if (!thing) {
        return thing.error();
    }
    const Result<void> pressed = press(*thing);
    return pressed ? Acted(true) : Acted(pressed.error());
}

// --- what is meant ------------------------------------------------------------------------------

std::vector<std::string> SignUpListener::choices_for(const Things& page) const {
    if (is_page_of(page, "signup.who")) {
        return {plan_.people == 1 ? ears_.word("signup.only_me") : std::to_string(plan_.people)};
    }
    if (is_page_of(page, "signup.age")) {
        return {ears_.word("age.yes")};
    }
    if (is_page_of(page, "signup.under16")) {
        return {ears_.word("signup.nobody")};
    }
    if (is_page_of(page, "signup.details")) {
        return {ears_.word(gives_details() ? "signup.give_details" : "signup.no_contact")};
    }
    if (is_page_of(page, "signup.preferred")) {
        return {ears_.word("preferred." + plan_.way)};
    }
    std::vector<std::string> needs;
    if (is_page_of(page, "signup.needs")) {
        for (const std::string& need : plan_.needs) {
            needs.push_back(ears_.word("need." + need));
        }
    }
    return needs;
}

std::string SignUpListener::text_for(const Things& page) const {
    if (is_page_of(page, "signup.name")) {
        return plan_.name;
    }
    if (is_page_of(page, "signup.phone")) {
        return plan_.phone;
    }
    return is_page_of(page, "signup.email") ? plan_.email : std::string();
}

/// What must be heard before it is sent.
SignUpListener::Things SignUpListener::meant() const {
    Things all = {plan_.people == 1 ? ears_.word("signup.only_me") : std::to_string(plan_.people)};
    for (const std::string& text : {plan_.name, plan_.email}) {
        if (gives_details() && !text.empty()) {
            all.push_back(text);
        }
    }
    for (const std::string& need : plan_.needs) {
        all.push_back(ears_.word("need." + need));
    }
    return all;
}

// --- what is done -------------------------------------------------------------------------------

Result<void> SignUpListener::choose_language() {
    ears_.next();  // the first key shows where the keys are
    const Result<void> chosen = press_on_pages(own_name(plan_.language));
    ears_.speak(plan_.language);
    return chosen;
}

/// What begins with these words, on whichever page of tiles it is.
Result<void> SignUpListener::press_on_pages(const std::string& begins) {
    for (int pages = 0; pages < most_pages; ++pages) {
        const Things page = ears_.hear_page();
        const bool here = std::any_of(page.begin(), page.end(), [&](const std::string& thing) {
            return thing.starts_with(begins);
        });
        const Result<std::string> wanted =
            only(page, here ? begins : until_number("page.more_choices"));
        if (!wanted) {
            return lost(fmt::format("nothing is called \"{}\" among {}", begins, heard_in(page)));
        }
        const Result<void> pressed = press(*wanted);
        if (here || !pressed) {
            return pressed;
        }
    }
    return lost(fmt::format("\"{}\" is on no page", begins));
}

SignUpListener::Acted SignUpListener::find_event(const Things& page) {
    if (is_page_of(page, "home.title")) {
        return press_button(page, "home.events");
    }
    if (!is_page_of(page, "events.title")) {
        for (const char* key : {"event.sign_up", "signup.do", "event.wait"}) {
            if (has_button(page, key)) {
                return press_button(page, key);
            }
        }
        return false;
    }
    const std::string more = until_number("page.more_choices");
    const bool here = std::any_of(page.begin(), page.end(), [&](const std::string& thing) {
        return thing.starts_with(plan_.event);
    });
    const Result<std::string> wanted = only(page, here ? plan_.event : more);
    if (!wanted) {
        return wanted.error();
    }
    const Result<void> pressed = press(*wanted);
    return pressed ? Acted(true) : Acted(pressed.error());
}

/// Takes one choice that is meant and not taken yet; the page is heard again after it.
SignUpListener::Acted SignUpListener::choose(const Things& page) {
    for (const std::string& name : choices_for(page)) {
        const std::string begins = ears_.with_stop(name);
        const auto called = [&](const std::string& thing) { return thing.starts_with(begins); };
        if (std::none_of(page.begin(), page.end(), called)) {
            const Result<std::string> more = only(page, until_number("page.more"));
            if (!more) {
                return lost(fmt::format("nothing is called \"{}\" among {}", name, heard_in(page)));
            }
            const Result<void> pressed = press(*more);
            return pressed ? Acted(true) : Acted(pressed.error());
        }
        const Result<std::string> choice = only(page, begins);
        if (!choice) {
            return choice.error();
        }
        const bool open = choice->find(ears_.word("speech.not_chosen")) != std::string::npos ||
                          choice->find(ears_.word("speech.not_ticked")) != std::string::npos;
        if (open) {
            const Result<void> pressed = press(*choice);
            return pressed ? Acted(true) : Acted(pressed.error());
        }
    }
    return false;
}

SignUpListener::Acted SignUpListener::fill(const Things& page) {
    const std::string text = text_for(page);
    const std::string field = ears_.with_stop(ears_.word("speech.field"));
    const std::string empty = field + " " + ears_.with_stop(ears_.word("speech.empty"));
    if (text.empty() || !has(page, empty)) {
        return false;
    }
    const auto at = std::find_if(page.begin(), page.end(), [&](const std::string& thing) {
        return thing.find(empty) != std::string::npos;
    });
    if (const Result<void> opened = press(*at); !opened) {
        return opened.error();
    }
    const Result<void> spelt = spell(text, ears_.hear_page());
    return spelt ? Acted(true) : Acted(spelt.error());
}

/// Letter by letter; after each, what stands in the box is heard.
Result<void> SignUpListener::spell(std::string_view text, Things board) {
    std::string typed;
    for (const char letter : text) {
        typed += letter;
        const std::string_view sign(&typed.back(), 1);
        const std::string key = ears_.with_stop(ears_.key(sign));
        if (std::find(board.begin(), board.end(), key) == board.end()) {
            Result<Things> other = other_board(board);
            if (!other) {
                return other.error();
            }
            board = std::move(other).value();
        }
        const Result<std::string> only_key = only(board, key);
        if (!only_key) {
            return only_key.error();
        }
        if (const Result<void> pressed = press(*only_key); !pressed) {
            return pressed;
        }
        if (ears_.last_said().find(typed) == std::string::npos) {
            return lost(fmt::format("\"{}\" was typed and not said", typed));
        }
    }
    // A keyboard that lies over the page has to be put away.
    const std::string done = ears_.with_stop(ears_.word("keyboard.done"));
    return std::find(board.begin(), board.end(), done) == board.end() ? Result<void>{}
                                                                      : press(done);
}

Result<SignUpListener::Things> SignUpListener::other_board(const Things& board) {
    for (const char* key : {"keyboard.numbers", "keyboard.letters"}) {
        const std::string name = ears_.with_stop(ears_.word(key));
        if (std::find(board.begin(), board.end(), name) != board.end()) {
            if (const Result<void> pressed = press(name); !pressed) {
                return pressed.error();
            }
            return ears_.hear_page();
        }
    }
    return lost(fmt::format("no key leads to other letters among {}", heard_in(board)));
}

/// A text is heard before its box, on the same page or on the pages before.
SignUpListener::Acted SignUpListener::agree(const Things& page) {
    if (!is_page_of(page, "signup.consent")) {
        consent_.clear();
        return false;
    }
    consent_ += fmt::format("{}", fmt::join(page, " "));
    const std::string box = ears_.with_stop(ears_.word("signup.agree"));
    const bool here = std::any_of(
        page.begin(), page.end(), [&](const std::string& thing) { return thing.starts_with(box); });
    if (!here) {
        return false;
    }
    const Result<std::string> tick = only(page, box);
    if (!tick) {
        return tick.error();
    }
    const bool declines =
        !plan_.declines.empty() && consent_.find(plan_.declines) != std::string::npos;
    if (!declines && tick->find(ears_.word("speech.not_ticked")) != std::string::npos) {
        if (const Result<void> pressed = press(*tick); !pressed) {
            return pressed.error();
        }
    }
    consent_.clear();
    return press_button(page, "nav.continue");
}

/// Sends what was heard to be right, and nothing else.
SignUpListener::Acted SignUpListener::look_over(const Things& page) {
    if (!is_page_of(page, "signup.check")) {
        return false;
    }
    checked_.insert(checked_.end(), page.begin(), page.end());
    if (const Result<std::string> more = only(page, until_number("page.more_rows")); more) {
        const Result<void> pressed = press(*more);
        return pressed ? Acted(true) : Acted(pressed.error());
    }
    std::string all = fmt::format("{}", fmt::join(checked_, "\n"));
    for (const std::string& value : meant()) {
        if (all.find(value) == std::string::npos) {
            return lost(fmt::format("\"{}\" is not said before it is sent", value));
        }
    }
    // A number that begins with 0 may be read out as it is called from abroad.
    std::string digits = digits_of(plan_.phone);
    digits.erase(0, digits.starts_with('0') ? 1 : 0);
    if (digits_of(all).find(digits) == std::string::npos) {
        return lost("the phone number is not said before it is sent");
    }
    if (all.find(ears_.word("signup.not_kept")) != std::string::npos) {
        return lost("something that was meant to be kept is not");
    }
    return press_button(page, has_button(page, "signup.do") ? "signup.do" : "signup.send");
}

/// The number first; whether it is settled may stand on the pages after it.
SignUpListener::Acted SignUpListener::hear_outcome(const Things& page) {
    constexpr std::array outcomes = {"signup.confirmed", "signup.on_list", "signup.waiting"};
    const bool settled = std::any_of(
        outcomes.begin(), outcomes.end(), [&](const char* key) { return is_page_of(page, key); });
    if (number_.empty() && !settled && !is_page_of(page, "signup.sent")) {
        return false;
    }
    const std::string again = ears_.with_stop(ears_.word("speech.again"));
    for (const std::string& thing : page) {
        const std::size_t middle = thing.find(again);
        if (middle == std::string::npos) {
            continue;
        }
        number_ = digits_of(thing.substr(0, middle));
        if (number_ != digits_of(thing.substr(middle))) {
            return lost(fmt::format("two numbers are said: \"{}\"", thing));
        }
    }
    if (number_.size() != digits_of_a_number) {
        return lost(fmt::format("no number is said among {}", heard_in(page)));
    }
    if (settled || has(page, ears_.word("signup.not_confirmed"))) {
        finished_ = true;
        return press_button(page, "thanks.finish");
    }
    const Result<std::string> more = only(page, until_number("page.more_text"));
    if (!more) {
        return lost(fmt::format("the outcome is not said among {}", heard_in(page)));
    }
    const Result<void> pressed = press(*more);
    return pressed ? Acted(true) : Acted(pressed.error());
}

Result<void> SignUpListener::turn() {
    const Things page = ears_.hear_page();
    constexpr std::array steps = {&SignUpListener::hear_outcome,
                                  &SignUpListener::look_over,
                                  &SignUpListener::agree,
                                  &SignUpListener::find_event,
                                  &SignUpListener::choose,
                                  &SignUpListener::fill};
    for (const auto step : steps) {
        const Acted acted = (this->*step)(page);
        if (!acted) {
            return acted.error();
        }
        if (*acted) {
            return {};
        }
    }
    const Acted went_on = press_button(page, "nav.continue");
    return went_on ? Result<void>{} : Result<void>(went_on.error());
}

Result<void> SignUpListener::walk() {
    ears_.begin();
    if (const Result<void> chosen = choose_language(); !chosen) {
        return chosen;
    }
    for (int pages = 0; !finished_; ++pages) {
        if (pages == most_pages) {
            return lost("this sign-up does not come to an end");
        }
        if (const Result<void> turned = turn(); !turned) {
            return turned;
        }
    }
    return {};
}

}  // namespace harmony::kiosk
