#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/event_json.h"
#include "events/fold.h"

// What whoever types a receipt number may read on any kiosk (design of events, 12.3 and 14.2): the
// file `receipts.json` of a pack (docs/formats/pack.md). Nothing in it says who asked, what for or
// where: only whoever holds the number finds the line.
namespace harmony::events {

/// What was given under a receipt number.
/// `ticket`: a sign-up without contact details, under the number of its ticket.
enum class ReceiptOf : std::uint8_t { answer, case_report, request, complaint, ticket };
inline constexpr std::array<std::string_view, 5> receipt_of_names = {
    "answer", "case", "request", "complaint", "ticket"};
static_assert(static_cast<std::size_t>(ReceiptOf::ticket) + 1 == receipt_of_names.size());

/// How things stand with one of them.
struct ReceiptState {
    base::ReceiptKey key;
    ReceiptOf of = ReceiptOf::case_report;
    std::string state;              ///< as `case_state_names` and its like have it
    base::Day on{};                 ///< since when it is so
    std::optional<base::Day> by;    ///< of one under way: by when there is news, or it is done
    std::string who;                ///< of a case: team or organisation
    std::string text;               ///< of a case: what is planned, what was done, why not
    std::string reference;          ///< of a case that was passed on: the other's number
    std::string result;             ///< of one that was told or closed: done, passed_on, cannot_do
    std::optional<base::Day> done;  ///< of one with a result: when
    std::optional<OccurrenceId> occurrence = {};  ///< of a ticket: what it is for
    std::optional<FactId> step;  ///< which step a resident's "it did not help" follows

    bool operator==(const ReceiptState&) const = default;
};

/// The whole file.
struct ReceiptStates {
    base::Day as_of{};
    std::vector<ReceiptState> all;  ///< by key: the order tells nothing

    /// Nothing when no line has this key.
    [[nodiscard]] const ReceiptState* find(const base::ReceiptKey& key) const;

    bool operator==(const ReceiptStates&) const = default;
};

/// Days after it ended for which kiosks still know how it ended.
inline constexpr int receipt_days = 180;

/// The name of the file in a pack.
inline constexpr std::string_view receipts_file = "receipts.json";

/// What kiosks are told: whatever is open, and what ended within `receipt_days` before `today`. A
/// duplicate reads as the case that it is one of. What was taken back reads as withdrawn, also
/// when it was an answer, of which nothing else is ever told.
[[nodiscard]] ReceiptStates receipt_states(const State& state, base::Day today);

/// Which keys tickets have, by their numbers: slow, so that a list of keys does not give the
/// numbers away. Errors: those of the hash.
using TicketKey = std::function<base::Result<base::ReceiptKey>(std::uint32_t code)>;

/// Adds those who can be told in no other way (design of events, 7.2): sign-ups without contact
/// details for dates from `today` on that are not simply as the kiosk said. `days` says when a date
/// is; nothing: it is not known here.
[[nodiscard]] base::Result<void> add_tickets(
    const State& state,
    const std::function<std::optional<base::Day>(const OccurrenceId&)>& days,
    base::Day today,
    const TicketKey& key,
    ReceiptStates& into);

/// The file. UTF-8 JSON.
[[nodiscard]] std::string write_receipts(const ReceiptStates& states);

/// Reads the file; a line of a kind or state that a newer office made is passed over. Errors:
/// unreadable (no such file, two lines of one key).
[[nodiscard]] base::Result<ReceiptStates> read_receipts(std::string_view json);

}  // namespace harmony::events
