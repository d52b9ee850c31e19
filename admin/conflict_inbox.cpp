#include "admin/conflict_inbox.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::Conflict;
using events::ConflictAction;
using events::ConflictKind;
using events::OccurrenceId;

constexpr std::size_t id_letters = 8;
constexpr base::Moment no_event = base::Moment::max();

struct KindText {
    std::string_view happened;
    std::string_view unless;
    std::span<const InboxAction> actions;  ///< the default comes first
};

constexpr std::array double_check_in{
    InboxAction{"same-party", ConflictAction::same_party, "It was the same party: it counts once."},
    InboxAction{"two-parties",
                ConflictAction::two_parties,
                "Two parties came: the second counts as walk-ins."}};
constexpr std::array after_cancel{
    InboxAction{"came", ConflictAction::accept, "They came: it counts."},
    InboxAction{"wrong-person",
                ConflictAction::wrong_person,
                "It was somebody else: nobody came on this sign-up."}};
constexpr std::array waiting{InboxAction{"came", ConflictAction::accept, "They came: it counts."},
                             InboxAction{"wrong-person",
                                         ConflictAction::wrong_person,
                                         "It was somebody else: nobody came on this sign-up."}};
constexpr std::array over{InboxAction{"accept", ConflictAction::accept, "All keep their space."}};
constexpr std::array double_sign_up{
    InboxAction{"merge",
                ConflictAction::merge,
                "One stays, the other is cancelled and its spaces are free."},
    InboxAction{"keep", ConflictAction::keep, "They are two parties: both stay."}};
constexpr std::array in_vain{InboxAction{"told", ConflictAction::told, "They were told."}};
constexpr std::array unknown_code{
    InboxAction{"choose",
                ConflictAction::choose,
                "It was meant for the sign-up that you name with --chosen."},
    InboxAction{"dismiss", ConflictAction::dismiss, "Nobody knows whose it was."}};
constexpr std::array ambiguous_code{
    InboxAction{"choose",
                ConflictAction::choose,
                "It was meant for the sign-up that you name with --chosen."},
    InboxAction{"dismiss", ConflictAction::dismiss, "Nobody knows whose it was."}};
constexpr std::array double_step{
    InboxAction{"choose",
                ConflictAction::choose,
                "The step that you name with --chosen counts; both notes stay."}};
constexpr std::array mismatch{
    InboxAction{"accept", ConflictAction::accept, "It may stay as it is."}};
constexpr std::array forked{InboxAction{
    "accept", ConflictAction::accept, "It may stay as it is. Stop the machine: kiosk revoke."}};
constexpr std::array unreadable{
    InboxAction{"dismiss", ConflictAction::dismiss, "It is kept aside."}};
constexpr std::array not_theirs{
    InboxAction{"dismiss", ConflictAction::dismiss, "It is kept aside."}};
constexpr std::array lost{
    InboxAction{
        "write-off", ConflictAction::accept, "It is lost: its spaces come back to the office."},
    InboxAction{"wait", ConflictAction::wait, "It will come back."}};
constexpr std::array consent{
    InboxAction{"told", ConflictAction::told, "They were asked again and agree."},
    InboxAction{"withdraw", ConflictAction::accept, "The details are not used any more."}};

/// By the number of the kind.
constexpr std::array texts{
    KindText{"One ticket was checked in twice, more than 10 minutes apart or on two machines.",
             "They count as one party.",
             double_check_in},
    KindText{"Somebody came although their sign-up is cancelled.",
             "They count as having come.",
             after_cancel},
    KindText{"Somebody came who was on the waiting list.", "They count as having come.", waiting},
    KindText{
        "More people are confirmed than there are spaces.", "All of them keep their space.", over},
    KindText{"Two sign-ups for this date have the same phone number or email address.",
             "Both keep their spaces.",
             double_sign_up},
    KindText{"Somebody signed up after the date was cancelled, on a screen that did not know yet.",
             "They may come in vain.",
             in_vain},
    KindText{"Somebody cancelled with a number that no sign-up of this date has.",
             "Nothing is cancelled.",
             unknown_code},
    KindText{"Somebody cancelled with a number that several sign-ups of this date have.",
             "Nothing is cancelled.",
             ambiguous_code},
    KindText{"Two officers moved one case, request or complaint on at the same time.",
             "One of the two steps counts, chosen by chance.",
             double_step},
    KindText{"One record came twice with different content: a machine or somebody on the way is at "
             "fault.",
             "One of the two counts, chosen by chance.",
             mismatch},
    KindText{"Two machines work under one identity: a disk was copied, or set back.",
             "What both say counts.",
             forked},
    KindText{"A record could not be read.", "It does not count.", unreadable},
    KindText{"A kiosk said what only the office may say.", "It does not count.", not_theirs},
    KindText{
        "A kiosk holds spaces and was not heard of for a week.", "The spaces stay with it.", lost},
    KindText{"Contact details or needs are kept without the agreement they need.",
             "They are kept without an agreement.",
             consent},
    KindText{"Records of somebody who was erased came again.", "They are dropped.", {}}};
static_assert(texts.size() == events::conflict_kind_names.size());

const KindText& text_of(ConflictKind kind) {
    return texts.at(static_cast<std::size_t>(kind) - 1);
}

