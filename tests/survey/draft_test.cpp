#include <catch2/catch.hpp>
#include <cstring>
#include <fstream>

#include "draft_support.h"

namespace harmony::survey::test {
namespace {

/// Names on the present page.
std::string here(const Draft& draft) {
    if (draft.page().kind != PageKind::questions) {
        return draft.page().kind == PageKind::check_answers ? "check" : "end";
    }
    std::string names;
    for (const NodeIndex node : draft.page().nodes) {
        names += (names.empty() ? "" : " ") + draft.form().node(node).name;
    }
    return names;
}

std::string walk(Draft& draft) {
    REQUIRE(draft.next().ok());
    return here(draft);
}

const std::string small_survey =
    "type,name,label,required,relevant,constraint,constraint_message\n"
    "select_one yn,dog,Do you have a dog?,yes,,,\n"
    "text,dog_name,What is its name?,,${dog} = 'yes',,\n"
    "integer,age,How old are you?,,,. >= 16,You must be 16 or over\n"
    "note,thanks,\"Thank you, ${dog_name}.\",,,,\n";
constexpr std::string_view yes_no = "list_name,name,label\nyn,yes,Yes\nyn,no,No\n";

}  // namespace

TEST_CASE("a resident walks the neighbourhood survey page by page", "[survey][draft]") {
    const Form form = form_of(template_survey("T1_neighbourhood"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    CHECK(here(draft) == "ward");
    CHECK(draft.page().number == 1);
    CHECK(draft.state(question(form, "ward")).offered.size() == 6);  // the filter keeps wards only
    answer(draft, "ward", "riverside");
    CHECK(walk(draft) == "safe_dark");
    CHECK(walk(draft) == "safe_day");
    CHECK(walk(draft) == "where_unsafe");
    REQUIRE(draft.touch(question(form, "where_unsafe"), "nowhere").ok());
    CHECK(walk(draft) == "why_unsafe");  // when_unsafe is not asked of who feels unsafe nowhere
    CHECK(walk(draft) == "asb_litter asb_drunk asb_drugs asb_damage asb_noise asb_groups asb_cars");
    CHECK(draft.page().group == question(form, "asb"));
    CHECK(draft.back() == Moved::page);
    CHECK(here(draft) == "why_unsafe");
    while (draft.page().kind == PageKind::questions) {
        REQUIRE(draft.next().ok());
    }
    CHECK(here(draft) == "check");
    CHECK(*draft.next() == Moved::finish_due);
    CHECK(here(draft) == "check");
}

TEST_CASE("equality questions come after Send and may be left out", "[survey][draft]") {
    const Form form = form_of(template_survey("T1_neighbourhood"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    while (draft.page().kind == PageKind::questions) {
        REQUIRE(draft.next().ok());
    }
    const auto core = draft.finish(Part::core);
    REQUIRE(core.ok());
    const auto age = *form.node(question(form, "age")).item;
    CHECK(core->items[age] == Item(NotAsked{}));
    CHECK(walk(draft) == "age");
    CHECK(draft.page().equality);
    CHECK(draft.back() == Moved::at_first);
    answer(draft, "age", "a25_34");
    CHECK(walk(draft) == "sex");
    CHECK(walk(draft) == "eth");
    CHECK(walk(draft) == "dis");
    answer(draft, "dis", "yes");
    CHECK(walk(draft) == "dis_imp");
    CHECK(walk(draft) == "end");
    const auto whole = draft.finish(Part::whole);
    REQUIRE(whole.ok());
    CHECK(whole->items[age] == Item(One{1}));
}

TEST_CASE("an answer comes back when its question is asked again", "[survey][draft]") {
    const Form form = form_of(sheets(small_survey, yes_no));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    answer(draft, "dog", "yes");
    answer(draft, "dog_name", "Rex");
    CHECK(draft.state(question(form, "thanks")).label.view() == "Thank you, Rex.");
    answer(draft, "dog", "no");
    CHECK_FALSE(draft.relevant(question(form, "dog_name")));
    CHECK(draft.state(question(form, "thanks")).label.view() == "Thank you, .");
    CHECK_FALSE(draft.set(question(form, "dog_name"), text("Fido")).ok());
    const auto finished = draft.finish(Part::core);
    REQUIRE(finished.ok());
    CHECK(finished->items[1] == Item(NotAsked{}));
    answer(draft, "dog", "yes");
    CHECK(value(draft, "dog_name") == "Rex");
}

TEST_CASE("Continue stays while an answer is missing or wrong and says which", "[survey][draft]") {
    const Form form = form_of(sheets(small_survey, yes_no));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    CHECK_FALSE(draft.next().ok());
    REQUIRE(draft.problems().size() == 1);
    CHECK(draft.problems()[0].kind == Invalid::required);
    answer(draft, "dog", "no");
    CHECK(walk(draft) == "age");
    answer(draft, "age", "15");
    CHECK_FALSE(draft.next().ok());
    CHECK(draft.problems()[0].kind == Invalid::constraint);
    CHECK(draft.problems()[0].message.view() == "You must be 16 or over");
    answer(draft, "age", "16");
    CHECK(walk(draft) == "thanks");
    CHECK(walk(draft) == "check");
}

TEST_CASE("Change leads straight back or through what became relevant", "[survey][draft]") {
    const Form form = form_of(sheets(small_survey, yes_no));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    answer(draft, "dog", "no");
    while (draft.page().kind == PageKind::questions) {
        REQUIRE(draft.next().ok());
    }
    REQUIRE(draft.check_answers().size() == 2);
    CHECK(draft.check_answers()[0].answers[0].view() == "No");
    CHECK(draft.check_answers()[1].answers.empty());
    REQUIRE(draft.change(question(form, "age")).ok());
    CHECK(draft.page().changing);
    CHECK(walk(draft) == "check");
    REQUIRE(draft.change(question(form, "dog")).ok());
    answer(draft, "dog", "yes");
    CHECK(walk(draft) == "dog_name");
    CHECK(walk(draft) == "check");
    REQUIRE(draft.change(question(form, "dog")).ok());
    CHECK(draft.back() == Moved::check_answers);
    CHECK(draft.change(question(form, "thanks")).ok());  // a note has a page of its own too
}

TEST_CASE("an answer that is changed after Send asks for Send again", "[survey][draft]") {
    const Form form = form_of(sheets(small_survey, yes_no));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    answer(draft, "dog", "no");
    while (draft.page().kind == PageKind::questions) {
        REQUIRE(draft.next().ok());
    }
    REQUIRE(draft.finish(Part::core).ok());
    answer(draft, "age", "40");
    CHECK(*draft.next() == Moved::finish_due);
}

TEST_CASE("an exclusive choice stands alone", "[survey][draft]") {
    const Form form = form_of(template_survey("T1_neighbourhood"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    const NodeIndex where = question(form, "where_unsafe");
    REQUIRE(draft.touch(where, "shops").ok());
    REQUIRE(draft.touch(where, "park").ok());
    CHECK(value(draft, "where_unsafe") == "park shops");  // the order of the list
    REQUIRE(draft.touch(where, "nowhere").ok());
    CHECK(value(draft, "where_unsafe") == "nowhere");
    REQUIRE(draft.touch(where, "park").ok());
    CHECK(value(draft, "where_unsafe") == "park");
}

TEST_CASE("more choices than the survey allows are refused", "[survey][draft]") {
    const Form form = form_of(template_survey("T2_town_centre_pspo"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    const NodeIndex also = question(form, "also");
    REQUIRE(draft.set(also, std::vector<std::string>{"seats", "cctv", "lights"}).ok());
    CHECK_FALSE(draft.touch(also, "events").ok());
    CHECK(value(draft, "also") == "lights cctv seats");
}

TEST_CASE("a single choice touched again is cleared unless it is required", "[survey][draft]") {
    const Form form = form_of(sheets(small_survey, yes_no));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    const NodeIndex dog = question(form, "dog");
    REQUIRE(draft.touch(dog, "no").ok());
    REQUIRE(draft.touch(dog, "no").ok());
    CHECK(value(draft, "dog") == "no");
    const Form other = form_of(template_survey("T1_neighbourhood"));
    Draft optional(other, start_for(other), random);
    REQUIRE(optional.touch(question(other, "safe_day"), "dk").ok());
    REQUIRE(optional.touch(question(other, "safe_day"), "dk").ok());
    CHECK(value(optional, "safe_day").empty());
}

TEST_CASE("what the type does not allow is refused and changes nothing", "[survey][draft]") {
    const Form form = form_of(sheets(small_survey, yes_no));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    answer(draft, "age", "40");
    for (const char* wrong : {"4o", "40.5", "040", "+4", "1234567890123456"}) {
        CHECK_FALSE(draft.set(question(form, "age"), text(wrong)).ok());
    }
    CHECK(value(draft, "age") == "40");
    CHECK_FALSE(draft.set(question(form, "dog"), text("maybe")).ok());
    answer(draft, "dog", "yes");
    CHECK_FALSE(draft.set(question(form, "dog_name"), text("a\x07")).ok());
    CHECK_FALSE(draft.set(question(form, "dog_name"), text(std::string(2001, 'a'))).ok());
    CHECK_FALSE(draft.set(question(form, "thanks"), text("x")).ok());
}

TEST_CASE("what a keyboard gives is cleaned before it is stored", "[survey][draft]") {
    const Form form = form_of(sheets(small_survey, yes_no));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    answer(draft, "dog", "yes");
    REQUIRE(draft.type(question(form, "dog_name"), "  Zosia\xE2\x80\xAE ").ok());
    CHECK(value(draft, "dog_name") == "Zosia");
    REQUIRE(draft.type(question(form, "age"), "\xD9\xA3\xDB\xB4").ok());  // Arabic 3, Urdu 4
    CHECK(value(draft, "age") == "34");
    CHECK_FALSE(draft.type(question(form, "age"), "3,5").ok());
}

TEST_CASE("the quick cut asks the quick questions only", "[survey][draft]") {
    const Form form = form_of(template_survey("T1_neighbourhood"));
    base::SeededRandom random(1);
    Start start = start_for(form);
    start.cut = Cut::quick;
    Draft draft(form, start, random);
    std::string pages = here(draft);
    while (draft.page().kind == PageKind::questions) {
        pages += " " + walk(draft);
    }
    CHECK(pages == "ward safe_dark safe_day why_unsafe one_help check");
    const auto done = draft.finish(Part::core);
    REQUIRE(done.ok());
    CHECK(done->items[*form.node(question(form, "police")).item] == Item(NotAsked{}));
}

TEST_CASE("the language changes at any time and no answer with it", "[survey][draft]") {
    const Form form = form_of(sheets(
        "type,name,label::English (en),label::Polish (pl)\nselect_one yn,dog,A dog?,Pies?\n",
        "list_name,name,label::English (en),label::Polish (pl)\nyn,yes,Yes,Tak\nyn,no,No,Nie\n",
        "form_id,default_language\nward,English (en)\n"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    const NodeIndex dog = question(form, "dog");
    REQUIRE(draft.touch(dog, "no").ok());
    REQUIRE(draft.speak("pl").ok());
    CHECK(draft.state(dog).label.view() == "Pies?");
    CHECK(draft.state(dog).offered[1].label.view() == "Nie");
    CHECK(draft.state(dog).offered[1].chosen);
    CHECK_FALSE(draft.speak("xx").ok());
    const auto done = draft.finish(Part::whole);
    CHECK(done->language == "pl");
    CHECK(done->flags.draft_translation);  // nobody said who checked the Polish
}

TEST_CASE("a chain of calculations follows a change", "[survey][draft]") {
    std::string survey = "type,name,label,calculation\ninteger,q0,How many?,\n";
    for (int i = 1; i <= 200; ++i) {
        survey += "calculate,q" + std::to_string(i) + ",,${q" + std::to_string(i - 1) + "} + 1\n";
    }
    const Form form = form_of(sheets(survey));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    CHECK(value(draft, "q200").empty());
    answer(draft, "q0", "5");
    CHECK(value(draft, "q200") == "205");
    answer(draft, "q0", "");
    CHECK(value(draft, "q200").empty());
}

TEST_CASE("a choice that is no longer offered reads as empty and comes back", "[survey][draft]") {
    const Form form =
        form_of(sheets("type,name,label,choice_filter\n"
                       "select_one area,area,Which area?,\n"
                       "select_one street,street,Which street?,area = ${area}\n",
                       "list_name,name,label,area\narea,north,North,\narea,south,South,\n"
                       "street,high,High Street,north\nstreet,low,Low Street,south\n"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    const NodeIndex street = question(form, "street");
    CHECK(draft.state(street).offered.empty());
    answer(draft, "area", "north");
    answer(draft, "street", "high");
    CHECK_FALSE(draft.set(street, text("low")).ok());
    answer(draft, "area", "south");
    CHECK(value(draft, "street").empty());
    CHECK(draft.state(street).needs_attention);
    answer(draft, "area", "north");
    CHECK(value(draft, "street") == "high");
}

TEST_CASE("finish goes to the first page with a problem", "[survey][draft]") {
    const Form form = form_of(sheets(small_survey, yes_no));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    answer(draft, "dog", "no");
    while (draft.page().kind == PageKind::questions) {
        REQUIRE(draft.next().ok());
    }
    answer(draft, "age", "12");
    CHECK_FALSE(draft.finish(Part::core).ok());
    CHECK(here(draft) == "age");
}

TEST_CASE("the head of a response holds the local day and a coarse duration", "[survey][draft]") {
    const Form form = form_of(template_survey("T1_quick5"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    draft.refresh(moment("2026-03-30T22:31:10Z"));
    const auto done = draft.finish(Part::whole);
    REQUIRE(done.ok());
    CHECK(base::to_iso(done->day) == "2026-03-30");
    CHECK(done->duration == DurationBand::under_3_min);
    Start late = start_for(form);
    late.now = moment("2026-03-30T23:30:00Z");  // half past midnight, local time
    Draft next_day(form, late, random);
    CHECK(base::to_iso(next_day.finish(Part::whole)->day) == "2026-03-31");
}

TEST_CASE("one answer straight down a grid is flagged", "[survey][draft]") {
    const Form form = form_of(template_survey("T1_neighbourhood"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    const NodeIndex grid = question(form, "asb");
    for (std::uint32_t i = grid.value + 1; i < form.node(grid).end.value; ++i) {
        REQUIRE(draft.set(NodeIndex{i}, text("fairly_big")).ok());
    }
    CHECK(draft.finish(Part::core)->flags.straight_line);
    answer(draft, "asb_cars", "dk");
    CHECK_FALSE(draft.finish(Part::core)->flags.straight_line);
}

TEST_CASE("partial answers are kept only where the survey says so", "[survey][draft]") {
    const FolderSource keep = sheets(small_survey, yes_no, "form_id,kiosk:partial\nward,keep\n");
    const Form form = form_of(keep);
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    CHECK_FALSE(draft.partial().has_value());
    answer(draft, "dog", "no");
    CHECK(walk(draft) == "age");
    answer(draft, "age", "40");
    const auto partial = draft.partial();
    REQUIRE(partial.has_value());
    CHECK(partial->flags.partial);
    CHECK(partial->items[0] == Item(One{1}));
    CHECK(partial->items[2] == Item(NotAsked{}));  // not confirmed with Continue
    const Form discard = form_of(sheets(small_survey, yes_no));
    Draft other(discard, start_for(discard), random);
    answer(other, "dog", "no");
    CHECK(walk(other) == "age");
    CHECK_FALSE(other.partial().has_value());
}

namespace {

constexpr std::size_t canary_size = 40;

/// The canary, letter by letter: it never stands anywhere in one piece but where the draft puts it.
char canary_letter(std::size_t place) {
    return static_cast<char>('A' + place * 7 % 23);
}

bool is_canary(const char* at) {
    for (std::size_t i = 0; i < canary_size; ++i) {
        if (at[i] != canary_letter(i)) {
            return false;
        }
    }
    return true;
}

std::size_t canaries_in(const std::vector<char>& bytes) {
    std::size_t found = 0;
    for (std::size_t i = 0; i + canary_size <= bytes.size(); ++i) {
        found += bytes[i] == canary_letter(0) && is_canary(bytes.data() + i) ? 1U : 0U;
    }
    return found;
}

/// How often the canary stands in the writable memory of this process.
std::size_t canaries_in_memory() {
    std::ifstream maps("/proc/self/maps");
    std::ifstream memory("/proc/self/mem", std::ios::binary);
    std::size_t found = 0;
    std::string line;
    while (std::getline(maps, line)) {
        const bool writable = line.find(" rw") != std::string::npos;
        const std::size_t dash = line.find('-');
        const auto from = std::stoull(line.substr(0, dash), nullptr, 16);
        const auto to = std::stoull(line.substr(dash + 1), nullptr, 16);
        constexpr unsigned long long most = 256ULL << 20U;  // sanitizers map whole terabytes
        if (!writable || to - from > most) {
            continue;
        }
        std::vector<char> bytes(to - from);
        memory.clear();
        memory.seekg(static_cast<std::streamoff>(from));
        if (memory.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
            found += canaries_in(bytes);
        }
        explicit_bzero(bytes.data(), bytes.size());
    }
    return found;
}

}  // namespace

TEST_CASE("after wipe no answer is found in the memory of the process", "[survey][draft][wipe]") {
    const Form form =
        form_of(sheets("type,name,label,calculation,constraint\n"
                       "text,said,What?,,string-length(.) > 3\n"
                       "calculate,copy,,\"concat('<', ${said}, '>')\",\n"
                       "note,back,You said ${said}.,,\n"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    {
        base::SecretText typed;
        for (std::size_t i = 0; i < canary_size; ++i) {
            const char letter = canary_letter(i);
            typed.append({&letter, 1});
        }
        REQUIRE(draft.type(*form.find("said"), typed.view()).ok());
    }
    REQUIRE(draft.next().ok());
    REQUIRE(draft.state(*form.find("back")).label.size() > canary_size);
    REQUIRE(draft.next().ok());
    REQUIRE(draft.check_answers().size() == 1);
    {
        const auto response = draft.finish(Part::whole);
        REQUIRE(response.ok());
        REQUIRE(encode(*response, form).size() > canary_size);
    }
    CHECK(canaries_in_memory() > 0);  // the scan sees what is there
    draft.wipe();
    CHECK(canaries_in_memory() == 0);
    CHECK_THROWS_AS(draft.page(), base::BrokenPromise);
}

}  // namespace harmony::survey::test
