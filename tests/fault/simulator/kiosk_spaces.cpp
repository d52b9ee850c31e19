// What a kiosk gives away of the spaces it was given. Kept beside its journal: the row that says
// how much, which is written before the facts.
#include <fstream>

#include "events/allocation.h"
#include "sim_kiosk.h"
#include "spaces.h"
#include "sync/record.h"

namespace harmony::tests::sim {

namespace fs = std::filesystem;

namespace {

constexpr int most_people = 4;

fs::path ledger_file(const fs::path& folder) {
    return folder / "spaces.txt";
}

events::Allocation read_ledger(const fs::path& folder) {
    events::Allocation ledger;
    std::ifstream in(ledger_file(folder));
    in >> ledger.version >> ledger.used >> ledger.cap;
    return ledger;
}

void write_ledger(const fs::path& folder, const events::Allocation& ledger) {
    std::ofstream(ledger_file(folder)) << ledger.version << ' ' << ledger.used << ' ' << ledger.cap;
}

int granted_in(const sync::OwnPart& part, const base::InstanceId& instance) {
    if (part.instance != instance) {
        return 0;  // of a disk that this machine no longer has
    }
    const events::OccurrenceId event = spaces_event();
    for (const sync::Grant& grant : part.grants) {
        if (base::equal(grant.occurrence.view(), event.view())) {
            return static_cast<int>(grant.granted);
        }
    }
    return 0;
}

}  // namespace

/// Seals a fact and keeps it. Errors: refused (this machine takes nothing).
base::Result<void> SimKiosk::say(const events::Fact& fact) {
    const base::SetId set = machine_->own_part().set_of(sync::RecordClass::contact);
    const sync::RecipientSet* recipients = machine_->trust().find_set(set);
    const base::RecordId record = base::RecordId::random(around_.dice.source());
    auto sealed = sync::seal_wrapped({machine_->origin(), sync::RecordClass::contact},
                                     {set, recipients->keys()},
                                     record,
                                     sync::RecordKind::fact,
                                     events::write_fact(fact),
                                     around_.dice.source());
    base::promise(sealed.ok(), "a fact is sealed");
    const db::ContactRow row{record, std::move(*sealed), fact.head.day + std::chrono::days{200}};
    if (const auto kept = journal_->append(row); !kept) {
        return kept.error();
    }
    around_.truth.acknowledged(record, {db::RecordClass::contact, {}, true});
    memory_.taken.push_back(record);
    return {};
}

/// As a start of the program does: a newer own part says what may be given away from now on.
void SimKiosk::apply_grants() {
    const sync::OwnPart& part = machine_->own_part();
    events::Allocation ledger = read_ledger(folder_);
    if (!active() || part.version <= std::max<std::uint64_t>(1, ledger.version)) {
        return;  // the first own part gives nothing
    }
    const auto applied =
        events::apply_grant(ledger, part.version, granted_in(part, machine_->keys().instance));
    if (!applied) {
        return;
    }
    write_ledger(folder_, ledger);
    events::Fact fact{spaces_head(clock_.today()), *applied};
    fact.head.seq = journal_->counts(db::RecordClass::contact).total + 1;
    fact.head.by = events::FactBy::staff;
    demand(say(fact).ok(), "I4", "a fact was refused");
}

std::string SimKiosk::take_space() {
    if (!active() || machine_->standing()) {
        return {};
    }
    events::Allocation ledger = read_ledger(folder_);
    const int party = 1 + static_cast<int>(around_.dice.below(most_people));
    auto decided = events::decide_sign_up({}, ledger, party, events::ClockTrust::trusted);
    if (around_.bite == Bite::ignore_cap && ledger.version > 0) {
        decided = events::SignUpDecision::confirmed;
    }
    const auto outcome = events::outcome_of(decided);
    if (!outcome) {
        return "has no place";
    }
    if (*outcome == events::Outcome::confirmed) {
        ledger.used += party;
        write_ledger(folder_, ledger);
    }
    events::SignedUp said;
    said.outcome = *outcome;
    said.party = party;
    said.turn = *outcome == events::Outcome::waiting ? 1 : 0;
    said.code = events::draw_sign_up(around_.dice.source()).code;
    said.language = "en";
    events::Fact fact{spaces_head(clock_.today()), said};
    fact.head.seq = journal_->counts(db::RecordClass::contact).total + 1;
    fact.head.subject = events::SubjectId::random(around_.dice.source());
    demand(say(fact).ok(), "I4", "a fact was refused");
    if (*outcome == events::Outcome::confirmed) {
        around_.truth.confirmed(id(), party);
        return "takes " + std::to_string(party) + " places";
    }
    return "is put on the waiting list";
}

}  // namespace harmony::tests::sim
