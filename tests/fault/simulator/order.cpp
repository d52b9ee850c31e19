#include "order.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "admin/intake_history.h"
#include "sync/pack.h"

namespace harmony::tests::sim {

namespace fs = std::filesystem;

namespace {

/// A file as somebody brings it.
using Portion = Stick::Files;

/// Hears of every operation, as a place where another officer is at work.
class WatchedStick final : public sync::Courier {
public:
    WatchedStick(Portion files, std::size_t countdown, std::function<void()> work)
        : stick_(std::move(files)), countdown_(countdown), work_(std::move(work)) {}

    [[nodiscard]] base::Result<sync::Listing> list(std::string_view folder,
                                                   std::string_view after) override {
        before();
        return stick_.list(folder, after);
    }
    [[nodiscard]] base::Result<base::Bytes> fetch(const sync::ObjectName& name,
                                                  std::size_t cap) override {
        before();
        return stick_.fetch(name, cap);
    }
    [[nodiscard]] base::Result<base::Delivery> deliver(const sync::ObjectName& name,
                                                       base::ByteView bytes) override {
        return stick_.deliver(name, bytes);
    }
    [[nodiscard]] std::string_view noun() const override { return "the stick"; }

private:
    void before() {
        if (work_ && countdown_-- == 0) {
            std::exchange(work_, nullptr)();
        }
    }

    Stick stick_;
    std::size_t countdown_;
    std::function<void()> work_;
};

/// What an office came to: of kiosks that nobody disputes, to the batch and the row; of others, in
/// which branch comes first is chance, everything that is held or shown.
struct State {
    std::vector<std::tuple<db::StreamKey, std::uint64_t, base::Digest>> batches;
    std::vector<std::tuple<db::StreamKey, std::uint32_t, std::uint32_t, std::uint32_t>> counts;
    std::vector<std::tuple<db::StreamKey, std::uint64_t, std::uint64_t>> heads;
    std::map<std::pair<std::string, std::string>, std::size_t> rows;  ///< kiosk and engagement
    std::set<base::Digest> shown;                                     ///< of disputed kiosks
    std::set<base::Digest> aside;                                     ///< of the others

    bool operator==(const State&) const = default;
};

/// Undisputed: one machine made one chain, and no thief another.
class Judge {
public:
    Judge(const Truth& truth, const SimOffice& office) : truth_(truth), office_(office) {}

    [[nodiscard]] bool undisputed(const base::KioskId& kiosk) const {
        return !truth_.forked(kiosk, sync::RecordClass::survey) &&
               !truth_.forked(kiosk, sync::RecordClass::contact) && !truth_.has_forgery(kiosk) &&
               !office_.revoked().contains(kiosk);
    }

    /// And nobody decided anything about it: a new office knows of no decisions.
    [[nodiscard]] bool undecided(const base::KioskId& kiosk) const {
        return undisputed(kiosk) && !truth_.gave_up(kiosk);
    }

private:
    const Truth& truth_;
    const SimOffice& office_;
};

void add_rows(db::OfficeStore& store, const Judge& judge, State& state) {
    const std::vector<std::string> kiosks = store.dictionary(db::HeadColumn::kiosk);
    const std::vector<std::string> where = store.dictionary(db::HeadColumn::engagement);
    const std::size_t columns[] = {static_cast<std::size_t>(db::HeadColumn::kiosk),
                                   static_cast<std::size_t>(db::HeadColumn::engagement)};
    for (const base::FormName& form : store.tables()) {
        store.for_each_chunk(form, columns, [&](const db::TableChunk& chunk) {
            for (std::size_t row = 0; row < chunk.rows; ++row) {
                const std::string& kiosk = kiosks.at(chunk.columns[0].code(row));
                const auto id = base::KioskId::from_hex(kiosk);
                if (id && judge.undisputed(*id)) {
                    ++state.rows[{kiosk, where.at(chunk.columns[1].code(row))}];
                }
            }
        });
    }
}

State state_of(db::OfficeStore& store, const Truth& truth, const Judge& judge) {
    State state;
    for (const db::BatchSummary& batch : store.batches()) {
        if (judge.undisputed(batch.stream.kiosk)) {
            state.batches.emplace_back(batch.stream, batch.seq, batch.digest);
            state.counts.emplace_back(
                batch.stream, batch.counts.opened, batch.counts.dummy, batch.counts.cannot_open);
        } else {
            state.shown.insert(batch.digest);
        }
    }
    for (const db::Quarantined& kept : store.quarantined()) {
        const KnownBatch* batch = truth.by_file(kept.digest);
        if (batch != nullptr && judge.undisputed(batch->kiosk)) {
            state.aside.insert(kept.digest);
        } else if (batch != nullptr) {
            state.shown.insert(truth.files().at(kept.digest));
        }
    }
    for (const db::StreamHead& head : store.heads()) {
        if (judge.undisputed(head.stream.kiosk)) {
            state.heads.emplace_back(head.stream, head.seq, head.total);
        }
    }
    add_rows(store, judge, state);
    std::sort(state.batches.begin(), state.batches.end());
    std::sort(state.counts.begin(), state.counts.end());
    return state;
}

/// An office that has just begun, and trusts whom the real one trusts.
class NewOffice {
public:
    NewOffice(const Surroundings& around, fs::path folder, SimOffice& real)
        : around_(around),
          folder_(std::move(folder)),
          files_(around.dice.source()),
          clock_(real.clock().now()) {
        fs::copy(around.base.office(), folder_, fs::copy_options::recursive);
        const auto begun = open();
        for (const char* name : {"trust_chain", "registry"}) {
            if (const auto value = real.store().value(name)) {
                base::promise(begun->store().set_value(name, *value).ok(), "a new office");
            }
        }
    }

