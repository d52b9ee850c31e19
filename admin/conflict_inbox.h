#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "admin/fact_book.h"
#include "admin/office_dates.h"
#include "admin/office_facts.h"
#include "base/error.h"
#include "events/fold.h"

namespace harmony::admin {

/// One line of the officers' inbox (design of events, 16).
struct InboxItem {
    events::Conflict conflict;
    std::string id;        ///< eight letters, the same on every computer
    base::Moment start{};  ///< of the event; the far future: of none
};

/// What can be done about one: `word` is typed, `sentence` says what follows.
struct InboxAction {
    std::string_view word;
    events::ConflictAction action;
    std::string_view sentence;
};

/// Everything that waits for an officer, by the start of the event. `closed`: what was closed as
/// well.
[[nodiscard]] base::Result<std::vector<InboxItem>> conflict_inbox(
    const FactBook& book,
    const OfficeDates& dates,
    const std::vector<events::KioskNews>& kiosks,
    base::Moment now,
    bool closed);

/// What happened, in a plain sentence that names nobody.
[[nodiscard]] std::string what_happened(const events::Conflict& conflict);

/// What follows when nobody acts.
[[nodiscard]] std::string_view if_nobody_acts(events::ConflictKind kind);

/// The default action comes first.
[[nodiscard]] std::span<const InboxAction> actions_for(events::ConflictKind kind);

/// What an officer decided.
struct InboxDecision {
    const InboxAction* action = nullptr;
    base::RecordId chosen;  ///< zero when the action needs none
    std::string officer;
    std::string reason;
};

/// The facts that do it. Errors: refused (a choice or a reason is missing).
[[nodiscard]] base::Result<std::vector<OfficeFact>> resolving(const InboxItem& item,
                                                              const InboxDecision& decision,
                                                              const events::State& state);

}  // namespace harmony::admin
