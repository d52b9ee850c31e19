// What is offered, in which order, and what is left of an answer when that changes (survey profile,
// 8.9, 8.10, 13.3).
#include <fmt/format.h>

#include <algorithm>

#include "draft_support.h"
#include "survey/form_logic.h"

namespace harmony::survey::test {
namespace {

const std::string letters =
    "list_name,name,label,kiosk_role\nab,A,A,\nab,B,B,\nab,C,C,\nab,D,D,\nab,E,E,\nab,F,F,\n";

std::string shuffled_with(const std::string& parameters) {
    const Form form = form_of(
        sheets("type,name,label,parameters\nselect_one ab,q,Q?,\"" + parameters + "\"\n", letters));
    base::SeededRandom random(1);
    const Draft draft(form, start_for(form), random);
    return offered(draft, "q");
}

}  // namespace

TEST_CASE("a seed gives the order that every tool gives", "[survey][choices]") {
    // The vectors of the survey profile, section 8.9.
    CHECK(shuffled_with("randomize=true, seed=42") == "A F C B D E");
    CHECK(shuffled_with("randomize=true, seed=-42") == "E D A F B C");
    CHECK(shuffled_with("randomize=true, seed=1") == "B F E A C D");
    CHECK(shuffled_with("randomize=true, seed=11111111") == "A C D B F E");
    CHECK(shuffled_with("randomize=true, seed=0") == "C B E A F D");
    CHECK(shuffled_with("randomize=false, seed=42") == "A B C D E F");
}

TEST_CASE("an answer can be the seed", "[survey][choices]") {
    const Form form =
        form_of(sheets("type,name,label,parameters\ntext,word,Say a word?,\n"
                       "select_one ab,q,Q?,\"randomize=true, seed=${word}\"\n",
                       letters));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    CHECK(offered(draft, "q") == "C B E A F D");  // as seed 0
    answer(draft, "word", "mirror");
    CHECK(offered(draft, "q") == "A C B E D F");  // survey profile, section 8.9
}

TEST_CASE("without a seed the order stays for the session", "[survey][choices]") {
    const Form form = form_of(sheets(
        "type,name,label,parameters\nselect_one ab,q,Q?,randomize=true\ntext,t,T?,\n", letters));
    std::string orders;
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        base::SeededRandom random(seed);
        Draft draft(form, start_for(form), random);
        const std::string first = offered(draft, "q");
        answer(draft, "q", "C");
        answer(draft, "t", "x");
        CHECK(offered(draft, "q") == first);
        orders += first + "|";
    }
    CHECK(orders.find(orders.substr(0, 12), 12) == std::string::npos);  // and differs between them
}

TEST_CASE("with ends fixed, not sure and the like stay last", "[survey][choices]") {
    const Form form =
        form_of(sheets("type,name,label,parameters\n"
                       "select_one ab,q,Q?,\"randomize=true, seed=42\"\n",
                       "list_name,name,label,kiosk_role\n"
                       "ab,dk,Not sure,dont_know\nab,a,A,\nab,b,B,\nab,c,C,\n"
                       "ab,d,D,\nab,e,E,\nab,pns,No answer,prefer_not\n",
                       "kiosk:shuffle\nends-fixed\n"));
    base::SeededRandom random(1);
    const Draft draft(form, start_for(form), random);
    // The vector of five items of the survey profile, section 8.9, then the two that stay.
    CHECK(offered(draft, "q") == "a e c b d dk pns");
}

TEST_CASE("an answer is in the order of the list, however it was shown", "[survey][choices]") {
    const Form form = form_of(
        sheets("type,name,label,parameters\nselect_multiple ab,q,Q?,\"randomize=true, seed=42\"\n",
               letters));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    REQUIRE(can_set(draft, "q", std::vector<std::string>{"F", "A", "C"}));
    CHECK(value(draft, "q") == "A C F");
}

TEST_CASE("a ranking holds every offered choice once, in the order given", "[survey][choices]") {
    const Form form = form_of(sheets("type,name,label,required\nrank ab,q,Q?,yes\n", letters));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    CHECK(draft.why_invalid(question(form, "q"))->kind == Invalid::required);
    CHECK_FALSE(can_set(draft, "q", std::vector<std::string>{"A", "B"}));
    CHECK_FALSE(can_set(draft, "q", std::vector<std::string>{"A", "A", "B", "C", "D", "E"}));
    REQUIRE(can_set(draft, "q", std::vector<std::string>{"F", "B", "A", "C", "D", "E"}));
    CHECK(value(draft, "q") == "F B A C D E");
    CHECK_FALSE(draft.why_invalid(question(form, "q")).has_value());
    const auto rows = draft.check_answers();
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].answers.front().view() == "F");
    while (draft.page().kind == PageKind::questions) {
        REQUIRE(draft.next().ok());
    }
    const auto response = draft.finish(Part::core);
    REQUIRE(response.ok());
    CHECK(std::get<Ranked>(response->items[0]).choices.front() == 5);
    CHECK(decode(encode(*response, form), form)->items == response->items);
}

