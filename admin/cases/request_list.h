#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "events/due.h"
#include "events/fold.h"

// What residents asked for without a date: a lock, a call back, a support service (design of
// events, 13).
namespace harmony::admin {

struct RequestLine {
    const events::RequestRecord* record = nullptr;  ///< of the state, which must outlive this
    std::optional<base::Day> due;  ///< first contact, else what the last step set; nothing: ended
    events::DueColour colour = events::DueColour::green;
};

struct RequestFilter {
    std::optional<events::RequestState> state;
    std::optional<events::Offer> offer;
    bool late = false;
    bool ended = false;  ///< also those that ended
};

/// Late ones first, then by when they are due; the oldest first among equals.
[[nodiscard]] std::vector<RequestLine> list_requests(const events::State& state,
                                                     const RequestFilter& filter,
                                                     const events::Holidays& holidays,
                                                     base::Day today);

/// The one request whose id begins so, at least 4 letters of it. Errors: absent, refused (several).
[[nodiscard]] base::Result<const events::RequestRecord*> find_request(const events::State& state,
                                                                      std::string_view id);

/// One kind of offer and what was asked of it.
struct OfferFigures {
    std::map<events::RequestState, int> states;
    /// Working days from asking to first contact, of those that were reached; nothing when none.
    std::optional<double> median_days;
    int fitted = 0;
};

[[nodiscard]] std::map<std::pair<events::Offer, std::string>, OfferFigures> request_figures(
    const events::State& state, const events::Holidays& holidays);

/// "mornings, evenings at weekends"; empty when nothing was said.
[[nodiscard]] std::string times_words(int times);

/// How a message may be left, as whoever calls must read it first.
[[nodiscard]] std::string safe_words(events::SafeMessage safe);

}  // namespace harmony::admin
