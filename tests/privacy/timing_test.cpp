// T5 of security.md 12.3: when a batch of answers reaches the store says nothing of when people
// answered. 200 days of a real outbox, journal and courier; what happens between is drawn.
//
// Two things are asked of each upload: its time of day, and its second in the minute (a machine
// whose minutes are counted from the last answer gives that second away). Days are split in two by
// what an attacker would like to know (the first answer, the last one, their mean, the second of
// the last one), and the uploads of both halves are compared by the test of Kolmogorov and Smirnov.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "fault/simulator/base_world.h"
#include "fault/simulator/dice.h"
#include "fault/simulator/stick.h"
#include "kiosk/courier_run.h"
#include "kiosk/courier_watch.h"
#include "kiosk/sealing_outbox.h"
#include "kiosk/tend_times.h"
#include "support/small_survey.h"
#include "support/temporary_folder.h"
#include "sync/batch.h"

using namespace harmony;
using namespace harmony::tests;

namespace fs = std::filesystem;

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr int days = 200;
constexpr double significant = 0.01;
constexpr milliseconds a_day = hours{24};

/// The chance that two samples of one distribution lie as far apart (two-sided, two samples;
/// asymptotic, with the correction of M. A. Stephens 1970, J. Roy. Stat. Soc. B 32, 115-122).
double kolmogorov_smirnov(std::vector<double> a, std::vector<double> b) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    double apart = 0;
    for (const auto* sample : {&a, &b}) {
        for (const double x : *sample) {
            const auto below = [x](const std::vector<double>& of) {
                const auto end = std::upper_bound(of.begin(), of.end(), x);
                return static_cast<double>(end - of.begin()) / static_cast<double>(of.size());
            };
            apart = std::max(apart, std::abs(below(a) - below(b)));
        }
    }
    const double n = static_cast<double>(a.size());
    const double m = static_cast<double>(b.size());
    const double root = std::sqrt(n * m / (n + m));
    const double lambda = (root + 0.12 + 0.11 / root) * apart;
    if (lambda < 0.2) {
        return 1;  // the series does not converge; its value is 1 to twelve places
    }
    double p = 0;
    for (int j = 1; j <= 100; ++j) {
        p += (j % 2 == 1 ? 2 : -2) * std::exp(-2.0 * j * j * lambda * lambda);
    }
    return std::clamp(p, 0.0, 1.0);
}

/// Who carries, and what is done wrong on purpose.
enum class Way {
    child,              ///< the kiosk starts the courier, as without a service manager
    service,            ///< a courier of its own looks every quarter of an hour
    upload_at_submit,   ///< fault: sent with the last answer
    minutes_from_jobs,  ///< fault: the worker counts its minutes from the last answer
};

/// One day, in milliseconds after its local midnight.
struct Day {
    std::vector<milliseconds> answers;
    milliseconds upload{};
};

/// A store that knows when answers came.
class WatchedStore final : public sync::Courier {
public:
    explicit WatchedStore(const base::Clock& clock) : clock_(clock) {}

    [[nodiscard]] base::Result<sync::Listing> list(std::string_view folder,
                                                   std::string_view after) override {
        return stick_.list(folder, after);
    }
    [[nodiscard]] base::Result<base::Bytes> fetch(const sync::ObjectName& name,
                                                  std::size_t cap) override {
        return stick_.fetch(name, cap);
    }
    [[nodiscard]] base::Result<base::Delivery> deliver(const sync::ObjectName& name,
                                                       base::ByteView bytes) override {
        if (name.kind() == sync::ObjectKind::survey_batch) {
            came = clock_.now();
        }
        return stick_.deliver(name, bytes);
    }
    [[nodiscard]] std::string_view noun() const override { return stick_.noun(); }

    std::optional<base::Moment> came;

private:
    sim::Stick stick_;
    const base::Clock& clock_;
};

/// A kiosk that stands in a foyer day after day.
class Foyer {
public:
    Foyer(const sim::BaseWorld& base, const fs::path& folder, std::uint64_t seed, Way way)
        : base_(base),
          dice_(seed),
          way_(way),
          files_(dice_.source()),
          clock_(std::chrono::floor<std::chrono::days>(sim::first_moment()) + hours{8}),
          store_(clock_) {
        fs::copy(base.kiosk(0), folder, fs::copy_options::recursive);
        db::JournalOptions options;
        options.reserve_bytes = 0;
        journal_ = std::move(*db::KioskJournal::open(folder, options));
        machine_ = std::move(*kiosk::Machine::open({folder}, files_, *journal_));
        packs_ = std::make_unique<kiosk::PackStore>(files_, *journal_, *machine_);
        begin();
    }

