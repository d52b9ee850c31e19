// Sign-ups and the spaces that this machine may give (design of events, 6.2 and 8.2):
//  1. The office's own part says how many people of a date this machine may ever confirm. A newer
//     one raises or lowers it, never below what was confirmed; a fact says so to the office.
//  2. A sign-up is decided by `events::decide_sign_up`, against the ledger as it is at that moment.
//  3. Its facts and the space that it takes are one transaction. What was spent stays spent.
//  4. A ticket is signed after the commit, with a key that this machine has for nothing else.
//  5. The same sign-up handed in again gets the same answer and takes nothing more.
#include <fmt/format.h>

#include <algorithm>

#include "kiosk/contact_sealer.h"
#include "kiosk/day_counts.h"
#include "kiosk/sealing_outbox.h"
#include "kiosk/tickets.h"
#include "sync/receipt.h"

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::Allocation;
using events::SignUpDecision;

using Ledger = std::map<events::OccurrenceId, Allocation>;

Ledger ledger_of(db::KioskJournal& journal) {
    Ledger ledger;
    for (const db::AllocationRow& row : journal.allocations()) {
        ledger.emplace(*events::OccurrenceId::from_bytes(row.occurrence.view()),
                       Allocation{row.version, row.used, row.cap});
    }
    return ledger;
}

/// What the own part lets this machine give away. It names an instance: spaces of another one are
/// none of this machine's.
std::map<events::OccurrenceId, int> granted_by(const sync::OwnPart& own,
                                               const base::InstanceId& instance) {
    std::map<events::OccurrenceId, int> granted;
    if (own.instance != instance) {
        return granted;
    }
    for (const sync::Grant& grant : own.grants) {
        constexpr std::uint32_t most = 5'000;  // spaces of a date
        granted[*events::OccurrenceId::from_bytes(grant.occurrence.view())] =
            static_cast<int>(std::min(grant.granted, most));
    }
    return granted;
}

db::AllocationRow row_of(const events::OccurrenceId& date, const Allocation& now) {
    return {*decltype(db::AllocationRow::occurrence)::from_bytes(date.view()),
            now.version,
            now.used,
            now.cap};
}