    [[nodiscard]] std::unique_ptr<admin::Office> open() {
        return std::move(*admin::Office::open(folder_, files_));
    }

    void take_in(admin::Office& office, sync::Courier& courier) {
        const admin::IntakeTools tools{
            around_.base.ring(), around_.base.context(), clock_.now(), clock_.today(), {}};
        const auto report = admin::take_in(office, courier, tools);
        demand(report.ok(), "I10", "an intake in another order fails");
        if (around_.bite == Bite::drop_waiting) {
            for (const db::Quarantined& kept : office.store().quarantined()) {
                static_cast<void>(kept.reason == "gap" && office.store().dismiss(kept.digest).ok());
            }
        }
    }

private:
    const Surroundings& around_;
    fs::path folder_;
    base::RealFiles files_;
    base::ManualClock clock_;
};

std::vector<Portion> shuffled(const Portion& files, Dice& dice) {
    std::vector<const Portion::value_type*> order;
    for (const auto& each : files) {
        order.push_back(&each);
    }
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[dice.below(i)]);
    }
    std::vector<Portion> portions(1);
    for (const auto* each : order) {
        if (dice.chance(40)) {
            portions.emplace_back();
        }
        portions.back().insert(*each);
        if (dice.chance(10)) {
            portions.front().insert(*each);  // somebody brings it twice
        }
    }
    return portions;
}

State in_order(NewOffice& where, const Portion& files, const Truth& truth, const Judge& judge) {
    const auto office = where.open();
    Stick stick(files);
    where.take_in(*office, stick);
    return state_of(office->store(), truth, judge);
}

State in_any_order(
    NewOffice& where, const Portion& files, const Truth& truth, const Judge& judge, Dice& dice) {
    const auto office = where.open();
    for (const Portion& portion : shuffled(files, dice)) {
        WatchedStick stick(portion, dice.below(8), [&] {
            if (dice.chance(50)) {
                const auto other = where.open();
                Stick same(portion);
                where.take_in(*other, same);
            }
        });
        where.take_in(*office, stick);
    }
    Stick nothing;
    where.take_in(*office, nothing);  // what waited for an earlier portion
    return state_of(office->store(), truth, judge);
}

}  // namespace

void check_any_order(const Surroundings& around,
                     const fs::path& folder,
                     SimOffice& office,
                     Portion files) {
    const Judge judge(around.truth, office);
    NewOffice first(around, folder / "in_order", office);
    NewOffice second(around, folder / "any_order", office);
    const State one = in_order(first, files, around.truth, judge);
    const State other = in_any_order(second, files, around.truth, judge, around.dice);
    demand(one.batches == other.batches, "I10", "another order brings other batches in");
    demand(one.counts == other.counts && one.rows == other.rows,
           "I10",
           "another order counts other answers");
    demand(one.heads == other.heads && one.aside == other.aside,
           "I10",
           "another order leaves something else waiting");
    demand(one.shown == other.shown, "I10", "another order hides a branch");
    for (const db::BatchSummary& batch : office.store().batches()) {
        const auto here = std::make_tuple(batch.stream, batch.seq, batch.digest);
        demand(!judge.undecided(batch.stream.kiosk) ||
                   std::binary_search(one.batches.begin(), one.batches.end(), here),
               "I10",
               "a new office that is given everything lacks a batch");
    }
}

}  // namespace harmony::tests::sim
