#include "kiosk/rounds.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "base/bytes.h"

namespace harmony::kiosk {
namespace {

using base::Result;
using std::chrono::hours;
using std::chrono::minutes;

constexpr minutes quiet_before_tidy{1};
constexpr minutes between_tidies{10};
constexpr minutes between_contacts{15};
constexpr hours night_begins{3};
constexpr hours night_ends{5};
constexpr std::uint64_t spread_minutes = 60;

constexpr std::string_view night_name = "round_night";
constexpr std::string_view health_day_name = "round_health";
constexpr std::string_view health_count_name = "health_counter";

std::optional<std::uint64_t> number_of(const std::optional<base::Bytes>& kept) {
    if (!kept) {
        return std::nullopt;
    }
    const std::string_view text = base::as_text(*kept);
    std::uint64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failed == std::errc{} ? std::optional(value) : std::nullopt;
}

}  // namespace

Rounds::Rounds(db::KioskState& state, const base::Clock& clock, base::RandomSource& random)
    : state_(state),
      clock_(clock),
      night_at_(night_begins + minutes{static_cast<int>(random.below(spread_minutes))}) {}

void Rounds::note_kept() {
    kept_at_ = clock_.monotonic();
}

bool Rounds::tidy_due() const {
    const auto now = clock_.monotonic();
    return kept_at_ && now - *kept_at_ >= quiet_before_tidy &&
           (!tidied_at_ || now - *tidied_at_ >= between_tidies);
}

void Rounds::note_tidied() {
    kept_at_.reset();
    tidied_at_ = clock_.monotonic();
}

std::optional<base::Day> Rounds::day_of(std::string_view name) {
    const auto number = number_of(state_.value(name));
    return number ? std::optional(base::day_from_number(static_cast<std::int32_t>(*number)))
                  : std::nullopt;
}

Result<void> Rounds::keep_day(std::string_view name) {
    const std::string text = std::to_string(base::day_number(clock_.today()));
    return state_.set_value(name, base::as_bytes(text));
}

bool Rounds::night_due() {
    const base::Moment now = clock_.now();
    const auto local = now + clock_.local_offset(now);
    const auto of_day = local - std::chrono::floor<std::chrono::days>(local);
    return of_day >= night_at_ && of_day < night_ends && day_of(night_name) != clock_.today();
}

Result<void> Rounds::note_night() {
    return keep_day(night_name);
}

bool Rounds::contacts_due() const {
    return !contacts_at_ || clock_.monotonic() - *contacts_at_ >= between_contacts;
}

void Rounds::note_contacts() {
    contacts_at_ = clock_.monotonic();
}

bool Rounds::health_due() {
    return day_of(health_day_name) != clock_.today();
}

Result<std::uint64_t> Rounds::next_health() {
    const std::uint64_t before = number_of(state_.value(health_count_name)).value_or(0);
    const std::string text = std::to_string(before + 1);
    db::StateChange change;
    change.values = {
        {std::string(health_count_name), base::copy_bytes(base::as_bytes(text))},
        {std::string(health_day_name),
         base::copy_bytes(base::as_bytes(std::to_string(base::day_number(clock_.today()))))}};
    if (Result<void> kept = state_.apply(change); !kept) {
        return kept.error();
    }
    return before + 1;
}

}  // namespace harmony::kiosk
