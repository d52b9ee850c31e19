// What is offered: long lists that are looked up by a column, and shuffles.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "property.h"
#include "survey/expression/shuffle.h"
#include "survey/form_logic.h"
#include "survey_support.h"

namespace harmony::survey::test {
namespace {

constexpr std::size_t pairs = 12;

/// Sizes that are equal as numbers but not as texts, and the reverse.
const std::vector<std::string> sizes = {"1", "1.0", "01", "2", "", "2026-03-31", "true", "x"};
const std::vector<std::string> regions = {"north", "east", "", "1"};

std::string term(Tape& tape) {
    static constexpr const char* terms[] = {
        "region = ${r}",
        "${r} = region",
        "size = ${n}",
        "${n} = size",
        "size = ${n} + 1",
        "size = 1",
        "size = '1'",
        "size = today()",
        "size = true()",
        "region = 'north'",
        "region = coalesce(${r}, 'north')",
        "region = current()/../r",
        "region = ../r",
        "region = instance('regions')/root/item[name = ${r}]/name",
        "region = instance('regions')/root/item/name",
        "region = string()",
        "size = number()",
        "size = position()",
        "region = concat(${r}, '')",
        "region = (${r} | ${t})",
        "name != 'p1'",
        "contains(name, ${t})",
        "position() < 50",
        "region != ${r}",
        "not(region = ${r})",
    };
    return terms[tape.below(std::size(terms))];
}

std::string any_filter(Tape& tape) {
    std::string filter = term(tape);
    for (std::size_t left = tape.below(3); left > 0; --left) {
        filter = fmt::format("({}) {} {}", filter, tape.one_in(3) ? "or" : "and", term(tape));
    }
    return filter;
}

/// The second of each pair has the same filter, written so that nothing can be looked up.
FolderSource pairs_survey(Tape& tape) {
    std::string survey =
        "type,name,label,choice_filter\nselect_one regions,r,R?,\ninteger,n,N?,\ntext,t,T?,\n";
    for (std::size_t i = 0; i < pairs; ++i) {
        const std::string filter = any_filter(tape);
        const char* type = tape.one_in(2) ? "select_one_from_file p.csv" : "select_multiple places";
        survey += fmt::format("{},a{},A?,\"{}\"\n", type, i, filter);
        survey += fmt::format("{},b{},B?,\"({}) or false()\"\n", type, i, filter);
    }
    std::string choices =
        "list_name,name,label,region,size\nregions,north,N,,\nregions,east,E,,\nregions,1,One,,\n";
    std::string file = "name,label,region,size\n";
    for (int i = 0; i < 80; ++i) {
        const std::string row =
            fmt::format("p{},P,{},{}\n", i, tape.one_of(regions), tape.one_of(sizes));
        choices += "places," + row;
        file += row;
    }
    FolderSource source = sheets(survey, choices);
    source.files["p.csv"] = bytes_of(file);
    return source;
}

std::vector<std::string_view> offered(const Draft& draft, std::string_view name) {
    std::vector<std::string_view> names;
    for (const Offered& choice : draft.state(*draft.form().find(name)).offered) {
        names.push_back(choice.name);
    }
    return names;
}

void answer_keys(Draft& draft, Tape& tape) {
    const auto set = [&](const char* name, std::string value) {
        REQUIRE(draft.set(*draft.form().find(name), text(value)).ok());
    };
    set("r", tape.one_of(std::vector<std::string>{"", "north", "east", "1"}));
    set("n", tape.one_of(std::vector<std::string>{"", "0", "1", "2"}));
    set("t", tape.one_of(std::vector<std::string>{"", "p1", "east", "north"}));
}

}  // namespace

TEST_CASE("a list that is looked up by a column offers what the plain filter offers",
          "[survey][draft][property]") {
    std::size_t looked_up = 0;
    holds_for_any_tapes(25, [&](Tape& form_tape, Tape& answers) -> std::string {
        const FolderSource source = pairs_survey(form_tape);
        const Form form = form_of(source);
        base::SeededRandom random(1);
        Draft draft(form, start_for(form), random);
        for (int round = 0; round < 4; ++round) {
            answer_keys(draft, answers);
            for (std::size_t i = 0; i < pairs; ++i) {
                const NodeIndex keyed = *form.find(fmt::format("a{}", i));
                const NodeIndex plain = *form.find(fmt::format("b{}", i));
                looked_up += form.logic().of(keyed).filter_key ? 1 : 0;
                if (form.logic().of(plain).filter_key) {
                    return "the plain filter is looked up";
                }
                if (offered(draft, form.node(keyed).name) !=
                    offered(draft, form.node(plain).name)) {
                    return form.node(keyed).choice_filter + " offers something else";
                }
            }
        }
        return "";
    });
    CHECK(looked_up > 100);
}

TEST_CASE("a shuffle holds each place once, whatever the seed", "[survey][shuffle][property]") {
    // A chain: each seed is made of the order that the one before it gave.
    std::int64_t seed = std::numeric_limits<std::int64_t>::min();
    for (int link = 0; link < 20'000; ++link) {
        const std::size_t count = static_cast<std::size_t>(link) % 23;
        std::vector<std::uint32_t> order = shuffled(count, seed);
        REQUIRE(order == shuffled(count, seed));
        std::uint64_t next = static_cast<std::uint64_t>(seed);
        for (const std::uint32_t place : order) {
            next = next * 31 + place + 1;
        }
        seed = link % 7 == 0 ? static_cast<std::int64_t>(next % 5) * 2147483647
                             : static_cast<std::int64_t>(next);
        std::sort(order.begin(), order.end());
        std::vector<std::uint32_t> all(count);
        std::iota(all.begin(), all.end(), 0U);
        REQUIRE(order == all);
    }
}

TEST_CASE("the numbers behind a shuffle are those that were published", "[survey][shuffle]") {
    // Park and Miller, CACM 31(10), 1988: from seed 1 the 10,000th number is 1043618065. It puts
    // the last of 10,000 items at the place floor(1043618064 / 2147483646 * 10000) = 4859.
    const std::vector<std::uint32_t> order = shuffled(10'000, 1);
    CHECK(order.at(4859) == 9999);
}

TEST_CASE("a list shuffled by an answer follows that answer, and its ends stay",
          "[survey][draft][shuffle]") {
    const Form form = form_of(
        sheets("type,name,label,parameters\ninteger,n,N?,\n"
               "select_one abc,a,A?,randomize=true seed=${n}\n",
               "list_name,name,label,kiosk_role\nabc,a,A,\nabc,b,B,\nabc,c,C,\nabc,d,D,\nabc,e,E,\n"
               "abc,unsure,Not sure,dont_know\nabc,unsaid,Unsaid,prefer_not\n",
               "form_title,namespaces,kiosk:shuffle\nS,\"kiosk=\"\"urn:harmony:kiosk:1\"\"\",ends-"
               "fixed\n"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    for (const char* seed : {"1", "42", "-42", "2147483647", "0"}) {
        REQUIRE(draft.set(*form.find("n"), text(seed)).ok());
        std::vector<std::string_view> expected;
        for (const std::uint32_t place : shuffled(5, std::atoll(seed))) {
            expected.push_back(std::string_view("abcde").substr(place, 1));
        }
        expected.insert(expected.end(), {"unsure", "unsaid"});
        CHECK(offered(draft, "a") == expected);
    }
}

TEST_CASE("what is worked out once keeps its first value", "[survey][draft]") {
    const Form form =
        form_of(sheets("type,name,label,calculation\ntext,t,T?,\ncalculate,lot,,once(random())\n"
                       "calculate,id,,once(uuid())\ncalculate,first,,once(${t})\n"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    const auto value = [&](const char* name) {
        return std::string(draft.state(*form.find(name)).value.view());
    };
    const std::string lot = value("lot");
    const std::string id = value("id");
    CHECK_FALSE(lot.empty());
    CHECK(id.size() == 36);
    for (const char* words : {"one", "two", ""}) {
        REQUIRE(draft.set(*form.find("t"), text(words)).ok());
        CHECK(value("lot") == lot);
        CHECK(value("id") == id);
        CHECK(value("first") == "one");
    }
    REQUIRE(draft.finish(Part::whole).ok());
    CHECK(value("lot") == lot);
    CHECK(value("id") == id);
}

}  // namespace harmony::survey::test
