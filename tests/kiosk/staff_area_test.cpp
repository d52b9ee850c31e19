#include "kiosk/staff/staff_area.h"

#include <catch2/catch.hpp>
#include <deque>

#include "base/files.h"
#include "kiosk/sample_pages.h"

using namespace harmony;
using namespace harmony::kiosk;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

/// Keeps what it was asked, and does nothing.
class NoteWorker final : public Worker {
public:
    void post(Job job) override { jobs.push_back(std::move(job)); }
    [[nodiscard]] std::optional<Answer> poll() override { return std::nullopt; }

    /// The errands of one kind, in order.
    template <typename Kind>
    [[nodiscard]] std::vector<Kind> errands() const {
        std::vector<Kind> found;
        for (const Job& job : jobs) {
            const auto* at = std::get_if<job::AtDesk>(&job);
            if (at != nullptr && std::holds_alternative<Kind>(at->errand)) {
                found.push_back(std::get<Kind>(at->errand));
            }
        }
        return found;
    }

    template <typename Kind>
    [[nodiscard]] std::size_t count() const {
        return static_cast<std::size_t>(std::count_if(jobs.begin(), jobs.end(), [](const Job& job) {
            return std::holds_alternative<Kind>(job);
        }));
    }

    std::deque<Job> jobs;
};

base::Day day(const char* text) {
    return *base::day_from_iso(text);
}

/// Three engagements around 30 March 2026.
PackContent town() {
    PackContent content;
    content.organisation = "Tarnbeck Council";
    content.languages = {"en"};
    const char* days[] = {"2026-04-09", "2026-03-30", "2026-03-27"};
    const char* venues[] = {"Riverside Park", "Northgate Library", "Northgate Library"};
    for (std::size_t i = 0; i < 3; ++i) {
        EngagementContent engagement;
        engagement.id = *base::EngagementId::from_hex("00000000000000a" + std::to_string(i));
        engagement.title = {{"en", "Event " + std::to_string(i)}};
        engagement.venue = venues[i];
        engagement.day = day(days[i]);
        content.engagements.push_back(std::move(engagement));
    }
    return content;
}

/// The staff area of a kiosk, with nothing behind it.
struct Area {
    Area() : Area(StaffArea::Options{}) {}
    explicit Area(StaffArea::Options options)
        : clock(base::moment_from_iso("2026-03-30T10:00:00+01:00")->moment, hours{1}) {
        base::SystemRandom chance;
        base::RealFiles files(chance);
        library = *Library::make(town(), *shipped_catalogues(files, HARMONY_SOURCE_DIR "/assets"));
        options.panel = ui::panel_10_inch;
        staff = std::make_unique<StaffArea>(StaffArea::Parts{clock, random, worker, keyboards},
                                            std::move(options));
    }

    StaffOutcome press(StaffDo what, std::string key = {}, int number = 0) {
        Intents intents;
        intents.add(what, std::move(key), number);
        return staff->apply(intents.take().front(), *library);
    }

    StaffOutcome type(StaffDo what, std::string_view text) {
        StaffOutcome outcome = StaffOutcome::stays;
        for (const char letter : text) {
            Intents intents;
            intents.add(what, ui::KeyPress::typed({&letter, 1}));
            outcome = staff->apply(intents.take().front(), *library);
        }
        return outcome;
    }

    /// Past the staff PIN, on a machine with or without a setup PIN.
    void enter(bool setup_pin = false) {
        staff->open();
        MachineFacts facts;
        facts.setup_pin = setup_pin;
        staff->take(DeskAnswer{desk::FactsRead{facts}});
        staff->take(PinTried{PinAnswer::right, {}, StaffPin::staff});
    }

    [[nodiscard]] std::string stands_at() const {
        const EngagementContent* here = staff->engagement(*library);
        return here == nullptr ? "" : in_language(here->title, "en");
    }

    base::ManualClock clock;
    base::SeededRandom random{7};
    NoteWorker worker;
    ui::KeyboardLayouts keyboards;
    std::shared_ptr<const Library> library;
    std::unique_ptr<StaffArea> staff;
};

}  // namespace

