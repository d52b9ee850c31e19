#include "kiosk/time_entry.h"

#include "base/error.h"

namespace harmony::kiosk {
namespace {

constexpr std::size_t whole_size = std::string_view("18:15").size();

std::optional<int> number_in(const base::SecretText& two_digits) {
    if (two_digits.empty()) {
        return std::nullopt;
    }
    const std::string_view digits = two_digits.view();
    return (digits[0] - '0') * 10 + (digits[1] - '0');
}

void touch(base::SecretText& part, int value) {
    if (number_in(part) == value) {
        part.wipe();
        return;
    }
    const char digits[2] = {static_cast<char>('0' + value / 10),
                            static_cast<char>('0' + value % 10)};
    part.assign({digits, sizeof(digits)});
}

}  // namespace

void TimeEntry::begin(std::string_view time) {
    wipe();
    if (time.size() == whole_size) {
        hour_.assign(time.substr(0, 2));
        minutes_.assign(time.substr(3));
    }
}

std::optional<int> TimeEntry::hour() const {
    return number_in(hour_);
}

std::optional<int> TimeEntry::minutes() const {
    return number_in(minutes_);
}

void TimeEntry::touch_hour(int hour) {
    touch(hour_, hour);
}

void TimeEntry::touch_minutes(int minutes) {
    touch(minutes_, minutes);
}

base::SecretText TimeEntry::text() const {
    base::promise(whole(), "a time is asked for when it is whole");
    base::SecretText text = hour_;
    text.append(":");
    text.append(minutes_.view());
    return text;
}

void TimeEntry::wipe() {
    hour_.wipe();
    minutes_.wipe();
}

}  // namespace harmony::kiosk
