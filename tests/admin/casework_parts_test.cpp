// The parts of the casework that need no office: lists, searches, plans, pages.
#include <catch2/catch.hpp>

#include "admin/cases/case_export.h"
#include "admin/cases/case_list.h"
#include "admin/cases/case_words.h"
#include "admin/cases/request_list.h"
#include "admin/cases/told_residents.h"
#include "admin/cases/you_said_book.h"
#include "admin/rights/erased_list.h"
#include "admin/rights/person_export.h"
#include "admin/rights/person_search.h"
#include "admin/rights/retention.h"
#include "base/files.h"
#include "base/random.h"
#include "events/story.h"
#include "support/temporary_folder.h"

using namespace harmony;
using namespace harmony::admin;
using namespace harmony::events::testing;
using events::CaseState;

namespace {

const events::Holidays easter = {*base::day_from_iso("2026-04-03"),
                                 *base::day_from_iso("2026-04-06")};

/// Cases by number, each with the steps that it went.
struct CaseBook {
    CaseBook() { story.day("2026-03-02"); }

    void opens(int number,
               const char* day,
               events::CaseKind kind = events::CaseKind::rubbish,
               const char* place = "market") {
        events::CaseOpened opened;
        opened.kind = kind;
        opened.place = place;
        opened.text.assign("=1+1, behind the bins");
        opened.language = "en";
        last[number] = story.day(day).say(1, number, 0, opened);
    }

    void goes(int number, const char* day, CaseState to) {
        events::CaseStep step;
        step.follows = last[number];
        step.to = to;
        step.owner = "Street care";
        step.due = on("2026-03-20");
        step.text = to == CaseState::done ? "=Swept." : "";
        step.told_how = events::ToldHow::board;
        step.checked = true;
        last[number] = story.day(day).say(0, number, 0, step);
    }

    void ends(int number, const char* day) {
        for (const CaseState to :
             {CaseState::with_owner, CaseState::done, CaseState::told, CaseState::closed}) {
            goes(number, day, to);
        }
    }

    Story story;
    std::map<int, events::FactId> last;
};

std::vector<int> numbers(const std::vector<CaseLine>& lines) {
    std::vector<int> all;
    for (const CaseLine& line : lines) {
        for (int number = 1; number < 10; ++number) {
            if (line.record->id == person(number)) {
                all.push_back(number);
            }
        }
    }
    return all;
}

OfficeFacts facts_of(const Story& story) {
    OfficeFacts facts;
    facts.facts = story.facts();
    return facts;
}

}  // namespace

TEST_CASE("cases stand late first, then by date, then without one", "[admin][cases]") {
    CaseBook book;
    book.opens(1, "2026-03-26");
    book.opens(2, "2026-03-02");
    book.opens(3, "2026-03-10");
    book.opens(4, "2026-03-01");
    book.ends(4, "2026-03-05");
    const events::State state = book.story.state();
    const base::Day today = on("2026-03-27");
    CHECK(numbers(list_cases(state, {}, easter, today)) == std::vector{2, 3, 1});
    CHECK(numbers(list_cases(state, {.late = true}, easter, today)) == std::vector{2, 3});
    CHECK(numbers(list_cases(state, {.ended = true}, easter, today)) == std::vector{2, 3, 1, 4});
    CHECK(numbers(list_cases(state, {.state = CaseState::closed}, easter, today)) ==
          std::vector{4});
    CHECK(list_cases(state, {.owner = "Nobody"}, easter, today).empty());
}

TEST_CASE("a short or shared beginning of an id finds no case", "[admin][cases]") {
    CaseBook book;
    book.opens(1, "2026-03-02");
    book.opens(2, "2026-03-02");
    const events::State state = book.story.state();
    const std::string whole = person(1).hex();
    CHECK((*find_case(state, whole))->id == person(1));
    CHECK_FALSE(find_case(state, whole.substr(0, 3)));
    CHECK(find_case(state, "ffff").error().kind == base::ErrorKind::absent);
    const std::string shared = whole.substr(0, 8);  // both begin with the same zeros
    CHECK(find_case(state, shared).error().kind == base::ErrorKind::refused);
}