TEST_CASE("the menu opens after the staff PIN and what changes the machine after the setup PIN",
          "[kiosk][K9]") {
    Area at;
    at.staff->open();
    CHECK(at.staff->page() == StaffPage::pin);
    CHECK(at.press(StaffDo::pin_try) == StaffOutcome::stays);
    CHECK(at.worker.count<job::TryPin>() == 0);  // nothing was typed
    at.type(StaffDo::pin_key, "2064171234567");
    at.press(StaffDo::pin_try);
    REQUIRE(at.worker.count<job::TryPin>() == 1);
    CHECK(std::get<job::TryPin>(at.worker.jobs.back()).pin.view() == "206417123456");  // 12 at most
    at.staff->take(PinTried{PinAnswer::wrong, {}, StaffPin::staff});
    CHECK(at.staff->page() == StaffPage::pin);
    at.enter(true);
    CHECK(at.staff->page() == StaffPage::menu);
    at.press(StaffDo::help_cards);
    CHECK(at.staff->page() == StaffPage::pin);
    at.staff->take(PinTried{PinAnswer::right, {}, StaffPin::staff});  // the wrong kind of PIN
    CHECK(at.staff->page() == StaffPage::pin);
    at.type(StaffDo::pin_key, "12345678");
    at.press(StaffDo::pin_try);
    CHECK(std::get<job::TryPin>(at.worker.jobs.back()).which == StaffPin::setup);
    at.staff->take(PinTried{PinAnswer::right, {}, StaffPin::setup});
    CHECK(at.staff->page() == StaffPage::help_cards);
    at.press(StaffDo::to_menu);
    at.press(StaffDo::end_program);  // once is enough for this visit
    CHECK(at.staff->page() == StaffPage::end_program);
    CHECK(at.press(StaffDo::really_end) == StaffOutcome::end);
    at.enter(true);
    at.press(StaffDo::screen);
    CHECK(at.staff->page() == StaffPage::pin);
}

TEST_CASE("a machine without a setup PIN asks for none", "[kiosk][staff]") {
    Area at;
    at.enter(false);
    at.press(StaffDo::screen);
    CHECK(at.staff->page() == StaffPage::card);
}

TEST_CASE("a kiosk stands where staff say, for that day, and else where the day says",
          "[kiosk][staff]") {
    Area at;
    at.enter();
    CHECK(at.stands_at() == "Event 1");
    at.press(StaffDo::choose_engagement, "00000000000000a0");
    CHECK(at.stands_at() == "Event 0");
    const auto remembered = at.worker.errands<errand::Remember>();
    REQUIRE(remembered.size() == 1);
    CHECK(remembered[0].memory.engagement_day == day("2026-03-30"));
    at.press(StaffDo::choose_engagement, "");
    CHECK(at.stands_at().empty());
    at.clock.advance(hours{24});
    CHECK(at.stands_at().empty());  // nothing is on, on 31 March
    at.clock.advance(hours{9 * 24});
    CHECK(at.stands_at() == "Event 0");

    StaffArea::Options fixed;
    fixed.engagement = base::EngagementId::from_hex("00000000000000a2");
    Area always(fixed);
    CHECK(always.stands_at() == "Event 2");
}

TEST_CASE("a stall that staff add has a kind, a place and a note of forty letters",
          "[kiosk][staff]") {
    Area at;
    at.enter();
    at.press(StaffDo::engagements);
    at.press(StaffDo::add_stall);
    CHECK(at.staff->page() == StaffPage::stall_kind);
    at.press(StaffDo::back);
    CHECK(at.staff->page() == StaffPage::engagement);
    at.press(StaffDo::add_stall);
    at.press(StaffDo::stall_kind, "warm_welcome");
    at.press(StaffDo::stall_place, "Riverside Park");
    CHECK(at.staff->page() == StaffPage::stall_note);
    at.press(StaffDo::back);
    CHECK(at.staff->page() == StaffPage::stall_place);
    at.press(StaffDo::stall_place, "Riverside Park");
    at.type(StaffDo::stall_type, std::string(41, 'x'));
    at.press(StaffDo::stall_done);
    const StaffMemory memory = at.worker.errands<errand::Remember>().back().memory;
    REQUIRE(memory.stall);
    CHECK(memory.stall->note == std::string(stall_note_letters, 'x'));
    CHECK(memory.engagement == memory.stall->id);
    static_cast<void>(at.staff->tend(at.library));
    CHECK(at.stands_at() == "Warm Welcome, Riverside Park, " + std::string(40, 'x'));

    StaffArea::Options again;  // as after a restart
    again.memory = memory;
    Area restarted(again);
    static_cast<void>(restarted.staff->tend(restarted.library));
    CHECK(restarted.stands_at() == at.stands_at());
    restarted.clock.advance(hours{24});
    CHECK(restarted.stands_at().empty());
}

TEST_CASE("a sync is asked for once, can be left, and its trouble is noted", "[kiosk][staff]") {
    Area at;
    at.enter();
    at.press(StaffDo::sync);
    CHECK(at.worker.count<job::Sync>() == 0);  // the page says first what will happen
    at.press(StaffDo::sync_start);
    at.press(StaffDo::sync_start);
    CHECK(at.worker.count<job::Sync>() == 1);
    CHECK(at.staff->carrying());
    at.staff->close();  // it goes on
    CHECK(at.staff->carrying());
    SyncReport report;
    report.trouble = "New content was refused: it is older.";
    report.content_refused = "it is older.";
    at.staff->take(answer::Synced{report});
    CHECK_FALSE(at.staff->carrying());
    const auto notes = at.worker.errands<errand::NoteSync>();
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].trouble == report.trouble);
    CHECK(notes[0].pack_refused == "it is older.");
    at.press(StaffDo::sync_start);
    at.staff->take(answer::Synced{base::Error{base::ErrorKind::unreachable, "There is no stick."}});
    CHECK(at.worker.errands<errand::NoteSync>().back().trouble == "There is no stick.");
}

