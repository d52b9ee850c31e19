#include <catch2/catch.hpp>
#include <string>

#include "admin/stats_spec.h"

// The kinds suppress, audit, release_guard, display and hotspots. What they find is checked by the
// cases of tests/data/stats; here is what they refuse, and what they count themselves.

using namespace harmony::testing;
using harmony::admin::stats::StatsRun;
using nlohmann::json;

namespace {

const std::string policy =
    R"("policy": {"threshold": 10, "rule": "interval", "attacker_min": 1, "singleton": true})";

/// Sixty-two people in two wards.
std::string wards() {
    std::string data = "ward,safe\n";
    const auto add = [&](int times, const std::string& line) {
        for (int i = 0; i < times; ++i) {
            data += line;
        }
    };
    add(20, "W1,yes\n");
    add(12, "W1,no\n");
    add(17, "W2,yes\n");
    add(13, "W2,no\n");
    return data + "W2,\n,yes\n";
}

void check_spec(const std::string& analysis, const std::string& sentence) {
    INFO(analysis);
    const StatsRun run = run_stats(spec_of(analysis), wards());
    CHECK(run.exit == 2);
    CHECK(run.complaint == "spec: /analyses/0" + sentence);
}

json refused(const std::string& analysis) {
    const json result = results_of(spec_of(analysis), wards())["a"];
    return result.value("status", "") == "refused" ? result["error"] : json(result);
}

std::string suppress(const std::string& table) {
    return R"({"id": "a", "kind": "suppress", )" + table + ", " + policy + "}";
}

}  // namespace

TEST_CASE("a table is counted from rows and suppressed", "[stats][suppress]") {
    const std::string from = R"("from": {"rows": "ward", "cols": "safe"})";
    const json result = results_of(spec_of(suppress(from)), wards())["a"];
    REQUIRE(result["status"] == "ok");
    CHECK(result["cells"]["W1|yes"] == 20);
    CHECK(result["cells"]["W2|*"] == 30);
    CHECK(result["cells"]["*|no"] == 25);
    CHECK(result["cells"]["*|*"] == 62);  // who did not say is in none of them
    CHECK(result["suppressed"].empty());
    CHECK(result["method"] == "optimum");
}

TEST_CASE("levels that are listed are counted, and others are refused", "[stats][suppress]") {
    const std::string more =
        R"("from": {"rows": "ward", "cols": "safe", "row_levels": ["W2", "W1", "W3"]})";
    CHECK(results_of(spec_of(suppress(more)), wards())["a"]["cells"]["W3|*"] == 0);
    const std::string fewer = R"("from": {"rows": "ward", "cols": "safe", "col_levels": ["yes"]})";
    CHECK(refused(suppress(fewer))["code"] == "unlisted_level");
    CHECK(refused(suppress(fewer))["text"] ==
          "safe = 'no' is in the answers (25 people) but is not one of the listed answers.");
}

TEST_CASE("a table that cannot be published is refused with the cure", "[stats][suppress]") {
    const std::string few =
        R"("table": {"cells": {"*": 7, "a": 4, "b": 3}, "sums": [{"total": "*", "parts": ["a", "b"]}],
            "always_published": ["*"]})";
    CHECK(refused(suppress(few))["code"] == "total_below_threshold");
    CHECK(refused(suppress(few))["text"] ==
          "The total '*' is below 10; publish it merged with another group or not at all.");
    const std::string alone =
        R"("table": {"cells": {"*": 13, "a": 4, "b": 9}, "sums": [{"total": "*", "parts": ["a", "b"]}],
            "always_published": ["*", "a"]})";
    CHECK(refused(suppress(alone))["code"] == "total_below_threshold");
    const std::string stuck =
        R"("table": {"cells": {"*": 10, "a": 3, "b": 3, "c": 4}, "always_published": ["*"],
            "sums": [{"total": "*", "parts": ["a", "b", "c"]}]})";
    CHECK(refused(suppress(stuck))["code"] == "cannot_protect");
    CHECK(refused(suppress(stuck))["text"] ==
          "No pattern protects this table; merge groups or answers.");
}

TEST_CASE("a table whose parts do not add up is refused", "[stats][suppress]") {
    const std::string wrong =
        R"("table": {"cells": {"*": 70, "a": 40, "b": 29}, "sums": [{"total": "*", "parts": ["a", "b"]}]})";
    CHECK(refused(suppress(wrong))["text"] == "The parts of '*' add up to 69, not 70.");
    const std::string twice =
        R"("table": {"cells": {"*": 80, "a": 40}, "sums": [{"total": "*", "parts": ["a", "a"]}]})";
    CHECK(refused(suppress(twice))["code"] == "table_does_not_fit");
}