TEST_CASE("figures of cases count what was done within 14 days", "[admin][cases]") {
    CaseBook book;
    book.opens(1, "2026-03-02");
    book.ends(1, "2026-03-16");  // day 14
    book.opens(2, "2026-03-02");
    book.ends(2, "2026-03-17");
    book.opens(3, "2026-03-20", events::CaseKind::noise, "park");
    const CaseFigures figures = case_figures(book.story.state(), easter, on("2026-03-27"));
    CHECK(figures.open == 1);
    CHECK(figures.late == 1);
    CHECK(figures.oldest_open == on("2026-03-20"));
    CHECK(figures.done == 2);
    CHECK(figures.done_in_14_days == 1);
    REQUIRE(figures.places.size() == 1);
    CHECK(figures.places[0].where == "market");
    CHECK(figures.places[0].reports == 2);
}

TEST_CASE("an export for spreadsheets holds no formula and no words unless asked",
          "[admin][cases]") {
    CaseBook book;
    book.opens(1, "2026-03-02");
    book.goes(1, "2026-03-03", CaseState::with_owner);
    book.goes(1, "2026-03-04", CaseState::done);
    const events::State state = book.story.state();
    const auto lines = list_cases(state, {}, easter, on("2026-03-05"));
    const std::string csv = cases_csv(lines, CaseWords::left_out);
    CHECK(csv.find(",'=Swept.") != std::string::npos);
    CHECK(csv.find(",=Swept.") == std::string::npos);
    CHECK(csv.find("bins") == std::string::npos);
    CHECK(cases_csv(lines, CaseWords::included).find("\"'=1+1, behind the bins\"") !=
          std::string::npos);
    CHECK(cases_csv({}, CaseWords::left_out).find("text_for_residents") != std::string::npos);
    CHECK(cases_json(lines, CaseWords::left_out, on("2026-03-05")).find("bins") ==
          std::string::npos);
}

TEST_CASE("days are said as people say them", "[admin][cases]") {
    const base::Day today = on("2026-03-27");
    CHECK(due_words(std::nullopt, today) == "-");
    CHECK(due_words(today, today) == "today");
    CHECK(due_words(on("2026-03-26"), today) == "26 March 2026, 1 day late");
    CHECK(due_words(on("2026-03-20"), today) == "20 March 2026, 7 days late");
    CHECK(due_words(on("2026-03-30"), today) == "30 March 2026");
}

TEST_CASE("each state reads as the specification words it", "[admin][cases][E11]") {
    events::ReceiptState line;
    line.on = on("2026-03-02");
    line.by = on("2026-03-20");
    line.who = "Street care";
    line.text = "sweep the play area";
    line.reference = "77";
    const std::pair<const char*, const char*> words[] = {
        {"received", "We have it. Nobody has looked at it yet."},
        {"with_owner", "With Street care. Next news by 20 March 2026."},
        {"planned", "We plan to sweep the play area by 20 March 2026."},
        {"done", "Done on 2 March 2026: sweep the play area"},
        {"passed_on", "Street care deals with this. Their number: 77."},
        {"cannot_do", "We cannot do this because sweep the play area."},
        {"reopened", "Open again since 2 March 2026."},
        {"withdrawn", "Taken back on 2 March 2026."}};
    for (const auto& [state, said] : words) {
        line.state = state;
        CHECK(resident_reads(line) == said);
    }
}

TEST_CASE("good times and safe contact are said in words", "[admin][requests]") {
    CHECK(times_words(0).empty());
    CHECK(times_words(1 | 32) == "weekday mornings, weekend evenings");
    CHECK(safe_words(events::SafeMessage::no).find("NOT SAFE") == 0);
    CHECK(safe_words(events::SafeMessage::not_asked).find("leave none") != std::string::npos);
}

