#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <regex>

#include "base/text.h"
#include "base/time.h"
#include "conformance/run_case.h"
#include "survey/expression/analysis.h"
#include "survey/expression/convert.h"
#include "survey/expression/evaluate.h"
#include "survey/expression/parser.h"
#include "survey/tree_world.h"

namespace harmony::conformance {
namespace {

using nlohmann::json;
using survey::test::TreeWorld;

double number_of(const json& expected) {
    if (expected.is_number()) {
        return expected.get<double>();
    }
    const std::string word = expected;
    if (word == "NaN") {
        return std::nan("");
    }
    return word == "-0" ? 0 : word == "Infinity" ? HUGE_VAL : -HUGE_VAL;
}

bool number_fits(double got, const json& test) {
    const double due = number_of(test.at("expect"));
    if (std::isnan(due) || std::isnan(got)) {
        return std::isnan(due) && std::isnan(got);
    }
    if (test.contains("factor")) {
        const double factor = test.at("factor");
        got = std::round(got * factor) / factor;
    }
    return got == due || std::abs(got - due) <= test.value("tolerance", 0.0);
}

Verdict differs(const std::string& got) {
    return "it gives " + got;
}

Verdict nodes_verdict(const survey::Value& value, const TreeWorld& world, const json& test) {
    const auto* nodes = std::get_if<survey::NodeSet>(&value);
    if (nodes == nullptr) {
        return "it gives no nodes";
    }
    std::vector<std::string> got;
    for (const survey::NodeRef node : *nodes) {
        got.push_back(world.name(node.tree) + ":" + world.json_tree(node.tree).path(node.node));
    }
    auto due = test.at("expect").get<std::vector<std::string>>();
    if (test.value("any_order", false)) {
        std::sort(got.begin(), got.end());
        std::sort(due.begin(), due.end());
    }
    return got == due ? std::nullopt : differs(json(got).dump());
}

Verdict value_verdict(const survey::Value& value, const TreeWorld& world, const json& test) {
    const std::string kind = test.at("kind");
    const json& due = test.at("expect");
    if (kind == "boolean") {
        const bool got = survey::to_truth(world, value);
        return got == due.get<bool>() ? std::nullopt : differs(got ? "true" : "false");
    }
    if (kind == "number") {
        const double got = survey::to_number(world, value);
        return number_fits(got, test) ? std::nullopt : differs(fmt::format("{}", got));
    }
    if (kind == "nodes") {
        return nodes_verdict(value, world, test);
    }
    const survey::Words words = survey::to_words(world, value);
    const std::string got(words.view());
    const bool fits = kind == "string" ? got == due.get<std::string>()
                      : kind == "string-length"
                          ? base::code_points(got) == due.get<std::size_t>()
                          : std::regex_search(got, std::regex(due.get<std::string>()));
    return fits ? std::nullopt : differs(fmt::format("\"{}\"", got));
}

/// The faults that checking a survey would tell of the expression, as far as they refuse it. Where
/// paths lead is no such fault, so the shape needs nothing but the instances.
std::vector<survey::SenseFault> refusals(const survey::Expression& expression, const json& data) {
    survey::FormContent content;
    survey::Node question;
    question.name = "question";
    content.nodes.push_back(question);
    const json instances = data.value("instances", json::object());
    for (const auto& instance : instances.items()) {
        survey::ChoiceList list;
        list.name = instance.key();
        content.lists.push_back(list);
    }
    auto faults =
        survey::read_by(expression, survey::Shape(content), survey::NodeIndex{0}, std::nullopt)
            .faults;
    std::erase_if(faults, [](const survey::SenseFault& fault) { return fault.blocks_only; });
    return faults;
}

Verdict worked_out(const survey::Expression& expression,
                   const CaseFile& file,
                   const json& data,
                   const json& test) {
    const auto zoned = *base::moment_from_iso(file.content.at("now").get<std::string>());
    const auto offset =
        base::moment_from_iso("2026-01-01T00:00:00" + file.content.at("offset").get<std::string>())
            ->offset;
    const auto local = zoned.moment + offset;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const survey::LocalMoment now{base::day_number(day),
                                  static_cast<std::int32_t>((local - day).count())};
    const TreeWorld world(data, now, offset);
    const std::string at = test.value("at", "main:/");
    const std::size_t colon = at.find(':');
    const auto tree = world.instance(at.substr(0, colon));
    if (!tree) {
        return "there is no tree for " + at;
    }
    const survey::NodeRef place{*tree, world.json_tree(*tree).place(at.substr(colon + 1))};
    return value_verdict(survey::evaluate(expression, world, {place, place, 1}), world, test);
}

}  // namespace

Verdict run_expression(const CaseFile& file, const json& test) {
    const bool error_due = test.at("kind") == "error";
    const auto parsed = survey::parse_expression(test.at("expr").get<std::string>());
    if (const auto* fault = std::get_if<survey::SyntaxFault>(&parsed)) {
        return error_due ? std::nullopt : Verdict("it is refused: " + fault->what);
    }
    const survey::Expression& expression = *std::get<survey::ExpressionOwner>(parsed);
    const json data = test.contains("data")
                          ? file.content.at("data").at(test.at("data").get<std::string>())
                          : json::object();
    const auto faults = refusals(expression, data);
    if (error_due || !faults.empty()) {
        return faults.empty() ? Verdict("it is not refused")
               : error_due    ? std::nullopt
                              : Verdict("it is refused: " + faults.front().what);
    }
    return worked_out(expression, file, data, test);
}

}  // namespace harmony::conformance
