// W1: a kiosk's journal (reliability.md, section 3). Residents answer, two of them once more, some
// sign up; staff cut twice; a courier carries; the office acknowledges; old batches are freed; the
// program is closed once and killed once in between.
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "base/cbor.h"
#include "db/failure.h"
#include "db/journal_fixture.h"
#include "db/kiosk_journal.h"
#include "fault/chain_maker.h"
#include "fault/power_cut_vfs.h"
#include "fault/workload.h"

namespace harmony::tests {
namespace {

using base::Digest;
using base::RecordId;
using db::KioskJournal;
using db::RecordClass;

constexpr std::size_t residents = 20;
constexpr std::size_t killed_before = 16;
constexpr std::size_t closed_before = 8;

class KioskDay final : public Workload {
public:
    KioskDay(PowerCutDisk& disk, std::uint64_t seed, WrongOrder wrong)
        : disk_(disk), vfs_("power-cut", disk), random_(seed), wrong_(wrong) {
        install_folder(disk_, "/kiosk");
    }

    [[nodiscard]] std::size_t steps() const override { return residents; }

    void start() override {
        auto opened = KioskJournal::open("/kiosk", options());
        if (!opened) {
            hear_of_trouble();
        }
        journal_ = opened ? std::move(*opened) : nullptr;
    }

    void stop() override { journal_.reset(); }

    void leave() override {
        static_cast<void>(journal_.release());
        vfs_.forget_shared_memory();
    }

    void step(std::size_t n) override {
        if (n == closed_before) {
            stop();
        }
        if (n == killed_before) {
            leave();
        }
        if (!journal_) {
            start();
        }
        if (journal_) {
            hour(n);
        }
    }

    void check(SweepCounts& counts) override;
    [[nodiscard]] bool hears_of_every_sync() const override { return true; }

private:
    [[nodiscard]] db::JournalOptions options() const {
        db::JournalOptions options;
        options.vfs = vfs_.name();
        options.reserve_bytes = 0;
        return options;
    }

    void hour(std::size_t n);
    void submit(std::size_t n);
    void keep(const db::SealedRow& row);
    void sign_up();
    void cut(RecordClass cls);
    void carry();
    void acknowledge();
    void free_old();

    void check_journal(SweepCounts& counts);
    void check_class(RecordClass cls, std::map<RecordId, int>& found, SweepCounts& counts);
    void check_records(const std::map<RecordId, int>& found, SweepCounts& counts) const;

