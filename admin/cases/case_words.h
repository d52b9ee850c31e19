#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "events/due.h"
#include "events/receipt_states.h"
#include "events/steps.h"

// What officers call things of the casework: cases ("little things"), requests, complaints.
namespace harmony::admin {

/// As they stand on the command line and in exports, in the order of the kinds' numbers.
inline constexpr std::array<std::string_view, 13> case_kind_names = {"rubbish",
                                                                     "dog_mess",
                                                                     "street_light",
                                                                     "graffiti",
                                                                     "bushes",
                                                                     "empty_building",
                                                                     "fence",
                                                                     "noise",
                                                                     "dumped_car",
                                                                     "needles",
                                                                     "hole",
                                                                     "drinking",
                                                                     "other"};
static_assert(static_cast<std::size_t>(events::CaseKind::other) == case_kind_names.size());

inline constexpr std::array<std::string_view, 5> offer_names = {
    "target_hardening", "call_back", "referral", "join_association", "councillor_question"};
static_assert(static_cast<std::size_t>(events::Offer::councillor_question) == offer_names.size());

inline constexpr std::array<std::string_view, 6> complaint_topic_names = {
    "what_is_kept", "who_sees_it", "not_deleted", "not_answered", "no_agreement", "other"};
static_assert(static_cast<std::size_t>(events::ComplaintTopic::other) ==
              complaint_topic_names.size());

inline constexpr std::array<std::string_view, 5> complaint_outcome_names = {
    "none", "upheld", "partly", "not_upheld", "not_ours"};
static_assert(static_cast<std::size_t>(events::ComplaintOutcome::not_ours) + 1 ==
              complaint_outcome_names.size());

[[nodiscard]] std::string_view name_of(events::CaseKind kind);
[[nodiscard]] std::string_view name_of(events::Offer offer);
[[nodiscard]] std::string_view name_of(events::ComplaintTopic topic);

/// "Street light out"
[[nodiscard]] std::string_view words_of(events::CaseKind kind);

/// One of a list of names, by its place there. `what` begins the refusal, which lists them.
template <typename Value, std::size_t Count>
[[nodiscard]] base::Result<Value> named(std::string_view name,
                                        const std::array<std::string_view, Count>& names,
                                        std::string_view what,
                                        int first = 1);

/// Where it is: the name of the place list, or the 10 m cell as a grid reference; "-" when neither
/// is known.
[[nodiscard]] std::string where_of(const events::CaseRecord& record);

/// "4 March 2026, 3 days late", "due today", "6 March 2026", "-".
[[nodiscard]] std::string due_words(std::optional<base::Day> due, base::Day today);

/// What whoever holds the receipt reads on a kiosk, in English (design of events, 14.2).
[[nodiscard]] std::string resident_reads(const events::ReceiptState& line);

/// What must not stand in a text that many read, as a sentence: phone numbers, addresses, names
/// after a title (summary/free_text.h); empty when nothing was found.
[[nodiscard]] std::string personal_in(std::string_view text);

/// For the list of names in a refusal.
[[nodiscard]] base::Error not_one_of(std::string_view name,
                                     std::string_view what,
                                     const std::string& names);

/// "a, b, c"
[[nodiscard]] std::string listed(const std::string_view* names, std::size_t count);

template <typename Value, std::size_t Count>
base::Result<Value> named(std::string_view name,
                          const std::array<std::string_view, Count>& names,
                          std::string_view what,
                          int first) {
    for (std::size_t at = 0; at < Count; ++at) {
        if (names[at] == name) {
            return static_cast<Value>(static_cast<int>(at) + first);
        }
    }
    return not_one_of(name, what, listed(names.data(), Count));
}

}  // namespace harmony::admin
