#include "kiosk/app.h"
#include "kiosk/hear_back.h"

// A report of a little thing (kiosk.md 4.6): the help card first, since somebody may be in danger;
// then the questions, whether its resident wants to hear back, and the check of all of it.
namespace harmony::kiosk {

void App::begin_case() {
    choose_survey(forms_of({survey::Purpose::case_report}).front());
    open_over(Screen::help);
}

/// Only a report with a receipt can be found again by the one who answers.
bool App::asks_to_hear_back() const {
    return task_ && !core_saved_ && !task_->receipt().empty() &&
           task_->form().settings().purpose == survey::Purpose::case_report;
}

void App::go_to_check() {
    if (core_saved_) {
        return go(Screen::equality_intro);
    }
    if (asks_to_hear_back() && !sign_up_) {
        sign_up_ = std::make_unique<SignUpForm>(hear_back_consent(*library_, parts_.clock.today()),
                                                reading(),
                                                parts_.random,
                                                Asking::hear_back);
    }
    const bool asked = !sign_up_ || sign_up_->at() == SignUpPage::check;
    go(asked ? Screen::check : Screen::sign_up);
}

/// Lines of the answers come first, then those of hearing back.
void App::change(int line) {
    const int answers = static_cast<int>(task_->check(words()).lines.size());
    if (sign_up_ && line >= answers) {
        step(sign_up_->change(line - answers));
    } else {
        step(task_->change(line));
    }
}

CheckView App::check_view(const Words& page_words) const {
    CheckView view = task_->check(page_words);
    if (sign_up_) {
        std::vector<CheckLine> more = sign_up_->check(page_words).lines;
        if (!more.empty()) {
            more.front().group.assign(page_words("contact.title"));
        }
        view.lines.insert(view.lines.end(), more.begin(), more.end());
    }
    return view;
}

/// Freezes how to hear back. False when something of it must be mended first: its page is shown.
bool App::takes_hear_back(std::optional<SignUpSubmission>& hear_back) {
    if (!sign_up_) {
        return true;
    }
    auto made = sign_up_->finish(parts_.clock.today());
    auto* submission = std::get_if<SignUpSubmission>(&made);
    if (submission == nullptr) {
        go(Screen::sign_up);
        return false;
    }
    if (submission->sign_up.contact()) {
        hear_back = std::move(*submission);
    }
    return true;
}

}  // namespace harmony::kiosk