TEST_CASE("a spec of a table is refused by its pointer", "[stats][suppress]") {
    check_spec(suppress(R"("table": {"cells": {"a": 1.5}})"),
               "/table/cells/a: must be a whole number of 0 or more");
    check_spec(suppress(R"("table": {"cells": {"a": 1}, "sums": [{"total": "b", "parts": []}]})"),
               "/table/sums/0/total: no cell 'b' in the table");
    check_spec(suppress(R"("table": {"cells": {"a": 1}, "always_published": ["c"]})"),
               "/table/always_published: no cell 'c' in the table");
    check_spec(
        R"({"id": "a", "kind": "suppress", "table": {"cells": {}}, "policy": {"threshold": 10}})",
        "/policy: 'attacker_min' is missing");
    check_spec(suppress(R"("from": {"rows": "ward", "cols": "colour"})"),
               "/from/cols: no column 'colour' in the data");
}

TEST_CASE("an audit says in a sentence what leaks", "[stats][audit]") {
    const auto reason = [](const std::string& suppressed) {
        const std::string analysis =
            R"({"id": "a", "kind": "audit", "table": {"cells": {"*": 84, "a": 4, "b": 30, "c": 50, "d": 0},
                "sums": [{"total": "*", "parts": ["a", "b", "c", "d"]}], "always_published": ["*"]},
                "suppressed": )" +
            suppressed + ", " + policy + "}";
        return results_of(spec_of(analysis), wards())["a"]["reason"].get<std::string>();
    };
    CHECK(reason("[]") == "'a' is below 10 and is shown.");
    CHECK(reason("[\"a\"]") == "'a' can be seen to be below 10.");
    CHECK(reason("[\"a\", \"b\"]") == "Nothing that is hidden can be worked out.");
    CHECK(reason("[\"a\", \"d\", \"b\"]") == "'d' is a zero and is hidden.");
    CHECK(reason("[\"*\", \"a\"]") == "'*' is hidden but always published.");
}

TEST_CASE("pins of one person in one hexagon count once", "[stats][hotspots]") {
    std::string data = "e,n,who\n";
    for (int i = 0; i < 12; ++i) {
        data += "440025,518025," + std::string(i < 6 ? "x" : std::to_string(i)) + "\n";
    }
    const std::string map = R"({"id": "a", "kind": "hotspots", "east": "e", "north": "n", "k": 5)";
    CHECK(results_of(spec_of(map + "}"), data)["a"]["n"] == 12);
    CHECK(results_of(spec_of(map + R"(, "who": "who"})"), data)["a"]["n"] == 7);
    CHECK(results_of(spec_of(map + R"(, "who": "who", "hex_m": 200})"), data)["a"]["status"] ==
          "ok");
    CHECK(run_stats(spec_of(map + R"(, "hex_m": 100})"), data).complaint ==
          "spec: /analyses/0/hex_m: must be a whole number of at least 200");
    CHECK(results_of(spec_of(map + "}"), "e,n\n1e300,5\n")["a"]["error"]["code"] ==
          "not_on_the_map");
}

TEST_CASE("numbers that are no counts are not displayed", "[stats][display]") {
    check_spec(R"({"id": "a", "kind": "display", "counts": [1, -1]})",
               "/counts/1: must be a whole number of 0 or more");
    check_spec(R"({"id": "a", "kind": "display", "counts": [1], "style": "nearest4"})",
               "/style: must be one of 'none', 'nearest5', 'nearest3', 'mid6', 'redact7_nearest5'");
    check_spec(R"({"id": "a", "kind": "display", "shares": [[3, 2]]})",
               "/shares/0: must be [x, n], whole numbers with x at most n and n above 0");
    check_spec(R"({"id": "a", "kind": "display"})", ": 'counts' is missing");
}

TEST_CASE("a guard of something that is no release is refused by its pointer", "[stats][guard]") {
    check_spec(R"({"id": "a", "kind": "release_guard", "mode": "live", "threshold": 10})",
               ": 'next' is missing");
    check_spec(
        R"({"id": "a", "kind": "release_guard", "mode": "open", "threshold": 10, "next": {}})",
        "/mode: must be one of 'live', 'final'");
    check_spec(R"({"id": "a", "kind": "release_guard", "mode": "live", "threshold": 10,
                   "next": {"bases": [{"id": "all"}]}})",
               "/next/bases/0: 'n' is missing");
}
