// From a sign-up to who came, as officers do it: `event signup`, `checkin`, `sheet`, `attendees`,
// `conflict`; and the table of facts behind them.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "admin/fact_search.h"
#include "admin/office_dates.h"
#include "facts_town.h"
#include "support/postgres_server.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t first_code = 482'917'360;
constexpr std::uint32_t second_code = 100'000'006;  // their last digits: worked out apart
constexpr std::uint32_t third_code = 200'000'005;

/// An event of today, from 13:00 to 15:00 on the clock there, with four spaces. It is noon UTC,
/// which is 13:00 there.
struct DoorTown : FactsTown {
    DoorTown() {
        write("stall.toml",
              "kind = \"stall\"\nstatus = \"published\"\ntitle = \"Street stall\"\n"
              "summary = \"For everybody.\"\norganiser = \"Example Council\"\n"
              "start_local = 2026-03-30T13:00:00\nduration_min = 120\n"
              "sign_up = \"optional\"\nspaces = 4\nareas = [\"newtown\"]\n");
        must({"event", "add", "--json", "--file", text_path("stall.toml")});
        const std::string series = json::parse(terminal.printed)["series"];
        must({"event", "expand", series, "--json"});
        id = json::parse(terminal.printed)["dates"][0]["id"].get<std::string>();
        date = *events::OccurrenceId::from_hex(id);
    }

    /// Runs it on the day of the event.
    int on_the_day(std::vector<std::string> words) {
        terminal.printed.clear();
        words.insert(words.begin(), {std::string("--today"), std::string("2026-03-30")});
        return run(words);
    }

    std::string must(const std::vector<std::string>& words) {
        const int exit = on_the_day(words);
        INFO(terminal.complaints);
        REQUIRE(exit == 0);
        return terminal.printed;
    }

    std::string refused(const std::vector<std::string>& words) {
        CHECK(on_the_day(words) == 1);
        return terminal.complaints + terminal.printed;
    }

    json counts() {
        const json dates = json::parse(must({"event", "signups", "--json"}))["dates"];
        return dates.empty() ? json::object() : dates[0];
    }

    json conflicts() { return json::parse(must({"conflict", "list", "--json"}))["conflicts"]; }

    /// What is written from now on comes from another computer of the office.
    void another_computer() { fs::remove(path("office/computer")); }

    std::string id;
};

admin::FactBook book_of(admin::Office& office, base::RandomSource& random) {
    const auto ring = office.ring_of(admin::key_names::contact, FactsTown::passphrase());
    REQUIRE(ring.ok());
    auto book = admin::FactBook::open(office, *ring, random);
    REQUIRE(book.ok());
    return std::move(*book);
}

/// "aa", "ba", ... "za", "ab", ...
std::string two_letters(int number) {
    return {static_cast<char>('a' + number % 26), static_cast<char>('a' + number / 26)};
}

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a party is let in by its number once, and staff are told when it comes again",
          "[admin][events][E5]") {
    DoorTown town;
    town.sign_up(1, events::Outcome::confirmed, 3, "Ayesha Example", "+447700900123", first_code);
    town.bring();
    CHECK(town.must({"event", "checkin", town.id, "--code", "482 917 360"}) ==
          "IN: Ayesha Example, party of 3. Welcome.\n");
    CHECK(town.refused({"event", "checkin", town.id, "--code", "482917360"})
              .find("STOP: Checked in at 13:00 on the office.") != std::string::npos);
    CHECK(town.counts()["came"] == 3);
    // Taken back, she is not in; and by name she is.
    town.must({"event", "checkin", town.id, "--code", "482917360", "--undo"});
    CHECK(town.counts()["came"] == 0);
    town.must({"event", "checkin", town.id, "--name", "aye exa", "--people", "2"});
    CHECK(town.counts()["came"] == 2);
    CHECK(town.conflicts().empty());
}

