#include <algorithm>
#include <array>

#include "kiosk/access_settings.h"
#include "kiosk/app.h"

// What a key means that neither the page's focus nor its field took (kiosk.md 7.3, 4.9).
namespace harmony::kiosk {
namespace {

using ui::Key;

/// The control that Back stands for on this page: the way back, or out of a sheet. Empty: none.
std::string way_back(const ui::sem::Tree& tree) {
    constexpr std::array<std::string_view, 3> ends{"nav.back", ".close", "page.back"};
    for (const std::string_view end : ends) {
        for (const ui::sem::Node& node : tree.nodes()) {
            if (node.enabled() && node.id.ends_with(end)) {
                return node.id;
            }
        }
    }
    return {};
}

}  // namespace

bool App::wakes_on_any_key() const {
    return idle_ || curtain_ || (screen_ == Screen::attract && stand_form() == nullptr);
}

/// How many pages lie under this one.
int App::depth() const {
    return static_cast<int>(behind_.size()) + (idle_ || curtain_ ? 1 : 0);
}

void App::apply_key(ui::Frame& frame, bool page_acted) {
    const ui::KeyEvent* key = frame.key();
    if (key == nullptr) {
        return;
    }
    serve_who_presses(key->key);
    if (wakes_on_any_key()) {
        if (!page_acted) {
            apply({screen_ == Screen::attract ? Do::begin : Do::stay});
            serve_who_presses(key->key);
        }
        return;
    }
    const ui::KeyEvent* open = frame.open_key();
    if (open == nullptr) {
        return;
    }
    if (open->key == Key::back) {
        if (backs_.leaves(now_) && in_session_) {
            apply({Do::leave});
        } else {
            frame.press_next(way_back(parts_.toolkit.tree()));
        }
    } else if (in_session_) {
        serve(open->key);
    }
}

/// Whoever uses a keypad or a switch is served for it, from the first press of a session.
void App::serve_who_presses(Key key) {
    if (!in_session_) {
        return;
    }
    if (key == Key::switch_1 || key == Key::switch_2) {
        serve_hand(HandHelp::switches, look_.access);
    } else if (options_.assist_keys == ui::AssistKeys::keypad) {
        serve_hand(HandHelp::keypad, look_.access);
    }
}

/// A receipt is looked up from the pages that lead to it; elsewhere a code is of no use, and that
/// is said. Nothing of it is typed.
void App::take_scan(std::string_view scanned) {
    const bool asked = screen_ == Screen::home || screen_ == Screen::you_said ||
                       screen_ == Screen::code_lookup || screen_ == Screen::code_result;
    if (asked && !receipt_desk_.is_barred(now_) && receipt_desk_.take_scan(scanned)) {
        find_receipt();
    } else if (take_ticket(scanned)) {
        return;
    } else {
        open_over(Screen::scan_refused);
    }
}

void App::apply_scan(ui::Frame& frame) {
    if (frame.scanned().empty()) {
        return;
    }
    if (wakes_on_any_key()) {
        apply({screen_ == Screen::attract ? Do::begin : Do::stay});
    } else if (screen_ == Screen::staff) {
        static_cast<void>(staff_.take_scan(frame.scanned(), *library_));
    } else if (in_session_ && screen_ != Screen::saving) {
        take_scan(frame.scanned());
    }
}

/// "Text size" pressed twice in a row asks for more than a size: the sheet (kiosk.md 4.2).
void App::step_text() {
    constexpr std::chrono::seconds twice{3};
    if (text_stepped_ && now_ - *text_stepped_ < twice) {
        text_stepped_.reset();
        open_over(Screen::accessibility);
        return;
    }
    text_stepped_ = now_;
    look_.text = ui::next(look_.text);
    page_ = 0;
    show_first_page();
}

/// Other letters make other pages: whoever is in the middle begins the page anew.
void App::show_first_page() {
    if (task_) {
        task_->show_page(0);
    }
    if (sign_up_) {
        sign_up_->show_page(0);
    }
}

bool App::apply_access(const Intent& intent) {
    switch (intent.what) {
        case Do::lower: step_setting(AccessSetting::lower, look_); return true;
        case Do::open_sheet: open_over(Screen::accessibility); return true;
        case Do::close_sheet: close_over(); return true;
        case Do::set_access:
            if (const auto setting = access_setting_named(intent.key)) {
                if (*setting == AccessSetting::read) {
                    return apply_sound({Do::toggle_reading});
                }
                step_setting(*setting, look_);
                if (*setting == AccessSetting::text) {
                    show_first_page();
                }
            }
            return true;
        default: return false;
    }
}

/// The keys beside the five: help, the voice and its volume.
void App::serve(Key key) {
    ui::Access& access = look_.access;
    switch (key) {
        case Key::repeat: return apply({access.read_aloud ? Do::repeat_said : Do::open_help});
        case Key::read: return apply({Do::toggle_reading});
        case Key::softer: access.volume = std::max(0, access.volume - 1); return;
        case Key::louder: access.volume = std::min(10, access.volume + 1); return;
        default: return;
    }
}

}  // namespace harmony::kiosk
