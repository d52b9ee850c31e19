#include <catch2/catch.hpp>
#include <string>

#include "admin/stats_spec.h"

// Sentences and exit codes: statistics specification, section 16.3.

using namespace harmony::testing;
using harmony::admin::stats::StatsRun;

namespace {

const std::string people = "wave,place,said,w\n1,A,yes,1\n1,A,no,2\n1,B,yes,1\n1,B,,1\n2,C,no,3\n";

std::string share(const std::string& more = "") {
    return R"({"id": "p", "kind": "proportion", "column": "said", "yes": ["yes"])" + more + "}";
}

void check_spec(const std::string& spec, const std::string& sentence) {
    INFO(spec);
    const StatsRun run = run_stats(spec, people);
    CHECK(run.exit == 2);
    CHECK(run.out.empty());
    CHECK(run.complaint == "spec: " + sentence);
}

void check_data(const std::string& data, const std::string& spec, const std::string& sentence) {
    INFO(data);
    const StatsRun run = run_stats(spec, data);
    CHECK(run.exit == 1);
    CHECK(run.out.empty());
    CHECK(run.complaint == "data: " + sentence);
}

}  // namespace

TEST_CASE("a spec that is no spec is refused in a sentence", "[stats][run]") {
    CHECK(run_stats("{", people).complaint.find("spec: not JSON: ") == 0);
    check_spec("[]", "/: must be an object");
    check_spec("{}", "/: 'format' is missing");
    check_spec(R"({"format": "x"})", "format 'x' is not 'harmony-stats-spec/1'");
    check_spec(spec_with("\"missing\": [\"\"]"), "/: 'analyses' is missing");
    check_spec(spec_with("\"analyses\": [], \"colour\": 1"), "unknown key 'colour' at /");
    check_spec(spec_of("7"), "/analyses/0: must be an object");
}

TEST_CASE("a fault of an analysis is named with its pointer", "[stats][run]") {
    check_spec(spec_of(share(R"(, "colour": "red")")), "unknown key 'colour' at /analyses/0");
    check_spec(spec_of(R"({"id": "p", "kind": "magic"})"), "unknown kind 'magic' at /analyses/0");
    check_spec(spec_of(R"({"id": "p", "kind": "proportion", "column": "said"})"),
               "/analyses/0: 'yes' is missing");
    check_spec(spec_of(R"({"kind": "kish", "weight": "w"})"), "/analyses/0: 'id' is missing");
    check_spec(spec_of(share() + "," + share()), "/analyses/1: id 'p' is used twice");
    check_spec(spec_of(R"({"id": "p", "kind": "kish", "weight": "a/b"})"),
               "/analyses/0/weight: no column 'a/b' in the data");
    check_spec(spec_of(R"({"id": "p q", "kind": "kish", "weight": "w"})"),
               "/analyses/0/id: must be 1 to 64 of the signs A-Z a-z 0-9 _ -");
    check_spec(spec_of(R"({"id": "p", "kind": "proportion", "column": "said", "yes": "yes"})"),
               "/analyses/0/yes: must be a list of texts");
    check_spec(spec_of(share(R"(, "level": 1)")),
               "/analyses/0/level: must be a number between 0 and 1");
    check_spec(spec_of(share(R"(, "design": {"cluster": "place"})")),
               "unknown key 'cluster' at /analyses/0/design");
    check_spec(spec_of(share(R"(, "ci": ["wald", "guess"])")),
               "/analyses/0/ci/1: must be one of 'wilson_neff', 'wilson', 'clopper_pearson', "
               "'logit', 'beta', 'asin', 'wald'");
}

TEST_CASE("a design that names no column is a fault even where nothing stands on it",
          "[stats][run]") {
    check_spec(spec_with(R"("design": {"psu": "event"}, "analyses": [])"),
               "/design/psu: no column 'event' in the data");
}

TEST_CASE("conditions have their faults too, and may not be endlessly deep", "[stats][run]") {
    check_spec(
        spec_with(R"("where": {"column": "said", "op": "like", "values": []}, "analyses": [])"),
        "/where/op: must be one of 'in', 'present', 'lt', 'le', 'gt', 'ge', 'eq'");
    check_spec(spec_with(R"("where": {"all": [{"column": "x", "op": "present"}]}, "analyses": [])"),
               "/where/all/0/column: no column 'x' in the data");
    std::string deep = R"({"column": "said", "op": "present"})";
    for (int i = 0; i < 80; ++i) {
        deep = R"({"not": )" + deep + "}";
    }
    const StatsRun run = run_stats(spec_with("\"where\": " + deep + ", \"analyses\": []"), people);
    CHECK(run.exit == 2);
    CHECK(run.complaint.find("conditions lie more than 64 deep") != std::string::npos);
}

TEST_CASE("data that cannot be used is refused with its line", "[stats][run]") {
    const std::string spec = spec_of(R"({"id": "k", "kind": "kish", "weight": "w"})");
    check_data("", spec, "answers.csv is empty");
    check_data("\xEF\xBB\xBF", spec, "answers.csv is empty");
    check_data("w,x\n1,2\n3\n", spec, "line 3 has 1 cells, the header has 2");
    check_data("w\n1\nE1\n", spec, "line 3, column 'w': 'E1' is not a number");
    check_data("w\n-1\n", spec, "line 2, column 'w': weight -1 is negative");
    check_data("w\n\xFF\n", spec, "cannot read answers.csv: line 2 is not UTF-8");
    check_data("w,w\n1,2\n", spec, "line 1 names column 'w' twice");
}