TEST_CASE("what is no ticket of ours lets nobody in, and a walk-in is counted",
          "[admin][events][E5]") {
    DoorTown town;
    CHECK(town.refused({"event", "checkin", town.id, "--scan", "HT1:NONSENSE"})
              .find("This is not one of our tickets.") != std::string::npos);
    CHECK(town.refused({"event", "checkin", town.id, "--code", "482917360"})
              .find("No sign-up with this number.") != std::string::npos);
    town.must({"event", "checkin", town.id, "--walk-in", "2", "--children", "1"});
    CHECK(town.counts()["came"] == 3);
    CHECK(town.run({"audit"}) == 0);
}

TEST_CASE("whoever waits is let in for a reason alone", "[admin][events][E5][E4]") {
    DoorTown town;
    town.sign_up(1, events::Outcome::waiting, 1, "Jan Example", "", first_code);
    town.bring();
    CHECK(town.refused({"event", "checkin", town.id, "--code", "482917360"})
              .find("On the waiting list, number 1.") != std::string::npos);
    CHECK(town.counts()["came"] == 0);
    town.must({"event", "checkin", town.id, "--code", "482917360", "--override", "there is room"});
    CHECK(town.counts()["came"] == 1);
    const json waiting = town.conflicts();
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0]["kind"] == "waiting_admitted");
}

TEST_CASE("one ticket at two doors counts once, and waits for an officer",
          "[admin][events][E13][N3]") {
    DoorTown town;
    town.sign_up(1, events::Outcome::confirmed, 2, "Ayesha Example", "", first_code);
    town.bring();
    {
        // Two computers that have not heard of each other: each writes what it decided.
        const auto office = town.office();
        const events::CheckedIn by_code{events::CheckInHow::code, 0, ""};
        REQUIRE(town.write_as_office(*office, {{town.subject(1), town.date, by_code, 780}}).ok());
        town.another_computer();
        REQUIRE(town.write_as_office(*office, {{town.subject(1), town.date, by_code, 800}}).ok());
        CHECK(office->store().heads().size() == 3);  // the kiosk and two of the office
    }
    CHECK(town.counts()["came"] == 2);
    const json waiting = town.conflicts();
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0]["kind"] == "double_check_in");
    const std::string which = waiting[0]["id"];
    town.must({"conflict", "resolve", which, "--as", "two-parties", "--by", "R. Patel"});
    CHECK(town.conflicts().empty());
    CHECK(town.counts()["came"] == 4);
    const auto decisions = town.office()->store().decisions();
    CHECK(decisions.back().what == "conflict");
    CHECK(decisions.back().reason == "two-parties by R. Patel");
    town.must({"conflict", "reopen", which});
    CHECK(town.conflicts().size() == 1);
    town.must({"conflict", "resolve", which, "--by", "R. Patel"});
    CHECK(town.counts()["came"] == 2);
}

TEST_CASE("a laptop at a door without a network and the office come to one state",
          "[admin][events][E5][E2]") {
    DoorTown town;
    town.sign_up(1, events::Outcome::confirmed, 2, "Ayesha Example", "", first_code);
    town.bring();
    // The laptop is the office as it was that morning, under a name of its own.
    fs::copy(town.path("office"), town.path("laptop"), fs::copy_options::recursive);
    fs::remove(town.path("laptop/computer"));
    const std::string stick = "folder:" + town.text_path("stick");
    const auto on_laptop = [&](std::vector<std::string> words) {
        fs::rename(town.path("office"), town.path("at the office"));
        fs::rename(town.path("laptop"), town.path("office"));
        const int exit = town.on_the_day(std::move(words));
        fs::rename(town.path("office"), town.path("laptop"));
        fs::rename(town.path("at the office"), town.path("office"));
        INFO(town.terminal.complaints);
        REQUIRE(exit == 0);
        return town.terminal.printed;
    };
    on_laptop({"event", "checkin", town.id, "--code", "482917360"});
    on_laptop({"event", "checkin", town.id, "--walk-in", "1"});
    town.must({"event", "checkin", town.id, "--walk-in", "3"});
    CHECK(town.counts()["came"] == 3);
    // Each leaves what it wrote; each takes in what the other left, in this order and again.
    on_laptop({"event", "share", "--to", stick});
    town.must({"event", "share", "--to", stick});
    town.must({"sync", "--from", stick});
    on_laptop({"sync", "--from", stick, "--take-only"});
    town.must({"sync", "--from", stick});
    CHECK(town.counts()["came"] == 6);
    CHECK(json::parse(on_laptop({"event", "signups", "--json"}))["dates"][0]["came"] == 6);
    CHECK(town.conflicts().empty());
    CHECK(town.run({"audit"}) == 0);
}

