#include "kiosk/app.h"

// "I have a number": what a press leads to, and what the worker found.
namespace harmony::kiosk {

bool App::apply_codes(const Intent& intent) {
    if (intent.what == Do::open_code) {
        receipt_desk_.open();
        go(Screen::code_lookup);
        return true;
    }
    switch (screen_) {
        case Screen::code_lookup: return apply_lookup(intent);
        case Screen::code_result:
        case Screen::code_stop: return apply_result(intent);
        default: return false;
    }
}

bool App::apply_lookup(const Intent& intent) {
    switch (intent.what) {
        case Do::type: receipt_desk_.type(intent.press); return true;
        case Do::go_on: find_receipt(); return true;
        case Do::go_back:
            receipt_desk_.close();
            go(Screen::you_said);
            return true;
        default: return false;
    }
}

void App::find_receipt() {
    if (!saving_ && !receipt_desk_.is_barred(now_) && receipt_desk_.is_whole(words())) {
        ticket_desk_.close();
        saving_ = true;
        parts_.worker.post(job::FindReceipt{receipt_desk_.digits()});
        go(Screen::saving);
    }
}

bool App::apply_result(const Intent& intent) {
    switch (intent.what) {
        case Do::go_back:
            if (screen_ == Screen::code_stop) {
                go(Screen::code_result);
            } else {
                receipt_desk_.open();
                go(Screen::code_lookup);
            }
            return true;
        case Do::code_stop: go(Screen::code_stop); return true;
        case Do::code_really_stop:
            told_key_ = "code.taken_back";
            say(receipt_desk_.taken_back());
            return true;
        case Do::code_helped:
            told_key_ = intent.key == "no" ? "code.reopened" : "code.glad";
            if (intent.key == "no") {
                say(receipt_desk_.opened_again());
            } else {
                receipt_desk_.close();
                go(Screen::code_done);
            }
            return true;
        default: return false;
    }
}

void App::say(std::optional<events::Fact> fact) {
    if (fact && !saving_) {
        saving_ = true;
        parts_.worker.post(job::Say{std::move(*fact)});
        go(Screen::saving);
    }
}

void App::take(const answer::ReceiptFound& found) {
    saving_ = false;
    if (screen_ != Screen::saving || !in_session_) {
        return;  // left in the meantime
    }
    if (!found.key.ok()) {
        receipt_desk_.close();
        ticket_desk_.close();
        return go(Screen::save_failed);
    }
    if (ticket_desk_.code() != 0) {
        return take_ticket_state(*found.key);
    }
    receipt_desk_.take(*found.key, library_->content().receipts, now_);
    go(Screen::code_result);
}

void App::take(const answer::Said& said) {
    saving_ = false;
    if (screen_ != Screen::saving || !in_session_) {
        return;
    }
    receipt_desk_.close();
    ticket_desk_.close();
    go(said.done.ok() ? Screen::code_done : Screen::save_failed);
}

void App::draw_code_page(ui::Frame& frame, const PageContext& context, Intents& intents) {
    switch (screen_) {
        case Screen::code_lookup: {
            if (receipt_desk_.is_barred(now_)) {
                frame.wake_after(std::chrono::seconds{1});
            }
            return draw_code_lookup(
                frame, context, receipt_desk_.lookup(context.words, now_), intents);
        }
        case Screen::code_result: {
            CodeResultView view = receipt_desk_.result(context.words);
            view.page = page_;
            return draw_code_result(frame, context, view, intents);
        }
        case Screen::code_stop: return draw_code_stop(frame, context, page_, intents);
        default: return draw_code_done(frame, context, {context.words(told_key_), page_}, intents);
    }
}

}  // namespace harmony::kiosk