std::optional<Allocation> find(const Ledger& ledger, const events::OccurrenceId& date) {
    const auto at = ledger.find(date);
    return at == ledger.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace

Result<void> SealingOutbox::follow_grants() {
    const sync::OwnPart& own = parts_.machine.own_part();
    const auto granted = granted_by(own, parts_.machine.keys().instance);
    Ledger ledger = ledger_of(parts_.journal);
    for (const auto& [date, spaces] : granted) {
        ledger.try_emplace(date);
    }
    std::uint64_t seq = parts_.journal.counts(db::RecordClass::contact).total;
    const ContactSealer sealer(parts_.machine, parts_.random);
    std::vector<db::ContactRow> facts;
    std::vector<db::AllocationRow> changed;
    for (auto& [date, allocation] : ledger) {
        const auto at = granted.find(date);
        const int spaces = at == granted.end() ? 0 : at->second;
        if (allocation.cap == std::max(spaces, allocation.used)) {
            continue;
        }
        const auto applied = events::apply_grant(allocation, own.version, spaces);
        if (!applied) {
            continue;
        }
        events::Fact fact;
        fact.head.seq = ++seq;
        fact.head.occurrence = date;
        fact.head.day = std::max(parts_.clock.today(), earliest_day());
        fact.head.by = events::FactBy::staff;
        fact.payload = *applied;
        Result<db::ContactRow> sealed = sealer.seal_nameless(fact);
        if (!sealed) {
            return sealed.error().while_doing("telling how many spaces there are here");
        }
        facts.push_back(std::move(*sealed));
        changed.push_back(row_of(date, allocation));
    }
    if (facts.empty()) {
        return {};
    }
    const Result<db::Appended> kept = parts_.journal.append(facts, changed);
    return kept ? Result<void>() : kept.error().while_doing("keeping how many spaces there are");
}

SignUpDecision SealingOutbox::decide(const SignUpSubmission& submission,
                                     const std::optional<Allocation>& here,
                                     base::Day day) const {
    if (!submission.terms) {
        return SignUpDecision::requested;
    }
    const bool went_back = parts_.clock.today() < day;
    const events::ClockTrust clock = went_back ? events::ClockTrust::not_trusted : submission.clock;
    return events::decide_sign_up(*submission.terms, here, submission.sign_up.party(), clock);
}

Result<KeptSignUp> SealingOutbox::keep(SignUpSubmission submission) {
    const events::SignUp& sign_up = submission.sign_up;
    if (last_id_ == sign_up.id()) {
        return last_kept_;
    }
    if (const std::optional<Error> standing = parts_.machine.standing()) {
        return *standing;
    }
    if (Result<void> space = check_space(); !space) {
        return space.error();
    }
    const base::Day day = std::max(parts_.clock.today(), earliest_day());
    std::optional<Allocation> here = find(ledger_of(parts_.journal), sign_up.occurrence());
    const SignUpDecision decision = decide(submission, here, day);
    const std::optional<events::Outcome> outcome = events::outcome_of(decision);
    if (!outcome) {
        return KeptSignUp{decision, {}};
    }
    const sync::SignKeyPair ticket_key(parts_.machine.keys().ticket);
    events::SignedAs as{*outcome, 0, ticket_key.id()};
    DayCounts counts(parts_.journal.state());
    if (*outcome == events::Outcome::waiting) {
        as.turn = counts.next_turn(day, sign_up.occurrence());
    }
    const std::uint64_t first = parts_.journal.counts(db::RecordClass::contact).total + 1;
    const Result<std::vector<db::ContactRow>> rows =
        ContactSealer(parts_.machine, parts_.random).seal(submission, first, day, as);
    if (!rows) {
        return rows.error().while_doing("sealing a sign-up");
    }
    std::vector<db::AllocationRow> spent;
    if (decision == SignUpDecision::confirmed) {
        events::spend(*here, sign_up.party());
        spent.push_back(row_of(sign_up.occurrence(), *here));
    }
    const Result<db::Appended> kept = parts_.journal.append(*rows, spent);
    if (!kept) {
        return kept.error().while_doing("saving a sign-up");
    }
    if (*kept == db::Appended::was_there) {
        // Only a program that was started again in between hands it in again, and no page of that
        // program knows this sign-up.
        return Error{ErrorKind::refused, "This sign-up was kept before."};
    }
    rounds_.note_kept();
    counts.add_sign_up(day, submission.engagement);
    last_id_ = sign_up.id();
    last_kept_ = {decision, sign_ticket(ticket_of(sign_up, *outcome), ticket_key)};
    return last_kept_;
}

Result<base::ReceiptKey> SealingOutbox::receipt_key(const base::SecretText& digits) {
    const Result<sync::OwnSecrets> secrets = parts_.machine.secrets();
    if (!secrets) {
        return secrets.error();
    }
    return sync::receipt_key(digits.view(), secrets->deployment_salt);
}

Result<void> SealingOutbox::say(events::Fact fact) {
    if (const std::optional<Error> standing = parts_.machine.standing()) {
        return *standing;
    }
    if (Result<void> space = check_space(); !space) {
        return space.error();
    }
    fact.head.day = std::max(parts_.clock.today(), earliest_day());
    fact.head.seq = parts_.journal.counts(db::RecordClass::contact).total + 1;
    const Result<db::ContactRow> row =
        ContactSealer(parts_.machine, parts_.random).seal_nameless(fact);
    if (!row) {
        return row.error().while_doing("sealing what was said");
    }
    const Result<db::Appended> kept = parts_.journal.append(std::span(&*row, 1));
    if (!kept) {
        return kept.error().while_doing("keeping what was said");
    }
    rounds_.note_kept();
    return {};
}

}  // namespace harmony::kiosk
