#include <catch2/catch.hpp>
#include <string>

#include "admin/stats_spec.h"

// Texts and codes word for word: statistics specification, section 5.1.

using namespace harmony::testing;
using nlohmann::json;

namespace {

const std::string people = "sex,age,w\nF,old,1\nF,young,1\nM,old,2\nM,,1\n";

std::string rake(const std::string& more) {
    return R"({"id": "r", "kind": "rake", "into": "v")" + more + "}";
}

json raked(const std::string& margins, const std::string& more, const std::string& data = people) {
    return results_of(spec_with("\"margins\": " + margins + ", \"analyses\": [" + rake(more) + "]"),
                      data)["r"];
}

void check_refused(const json& result, const std::string& code, const std::string& text) {
    INFO(result.dump());
    REQUIRE(result["status"] == "refused");
    CHECK(result["error"]["code"] == code);
    CHECK(result["error"]["text"] == text);
}

}  // namespace

TEST_CASE("what raking cannot do is refused word for word", "[stats][rake]") {
    check_refused(
        raked(R"({"sex": {"F": 51, "M": 48.5, "X": 0.5}})", R"(, "margins": ["sex"])"),
        "margin_level_absent",
        "Nobody in the answers has sex = 'X' (target 0.5). Merge 'X' with another level or "
        "leave sex out.");
    check_refused(raked(R"({"sex": {"F": 100000}})", R"(, "margins": ["sex"])"),
                  "margin_level_unknown",
                  "sex = 'M' is in the answers (2 people) but has no target.");
    check_refused(raked(R"({"sex": {"F": 1, "M": 0}})", R"(, "margins": ["sex"])"),
                  "margin_target_zero",
                  "The target for sex = 'M' is 0 but 2 people chose it.");
    check_refused(raked(R"({"sex": {"F": 1, "M": -2}})", R"(, "margins": ["sex"])"),
                  "margin_target_invalid",
                  "The target for sex = 'M' must be 0 or more, not -2.");
    check_refused(raked(R"({"sex": {"F": 60000, "M": 40000}, "age": {"old": 1, "young": 2}})",
                        R"(, "margins": ["sex", "age"], "scale": "as_given")"),
                  "margin_totals_differ",
                  "The margins add up to different totals: sex 100000, age 3.");
    check_refused(raked(R"({"a": {"x": 10, "y": 10}, "b": {"p": 15, "q": 5}})",
                        R"(, "margins": ["a", "b"], "scale": "as_given")",
                        "a,b\nx,p\nx,p\ny,q\ny,q\n"),
                  "no_convergence",
                  "The margins cannot all be met. Worst after 200 cycles: a = 'x' is 15, target "
                  "10.");
    check_refused(raked(R"({"sex": {"F": 1}})", R"(, "margins": ["sex"])", "sex\n"),
                  "empty_base",
                  "No answers to work with in 'r'.");
}

TEST_CASE("where each wave is raked on its own, a refusal names the wave", "[stats][rake]") {
    check_refused(raked(R"({"sex": {"F": 1, "M": 1}})", R"(, "margins": ["sex"], "by": "age")"),
                  "margin_level_absent",
                  "age = 'young': Nobody in the answers has sex = 'M' (target 1). Merge 'M' with "
                  "another level or leave sex out.");
}

TEST_CASE("a blank answer is a level of its own, and who has few people is told", "[stats][rake]") {
    const json result = raked(R"({"age": {"old": 1, "young": 1}})",
                              R"(, "margins": ["age"], "emit_weights": true)");
    CHECK(result["counts"]["age"] == json{{"old", 2}, {"young", 1}, {"(not stated)", 1}});
    CHECK(result["targets"]["age"] == json{{"old", 1.5}, {"young", 1.5}, {"(not stated)", 1}});
    CHECK(result["weights"] == json{0.75, 1.5, 0.75, 1});
    CHECK(result["warnings"][0] == "Only 2 people have age = 'old': their weight says little");
    CHECK(result["warnings"][2] == "1 of 4 people did not state age");
}

