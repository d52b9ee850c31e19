// The state of a busy year out of its facts: 200 series of 25 dates, 50,000 facts (design of
// events, 19, Load). Bar: 300 ms of one core.
#include "events/fold.h"

#include <fmt/core.h>
#include <time.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/random.h"
#include "events/code.h"

namespace {

using namespace harmony;
using namespace harmony::events;

constexpr std::size_t dates = 5'000;
constexpr std::size_t facts_wanted = 50'000;
constexpr double bar_ms = 300;
constexpr int rounds = 7;

double cpu_ms() {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Quick, and good enough to order by; the office's hash takes 0.3 us.
base::Digest quick_hash(std::string_view, base::ByteView message) {
    std::uint64_t state = 1469598103934665603U;
    for (const std::byte byte : message) {
        state = (state ^ static_cast<std::uint64_t>(byte)) * 1099511628211U;
    }
    base::SeededRandom spread(state);
    return base::Digest::random(spread);
}

class Year {
public:
    Year() : random_(3) {
        settings_.hash = quick_hash;
        for (std::size_t i = 0; i < dates; ++i) {
            OccurrencePlan plan;
            plan.id = OccurrenceId::random(random_);
            plan.start = base::Moment{std::chrono::days{20'542 + static_cast<int>(i % 365)}};
            plan.end = plan.start + std::chrono::hours{2};
            plan.spaces = 40;
            settings_.occurrences.push_back(plan);
        }
        for (int i = 0; i < 5; ++i) {
            settings_.kiosks.push_back({base::KioskId::random(random_), {}, true});
        }
        while (facts_.size() < facts_wanted) {
            sign_up();
        }
        for (std::size_t i = facts_.size(); i > 1; --i) {
            std::swap(facts_[i - 1], facts_[random_.below(i)]);
        }
    }

    [[nodiscard]] State state() const {
        return fold(facts_, settings_, base::Moment{std::chrono::days{20'700}});
    }

    [[nodiscard]] std::size_t size() const { return facts_.size(); }

private:
    void say(const SubjectId& subject, const OccurrenceId& date, Payload payload, int minute = -1) {
        Fact fact;
        fact.head.seq = ++seq_;
        fact.head.subject = subject;
        fact.head.occurrence = date;
        fact.head.day = base::day_from_number(20'500 + static_cast<int>(random_.below(30)));
        fact.head.minute = minute < 0 ? std::nullopt : std::optional(minute);
        fact.payload = std::move(payload);
        const base::KioskId& kiosk = settings_.kiosks[random_.below(5)].kiosk;
        facts_.push_back(know_fact(
            {FactId::random(random_), kiosk, {}, Author::kiosk}, write_fact(fact), quick_hash));
    }

    /// A sign-up with contact; a third of them needs something, a fifth waits, most come.
    void sign_up() {
        const SubjectId subject = SubjectId::random(random_);
        const OccurrenceId date = settings_.occurrences[random_.below(dates)].id;
        const bool waits = random_.below(5) == 0;
        SignedUp said;
        said.outcome = waits ? Outcome::waiting : Outcome::confirmed;
        said.party = 1 + static_cast<int>(random_.below(4));
        said.turn = waits ? 1 : 0;
        said.code = draw_code(random_);
        said.language = "en";
        say(subject, date, said);
        ContactGiven given;
        given.contact.name = base::SecretText("Zofia Kowalska");
        given.contact.phone = base::SecretText(fmt::format("+4477009{:05}", seq_ % 100'000));
        given.contact.preferred = Preferred::text;
        given.agreements.resize(1);
        given.agreements[0].yes = true;
        say(subject, date, given);
        if (random_.below(3) == 0) {
            NeedGiven needs;
            needs.needs = {Need::step_free};
            say(subject, date, needs);
        }
        random_.below(10) == 0 ? say(subject, date, Cancelled{})
                               : say(subject, date, CheckedIn{}, 840);
        if (random_.below(10) == 0) {
            say({}, date, WalkedIn{1, 0, FirstTime::not_asked}, 850);
        }
    }

    base::SeededRandom random_;
    FoldSettings settings_;
    std::vector<KnownFact> facts_;
    std::uint64_t seq_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    const Year year;
    std::vector<double> times;
    std::size_t sign_ups = 0;
    for (int round = 0; round < rounds; ++round) {
        const double before = cpu_ms();
        sign_ups = year.state().sign_ups.size();
        times.push_back(cpu_ms() - before);
    }
    std::sort(times.begin(), times.end());
    const double median = times[times.size() / 2];
    fmt::print("fold of {} facts, {} dates, {} sign-ups: {:.1f} ms (bar {} ms, ratio {:.2f})\n",
               year.size(),
               dates,
               sign_ups,
               median,
               bar_ms,
               median / bar_ms);
    nlohmann::json json;
    json["fold_ms"] = median;
    json["bar_ms"] = bar_ms;
    json["ratio"] = median / bar_ms;
    if (argc > 1) {
        std::ofstream(argv[1]) << json.dump(2) << "\n";
    }
    return 0;
}