    Day live() {
        Day day;
        const base::Moment midnight = std::chrono::floor<std::chrono::days>(clock_.now());
        const std::size_t people = 10 + dice_.below(6);
        const milliseconds opens = hours{9} + minutes{static_cast<int>(dice_.below(300))};
        for (std::size_t i = 0; i < people; ++i) {
            day.answers.push_back(opens + milliseconds{static_cast<int>(dice_.below(14'400'000))});
        }
        std::sort(day.answers.begin(), day.answers.end());
        for (const milliseconds at : day.answers) {
            pass_until(midnight + at);
            answer();
        }
        store_.came.reset();
        if (way_ == Way::upload_at_submit) {
            base::promise(outbox_->sync_now().ok(), "a sync");
        }
        last_answer_ = clock_.monotonic();
        pass_night(midnight + a_day);
        base::promise(store_.came.has_value(), "a night's batch that came");
        day.upload = std::chrono::duration_cast<milliseconds>(*store_.came - midnight) % a_day;
        free_all();
        clock_.advance(midnight + a_day + hours{8} - clock_.now());
        if (dice_.chance(15)) {
            begin();  // an update, a power cut: the program starts again at some moment
        }
        return day;
    }

private:
    void begin() {
        clock_.advance(milliseconds{static_cast<int>(dice_.below(60'000))});
        tends_.emplace(clock_.monotonic());
        const kiosk::RunCourier courier = [this] { return carry(); };
        outbox_.reset();
        outbox_ =
            std::move(*kiosk::SealingOutbox::open({*machine_,
                                                   *journal_,
                                                   *packs_,
                                                   files_,
                                                   dice_.source(),
                                                   clock_,
                                                   log_,
                                                   way_ == Way::service ? nullptr : courier}));
        courier_runs_ = clock_.now() + milliseconds{static_cast<int>(dice_.below(900'000))};
    }

    base::Result<void> carry() {
        const kiosk::Wants wants{
            base_.trust().org, machine_->keys().kiosk, std::string(sim::stream), {}};
        const auto news = kiosk::carry_once(files_, machine_->folder(), wants, store_);
        return news ? base::Result<void>() : base::Result<void>(news.error());
    }

    void pass_until(base::Moment when) {
        if (when > clock_.now()) {
            clock_.advance(when - clock_.now());
        }
    }

    void answer() {
        const auto task = outbox_->begin_task();
        survey::Response response = small_response("The park is dark.");
        response.engagement = base::EngagementId::from_hex(std::string(sim::engagements[0]));
        response.day = clock_.today();
        base::promise(
            task && outbox_->submit({*task, kiosk::Revision::core, response, {}, {}}, base_.form())
                        .ok(),
            "an answer that is kept");
        outbox_->end_task(*task);
    }

    /// Minute after minute, as the worker has them, until the batch is away; by day they matter to
    /// nothing here.
    void pass_night(base::Moment midnight) {
        pass_until(midnight + hours{2} + minutes{50});
        while (!store_.came && clock_.now() < midnight + hours{6}) {
            next_tend();
            outbox_->tend();
            if (way_ == Way::service) {
                run_service();
            }
        }
    }

    void next_tend() {
        if (way_ == Way::minutes_from_jobs) {
            const milliseconds gone = clock_.monotonic() - last_answer_;
            const milliseconds every = kiosk::TendTimes::every;
            clock_.advance(every - gone % every);
            return;
        }
        tends_->tended(clock_.monotonic());
        clock_.advance(tends_->next() - clock_.monotonic());
    }

    void run_service() {
        const base::Moment now = clock_.now();
        while (courier_runs_ < now) {
            courier_runs_ += kiosk::courier_cadence;
        }
        if (courier_runs_ - now >= kiosk::TendTimes::every) {
            return;
        }
        clock_.advance(courier_runs_ - now);
        base::promise(carry().ok(), "a run of the courier");
    }

    /// The office has it all, and a week later it is gone here.
    void free_all() {
        for (const db::WaitingBatch& waiting :
             journal_->batches_to_offer(db::RecordClass::survey)) {
            static_cast<void>(
                journal_->mark_delivered(db::RecordClass::survey, waiting.seq, clock_.today()));
            base::promise(journal_
                              ->apply_ack({machine_->keys().instance,
                                           db::RecordClass::survey,
                                           waiting.seq,
                                           waiting.digest,
                                           2},
                                          {2, 0, clock_.today(), false})
                              .ok(),
                          "an acknowledgement");
        }
        fs::remove_all(machine_->folder().root / "spool");
    }

    const sim::BaseWorld& base_;
    sim::Dice dice_;
    Way way_;
    base::RealFiles files_;
    base::SilentLog log_;
    base::ManualClock clock_;
    WatchedStore store_;
    std::unique_ptr<db::KioskJournal> journal_;
    std::unique_ptr<kiosk::Machine> machine_;
    std::unique_ptr<kiosk::PackStore> packs_;
    std::unique_ptr<kiosk::SealingOutbox> outbox_;
    std::optional<kiosk::TendTimes> tends_;
    milliseconds last_answer_{};
    base::Moment courier_runs_{};
};

std::vector<Day> live(Way way) {
    const TemporaryFolder folder;
    const sim::BaseWorld base(folder.path() / "base", 1);
    Foyer foyer(base, folder.path() / "kiosk", 20260330, way);
    std::vector<Day> all;
    for (int day = 0; day < days; ++day) {
        all.push_back(foyer.live());
    }
    return all;
}

using Measure = std::function<double(const Day&)>;

double second_of(milliseconds at) {
    return static_cast<double>((at % minutes{1}).count());
}

double upload_time(const Day& day) {
    return static_cast<double>(day.upload.count());
}

double upload_second(const Day& day) {
    return second_of(day.upload);
}

/// What an attacker would like to know of a day.
std::map<std::string, Measure> wishes() {
    return {{"the first answer",
             [](const Day& day) { return static_cast<double>(day.answers.front().count()); }},
            {"the last answer",
             [](const Day& day) { return static_cast<double>(day.answers.back().count()); }},
            {"the mean",
             [](const Day& day) {
                 double sum = 0;
                 for (const milliseconds at : day.answers) {
                     sum += static_cast<double>(at.count());
                 }
                 return sum / static_cast<double>(day.answers.size());
             }},
            {"the second of the last answer",
             [](const Day& day) { return second_of(day.answers.back()); }}};
}

/// Splits the days in two at the median of `wish`; the chance that `seen` of both halves is alike.
double chance(const std::vector<Day>& all, const Measure& wish, const Measure& seen) {
    std::vector<double> wished;
    std::transform(all.begin(), all.end(), std::back_inserter(wished), wish);
    std::nth_element(wished.begin(), wished.begin() + days / 2, wished.end());
    const double median = wished[days / 2];
    std::vector<double> low;
    std::vector<double> high;
    for (const Day& day : all) {
        (wish(day) < median ? low : high).push_back(seen(day));
    }
    return kolmogorov_smirnov(std::move(low), std::move(high));
}

void expect_nothing_told(Way way) {
    const std::vector<Day> all = live(way);
    for (const auto& [name, wish] : wishes()) {
        INFO(name);
        CHECK(chance(all, wish, upload_time) > significant);
        CHECK(chance(all, wish, upload_second) > significant);
    }
}

}  // namespace

// The critical values of the distribution: 1.358 at 5 %, 1.628 at 1 % (N. Smirnov 1948, Ann. Math.
// Stat. 19, 279-281). Two samples of 5,000, in which the correction is below 0.003.
TEST_CASE("samples as far apart as the table says are told apart at 5 and 1 %", "[privacy][T5]") {
    constexpr int size = 5000;
    const auto shifted = [](double lambda) {
        const double apart = lambda / std::sqrt(size / 2.0);
        std::vector<double> a;
        std::vector<double> b;
        for (int i = 0; i < size; ++i) {
            a.push_back(i);
            b.push_back(i + std::round(apart * size));
        }
        return kolmogorov_smirnov(a, b);
    };
    CHECK(shifted(1.358) == Approx(0.05).margin(0.003));
    CHECK(shifted(1.628) == Approx(0.01).margin(0.001));
    CHECK(shifted(0) == 1);
}

TEST_CASE("when a night's batch comes says nothing of when people answered", "[privacy][T5]") {
    expect_nothing_told(Way::child);
}

TEST_CASE("a courier of its own says nothing of when people answered", "[privacy][T5]") {
    expect_nothing_told(Way::service);
}

TEST_CASE("a batch that is sent with the last answer tells of it", "[privacy][T5][bite]") {
    const std::vector<Day> all = live(Way::upload_at_submit);
    CHECK(chance(all, wishes().at("the last answer"), upload_time) < significant);
}

TEST_CASE("minutes that are counted from the last answer tell its second", "[privacy][T5][bite]") {
    const std::vector<Day> all = live(Way::minutes_from_jobs);
    CHECK(chance(all, wishes().at("the second of the last answer"), upload_second) < significant);
}