TEST_CASE("an officer signs somebody up, cancels, takes that back and promotes the next",
          "[admin][events][E4]") {
    DoorTown town;
    CHECK(town.refused({"event", "signup", "add", town.id, "--name", "Ayesha Example"})
              .find("--agreed") != std::string::npos);
    const json made = json::parse(town.must({"event",
                                             "signup",
                                             "add",
                                             town.id,
                                             "--json",
                                             "--name",
                                             "Ayesha Example",
                                             "--phone",
                                             "07700 900123",
                                             "--party",
                                             "4",
                                             "--under-16",
                                             "2",
                                             "--agreed"}));
    const std::string number = std::to_string(made["number"].get<int>());
    CHECK(town.counts()["coming"] == 4);
    CHECK(
        town.refused({"event", "signup", "add", town.id}).find("Only 0 spaces are free to give") !=
        std::string::npos);
    town.must({"event", "signup", "add", town.id, "--wait", "--name", "Jan Example", "--agreed"});
    CHECK(town.refused({"event", "signup", "promote", town.id}).find("does not fit") !=
          std::string::npos);
    town.must({"event", "signup", "cancel", town.id, number});
    CHECK(town.counts()["cancelled"] == 4);
    town.must({"event", "signup", "reinstate", town.id, number});
    CHECK(town.counts()["coming"] == 4);
    town.must({"event", "signup", "cancel", town.id, "ayesha"});
    town.must({"event", "signup", "promote", town.id});
    CHECK(town.counts()["coming"] == 1);
    CHECK(town.counts()["waiting"] == 0);
    CHECK(town.conflicts().empty());
    CHECK(town.run({"audit"}) == 0);
}

TEST_CASE("the list of attendees has nobody who waits, and is safe for spreadsheets",
          "[admin][events][E4]") {
    DoorTown town;
    town.sign_up(1, events::Outcome::confirmed, 2, "=SUM(A1) Example", "+447700900123", first_code);
    town.sign_up(2, events::Outcome::confirmed, 1, "\xEF\xBC\x9DWide Example", "", second_code);
    town.sign_up(3, events::Outcome::waiting, 1, "Waiting Example", "", third_code);
    town.bring();
    const std::string file = town.text_path("list.csv");
    town.must({"event", "attendees", town.id, "--csv", file, "--reason", "badges"});
    CHECK(content_of(file) ==
          "\xEF\xBB\xBF"
          "name,people,under_16,number,needs,note,language,came\r\n"
          "'=SUM(A1) Example,2,0,482 917 360,,,en,\r\n"
          "'\xEF\xBC\x9DWide Example,1,0,100 000 006,,,en,\r\n");
    town.must({"event", "attendees", town.id, "--csv", file, "--reason", "calls", "--contacts"});
    CHECK(content_of(file).find("'+447700900123") != std::string::npos);
    const auto decisions = town.office()->store().decisions();
    REQUIRE(decisions.size() >= 2);
    CHECK(decisions.back().what == "attendees-contacts");
    CHECK(decisions.back().reason == "calls");
}

TEST_CASE("the day sheet is a page of A4", "[admin][events]") {
    DoorTown town;
    town.sign_up(1, events::Outcome::confirmed, 2, "Siân Example", "+447700900123", first_code);
    town.bring();
    const std::string file = town.text_path("door.pdf");
    town.must({"event", "sheet", town.id, "--pdf", file, "--reason", "the door"});
    const std::string pdf = content_of(file);
    CHECK(pdf.substr(0, 5) == "%PDF-");
    CHECK(pdf.find("/MediaBox [ 0 0 595.27") != std::string::npos);  // 210 mm in points
}