TEST_CASE("who is dropped has no weight, and is outside what the weight is used for",
          "[stats][rake]") {
    const std::string spec = spec_with(
        R"("margins": {"age": {"old": 1, "young": 1}}, "analyses": [)" +
        rake(R"(, "margins": ["age"], "not_stated": "drop", "emit_weights": true)") +
        R"(, {"id": "p", "kind": "proportion", "column": "sex", "yes": ["M"], "design": {"weight": "v"}}])");
    const json results = results_of(spec, people);
    CHECK(results["r"]["n_excluded"] == 1);
    CHECK(results["r"]["weights"][3].is_null());
    CHECK(results["p"]["n"] == 3);
}

TEST_CASE("what needs refused weights is refused with them", "[stats][rake]") {
    const std::string spec = spec_with(R"("margins": {"sex": {"F": 1}}, "analyses": [)" +
                                       rake(R"(, "margins": ["sex"])") +
                                       R"(, {"id": "k", "kind": "kish", "weight": "v"}])");
    const json results = results_of(spec, people);
    check_refused(
        results["k"], "rests_on_refused", "'k' needs what 'r' makes, and that was refused.");
}

TEST_CASE("an answer that is not listed is refused with how many gave it", "[stats][frequency]") {
    const std::string spec =
        spec_of(R"({"id": "f", "kind": "frequency", "column": "sex", "levels": ["F"]})");
    check_refused(results_of(spec, people)["f"],
                  "unlisted_level",
                  "sex = 'M' is in the answers (2 people) but is not one of the listed answers.");
}

TEST_CASE("faults of weighting specs are named", "[stats][rake]") {
    const auto fault = [](const std::string& members) {
        return run_stats(spec_with(members), people).complaint;
    };
    CHECK(fault("\"analyses\": [" + rake(R"(, "margins": ["sex"])") + "]") ==
          "spec: /margins: 'sex' is missing");
    CHECK(fault("\"analyses\": [" + rake(R"(, "margins": [])") + "]") ==
          "spec: /analyses/0/margins: must be a list of at least one column");
    CHECK(fault(R"("margins": {"sex": {"F": "many"}}, "analyses": [])") ==
          "spec: /margins/sex/F: must be a number");
    CHECK(fault(R"("analyses": [{"id": "t", "kind": "trim", "weight": "w", "method": "equal_share",
                    "lower": 0.3, "upper": 6, "into": "v"}])") ==
          "spec: /analyses/0/upper: must be above 1 and at most 5: a multiple of the mean weight");
    CHECK(fault(R"("analyses": [{"id": "m", "kind": "mean", "column": "w",
                    "variance": {"method": "calibrated", "rake": "r"}}])") ==
          "spec: /analyses/0/variance/rake: must be the id of a rake before this analysis");
    CHECK(fault(R"("analyses": [{"id": "l", "kind": "likert", "column": "sex", "scale": ["F", "M"],
                    "top": 2}])") ==
          "spec: /analyses/0/top: must be so small that top and bottom do not meet");
}

// By hand: of 5 asked 2 ticked a, 1 ticked b and c, 1 none, 1 left it empty.
TEST_CASE("people could choose more than one, in one column or in many", "[stats][multiple]") {
    const std::string data = "all,a,b,c\na,1,0,0\n\"a\",1,0,0\nb c,0,1,1\nnone,0,0,0\n,,,\n";
    const json results = results_of(
        spec_of(
            R"({"id": "one", "kind": "multiple_response", "column": "all", "options": ["a", "b", "c"],
                "none": ["none"]},
               {"id": "many", "kind": "multiple_response",
                "indicators": {"a": "a", "b": "b", "c": "c"}})"),
        data);
    CHECK(results["one"]["base"] == json{{"n", 4}, {"weighted", 4}, {"not_asked", 1}, {"none", 1}});
    CHECK(results["one"]["options"]["a"]["p"] == 0.5);
    CHECK(results["one"]["options"]["a"]["share"] == 0.5);
    CHECK(results["one"]["mean_ticks"]["est"] == 1);
    json same = results["many"];
    CHECK(same == results["one"]);
}

// ST3: a domain of everybody equals no domain.
TEST_CASE("ST3: a domain of everybody is no domain", "[stats][ST3]") {
    const std::string share =
        R"("kind": "proportion", "column": "sex", "yes": ["M"], "design": {"weight": "w"})";
    const json results = results_of(spec_of(R"({"id": "a", )" + share + R"(}, {"id": "b", )" +
                                            share + R"(, "where": {"all": []}})"),
                                    people);
    CHECK(results["a"] == results["b"]);
}