TEST_CASE("everything is checked at the start, once a minute and after what may have mended it",
          "[kiosk][K10]") {
    Area at;
    const auto checks = [&] {
        static_cast<void>(at.staff->tend(at.library));
        return at.worker.errands<errand::CheckFaults>().size();
    };
    CHECK(checks() == 1);
    CHECK(checks() == 1);
    at.clock.advance(seconds{59});
    CHECK(at.staff->tend(at.library) == seconds{1});
    at.clock.advance(seconds{1});
    CHECK(checks() == 2);
    at.enter();
    at.press(StaffDo::check);
    CHECK(checks() == 3);
    at.press(StaffDo::sound);
    at.press(StaffDo::sound_heard, {}, 0);
    CHECK(checks() == 4);
    CHECK_FALSE(at.worker.errands<errand::CheckFaults>().back().screen.sound);
    at.press(StaffDo::tick_help);
    CHECK(checks() == 5);
    const StaffMemory memory = at.worker.errands<errand::CheckFaults>().back().memory;
    CHECK(memory.help_checked == help_lines(at.library->phrases()).name);
    CHECK(memory.help_checked_on == day("2026-03-30"));
    const std::vector<ListedFault> stand = {{FaultId::cloned, {}, at.clock.now(), {}}};
    at.staff->take(DeskAnswer{desk::FaultsListed{stand}});
    CHECK(at.staff->faults() == stand);
}

TEST_CASE("pausing, cleaning and hours leave the menu and are remembered", "[kiosk][S3]") {
    Area at;
    const auto page = [&] {
        return at.staff->stand_by().page(at.library->content().hours, at.staff->memory());
    };
    at.enter();
    CHECK(at.press(StaffDo::pause) == StaffOutcome::leave);
    CHECK(page() == StandByPage::paused);
    CHECK(at.worker.errands<errand::Remember>().back().memory.paused);
    CHECK(at.press(StaffDo::end_pause) == StaffOutcome::leave);
    CHECK(page() == StandByPage::attract);
    CHECK(at.press(StaffDo::clean) == StaffOutcome::leave);
    CHECK(page() == StandByPage::cleaning);
    at.staff->stand_by().end_cleaning();
    CHECK(at.press(StaffDo::sleep_now) == StaffOutcome::leave);
    CHECK(page() == StandByPage::sleep);
    CHECK(at.press(StaffDo::open_for, {}, 4) == StaffOutcome::leave);
    CHECK(page() == StandByPage::attract);
    CHECK(at.staff->memory().open_until == at.clock.now() + hours{4});
    CHECK_FALSE(at.staff->memory().asleep_since);
    CHECK(at.press(StaffDo::assist) == StaffOutcome::assist);
    CHECK(at.press(StaffDo::leave) == StaffOutcome::leave);
}

TEST_CASE("what was measured is saved with its day", "[kiosk][staff]") {
    Area at;
    at.enter();
    at.press(StaffDo::screen);
    at.press(StaffDo::card_width, {}, 60);
    at.press(StaffDo::card_done);
    CHECK(at.staff->page() == StaffPage::card);  // the sides do not agree
    at.press(StaffDo::card_width, {}, -60);
    at.press(StaffDo::card_done);
    CHECK(at.staff->page() == StaffPage::crosses);
    at.press(StaffDo::crosses_done);
    at.type(StaffDo::edge_key, "9999");
    at.press(StaffDo::edge_done);
    CHECK(at.staff->page() == StaffPage::edge);  // nothing is 10 m above the floor
    Intents intents;
    ui::KeyPress back;
    back.kind = ui::KeyPress::Kind::back;
    intents.add(StaffDo::edge_key, back);
    static_cast<void>(at.staff->apply(intents.take().front(), *at.library));
    at.type(StaffDo::edge_key, "940");
    at.press(StaffDo::edge_done);
    at.type(StaffDo::sound_key, "72");
    at.press(StaffDo::sound_done);
    CHECK(at.staff->page() == StaffPage::measured);
    const auto saved = at.worker.errands<errand::SaveMeasured>();
    REQUIRE(saved.size() == 1);
    CHECK(saved[0].measured.px_per_mm.value() == Approx(5.884).epsilon(0.005));
    CHECK(saved[0].measured.lower_edge_mm == 940);
    CHECK(saved[0].measured.volume_cal == 72);
    CHECK(saved[0].measured.on == day("2026-03-30"));
}

