#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "base/secret.h"
#include "base/time.h"
#include "ui/edit.h"

namespace harmony::kiosk {

/// A date on its way: day, month and year, each with the digits that a resident touched. Leaves no
/// copy behind.
class DayEntry {
public:
    enum class Field { day, month, year };
    /// What is asked for. A month or a year alone is kept as its first day.
    enum class Detail { day, month, year };

    /// Why it is no date.
    enum class Fault { none, empty, part_missing, short_year, no_such_day };
    struct Reading {
        Fault fault = Fault::empty;
        Field missing = Field::day;  ///< of `part_missing`: the first of them
        std::optional<base::Day> day;
    };

    /// With the date that the survey holds already, or none.
    void begin(Detail detail, std::optional<base::Day> day);

    /// The fields that are asked for, in reading order.
    [[nodiscard]] std::span<const Field> fields() const;
    [[nodiscard]] const ui::EditBuffer& digits(Field field) const { return digits_[index(field)]; }
    [[nodiscard]] Field active() const { return active_; }
    [[nodiscard]] bool empty() const;

    /// The field that the next digit goes to; that digit takes the place of what stands there.
    void go_to(Field field);

    /// A key of the pad. A field that is full hands over to the next one; back in an empty field
    /// goes to the one before.
    void apply(const ui::KeyPress& press);

    void take_month(unsigned month);
    void take(base::Day day);

    [[nodiscard]] Reading read() const;

    /// `YYYY-MM-DD`. REQUIRES: it reads as a day.
    [[nodiscard]] base::SecretText iso() const;
    void wipe();

private:
    static constexpr std::size_t index(Field field) { return static_cast<std::size_t>(field); }
    [[nodiscard]] ui::EditBuffer& field() { return digits_[index(active_)]; }
    [[nodiscard]] bool is_full() const;
    void type(const ui::KeyPress& digit);
    void delete_last();
    void step(int by);
    void put(Field field, unsigned value);
    [[nodiscard]] bool asks(Field field) const { return index(field) >= index(fields().front()); }

    std::array<ui::EditBuffer, 3> digits_{ui::EditBuffer(2), ui::EditBuffer(2), ui::EditBuffer(4)};
    Detail detail_ = Detail::day;
    Field active_ = Field::day;
    bool replaces_ = false;  ///< the next digit begins the field anew
};

/// Whether a constraint of a date question keeps the future out: `. <= today()`, by itself or
/// joined to others by `and`.
[[nodiscard]] bool forbids_future(std::string_view constraint);

}  // namespace harmony::kiosk