TEST_CASE("people are found by whatever is given, and all of it must fit", "[admin][rights]") {
    Story story;
    story.day("2026-03-02");
    story.signs_up(1, 1, events::Outcome::confirmed);
    story.gives_contact(1, 1, "+447700900123");
    events::Requested asked;
    asked.postcode.assign("TS18 1AB");
    asked.language = "en";
    story.say(1, 2, 0, asked);
    story.gives_contact(1, 2, "+447700900124");
    const events::State state = story.state();
    const OfficeFacts facts = facts_of(story);
    const auto count = [&](const PersonQuery& query) {
        const auto found = find_people(state, facts, query);
        return found ? static_cast<int>(found->size()) : -1;
    };
    PersonQuery by;
    CHECK(count(by) == -1);  // nothing to look for
    by.phone = "07700 900123";
    CHECK(count(by) == 1);
    by.postcode = "ts181ab";
    CHECK(count(by) == 0);
    by.phone.clear();
    CHECK(count(by) == 1);
    by.postcode = "nowhere";
    CHECK(count(by) == -1);
    by = {};
    by.code = "123";
    CHECK(count(by) == -1);
    by.code = std::to_string(state.sign_up(person(1))->code);
    CHECK(count(by) == 1);
}

TEST_CASE("each class of data goes on the day after its last and not before",
          "[admin][rights][retention][E12]") {
    struct Row {
        KeptClass what;
        const char* last_day;  ///< on which it is still kept
        const char* gone;
    };
    // Ended on 16 March 2026 (a sign-up for 30 March 2026): the periods of 17.1 by the calendar.
    const Row rows[] = {{KeptClass::contacts, "2027-03-30", "2027-03-31"},
                        {KeptClass::requests, "2027-03-16", "2027-03-17"},
                        {KeptClass::case_words, "2026-09-16", "2026-09-17"},
                        {KeptClass::cases, "2028-03-16", "2028-03-17"},
                        {KeptClass::complaints, "2028-03-16", "2028-03-17"}};
    CaseBook book;
    Story& story = book.story;
    story.signs_up(1, 7, events::Outcome::confirmed);
    story.gives_contact(1, 7, "+447700900123");
    book.opens(1, "2026-03-02");
    book.ends(1, "2026-03-16");
    book.opens(2, "2026-03-02");  // open: nothing of it goes
    story.day("2026-03-16");
    events::FactId at = story.say(1, 3, 0, events::Requested{});
    for (const auto to :
         {events::RequestState::seen, events::RequestState::in_hand, events::RequestState::done}) {
        events::RequestStep step;
        step.follows = at;
        step.to = to;
        at = story.say(0, 3, 0, step);
    }
    at = story.say(1, 4, 0, events::ComplaintMade{});
    for (const auto to : {events::ComplaintState::acknowledged,
                          events::ComplaintState::looking,
                          events::ComplaintState::outcome,
                          events::ComplaintState::closed}) {
        events::ComplaintStep step;
        step.follows = at;
        step.to = to;
        if (to == events::ComplaintState::outcome) {
            step.outcome = events::ComplaintOutcome::partly;
            step.text = "ico.org.uk";
        }
        at = story.say(0, 4, 0, step);
    }
    const events::State state = story.state();
    const OfficeFacts facts = facts_of(story);
    const std::map<events::OccurrenceId, KeptDate> dates = {{date(1), {on("2026-03-30"), 365}}};
    for (const Row& row : rows) {
        INFO(kept_class_names.at(static_cast<std::size_t>(row.what)));
        CHECK_FALSE(plan_retention(state, facts, dates, on(row.last_day)).contains(row.what));
        const auto plan = plan_retention(state, facts, dates, on(row.gone));
        REQUIRE(plan.contains(row.what));
        CHECK(plan.at(row.what).size() == 1);
    }
    CHECK(plan_retention(state, facts, {{date(1), {on("2026-03-30"), 30}}}, on("2026-04-30"))
              .contains(KeptClass::contacts));
}

