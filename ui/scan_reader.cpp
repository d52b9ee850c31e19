#include "ui/scan_reader.h"

#include <algorithm>
#include <array>
#include <utility>

namespace harmony::ui {

using std::chrono::milliseconds;

namespace {

constexpr std::array<std::string_view, 2> beginnings{"HT1:", "HR1:"};

bool may_begin(std::string_view letters) {
    return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view beginning) {
        const std::size_t common = std::min(beginning.size(), letters.size());
        return beginning.substr(0, common) == letters.substr(0, common);
    });
}

}  // namespace

bool ScanReader::in_code() const {
    return letters_.size() >= beginnings.front().size() && may_begin(letters_.view());
}

void ScanReader::finish() {
    code_ = std::move(letters_);
    letters_ = {};
    for (KeyEvent& event : held_) {
        event = {};
    }
    held_.clear();
}

std::vector<KeyEvent> ScanReader::give_back() {
    letters_.wipe();
    return std::exchange(held_, {});
}

bool ScanReader::goes_on(std::string_view letters) const {
    base::SecretText longer = letters_;
    longer.append(letters);
    return may_begin(longer.view());
}

std::vector<KeyEvent> ScanReader::take(const KeyEvent& event) {
    std::vector<KeyEvent> keys = look(event.when);
    const bool letters = event.key == Key::letters && event.down;
    if (in_code() && !letters) {  // Enter ends it; Shift going up and down is part of its typing
        if (event.key == Key::select && event.down) {
            finish();
        }
        return keys;
    }
    if (begun() && (!letters || !goes_on(event.letters()))) {
        const std::vector<KeyEvent> back = give_back();
        keys.insert(keys.end(), back.begin(), back.end());
    }
    if (!letters || !goes_on(event.letters())) {
        keys.push_back(event);
        return keys;
    }
    began_ = begun() ? began_ : event.when;
    last_ = event.when;
    if (letters_.size() < most_letters) {
        letters_.append(event.letters());
        held_.push_back(event);
    }
    return keys;
}

std::vector<KeyEvent> ScanReader::look(milliseconds now) {
    if (!begun() || (now - last_ < silence && now - began_ < longest)) {
        return {};
    }
    if (in_code()) {
        finish();
        return {};
    }
    return give_back();
}

std::optional<milliseconds> ScanReader::wake_at() const {
    return begun() ? std::optional(std::min(last_ + silence, began_ + longest)) : std::nullopt;
}

std::optional<base::SecretText> ScanReader::take_code() {
    return std::exchange(code_, std::nullopt);
}

void ScanReader::reset() {
    finish();
    code_.reset();
}

}  // namespace harmony::ui
