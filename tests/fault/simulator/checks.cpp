#include "checks.h"

#include <algorithm>

namespace harmony::tests::sim {

namespace {

/// The office's batches beside what really happened.
struct Compared {
    std::map<base::RecordId, std::size_t> times;  ///< each word of an honest batch
    std::uint64_t survey_words = 0;
    std::uint64_t forged_responses = 0;
};

Compared compare(SimOffice& office, const Truth& truth) {
    Compared all;
    for (const db::BatchSummary& batch : office.store().batches()) {
        demand(truth.knows(batch.digest), "I2", "a batch that nobody made is counted");
        const KnownBatch& known = truth.batches().at(batch.digest);
        demand(known.may_count, "I2", "a forged batch is counted");
        const auto reported = office.revoked().find(known.kiosk);
        demand(reported == office.revoked().end() || reported->second.contains(batch.digest),
               "I2",
               "a batch of a kiosk that was reported lost is counted");
        if (known.forged) {
            all.forged_responses += batch.counts.opened;
            continue;
        }
        for (const base::RecordId& word : known.words) {
            ++all.times[word];
        }
        demand(batch.counts.opened == known.words.size(),
               "I1",
               "a batch of " + std::to_string(known.words.size()) + " records was opened as " +
                   std::to_string(batch.counts.opened));
        all.survey_words += known.head.cls == sync::RecordClass::survey ? known.words.size() : 0;
    }
    return all;
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
    return kept.reason == "revoked" && office.revoked().contains(batch->kiosk);
}

}  // namespace

void check_step(SimOffice& office, const Kiosks& kiosks, const Truth& truth) {
    const Compared all = compare(office, truth);
    for (const auto& [word, times] : all.times) {
        demand(times == 1, "I1", "a record is counted " + std::to_string(times) + " times");
    }
    std::uint64_t rows = 0;
    for (const base::FormName& form : office.store().tables()) {
        rows += office.store().table(form)->rows;
    }
    demand(rows == all.survey_words + all.forged_responses,
           "I1",
           std::to_string(rows) + " rows in the tables, " + std::to_string(all.survey_words) +
               " answers in the batches");
    for (const db::Quarantined& kept : office.store().quarantined()) {
        demand(has_cause(kept, office, truth), "I3", kept.name + " lies aside as " + kept.reason);
    }
    const std::set<base::Digest> held = office.held();
    for (const auto& kiosk : kiosks) {
        for (const base::Digest& digest : kiosk->freed()) {
            demand(held.contains(digest), "I4", "a kiosk freed a batch that the office lacks");
        }
    }
    office.check_heads();
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
        const bool here = held.contains(batch) || aside.contains(file);
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
        demand(kept.reason != "gap" || batch->forged || truth.forked(batch->kiosk, batch->head.cls),
               "I3",
               "a batch waits although everything was delivered");
    }
    for (const auto& kiosk : kiosks) {
        demand(kiosk->pack_digest() == office.newest_pack(), "I7", "old content is shown");
    }
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