std::string id_of(const Conflict& conflict, const events::NamedHash& hash) {
    base::Bytes name{static_cast<std::byte>(conflict.kind)};
    base::append(name, conflict.about.view());
    base::append(name, conflict.other.view());
    base::append(name, conflict.occurrence.view());
    return hash("hk1.conflict.1", name).hex().substr(0, id_letters);
}

void add_all(const events::State& state,
             const OccurrenceId& date,
             const OfficeDates& dates,
             bool closed,
             std::vector<InboxItem>& items) {
    const events::NamedHash hash = events_hash();
    for (const Conflict& conflict : state.conflicts) {
        const bool shown = closed || !conflict.closed;
        const bool here = conflict.occurrence == date || conflict.occurrence.is_zero();
        if (!shown || !here || conflict.kind == ConflictKind::erased_returned) {
            continue;
        }
        const OfficeDate* known = dates.find(conflict.occurrence);
        items.push_back(
            {conflict, id_of(conflict, hash), known == nullptr ? no_event : known->plan.start});
    }
}

OfficeFact closing(const Conflict& conflict, const InboxDecision& decision) {
    return {{},
            conflict.occurrence,
            events::ConflictClosed{conflict.kind,
                                   conflict.about,
                                   conflict.other,
                                   decision.action->action,
                                   decision.chosen,
                                   decision.officer,
                                   decision.reason}};
}

template <typename To>
To same_bytes(const base::RecordId& id) {
    return *To::from_bytes(id.view());
}

}  // namespace

Result<std::vector<InboxItem>> conflict_inbox(const FactBook& book,
                                              const OfficeDates& dates,
                                              const std::vector<events::KioskNews>& kiosks,
                                              base::Moment now,
                                              bool closed) {
    const auto tallies = tally_dates(book, dates, now);
    if (!tallies) {
        return tallies.error();
    }
    std::vector<InboxItem> items;
    for (const db::FactTally& tally : *tallies) {
        const OccurrenceId date = date_of(tally);
        if (date.is_zero() && (closed || tally.conflicts > 0)) {
            add_all(state_of_no_date(book, now), date, dates, closed, items);
        } else if (closed || tally.conflicts > 0 || tally.hidden > 0) {
            add_all(state_of(book, dates, kiosks, date, now), date, dates, closed, items);
        }
    }
    std::sort(items.begin(), items.end(), [](const InboxItem& a, const InboxItem& b) {
        return std::tie(a.start, a.conflict) < std::tie(b.start, b.conflict);
    });
    const auto same = [](const InboxItem& a, const InboxItem& b) { return a.id == b.id; };
    items.erase(std::unique(items.begin(), items.end(), same), items.end());
    return items;
}

std::string what_happened(const Conflict& conflict) {
    std::string text(text_of(conflict.kind).happened);
    if (conflict.kind == ConflictKind::over_spaces) {
        text += fmt::format(" By {}.", conflict.number);
    } else if (conflict.kind == ConflictKind::lost_kiosk) {
        text += fmt::format(" It holds {}.", conflict.number);
    }
    return text;
}

std::string_view if_nobody_acts(ConflictKind kind) {
    return text_of(kind).unless;
}

std::span<const InboxAction> actions_for(ConflictKind kind) {
    return text_of(kind).actions;
}

Result<std::vector<OfficeFact>> resolving(const InboxItem& item,
                                          const InboxDecision& decision,
                                          const events::State& state) {
    const Conflict& conflict = item.conflict;
    const ConflictAction action = decision.action->action;
    if (action == ConflictAction::choose && decision.chosen.is_zero()) {
        return Error{ErrorKind::refused, "say which: --chosen"};
    }
    if (action == ConflictAction::dismiss && decision.reason.empty()) {
        return Error{ErrorKind::refused, "say why: --reason \"...\""};
    }
    std::vector<OfficeFact> facts;
    switch (conflict.kind) {
        case ConflictKind::lost_kiosk:
            if (action == ConflictAction::accept) {
                const std::string reason =
                    decision.reason.empty() ? "not heard of" : decision.reason;
                facts.push_back({{},
                                 conflict.occurrence,
                                 events::WriteOff{same_bytes<base::KioskId>(conflict.about),
                                                  same_bytes<base::InstanceId>(conflict.other),
                                                  reason}});
                return facts;  // what was written off is not hidden any more
            }
            break;
        case ConflictKind::consent_missing:
            if (action == ConflictAction::accept) {
                for (const auto box : {events::Box::this_event, events::Box::needs}) {
                    facts.push_back({conflict.subject, {}, events::ConsentWithdrawn{box}});
                }
                return facts;
            }
            break;
        case ConflictKind::possible_double:
            if (action == ConflictAction::merge) {
                const base::RecordId stays =
                    decision.chosen.is_zero() ? conflict.about : decision.chosen;
                const base::RecordId goes =
                    stays == conflict.about ? conflict.other : conflict.about;
                const auto subject = same_bytes<events::SubjectId>(goes);
                const events::SignUpRecord* one = state.sign_up(subject);
                if (one == nullptr || (stays != conflict.about && stays != conflict.other)) {
                    return Error{ErrorKind::refused, "--chosen must be one of the two"};
                }
                facts.push_back({subject,
                                 conflict.occurrence,
                                 events::Cancelled{events::CancelReason::double_sign_up}});
            }
            break;
        default: break;
    }
    facts.push_back(closing(conflict, decision));
    return facts;
}

}  // namespace harmony::admin
