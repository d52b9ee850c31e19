#include <algorithm>

#include "kiosk/staff/staff_area.h"

// The wipe of the whole machine: an admin stick, two questions, words that are typed
// (kiosk.md 9.2).
namespace harmony::kiosk {
namespace {

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return small;
}

}  // namespace

int StaffArea::would_be_lost() const {
    return counts_ ? counts_->unsent + counts_->sign_ups_waiting : 0;
}

bool StaffArea::apply_wipe(const Intent& intent, const Library& library) {
    switch (intent.staff) {
        case StaffDo::wipe:
            if (facts_ && facts_->may_wipe) {
                parts_.worker.post(job::ReadCounts{});
                wipe_ = {};
                note_.wipe();
                go_behind_setup(StaffPage::wipe);
            }
            return true;
        case StaffDo::wipe_go_on:
            if (would_be_lost() > 0 && !wipe_.asked_again) {
                wipe_.asked_again = true;
            } else {
                go(StaffPage::wipe_words);
            }
            return true;
        case StaffDo::wipe_type: note_.apply(intent.press); return true;
        case StaffDo::wipe_keys: keys_ = intent.keys; return true;
        case StaffDo::wipe_done: finish_wipe(Words(library.phrases(), "en")); return true;
        default: return false;
    }
}

/// Only after the pages before it, and with the right words.
void StaffArea::finish_wipe(const Words& words) {
    const bool same = in_small_letters(note_.text()) == in_small_letters(words("staff.wipe.words"));
    note_.wipe();
    go(StaffPage::wipe);
    wipe_.asked_again = false;
    wipe_.wrong_words = !same;
    if (same && !wipe_.under_way) {
        wipe_.under_way = true;
        ask(errand::Wipe{});
    }
}

StaffWipeView StaffArea::wipe_view() const {
    StaffWipeView view;
    view.unsent = would_be_lost();
    view.asked_again = wipe_.asked_again;
    view.wrong_words = wipe_.wrong_words;
    view.under_way = wipe_.under_way;
    view.trouble = wipe_.trouble;
    view.page = shown_page_;
    return view;
}

TypedLine StaffArea::wipe_line(const Words& words) const {
    TypedLine line;
    line.id = "staff.wipe.words";
    line.field = "staff.wipe.field";
    const std::string wanted = words("staff.wipe.words");
    line.title = words("staff.wipe.type", {{"words", wanted}});
    line.text = &note_;
    line.keys = keys_;
    line.type = StaffDo::wipe_type;
    line.show_keys = StaffDo::wipe_keys;
    line.done = StaffDo::wipe_done;
    return line;
}

}  // namespace harmony::kiosk