TEST_CASE("people are found by what they gave, and erased ones no more", "[admin][events][facts]") {
    FactsTown town;
    town.sign_up(1, events::Outcome::confirmed, 1, "Zofia Łuczak", "+447700900123", first_code);
    town.sign_up(2, events::Outcome::confirmed, 1, "Siân O'Neill", "+447700900124", second_code);
    town.bring();
    const auto office = town.office();
    const admin::FactBook book = book_of(*office, town.random);
    const auto found = [&](std::string_view typed) {
        return *admin::search_people(book, typed, 8);
    };
    const std::vector<events::SubjectId> zofia{town.subject(1)};
    const std::vector<events::SubjectId> sian{town.subject(2)};
    CHECK(found("luc zof") == zofia);
    CHECK(found("SIAN") == sian);
    CHECK(found("07700 900123") == zofia);
    CHECK(found("+44 7700 900124") == sian);
    CHECK(found("482917360") == zofia);
    CHECK(found("z").empty());
    CHECK(found("nobody").empty());
    // An erased record takes its row and its words along.
    base::RecordId gone;
    for (const events::KnownFact& fact : book.of(town.subject(2)).facts) {
        gone = fact.as<events::ContactGiven>() != nullptr ? fact.origin.id : gone;
    }
    const db::StreamKey stream{town.kiosk.id(), town.kiosk.next_head().origin.instance, 2};
    const db::Tombstone tombstones[] = {{gone, 2, town.clock.today()}};
    REQUIRE(office->store().bury(stream, tombstones).ok());
    CHECK(found("SIAN").empty());
    CHECK(book.of(town.subject(2)).facts.size() == 1);
}

TEST_CASE("many people are searched on pages, and each is found", "[admin][events][facts]") {
    FactsTown town;
    const auto office = town.office();
    std::vector<admin::OfficeFact> facts;
    for (int number = 0; number < 650; ++number) {
        events::ContactGiven given;
        given.contact.name = base::SecretText("Person " + two_letters(number));
        facts.push_back({events::SubjectId::random(town.random), town.date, given});
    }
    REQUIRE(town.write_as_office(*office, facts).ok());
    const admin::FactBook book = book_of(*office, town.random);
    for (int round = 0; round < 2; ++round) {  // while they are put on pages, and from there
        for (const int number : {0, 27, 649}) {
            const std::string name = two_letters(number);
            const auto found = admin::search_people(book, "person " + name, 8);
            REQUIRE(found.ok());
            CHECK(*found ==
                  std::vector<events::SubjectId>{facts[static_cast<std::size_t>(number)].subject});
        }
    }
    int pages = 0;
    book.store().each_page([&](auto, base::ByteView sealed) {
        ++pages;
        CHECK(base::as_text(sealed).find("person") == std::string_view::npos);
    });
    CHECK(pages == 1);
    CHECK(admin::search_people(book, "person", 8)->size() == 8);
}

