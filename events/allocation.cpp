#include "events/allocation.h"

#include <algorithm>

#include "base/error.h"

namespace harmony::events {

std::optional<AllocationApplied> apply_grant(Allocation& allocation,
                                             std::uint64_t version,
                                             int granted) {
    if (version <= allocation.version) {
        return std::nullopt;
    }
    allocation.version = version;
    allocation.cap = std::max(granted, allocation.used);
    return AllocationApplied{version, allocation.used, allocation.cap};
}

SignUpTerms terms_of(const Event& event, WallTime now) {
    SignUpTerms terms;
    terms.cancelled = event.state == EventState::cancelled;
    terms.open = event.sign_up != SignUpMode::none && now < sign_up_closes(event) &&
                 (!event.opens || now >= *event.opens);
    terms.has_spaces = event.spaces.has_value();
    terms.slot = event.slot_of.has_value();
    terms.by_request = event.sign_up == SignUpMode::request;
    terms.waiting_list = event.waiting_list;
    terms.party_max = event.party_max;
    return terms;
}

SignUpDecision decide_sign_up(const SignUpTerms& terms,
                              const std::optional<Allocation>& allocation,
                              int party,
                              ClockTrust clock) {
    if (terms.cancelled) {
        return SignUpDecision::cancelled;
    }
    if (!terms.open) {
        return SignUpDecision::closed;
    }
    if (party < 1 || party > terms.party_max) {
        return SignUpDecision::party_too_large;
    }
    if (terms.by_request || (terms.slot && !allocation)) {
        return SignUpDecision::requested;
    }
    if (!terms.has_spaces) {
        return SignUpDecision::on_the_list;
    }
    const bool fits = allocation && allocation->used + party <= allocation->cap;
    if (fits && clock == ClockTrust::trusted) {
        return SignUpDecision::confirmed;
    }
    return terms.waiting_list ? SignUpDecision::waiting : SignUpDecision::full;
}

void spend(Allocation& allocation, int party) {
    base::promise(allocation.used + party <= allocation.cap, "a party that fits");
    allocation.used += party;
}

std::optional<Outcome> outcome_of(SignUpDecision decision) {
    switch (decision) {
        case SignUpDecision::confirmed:
        case SignUpDecision::on_the_list: return Outcome::confirmed;
        case SignUpDecision::waiting: return Outcome::waiting;
        case SignUpDecision::requested: return Outcome::requested;
        default: return std::nullopt;
    }
}

}  // namespace harmony::events
