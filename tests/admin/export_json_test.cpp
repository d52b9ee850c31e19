#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "admin/every_kind.h"
#include "admin/export/answer_value.h"
#include "admin/export/export_plan.h"
#include "admin/export/response_json.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::ordered_json;

namespace {

/// Why the question stays out, by its column.
std::map<std::string, admin::LeftOut> left_out(const survey::Form& form) {
    std::map<std::string, admin::LeftOut> all;
    for (const admin::ExportedQuestion& question : admin::export_plan(form)) {
        all[question.column] = question.left_out;
    }
    return all;
}

}  // namespace

TEST_CASE("a response reads as JSON by names and by groups", "[admin][export]") {
    const survey::Form form = form_of_sheets(every_kind_sheets());
    // Written by hand from survey profile, section 15, in the order of the sheet.
    const ordered_json expected = ordered_json::parse(R"({
        "head": {"form": "every_kind", "version": "7", "language": "en", "mode": "assisted",
                 "day": "2026-03-30", "engagement": null, "duration": "1-3 min", "flags": ["fast"]},
        "visit": {"day": "2026-03-30", "at": "09:05", "part": "evening", "seen": "2026-03-29T23:45"},
        "safe": "unsafe", "spots": ["litter", "-other"], "needs": ["tidy", "lights", "patrols"],
        "mark": 7, "height": 1.5, "budget": 125, "years": -3, "miles": 0.25, "agreed": "OK",
        "words": "More lights, please", "left": null, "secret": "very", "double": -6, "half": -0.75,
        "group": "short", "quote": "They said: More lights, please", "next_day": "2026-03-31"})");
    const ordered_json object = admin::response_json(every_kind_response(form), form);
    CHECK(object.dump() == expected.dump());
}

TEST_CASE("an exported response says its number and kiosk and no resident's own words",
          "[admin][export]") {
    const survey::Form form = form_of_sheets(every_kind_sheets());
    const ordered_json object = admin::response_json(
        every_kind_response(form), form, admin::export_plan(form), {3, "Library"});
    CHECK(object["head"]["response"] == 3);
    CHECK(object["head"]["kiosk"] == "Library");
    CHECK(object["group"] == "short");
    for (const char* name : {"words", "left", "quote", "secret", "never_seen"}) {
        INFO(name);
        CHECK(object.count(name) == 0);
    }
    CHECK(object.dump().find("please") == std::string::npos);
}

TEST_CASE("own words stay out wherever they may have flowed", "[admin][export]") {
    std::map<std::string, std::string> sheets = every_kind_sheets();
    sheets["survey.csv"] +=
        "calculate,again,,,,${quote},,,\n"
        "calculate,length,,,,string-length(${words}),int,,\n"
        "hidden,kept,,,,,,,\n";
    const auto out = left_out(form_of_sheets(sheets));
    using admin::LeftOut;
    for (const char* name : {"words", "left", "quote", "again", "kept"}) {
        INFO(name);
        CHECK(out.at(name) == LeftOut::own_words);
    }
    CHECK(out.at("secret") == LeftOut::never_reported);
    for (const char* name : {"group", "length", "safe", "needs"}) {
        INFO(name);
        CHECK(out.at(name) == LeftOut::no);
    }
}

TEST_CASE("a column is called by its path where its name alone would not do", "[admin][export]") {
    const auto columns = left_out(
        form_of_sheets({{"survey.csv",
                         "type,name,label\n"
                         "integer,mode,Which mode?\n"
                         "integer,age,How old are you?\n"
                         "begin_group,child,Your child\n"
                         "integer,age,How old is it?\ninteger,school,Which year at school?\n"
                         "end_group,,\n"}}));
    std::vector<std::string> names;
    for (const auto& [name, why] : columns) {
        names.push_back(name);
    }
    CHECK(names == std::vector<std::string>{"child.age", "data.age", "data.mode", "school"});
}

TEST_CASE("a question called head stands beside the head of its response", "[admin][export]") {
    const survey::Form form =
        form_of_sheets({{"survey.csv", "type,name,label\ninteger,head,How many heads?\n"}});
    survey::Response response;
    response.form = form.name();
    response.items = {survey::Whole{2}};
    const ordered_json object = admin::response_json(response, form);
    CHECK(object["head"]["form"] == "every_kind");
    CHECK(object["data.head"] == 2);
}

TEST_CASE("a form without a version is told apart by its hash", "[admin][export]") {
    const survey::Form form =
        form_of_sheets({{"survey.csv", "type,name,label\ninteger,heads,How many heads?\n"}});
    CHECK(admin::version_text(form) == form.name().hex().substr(0, 8));
}

// Ordnance Survey, "A guide to coordinate systems in Great Britain", 7: a square is named by its
// south-west corner. Point 437291, 115541 lies in SU; the digits are those of its metres.
TEST_CASE("an exported response holds the grid square of a place, never a coordinate",
          "[admin][export][S1]") {
    const auto exported = [](int edge_m, const char* stored) {
        const survey::Form form =
            form_of_sheets({{"survey.csv",
                             "type,name,label,body::kiosk:widget,bind::kiosk:grid_m\n"
                             "text,where,Where is it?,place-map," +
                                 std::to_string(edge_m) + "\n"},
                            {"settings.csv",
                             "form_title,form_id,version,namespaces,kiosk:purpose\n"
                             "Places,places,1,\"kiosk=\"\"urn:harmony:kiosk:1\"\"\",survey\n"}});
        survey::Response response;
        response.form = form.name();
        response.items = {survey::Text{base::SecretText(stored)}};
        return admin::response_json(response, form, admin::export_plan(form), {1, ""});
    };
    CHECK(exported(10, "SU37291554")["where"] == "SU37291554");
    CHECK(exported(100, "SU372155")["where"] == "SU372155");
    CHECK(exported(1000, "SU3715")["where"] == "SU3715");
    // What no kiosk of ours stores, and nobody may read out all the same.
    for (const char* finer :
         {"SU3729115541", "437291 115541", "50.93,-1.47", "SU37291554", "home"}) {
        INFO(finer);
        const ordered_json object = exported(100, finer);
        CHECK(object["where"].is_null());
        CHECK(object.dump().find(finer) == std::string::npos);
    }
}