TEST_CASE("what facts of one date say is what all facts say of it", "[admin][events][facts][E2]") {
    FactsTown town;
    base::SeededRandom random(20260330);
    std::vector<events::OccurrenceId> dates;
    std::vector<events::SubjectId> people;
    std::vector<admin::OfficeFact> facts;
    for (int number = 0; number < 5; ++number) {
        dates.push_back(events::OccurrenceId::random(random));
    }
    for (int number = 0; number < 60; ++number) {
        const auto date = dates[random.below(dates.size())];
        people.push_back(events::SubjectId::random(random));
        events::SignedUp up;
        up.outcome = random.below(3) == 0 ? events::Outcome::waiting : events::Outcome::confirmed;
        up.turn = up.outcome == events::Outcome::waiting ? number + 1 : 0;
        up.code = first_code;
        up.language = "en";
        facts.push_back({people.back(), date, up});
        events::ContactGiven given;
        given.contact.name = base::SecretText("Somebody");
        given.contact.phone = base::SecretText("+44770090012" + std::to_string(number % 4));
        given.contact.preferred = events::Preferred::text;
        facts.push_back({people.back(), {}, given});  // of no date, like a correction
        if (random.below(4) == 0) {
            facts.push_back({people.back(), {}, events::Cancelled{}});
        }
        if (random.below(2) == 0) {
            facts.push_back({people.back(), date, events::CheckedIn{}, 600 + number});
        }
        facts.push_back({{}, date, events::WalkedIn{1, 0, {}}, number});
    }
    const auto office = town.office();
    REQUIRE(town.write_as_office(*office, facts).ok());
    const admin::FactBook book = book_of(*office, town.random);
    const admin::OfficeDates none;
    const base::Moment now = town.clock.now();
    const events::State whole = events::fold(book.all().facts, none.settings({}), now);
    const auto tallies = admin::tally_dates(book, none, now);
    REQUIRE(tallies.ok());
    for (const db::FactTally& kept : book.store().tallies()) {
        CHECK(kept.until > town.clock.today() + std::chrono::days{36'500});  // not counted anew
    }
    for (const events::OccurrenceId& date : dates) {
        const events::State part = admin::state_of(book, none, {}, date, now);
        REQUIRE(part.occurrence(date) != nullptr);
        CHECK(*part.occurrence(date) == *whole.occurrence(date));
        int coming = 0;
        for (const events::SignUpRecord& one : whole.sign_ups) {
            if (one.occurrence == date) {
                REQUIRE(part.sign_up(one.id) != nullptr);
                CHECK(*part.sign_up(one.id) == one);
                coming += one.state == events::SignUpState::confirmed ? one.party : 0;
            }
        }
        for (const db::FactTally& tally : *tallies) {
            if (admin::date_of(tally) == date) {
                CHECK(tally.coming == coming);
                CHECK(tally.came == whole.occurrence(date)->attended());
            }
        }
    }
}

TEST_CASE("two officers on one server let people in at the same time",
          "[admin][events][facts][E5][postgres]") {
    Town town;
    fs::create_directories(town.path("stick"));
    REQUIRE(town.run({"init",
                      "--demo",
                      "--org",
                      "Example Borough",
                      "--store",
                      postgres_server().fresh_address()}) == 0);
    fs::copy(town.path("office"), town.path("other"), fs::copy_options::recursive);
    const auto one = admin::Office::open(town.path("office"), town.files);
    const auto other = admin::Office::open(town.path("other"), town.files);
    REQUIRE(one.ok());
    REQUIRE(other.ok());
    const auto publisher = (*one)->publisher(FactsTown::passphrase());
    REQUIRE(publisher.ok());
    const auto date = *events::OccurrenceId::from_hex("d1e08e2775d8bd5a");
    const admin::FactBook first = book_of(**one, town.random);
    const admin::FactBook second = book_of(**other, town.random);
    const auto who = events::SubjectId::random(town.random);
    events::SignedUp up;
    up.outcome = events::Outcome::confirmed;
    up.code = first_code;
    up.language = "en";
    const auto write = [&](admin::Office& at, const admin::FactBook& book, admin::OfficeFact fact) {
        return admin::write_facts(
                   {at, *publisher, town.files, town.random, town.clock.today(), &book.seal()},
                   std::span(&fact, 1))
            .ok();
    };
    REQUIRE(write(**one, first, {who, date, up}));
    REQUIRE(write(**one, first, {who, date, events::CheckedIn{}, 600}));
    REQUIRE(write(**other, second, {who, date, events::CheckedIn{}, 620}));
    const admin::OfficeDates none;
    for (const admin::FactBook* book : {&first, &second}) {
        CHECK(book->all().locked == 0);
        const events::State state = admin::state_of(*book, none, {}, date, town.clock.now());
        REQUIRE(state.sign_ups.size() == 1);
        CHECK(state.sign_ups[0].admitted == 1);
        REQUIRE(state.conflicts.size() == 1);
        CHECK(state.conflicts[0].kind == events::ConflictKind::double_check_in);
    }
    CHECK((*one)->store().heads().size() == 2);  // a stream each
    const auto tallies = admin::tally_dates(second, none, town.clock.now());
    REQUIRE(tallies.ok());
    REQUIRE(tallies->size() == 1);
    CHECK((*tallies)[0].came == 1);
    CHECK((*tallies)[0].conflicts == 1);
}
