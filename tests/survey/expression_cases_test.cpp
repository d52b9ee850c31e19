// Runs the public expression cases (survey profile, section 18.3) where the folder is at hand:
// $HARMONY_CASES, else ../shared/conformance beside the repository. They are not committed here.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/time.h"
#include "survey/expression/analysis.h"
#include "survey/expression/convert.h"
#include "survey/expression/evaluate.h"
#include "survey/expression/parser.h"
#include "survey/expression/pattern.h"
#include "tree_world.h"

namespace harmony::survey::test {
namespace {

using nlohmann::json;

std::filesystem::path cases_folder() {
    const char* given = std::getenv("HARMONY_CASES");  // NOLINT(concurrency-mt-unsafe)
    return given != nullptr ? std::filesystem::path(given)
                            : std::filesystem::path(HARMONY_SOURCE_DIR) / "../shared/conformance";
}

double expected_number(const json& expect) {
    if (expect.is_number()) {
        return expect.get<double>();
    }
    const std::string text = expect;
    if (text == "Infinity" || text == "-Infinity") {
        return text == "Infinity" ? HUGE_VAL : -HUGE_VAL;
    }
    return text == "-0" ? 0 : std::nan("");
}

bool number_fits(double got, const json& test) {
    const double due = expected_number(test["expect"]);
    if (std::isnan(due) || std::isnan(got)) {
        return std::isnan(due) && std::isnan(got);
    }
    if (test.contains("factor")) {
        const double factor = test["factor"];
        got = std::round(got * factor) / factor;
    }
    return got == due || std::abs(got - due) <= test.value("tolerance", 0.0);
}

bool nodes_fit(const Value& value, const TreeWorld& world, const json& test) {
    const auto* nodes = std::get_if<NodeSet>(&value);
    std::vector<std::string> got;
    for (const NodeRef node : nodes == nullptr ? NodeSet{} : *nodes) {
        got.push_back(world.name(node.tree) + ":" + world.json_tree(node.tree).path(node.node));
    }
    auto due = test["expect"].get<std::vector<std::string>>();
    if (test.value("any_order", false)) {
        std::sort(got.begin(), got.end());
        std::sort(due.begin(), due.end());
    }
    return nodes != nullptr && got == due;
}

bool value_fits(const Value& value, const TreeWorld& world, const json& test) {
    const std::string kind = test["kind"];
    if (kind == "boolean") {
        return to_truth(world, value) == test["expect"].get<bool>();
    }
    if (kind == "number") {
        return number_fits(to_number(world, value), test);
    }
    if (kind == "nodes") {
        return nodes_fit(value, world, test);
    }
    const std::string text(to_words(world, value).view());
    if (kind == "string") {
        return text == test["expect"].get<std::string>();
    }
    if (kind == "string-length") {
        return text.size() == test["expect"].get<std::size_t>();
    }
    return matches_whole(text, "[\\s\\S]*(" + test["expect"].get<std::string>() + ")[\\s\\S]*");
}

bool is_refused(const Expression& expression) {
    const Reading reading = read_by(expression, Shape("data"), NodeIndex{0}, std::nullopt);
    return std::any_of(reading.faults.begin(), reading.faults.end(), [](const SenseFault& fault) {
        return !fault.blocks_only;
    });
}

bool passes(const json& test, const json& file) {
    const auto parsed = parse_expression(test["expr"].get<std::string>());
    const auto* expression = std::get_if<ExpressionOwner>(&parsed);
    const bool error_due = test["kind"] == "error";
    if (expression == nullptr || error_due) {
        return error_due && (expression == nullptr || is_refused(**expression));
    }
    const auto zoned = *base::moment_from_iso(file["now"].get<std::string>());
    const auto offset =
        base::moment_from_iso("2026-01-01T00:00:00" + file["offset"].get<std::string>())->offset;
    const auto local = zoned.moment + offset;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const LocalMoment now{base::day_number(day), static_cast<std::int32_t>((local - day).count())};
    const json data =
        test.contains("data") ? file["data"][test["data"].get<std::string>()] : json::object();
    const TreeWorld world(data, now, offset);
    const std::string at = test.value("at", "main:/");
    const std::size_t colon = at.find(':');
    const std::uint32_t tree = *world.instance(at.substr(0, colon));
    const NodeRef place{tree, world.json_tree(tree).place(at.substr(colon + 1))};
    return value_fits(evaluate(**expression, world, {place, place, 1}), world, test);
}

}  // namespace

TEST_CASE("the public expression cases give what they should", "[survey][expression][cases]") {
    const std::filesystem::path folder = cases_folder() / "expressions";
    if (!std::filesystem::exists(folder)) {
        WARN("the public cases are not here: " << folder.string());
        return;
    }
    std::size_t passed = 0;
    std::size_t failed = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream in(entry.path());
        const json file = json::parse(in);
        for (const json& test : file["cases"]) {
            INFO(entry.path().filename().string() << " " << test.dump());
            const bool good = passes(test, file);
            CHECK(good);
            ++(good ? passed : failed);
        }
    }
    std::cout << passed << " expression cases passed, " << failed << " failed\n";
}

}  // namespace harmony::survey::test