    PowerCutDisk& disk_;
    PowerCutVfs vfs_;
    base::SeededRandom random_;
    WrongOrder wrong_;
    std::unique_ptr<KioskJournal> journal_;
    std::map<RecordId, std::uint8_t> told_;  // with the revision that was acknowledged
    std::vector<std::vector<RecordId>> sign_ups_;
    std::map<std::uint64_t, Digest> cut_;  // survey batches that staff were told of
    std::set<RecordId> at_office_;
};

void KioskDay::hour(std::size_t n) {
    submit(n);
    if (n % 4 == 3) {
        static_cast<void>(journal_->tidy());
    }
    switch (n) {
        case 6:
        case 14: sign_up(); return;
        case 10: cut(RecordClass::survey); return;
        case 11: carry(); return;
        case 12: acknowledge(); return;
        case 13: cut(RecordClass::contact); return;
        case 17: free_old(); return;
        case 19: cut(RecordClass::survey); return;
        default: return;
    }
}

void KioskDay::keep(const db::SealedRow& row) {
    if (wrong_ == WrongOrder::ack_before_commit) {
        told_[row.rid] = row.rev;
    }
    if (journal_->append(row).ok()) {
        told_[row.rid] = row.rev;
    }
}

void KioskDay::submit(std::size_t n) {
    db::SealedRow row = sealed_row(
        random_, {engagement(static_cast<std::uint8_t>(1 + n % 2)), day(20'000)}, n < 11 ? 1 : 2);
    keep(row);
    if (n == 4 || n == 15) {
        row.rev = 1;
        row.ciphertext.assign(272, std::byte{9});
        keep(row);
    }
}

/// Two facts that belong together: both or none.
void KioskDay::sign_up() {
    std::vector<db::ContactRow> facts(2);
    std::vector<RecordId> names;
    for (db::ContactRow& fact : facts) {
        fact.rid = RecordId::random(random_);
        fact.record.assign(600, std::byte{5});
        names.push_back(fact.rid);
    }
    sign_ups_.push_back(names);
    if (journal_->append(facts).ok()) {
        for (const RecordId& name : names) {
            told_[name] = 0;
        }
    }
}

void KioskDay::cut(RecordClass cls) {
    ChainMaker maker;
    db::CutOrder order = cut_order(true);
    order.cls = cls;
    const auto outcome = journal_->cut(order, maker);
    if (outcome && cls == RecordClass::survey) {
        for (const db::CutBatch& batch : outcome->batches) {
            cut_[batch.seq] = batch.digest;
        }
    }
}

void KioskDay::carry() {
    for (const db::WaitingBatch& batch : journal_->batches_to_offer(RecordClass::survey)) {
        static_cast<void>(journal_->mark_delivered(RecordClass::survey, batch.seq, day(20'001)));
        if (wrong_ == WrongOrder::free_on_upload) {
            db::FreeRule rule;
            rule.today = day(20'001);
            rule.retention_days = 0;
            static_cast<void>(journal_->apply_ack(
                {instance_one, RecordClass::survey, batch.seq, batch.digest, 2}, rule));
        }
    }
}

/// The office has taken in what staff were told of, and says so.
void KioskDay::acknowledge() {
    if (cut_.empty() || wrong_ == WrongOrder::free_on_upload) {
        return;
    }
    const auto& [seq, digest] = *cut_.begin();
    const auto bytes = journal_->batch_bytes(RecordClass::survey, seq);
    if (!bytes) {
        return;
    }
    for (const Row& row : read_batch(*bytes).rows) {
        at_office_.insert(row.rid);
    }
    db::FreeRule rule;
    rule.today = day(20'002);
    static_cast<void>(
        journal_->apply_ack({instance_one, RecordClass::survey, seq, digest, 2}, rule));
}

void KioskDay::free_old() {
    db::FreeRule rule;
    rule.today = day(20'010);
    static_cast<void>(journal_->free_acknowledged(RecordClass::survey, rule));
}

void KioskDay::check(SweepCounts& counts) {
    try {
        check_journal(counts);
    } catch (const db::StoreFailed&) {
        leave();
        ++counts.corrupt;
        return;
    }
    for (const char* file : {"/kiosk/answers.db", "/kiosk/contacts.db", "/kiosk/state.db"}) {
        counts.corrupt += is_whole(vfs_.name(), file) ? 0 : 1;
    }
}

void KioskDay::check_journal(SweepCounts& counts) {
    start();
    if (!journal_ || !journal_->state().faults().empty()) {
        ++counts.corrupt;
        return;
    }
    // A row whose group is not known would be counted with strangers.
    for (const db::HeldGroup& held : journal_->groups()) {
        counts.broken += held.group == db::Group{} ? 1 : 0;
    }
    ChainMaker maker;
    db::CutOrder contacts = cut_order(true);
    contacts.cls = RecordClass::contact;
    if (!journal_->cut(cut_order(true), maker).ok() || !journal_->cut(contacts, maker).ok()) {
        ++counts.broken;
    }
    std::map<RecordId, int> found;
    check_class(RecordClass::survey, found, counts);
    check_class(RecordClass::contact, found, counts);
    check_records(found, counts);
    stop();
    // Under exclusive locking nobody needs it, and a full disk could not make it.
    counts.broken += vfs_.shared_memory_used() ? 1 : 0;
}

void KioskDay::check_class(RecordClass cls, std::map<RecordId, int>& found, SweepCounts& counts) {
    Digest prev;
    std::uint64_t total = 0;
    bool freed = false;
    for (std::uint64_t seq = 1; seq < 20; ++seq) {
        const auto bytes = journal_->batch_bytes(cls, seq);
        if (!bytes) {
            freed = true;
            continue;
        }
        const ReadBatch batch = read_batch(*bytes);
        const Digest digest = cheap_digest(*bytes);
        // What a freed one held is not known here any more; the next one begins from its word.
        const bool follows = batch.prev == prev && batch.before == total;
        counts.broken += !follows && !freed ? 1 : 0;
        const auto known = cut_.find(seq);
        const bool ours = cls == RecordClass::survey && known != cut_.end();
        counts.broken += ours && known->second != digest ? 1 : 0;
        for (const Row& row : batch.rows) {
            ++found[row.rid];
            const auto told = told_.find(row.rid);
            counts.lost += told != told_.end() && row.rev < told->second ? 1 : 0;
        }
        prev = digest;
        total = batch.before + batch.rows.size();
        freed = false;
    }
}

void KioskDay::check_records(const std::map<RecordId, int>& found, SweepCounts& counts) const {
    for (const auto& [rid, rev] : told_) {
        counts.lost += !found.contains(rid) && !at_office_.contains(rid) ? 1 : 0;
    }
    for (const auto& [rid, times] : found) {
        counts.doubled += times > 1 ? 1 : 0;
    }
    for (const std::vector<RecordId>& facts : sign_ups_) {
        const auto there = std::count_if(
            facts.begin(), facts.end(), [&](const RecordId& rid) { return found.contains(rid); });
        counts.broken += there == 1 ? 1 : 0;
    }
}

}  // namespace

std::unique_ptr<Workload> kiosk_journal_workload(PowerCutDisk& disk,
                                                 std::uint64_t seed,
                                                 WrongOrder wrong) {
    return std::make_unique<KioskDay>(disk, seed, wrong);
}

}  // namespace harmony::tests