TEST_CASE("the list of what was erased only grows, and a broken one is said to be broken",
          "[admin][rights]") {
    tests::TemporaryFolder folder;
    base::SeededRandom random(20260330);
    base::RealFiles files(random);
    REQUIRE(read_erased(files, folder.path())->empty());
    ErasedList one;
    one.subjects.insert(person(1));
    ErasedList other;
    other.records.insert(base::RecordId::random(random));
    REQUIRE(add_erased(files, folder.path(), one).ok());
    REQUIRE(add_erased(files, folder.path(), other).ok());
    REQUIRE(add_erased(files, folder.path(), one).ok());
    const auto list = read_erased(files, folder.path());
    REQUIRE(list);
    CHECK(list->subjects == one.subjects);
    CHECK(list->records == other.records);
    for (const char* broken : {"harmony erased/2\n", "", "harmony erased/1\nsubject 12\n"}) {
        INFO(broken);
        static_cast<void>(files.write(
            folder.path() / erased_file, base::as_bytes(broken), base::IfPresent::replace, 0600));
        CHECK_FALSE(read_erased(files, folder.path()));
    }
}

TEST_CASE("items of the office stand beside those of the content file, newest first",
          "[admin][you_said]") {
    Content content;
    content.languages = {"en", "pl"};
    events::YouSaid old;
    old.id = "old";
    old.day = on("2026-01-02");
    old.said = {{"en", "Dark"}, {"pl", "Ciemno"}};
    old.did = old.said;
    content.town.you_said = {old};
    events::YouSaid fresh = old;
    fresh.id = "fresh";
    fresh.day = on("2026-03-02");
    fresh.said.erase("pl");
    REQUIRE(add_you_said(content, {fresh}).ok());
    REQUIRE(content.town.you_said.size() == 2);
    CHECK(content.town.you_said[0].id == "fresh");
    const auto missing = missing_languages(content);
    REQUIRE(missing.size() == 1);
    CHECK(missing[0] == "\"fresh\" has no pl; it is shown in English there");
    CHECK_FALSE(add_you_said(content, {old}).ok());  // it stands in both
    std::vector<events::YouSaid> many;
    for (int number = 0; number < 50; ++number) {
        fresh.id = "item" + std::to_string(number);
        many.push_back(fresh);
    }
    REQUIRE(add_you_said(content, many).ok());
    CHECK(content.town.you_said.size() == events::most_you_said);
}

TEST_CASE("the receipts of a pack stand among its files by name", "[admin][cases]") {
    CaseBook book;
    book.opens(1, "2026-03-02");
    PackContents pack;
    pack.entries = {{"kiosk.json", {}}, {"phrases/en.toml", {}}, {"surveys", {}}};
    add_receipts(pack, events::receipt_states(book.story.state(), on("2026-03-03")));
    REQUIRE(pack.entries.size() == 4);
    CHECK(pack.entries[2].name == "receipts.json");
    const auto read = events::read_receipts(base::as_text(pack.entries[2].bytes));
    REQUIRE(read);
    CHECK(read->all.size() == 1);
}

TEST_CASE("what is wrong with an item is said in a sentence", "[admin][you_said]") {
    YouSaidItem item;
    item.shown.theme["en"] = "Lights";
    item.shown.said["en"] = "It is dark.";
    CHECK(fault_in(item) == "theme, said and did must be there in English");
    item.shown.did["en"] = "Mended.";
    CHECK(fault_in(item).find("name what is behind it") == 0);
    item.questions = {"neighbourhood:safe_dark"};
    CHECK(fault_in(item).empty());
    item.people = 12;
    CHECK(fault_in(item).find("a number of people") == 0);
    item.release = "spring 2026";
    CHECK(fault_in(item).empty());
    item.shown.did["pl"] = "zadzwoń: jan@example.org";
    CHECK(fault_in(item).find("everybody reads \"did\" (pl)") == 0);
    item.shown.did["pl"] = std::string(161, 'a');
    CHECK(fault_in(item) == "\"did\" (pl) has more than 160 letters");
}