TEST_CASE("a machine wipe asks twice while something waits and then for words", "[kiosk][wipe]") {
    Area at;
    at.enter();
    at.press(StaffDo::status);
    at.press(StaffDo::wipe);
    CHECK(at.staff->page() == StaffPage::status);  // no admin stick was brought
    MachineFacts facts;
    facts.may_wipe = true;
    at.staff->take(DeskAnswer{desk::FactsRead{facts}});
    OutboxCounts counts;
    counts.unsent = 2;
    counts.sign_ups_waiting = 1;
    at.staff->take(answer::CountsRead{counts});
    at.press(StaffDo::wipe);
    CHECK(at.staff->page() == StaffPage::wipe);
    at.press(StaffDo::wipe_go_on);
    CHECK(at.staff->page() == StaffPage::wipe);  // they would be lost
    at.press(StaffDo::wipe_go_on);
    CHECK(at.staff->page() == StaffPage::wipe_words);
    at.type(StaffDo::wipe_type, "wipe this thing");
    at.press(StaffDo::wipe_done);
    CHECK(at.staff->page() == StaffPage::wipe);
    CHECK(at.worker.errands<errand::Wipe>().empty());
    at.press(StaffDo::wipe_go_on);
    CHECK(at.staff->page() == StaffPage::wipe);  // asked again from the beginning
    at.press(StaffDo::wipe_go_on);
    at.type(StaffDo::wipe_type, "Wipe this machine");
    at.press(StaffDo::wipe_done);
    CHECK(at.worker.errands<errand::Wipe>().size() == 1);
    CHECK_FALSE(at.staff->must_wipe());
    at.staff->take(DeskAnswer{
        desk::WipeBegun{base::Error{base::ErrorKind::unreachable, "There is no stick."}}});
    CHECK_FALSE(at.staff->must_wipe());
    at.staff->take(DeskAnswer{desk::WipeBegun{base::Result<void>{}}});
    CHECK(at.staff->must_wipe());
}

TEST_CASE("a machine with nothing that waits asks once before the words", "[kiosk][wipe]") {
    Area at;
    at.enter();
    MachineFacts facts;
    facts.may_wipe = true;
    facts.setup_pin = true;
    at.staff->take(DeskAnswer{desk::FactsRead{facts}});
    at.staff->take(answer::CountsRead{OutboxCounts{}});
    at.press(StaffDo::wipe);
    CHECK(at.staff->page() == StaffPage::pin);  // the setup PIN first
    at.staff->take(PinTried{PinAnswer::right, {}, StaffPin::setup});
    CHECK(at.staff->page() == StaffPage::wipe);
    at.press(StaffDo::wipe_go_on);
    CHECK(at.staff->page() == StaffPage::wipe_words);
}

TEST_CASE("the light follows the plan, what staff chose today, and heat", "[kiosk][K10]") {
    Area at;
    const auto lit = [&] {
        static_cast<void>(at.staff->tend(at.library));
        const auto asked = at.worker.errands<errand::SetBrightness>();
        return asked.empty() ? -1 : asked.back().percent;
    };
    CHECK(lit() == 100);
    CHECK(lit() == 100);
    CHECK(at.worker.errands<errand::SetBrightness>().size() == 1);  // only when it changes
    at.enter();
    at.press(StaffDo::brighter, {}, -10);
    at.press(StaffDo::brighter, {}, -10);
    CHECK(lit() == 80);
    CHECK(at.worker.errands<errand::Remember>().back().memory.brightness == 80);
    at.staff->take(DeskAnswer{desk::FaultsListed{{{FaultId::temp, {}, at.clock.now(), {}}}}});
    CHECK(lit() == 60);
    at.staff->take(DeskAnswer{desk::FaultsListed{}});
    CHECK(lit() == 80);
    at.clock.advance(hours{24});
    CHECK(lit() == 100);  // it was for that day
}

TEST_CASE("the tone sounds when it is metered, again when asked, and in the sound test",
          "[kiosk][staff]") {
    int tones = 0;
    StaffArea::Options options;
    options.play_tone = [&] { ++tones; };
    Area at(options);
    at.enter();
    at.press(StaffDo::screen);
    at.press(StaffDo::card_done);
    at.press(StaffDo::crosses_done);
    CHECK(tones == 0);
    at.press(StaffDo::edge_done);
    CHECK(at.staff->page() == StaffPage::volume);
    CHECK(tones == 1);
    at.press(StaffDo::tone);
    CHECK(tones == 2);
    at.press(StaffDo::no_meter);
    CHECK_FALSE(at.worker.errands<errand::SaveMeasured>().back().measured.volume_cal);
    at.press(StaffDo::to_menu);
    at.press(StaffDo::sound);
    CHECK(tones == 3);
}
