#include "checks.h"

#include <algorithm>

#include "admin/receipt_search.h"
#include "spaces.h"
#include "sync/redaction.h"

namespace harmony::tests::sim {

namespace {

/// The office's batches beside what really happened.
struct Compared {
    std::map<base::RecordId, std::size_t> times;  ///< each word of an honest batch
    std::set<base::RecordId> survey_words;        ///< but for those that were erased
    std::uint64_t forged_responses = 0;
};

Compared compare(SimOffice& office, const Truth& truth) {
    Compared all;
    std::set<db::StreamKey> adopted;
    for (const db::Adoption& adoption : office.store().adoptions()) {
        adopted.insert(adoption.stream);
    }
    for (const db::BatchSummary& batch : office.store().batches()) {
        demand(truth.knows(batch.digest), "I2", "a batch that nobody made is counted");
        const KnownBatch& known = truth.batches().at(batch.digest);
        const bool vouched_for = adopted.contains(batch.stream);
        demand(!vouched_for || truth.was_adopted(batch.digest),
               "I2",
               "a batch is counted that no officer adopted");
        demand(known.may_count || vouched_for, "I2", "a forged batch is counted");
        const auto reported = office.revoked().find(known.kiosk);
        demand(vouched_for || reported == office.revoked().end() ||
                   reported->second.contains(batch.digest),
               "I2",
               "a batch of a kiosk that was reported lost is counted");
        if (known.forged) {
            all.forged_responses += batch.counts.opened;
            continue;
        }
        std::size_t left = 0;
        for (const base::RecordId& word : known.words) {
            all.times[word] += vouched_for ? 0 : 1;  // what is there already it does not bring
            const bool counts = !truth.erased().contains(word);
            left += counts ? 1 : 0;
            if (counts && known.head.cls == sync::RecordClass::survey) {
                all.survey_words.insert(word);
            }
        }
        // This office keeps no table of facts, so what was erased of contacts still counts as
        // opened.
        const bool contacts = known.head.cls == sync::RecordClass::contact;
        demand(batch.counts.opened >= left &&
                   batch.counts.opened <= (contacts ? known.words.size() : left),
               "I1",
               "a batch of " + std::to_string(left) + " records was opened as " +
                   std::to_string(batch.counts.opened));
    }
    return all;
}

std::string about(const KnownBatch& batch) {
    return "number " + std::to_string(batch.head.seq) + " of class " +
           std::to_string(static_cast<int>(batch.head.cls)) + ", kiosk " + batch.kiosk.hex() +
           ", instance " + batch.head.origin.instance.hex();
}

/// Why a file may lie on the shelf.
bool has_cause(const db::Quarantined& kept, const SimOffice& office, const Truth& truth) {
    if (truth.is_bad(kept.digest)) {
        return true;
    }
    const KnownBatch* batch = truth.by_file(kept.digest);
    if (batch == nullptr) {
        return false;
    }
    if (kept.reason == "gap") {
        return true;  // whether it may stay is asked when everything was delivered
    }
    if (kept.reason == "fork" || kept.reason == "badcount" || kept.reason == "dupid") {
        return truth.forked(batch->kiosk, batch->head.cls);
    }
    if (kept.reason == "newinstance") {
        return truth.was_reinstalled(batch->head.origin.instance);
    }
    return kept.reason == "revoked" && office.revoked().contains(batch->kiosk);
}

/// Nothing of an erased record is in the store but its name.
void check_erased(SimOffice& office, const Truth& truth) {
    std::set<std::pair<db::StreamKey, std::uint64_t>> places;
    for (const base::RecordId& record : truth.erased()) {
        for (const admin::FoundRecord& found : admin::find_record(office.store(), record)) {
            places.emplace(found.stream, found.seq);
        }
    }
    for (const auto& [stream, seq] : places) {
        const auto batch = sync::read_batch(office.store().batch(stream, seq)->bytes);
        demand(batch.ok(), "I1", "a batch of which something was erased cannot be read");
        for (const sync::BatchRecord& record : batch->records()) {
            demand(!truth.erased().contains(record.record) || sync::is_blank(record),
                   "I1",
                   "what was erased is still in the store");
        }
    }
}

}  // namespace

void check_step(SimOffice& office, const Kiosks& kiosks, const Truth& truth) {
    const Compared all = compare(office, truth);
    for (const auto& [word, times] : all.times) {
        demand(times <= 1, "I1", "a record is counted " + std::to_string(times) + " times");
    }
    std::uint64_t rows = 0;
    for (const base::FormName& form : office.store().tables()) {
        rows += office.store().table(form)->rows;
    }
    demand(rows == all.survey_words.size() + all.forged_responses,
           "I1",
           std::to_string(rows) + " rows in the tables, " +
               std::to_string(all.survey_words.size()) + " answers in the batches");
    for (const db::Quarantined& kept : office.store().quarantined()) {
        demand(has_cause(kept, office, truth), "I3", kept.name + " lies aside as " + kept.reason);
        demand(!truth.was_dismissed(kept.digest) || !office.store().is_decided(kept.digest),
               "I3",
               kept.name + " lies aside again, although an officer decided");
    }
    for (const db::Closure& closure : office.store().closures()) {
        demand(truth.gave_up(closure), "I3", "a gap is closed that nobody accepted");
    }
    const std::set<base::Digest> held = office.held();
    for (const auto& kiosk : kiosks) {
        for (const base::Digest& digest : kiosk->freed()) {
            demand(held.contains(digest) || truth.was_given_up(truth.batches().at(digest)),
                   "I4",
                   "a kiosk freed a batch that the office lacks: " +
                       about(truth.batches().at(digest)));
        }
    }
    office.check_heads();
    int coming = 0;
    for (const auto& [kiosk, people] : truth.confirmed()) {
        coming += truth.spaces_set_aside(kiosk) ? 0 : people;
    }
    demand(coming <= spaces - spaces_reserve,
           "I6",
           std::to_string(coming) + " people were told that they can come, for " +
               std::to_string(spaces - spaces_reserve) + " spaces");
}

void check_healed(SimOffice& office, const Kiosks& kiosks, const Truth& truth, Place::Kept store) {
    const std::set<base::Digest> held = office.held();
    std::set<base::Digest> aside;
    for (const db::Quarantined& kept : office.store().quarantined()) {
        aside.insert(kept.digest);
    }
    std::set<base::RecordId> shown;
    for (const auto& [file, batch] : truth.files()) {
        const KnownBatch& known = truth.batches().at(batch);
        const bool here = held.contains(batch) || aside.contains(file) ||
                          truth.was_dismissed(file) || truth.was_given_up(known);
        if (here) {
            shown.insert(known.words.begin(), known.words.end());
        }
        demand(here || !known.offered || store != Place::Kept::everything,
               "I3",
               "a batch was delivered and is on no list");
    }
    for (const auto& [word, about] : truth.words()) {
        demand(shown.contains(word) || !about.must_arrive,
               "I1",
               "an acknowledged record is neither in the store nor on a list: " + word.hex());
    }
    for (const db::Quarantined& kept : office.store().quarantined()) {
        const KnownBatch* batch = truth.by_file(kept.digest);
        demand(kept.reason != "gap" || batch->forged ||
                   truth.forked(batch->kiosk, batch->head.cls) ||
                   (truth.got_new_disk(batch->kiosk) && truth.has_forgery(batch->kiosk)),
               "I3",
               "a batch waits although everything was delivered");
    }
    for (const auto& kiosk : kiosks) {
        demand(kiosk->pack_digest() == office.newest_pack(), "I7", "old content is shown");
    }
    check_erased(office, truth);
}

std::string what_is_left(SimOffice& office, const Kiosks& kiosks, const Truth& truth) {
    for (const auto& kiosk : kiosks) {
        const std::string who = "kiosk of seat " + std::to_string(kiosk->seat());
        if (kiosk->trust_version() != office.trust().current().version) {
            return who + " has not taken the newest trust document: " + kiosk->trouble();
        }
        if (kiosk->pack_digest() != office.newest_pack()) {
            return who + " does not show the newest content: " + kiosk->trouble();
        }
        if (kiosk->loose() > 0) {
            return who + " has records in no batch";
        }
        // A copy may have gone on alone: the office acknowledges what this one never cut, and this
        // one says so to its staff (`ack_mismatch`) and goes on offering.
        const auto same = std::count_if(kiosks.begin(), kiosks.end(), [&](const auto& other) {
            return other->seat() == kiosk->seat();
        });
        const bool disputed = same > 1 || truth.forked(kiosk->id(), sync::RecordClass::survey) ||
                              truth.forked(kiosk->id(), sync::RecordClass::contact) ||
                              truth.has_forgery(kiosk->id()) ||
                              office.revoked().contains(kiosk->id());
        if (!disputed && kiosk->has_unsent()) {
            return who + " holds batches that nobody acknowledges: " + kiosk->trouble();
        }
    }
    return {};
}

}  // namespace harmony::tests::sim
