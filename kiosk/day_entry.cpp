#include "kiosk/day_entry.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace harmony::kiosk {
namespace {

using Field = DayEntry::Field;

constexpr std::array<Field, 3> all_fields{Field::day, Field::month, Field::year};
constexpr unsigned first_year = 1000;  // with four digits

bool is_digit(std::string_view text) {
    return text.size() == 1 && text.front() >= '0' && text.front() <= '9';
}

unsigned number_in(const ui::EditBuffer& digits) {
    unsigned number = 0;
    const std::string_view text = digits.text();
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

void DayEntry::begin(Detail detail, std::optional<base::Day> day) {
    wipe();
    detail_ = detail;
    if (day) {
        take(*day);
    }
    active_ = fields().front();
    replaces_ = true;
}

std::span<const DayEntry::Field> DayEntry::fields() const {
    return std::span(all_fields).subspan(static_cast<std::size_t>(detail_));
}

bool DayEntry::empty() const {
    const auto asked = fields();
    return std::all_of(
        asked.begin(), asked.end(), [&](Field field) { return digits(field).empty(); });
}

void DayEntry::go_to(Field field) {
    active_ = field;
    replaces_ = true;
}

void DayEntry::step(int by) {
    const auto asked = fields();
    const auto at = std::find(asked.begin(), asked.end(), active_) - asked.begin() + by;
    if (at >= 0 && at < static_cast<std::ptrdiff_t>(asked.size())) {
        go_to(asked[static_cast<std::size_t>(at)]);
    }
}

/// A day from 4 and a month from 2 have no second digit.
bool DayEntry::is_full() const {
    const std::string_view text = digits(active_).text();
    switch (active_) {
        case Field::day: return text.size() == 2 || text.front() > '3';
        case Field::month: return text.size() == 2 || text.front() > '1';
        case Field::year: break;
    }
    return false;  // nothing follows a year
}

void DayEntry::type(const ui::KeyPress& digit) {
    if (replaces_) {
        field().wipe();
        replaces_ = false;
    }
    if (field().apply(digit) && is_full()) {
        step(1);
    }
}

void DayEntry::delete_last() {
    if (field().empty()) {
        step(-1);
    }
    replaces_ = false;
    field().apply(ui::KeyPress{ui::KeyPress::Kind::back});
}

void DayEntry::apply(const ui::KeyPress& press) {
    if (press.kind == ui::KeyPress::Kind::back) {
        delete_last();
    } else if (press.kind == ui::KeyPress::Kind::text && is_digit(press.text())) {
        type(press);
    }
}

void DayEntry::put(Field field, unsigned value) {
    digits_[index(field)].set(std::to_string(value));
}

void DayEntry::take_month(unsigned month) {
    put(Field::month, month);
    go_to(Field::month);
    step(1);
}

void DayEntry::take(base::Day day) {
    const std::chrono::year_month_day civil(day);
    put(Field::day, static_cast<unsigned>(civil.day()));
    put(Field::month, static_cast<unsigned>(civil.month()));
    put(Field::year, static_cast<unsigned>(static_cast<int>(civil.year())));
    go_to(Field::year);
}

DayEntry::Reading DayEntry::read() const {
    if (empty()) {
        return {};
    }
    for (const Field field : fields()) {
        if (digits(field).empty()) {
            return {Fault::part_missing, field, std::nullopt};
        }
    }
    if (number_in(digits(Field::year)) < first_year) {
        return {Fault::short_year, Field::year, std::nullopt};
    }
    const std::chrono::year_month_day civil(
        std::chrono::year(static_cast<int>(number_in(digits(Field::year)))),
        std::chrono::month(asks(Field::month) ? number_in(digits(Field::month)) : 1),
        std::chrono::day(asks(Field::day) ? number_in(digits(Field::day)) : 1));
    if (!civil.ok()) {
        return {Fault::no_such_day, Field::day, std::nullopt};
    }
    return {Fault::none, Field::day, base::Day(civil)};
}

base::SecretText DayEntry::iso() const {
    base::SecretText text(digits(Field::year).text());
    for (const Field field : {Field::month, Field::day}) {
        const std::string_view asked = asks(field) ? digits(field).text() : "1";
        text.append(asked.size() == 1 ? "-0" : "-");
        text.append(asked);
    }
    return text;
}

void DayEntry::wipe() {
    for (ui::EditBuffer& digits : digits_) {
        digits.wipe();
    }
}

bool forbids_future(std::string_view constraint) {
    std::string text(constraint);
    constexpr std::string_view joint = " and ";
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(joint), text.size());
        std::string part = text.substr(0, end);
        std::erase(part, ' ');
        if (part == ".<=today()" || part == "today()>=.") {
            return true;
        }
        text.erase(0, std::min(end + joint.size(), text.size()));
    }
    return false;
}

}  // namespace harmony::kiosk
