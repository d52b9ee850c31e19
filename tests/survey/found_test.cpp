// What the random tests and the fuzz targets found, each as small as it could be made.
#include <catch2/catch.hpp>

#include "survey_support.h"

namespace harmony::survey::test {

TEST_CASE("taking out an answer that is not offered triggers nothing", "[survey][draft][found]") {
    // Survey profile 8.8 and 8.9: the answer reads as empty already, so its value does not change.
    const Form form =
        form_of(sheets("type,name,label,choice_filter,calculation,trigger\n"
                       "select_one regions,region,Where?,,,\n"
                       "select_one places,place,Which?,region = ${region},,\n"
                       "calculate,last,,,${region},${place}\n",
                       "list_name,name,label,region\nregions,east,East,\nregions,west,West,\n"
                       "places,mill,Mill,east\nplaces,weir,Weir,west\n"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    const auto set = [&](const char* name, const char* value) {
        REQUIRE(draft.set(*form.find(name), text(value)).ok());
    };
    const auto last = [&] { return draft.state(*form.find("last")).value; };
    set("region", "east");
    set("place", "mill");
    CHECK(last().view() == "east");
    set("region", "west");  // `mill` is not offered: place became empty
    CHECK(last().view() == "west");
    set("region", "east");
    CHECK(last().view() == "east");
    set("region", "");
    CHECK(last().view().empty());
    set("region", "west");
    CHECK(last().view().empty());  // `mill` was and is not offered
    set("place", "");
    CHECK(last().view().empty());
    set("place", "weir");
    CHECK(last().view() == "west");
}

}  // namespace harmony::survey::test