TEST_CASE("a ranking follows its list and comes back", "[survey][choices]") {
    const Form form = form_of(
        sheets("type,name,label,choice_filter\nselect_one yn,more,More?,\n"
               "rank ab,q,Q?,${more} = 'yes' or name != 'B'\n",
               "list_name,name,label\nyn,yes,Yes\nyn,no,No\nab,A,A\nab,B,B\nab,C,C\nab,D,D\n"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    answer(draft, "more", "yes");
    REQUIRE(can_set(draft, "q", std::vector<std::string>{"D", "B", "A", "C"}));
    answer(draft, "more", "no");
    CHECK(value(draft, "q") == "D A C");
    CHECK(draft.state(question(form, "q")).needs_attention);
    answer(draft, "more", "yes");
    CHECK(value(draft, "q") == "D B A C");
    answer(draft, "more", "no");
    REQUIRE(can_set(draft, "q", std::vector<std::string>{"C", "D", "A"}));
    answer(draft, "more", "yes");
    CHECK(value(draft, "q") == "C D A B");  // D26: new ones follow in list order
}

TEST_CASE("a choice may have spaces in its name where one is chosen", "[survey][choices]") {
    const Form form =
        form_of(sheets("type,name,label,choice_filter\nselect_one s,q,Q?,name != 'x'\n",
                       "list_name,name,label\ns,high street,High Street\ns,x,X\n"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    answer(draft, "q", "high street");
    CHECK(value(draft, "q") == "high street");
    CHECK(draft.state(question(form, "q")).offered.front().chosen);
}

TEST_CASE("other brings a choice and a text question behind it", "[survey][choices]") {
    const FolderSource source = sheets(
        "type,name,label::English (en),label::Polish (pl)\n"
        "select_one yn or_other,q,Q?,P?\n",
        "list_name,name,label::English (en),label::Polish (pl)\nyn,yes,Yes,Tak\n",
        "default_language\nEnglish (en)\n");
    ImportOptions options;
    options.other_words = [](const LanguageTag& tag) {
        return tag == "pl" ? OtherWords{"Inne", "Podaj inne"} : OtherWords{};
    };
    const Imported imported = import_folder(source, options);
    REQUIRE(imported.compiled.has_value());
    const Form form = *load_form(base::as_bytes(*imported.compiled), some_form_name(), {});
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    CHECK(offered(draft, "q") == "yes other");
    CHECK_FALSE(draft.state(question(form, "q_other")).relevant);
    answer(draft, "q", "other");
    CHECK(draft.state(question(form, "q_other")).label.view() == "Specify other.");
    REQUIRE(draft.speak("pl").ok());
    CHECK(draft.state(question(form, "q")).offered.back().label.view() == "Inne");
    CHECK(draft.state(question(form, "q_other")).label.view() == "Podaj inne");
}

TEST_CASE("other beside a list without a sound choice is told, and no more", "[survey][choices]") {
    // Found by fuzzing: every choice of the list had lost its name.
    CHECK(messages_of(sheets("type,name,label\nselect_one yn or_other,q,Q?\n",
                             "list_name,name,label\nyn,,Yes\n"))
              .find("error C403: a choice of the list \"yn\" has no name") != std::string::npos);
}

TEST_CASE("a long list that is looked up gives what a plain filter gives", "[survey][choices]") {
    std::string choices = "list_name,name,label,area\n";
    for (int i = 0; i < 200; ++i) {
        choices += fmt::format("s,s{},Street {},{}\n", i, i, i % 7);
    }
    // The second filter says the same in a way that cannot be looked up.
    const Form form =
        form_of(sheets("type,name,label,choice_filter\ntext,area,Area?,\n"
                       "select_one s,fast,Fast?,\"area = ${area} and name != 's3'\"\n"
                       "select_one s,slow,Slow?,\"not(area != ${area}) and name != 's3'\"\n",
                       choices));
    REQUIRE(form.logic().of(question(form, "fast")).filter_key.has_value());
    REQUIRE_FALSE(form.logic().of(question(form, "slow")).filter_key.has_value());
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    for (const char* area : {"3", "6", "7", "", " 3", "03"}) {
        INFO(area);
        REQUIRE(can_set(draft, "area", text(area)));
        CHECK(offered(draft, "fast") == offered(draft, "slow"));
    }
    answer(draft, "area", "6");
    const std::string fast = offered(draft, "fast");
    CHECK(std::count(fast.begin(), fast.end(), ' ') == 27);  // 28 of 200 numbers leave 6 by 7
}

TEST_CASE("two choices of one name are told apart by the filter", "[survey][draft][choices]") {
    const Form form =
        form_of(sheets("type,name,label,choice_filter\nselect_one town,town,Town?,\n"
                       "select_one place,place,Place?,town = ${town}\n",
                       "list_name,name,label,town\ntown,a,A,\ntown,b,B,\n"
                       "place,mill,Mill of A,a\nplace,mill,Mill of B,b\n",
                       "allow_choice_duplicates\nyes\n"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    answer(draft, "town", "b");
    answer(draft, "place", "mill");
    CHECK(value(draft, "place") == "mill");
    const NodeState place = draft.state(question(form, "place"));
    REQUIRE(place.offered.size() == 1);
    CHECK(place.offered.front().label.view() == "Mill of B");
    CHECK(place.offered.front().chosen);
}

TEST_CASE("a default that is no choice of its list reads as empty", "[survey][draft][choices]") {
    const Form form = form_of(sheets("type,name,label,default\nselect_multiple l,a,A?,x y z\n",
                                     "list_name,name,label\nl,y,Y\nl,z,Z\n"));
    base::SeededRandom random(1);
    const Draft draft(form, start_for(form), random);
    CHECK(value(draft, "a") == "y z");
}

TEST_CASE("a required ranking of nothing is still to be answered", "[survey][draft][choices]") {
    const Form form =
        form_of(sheets("type,name,label,required,choice_filter\ntext,t,T?,,\n"
                       "rank l,a,A?,yes,name = ${t}\n",
                       "list_name,name,label\nl,y,Y\n"));
    base::SeededRandom random(1);
    const Draft draft(form, start_for(form), random);
    CHECK(draft.state(question(form, "a")).invalid == Invalid::required);
}

}  // namespace harmony::survey::test