TEST_CASE("an analysis that needs no rows needs no data, and one that does says so",
          "[stats][run]") {
    CHECK(run_stats(spec_of(""), std::nullopt).exit == 0);
    const StatsRun run = run_stats(spec_of(share()), std::nullopt);
    CHECK(run.exit == 2);
    CHECK(run.complaint == "spec: /analyses/0/column: no column 'said' in the data");
}

// 2 of 3 with an answer said yes, unweighted.
TEST_CASE("a column may hold anything where no analysis needs it as numbers", "[stats][run]") {
    const auto results = results_of(
        spec_of(share(R"(, "where": {"column": "wave", "op": "in", "values": ["1"]})")), people);
    CHECK(results["p"]["n"] == 3);
    CHECK(results["p"]["n_yes"] == 2);
}

TEST_CASE("rows that the spec drops are not in the design", "[stats][run]") {
    const std::string spec = spec_with(
        R"("where": {"column": "w", "op": "le", "value": 2}, "analyses": [)" + share() + "]");
    const StatsRun run = run_stats(spec, people);
    const auto out = nlohmann::json::parse(run.out);
    CHECK(out["rows"] == nlohmann::json{{"read", 5}, {"used", 4}});
    CHECK(out["results"]["p"]["n"] == 3);
}

TEST_CASE("a missing value meets nothing but not", "[stats][run]") {
    const auto n_where = [](const std::string& condition) {
        const std::string spec = spec_with("\"where\": " + condition + ", \"analyses\": []");
        return nlohmann::json::parse(run_stats(spec, people).out)["rows"]["used"].get<int>();
    };
    CHECK(n_where(R"({"column": "said", "op": "present"})") == 4);
    CHECK(n_where(R"({"column": "said", "op": "in", "values": ["yes", "no", ""]})") == 4);
    CHECK(n_where(R"({"not": {"column": "said", "op": "in", "values": ["yes"]}})") == 3);
    CHECK(
        n_where(
            R"({"any": [{"column": "said", "op": "in", "values": ["yes"]}, {"column": "w", "op": "gt", "value": 2}]})") ==
        3);
    CHECK(n_where(R"({"all": []})") == 5);
    CHECK(n_where(R"({"any": []})") == 0);
    CHECK(n_where(R"({"column": "w", "op": "eq", "value": 1})") == 3);
    CHECK(n_where(R"({"column": "w", "op": "lt", "value": 2})") == 3);
    CHECK(n_where(R"({"column": "w", "op": "ge", "value": 2})") == 2);
}

TEST_CASE("columns can be derived by codes and by conditions", "[stats][run]") {
    const std::string derive =
        R"("derive": [{"name": "score", "from": "said", "map": {"yes": 1, "no": "0"}},
                      {"name": "here", "from": "place", "map": {"A": "a"}, "other": "elsewhere"},
                      {"name": "heavy", "test": {"column": "w", "op": "ge", "value": 2}}], )";
    const auto count = [&](const std::string& column, const std::string& code) {
        const std::string spec =
            spec_with(derive + R"("where": {"column": ")" + column +
                      R"(", "op": "in", "values": [")" + code + R"("]}, "analyses": [])");
        return nlohmann::json::parse(run_stats(spec, people).out)["rows"]["used"].get<int>();
    };
    CHECK(count("score", "1") == 2);
    CHECK(count("here", "elsewhere") == 3);
    CHECK(count("heavy", "1") == 2);
    CHECK(count("heavy", "0") == 3);
    const std::string as_weight = spec_with(
        R"("derive": [{"name": "v", "from": "said", "map": {"yes": 1, "no": -1}}],
           "analyses": [{"id": "k", "kind": "kish", "weight": "v"}])");
    check_data(people, as_weight, "line 3, column 'v': weight -1 is negative");
}

TEST_CASE("nobody in the group is a refusal and not zero", "[stats][run]") {
    const StatsRun run = run_stats(
        spec_of(share(R"(, "where": {"column": "wave", "op": "in", "values": ["7"]})")), people);
    CHECK(run.exit == 1);
    const auto error = nlohmann::json::parse(run.out)["results"]["p"];
    CHECK(error["status"] == "refused");
    CHECK(error["error"]["code"] == "empty_base");
    CHECK(error["error"]["text"] == "No answers to work with in 'p'.");
}

TEST_CASE("groups come in byte order, and one without answers is told apart", "[stats][run]") {
    const std::string data = "g,said\nb,yes\na,no\n\xC3\xA4,yes\nB,\n,yes\n";
    const auto result = results_of(spec_of(share(R"(, "by": "g")")), data)["p"];
    REQUIRE(result["groups"].size() == 4);
    CHECK(result["groups"][0] == nlohmann::json{{"key", {{"g", "B"}}}, {"n", 0}});
    CHECK(result["groups"][1]["key"]["g"] == "a");
    CHECK(result["groups"][2]["key"]["g"] == "b");
    CHECK(result["groups"][3]["key"]["g"] == "\xC3\xA4");
    CHECK(result["warnings"][0] == "g = 'B': No answers to work with in 'p'.");
}

TEST_CASE("ST2: the same input gives the same bytes", "[stats][run][ST2]") {
    const std::string spec =
        spec_of(share(R"(, "by": ["wave", "place"], "design": {"weight": "w"})"));
    CHECK(run_stats(spec, people).out == run_stats(spec, people).out);
}

// sha256sum of "abc": FIPS 180-4, example 1.
TEST_CASE("what was worked on is named by its hash", "[stats][run]") {
    const auto out = nlohmann::json::parse(run_stats(spec_of(""), "abc").out);
    CHECK(out["data_sha256"] == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(out["engine"] == nlohmann::json{{"name", "harmony"}, {"version", "test"}});
}
