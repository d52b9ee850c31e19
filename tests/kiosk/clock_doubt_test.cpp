#include "kiosk/clock_doubt.h"

#include <catch2/catch.hpp>

#include "kiosk/backend.h"
#include "support/small_survey.h"

using namespace harmony;
using namespace harmony::kiosk;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const base::Moment morning = base::moment_from_iso("2026-03-30T10:00:00Z")->moment;

}  // namespace

TEST_CASE("time that passes raises no doubt, a clock that was set does", "[kiosk][clock]") {
    base::ManualClock clock(morning);
    const ClockDoubt doubt(clock);
    clock.advance(days{30});
    CHECK_FALSE(doubt.stands());
    clock.set(clock.now() + minutes{4});
    CHECK_FALSE(doubt.stands());
    clock.set(clock.now() + days{30});
    CHECK(doubt.stands());
    clock.set(clock.now() - days{30});
    CHECK_FALSE(doubt.stands());
    clock.set(clock.now() - hours{1});
    CHECK(doubt.stands());
}

TEST_CASE("a clock from before the program or far ahead of it is not believed", "[kiosk][clock]") {
    for (const char* when : {"1970-01-01T00:00:00Z",
                             "2000-01-01T00:00:00Z",
                             "2038-01-19T03:14:07Z",
                             "2106-02-07T06:28:15Z"}) {
        const base::ManualClock clock(base::moment_from_iso(when)->moment);
        INFO(when);
        CHECK(ClockDoubt(clock).stands());
    }
    const base::ManualClock clock(base::Moment{app_made});
    CHECK_FALSE(ClockDoubt(clock).stands());
}

TEST_CASE("a clock is measured against the day of the program that runs", "[kiosk][clock]") {
    const base::Day made = app_made + days{1000};
    const base::ManualClock before(base::Moment{made} - hours{1});
    CHECK(ClockDoubt(before, made).stands());
    const base::ManualClock after(base::Moment{made} + days{400});
    CHECK_FALSE(ClockDoubt(after, made).stands());
    CHECK(ClockDoubt(after).stands());
    // The day that scripts play on is no release's: a program built today is not older.
    CHECK(release_day() > app_made);
}

TEST_CASE("what the office has is freed after its days, and not when the clock was set",
          "[kiosk][outbox][clock]") {
    const bool was_set = GENERATE(false, true);
    tests::Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    const survey::Form form = tests::small_form();
    for (int i = 0; i < 10; ++i) {
        const base::RecordId task = *kiosk.outbox->begin_task();
        REQUIRE(kiosk.outbox->submit({task, Revision::core, tests::small_response("w"), {}}, form)
                    .ok());
        kiosk.outbox->end_task(task);
    }
    REQUIRE(kiosk.outbox->sync_now().ok());
    const db::WaitingBatch batch = kiosk.journal->batches_to_offer(db::RecordClass::survey).front();
    db::FreeRule rule;
    rule.today = kiosk.clock.today();
    REQUIRE(kiosk.journal
                ->apply_ack({kiosk.machine->keys().instance,
                             db::RecordClass::survey,
                             batch.seq,
                             batch.digest,
                             2},
                            rule)
                .ok());
    if (was_set) {
        kiosk.clock.set(kiosk.clock.now() + days{8});
    } else {
        kiosk.clock.advance(days{8});
    }
    kiosk.outbox->tend();
    CHECK(kiosk.outbox->counts()->records == (was_set ? 10 : 0));
}
