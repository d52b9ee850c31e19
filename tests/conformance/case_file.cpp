#include "conformance/case_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "base/time.h"
#include "survey/json_reading.h"

namespace harmony::conformance {
namespace {

using base::Error;
using base::ErrorKind;
using nlohmann::json;
using survey::fail_reading;
using survey::JsonReading;

constexpr std::array<const char*, 3> kinds = {"expressions", "behaviour", "importer"};

Kind kind_of(const std::string& name) {
    const auto found = std::find(kinds.begin(), kinds.end(), name);
    if (found == kinds.end()) {
        fail_reading(fmt::format("there is no kind of case called \"{}\"", name));
    }
    return static_cast<Kind>(found - kinds.begin());
}

bool is_texts(const json& value) {
    return value.is_array() && std::all_of(value.begin(), value.end(), [](const json& item) {
               return item.is_string();
           });
}

bool is_pairs(const json& value) {
    return value.is_array() && std::all_of(value.begin(), value.end(), [](const json& item) {
               return is_texts(item) && item.size() == 2;
           });
}

/// A member that, when it is there, is as `fits` says.
void expect(JsonReading& reading, const char* key, bool (*fits)(const json&), const char* what) {
    const json* value = reading.find(key);
    if (value != nullptr && !fits(*value)) {
        fail_reading(fmt::format("{}: \"{}\" is no {}", reading.where(), key, what));
    }
}

void expect_text(JsonReading& reading, const char* key) {
    expect(
        reading, key, [](const json& value) { return value.is_string(); }, "text");
}

void expect_truth(JsonReading& reading, const char* key) {
    expect(
        reading, key, [](const json& value) { return value.is_boolean(); }, "truth value");
}

void expect_number(JsonReading& reading, const char* key) {
    expect(
        reading, key, [](const json& value) { return value.is_number(); }, "number");
}

/// `[name, text]` or `[name, [children]]`.
void check_tree(const json& tree, const std::string& where) {
    const bool shaped = tree.is_array() && tree.size() == 2 && tree[0].is_string() &&
                        (tree[1].is_string() || tree[1].is_array());
    if (!shaped) {
        fail_reading(where + " is no tree");
    }
    if (tree[1].is_array()) {
        for (const json& child : tree[1]) {
            check_tree(child, where);
        }
    }
}

void check_data(const json& data) {
    JsonReading all(data, "data");
    for (const auto& member : data.items()) {
        const std::string where = "data " + member.key();
        JsonReading one(all.need(member.key().c_str()), where);
        check_tree(one.need("tree"), where);
        if (const json* instances = one.find("instances")) {
            JsonReading shaped(*instances, where);
            for (const auto& instance : instances->items()) {
                check_tree(instance.value(), where);
            }
        }
        one.finish();
    }
}

bool fits_kind(const std::string& kind, const json& expected) {
    if (kind == "boolean") {
        return expected.is_boolean();
    }
    if (kind == "number") {
        constexpr std::array<const char*, 4> words = {"NaN", "Infinity", "-Infinity", "-0"};
        return expected.is_number() ||
               (expected.is_string() &&
                std::find(words.begin(), words.end(), expected.get<std::string>()) != words.end());
    }
    if (kind == "string-length") {
        return expected.is_number_unsigned();
    }
    if (kind == "nodes") {
        return is_texts(expected);
    }
    return (kind == "string" || kind == "string-matches") && expected.is_string();
}

void check_expression(JsonReading& reading, const json& data) {
    static_cast<void>(reading.text("expr"));
    const std::string kind = reading.text("kind");
    const json* expected = reading.find("expect");
    const bool fits =
        kind == "error" ? expected == nullptr : expected != nullptr && fits_kind(kind, *expected);
    if (!fits) {
        fail_reading(fmt::format("{}: \"expect\" does not go with {}", reading.where(), kind));
    }
    const std::string key = reading.text_or_empty("data");
    if (!key.empty() && !data.contains(key)) {
        fail_reading(fmt::format("{}: there are no data called \"{}\"", reading.where(), key));
    }
    const std::string at = reading.text_or_empty("at");
    if (!at.empty() && at.find(':') == std::string::npos) {
        fail_reading(fmt::format("{}: \"{}\" is no place", reading.where(), at));
    }
    expect_truth(reading, "any_order");
    expect_number(reading, "tolerance");
    expect_number(reading, "factor");
}

void check_states(const json& states, const std::string& where) {
    JsonReading all(states, where);
    for (const auto& member : states.items()) {
        JsonReading state(all.need(member.key().c_str()), where + " " + member.key());
        for (const char* key : {"rel", "req", "ro"}) {
            expect_truth(state, key);
        }
        for (const char* key : {"val", "label", "hint", "message"}) {
            expect_text(state, key);
        }
        expect(state, "opts", is_pairs, "list of names and labels");
        if (const std::string bad = state.text_or_empty("bad");
            !bad.empty() && bad != "required" && bad != "constraint") {
            fail_reading(fmt::format("{}: \"bad\" is required or constraint", state.where()));
        }
        static_cast<void>(state.need("rel"));
        state.finish();
    }
}

void check_step(const json& step, const std::string& where) {
    JsonReading reading(step, where);
    if (step.contains("language")) {
        expect_text(reading, "language");
    } else {
        static_cast<void>(reading.text("set"));
        const json& to = reading.need("to");
        if (!to.is_string() && !is_texts(to)) {
            fail_reading(where + ": \"to\" is neither a text nor a list");
        }
    }
    check_states(reading.need("changes"), where);
    reading.finish();
}

void check_behaviour(JsonReading& reading) {
    static_cast<void>(reading.text("md"));
    static_cast<void>(reading.map("files"));
    check_states(reading.need("initial"), reading.where());
    const json& steps = reading.need("steps");
    if (!steps.is_array()) {
        fail_reading(reading.where() + ": \"steps\" is no list");
    }
    for (std::size_t i = 0; i < steps.size(); ++i) {
        check_step(steps[i], fmt::format("{} step {}", reading.where(), i + 1));
    }
}

void check_importer(JsonReading& reading) {
    if ((reading.find("md") == nullptr) == (reading.find("workbook") == nullptr)) {
        fail_reading(reading.where() + " has not one of \"md\" and \"workbook\"");
    }
    for (const char* key : {"md", "workbook", "was", "code", "oracle"}) {
        expect_text(reading, key);
    }
    if (const std::string due = reading.text("expect"); due != "accept" && due != "reject") {
        fail_reading(reading.where() + ": \"expect\" is accept or reject");
    }
    expect(reading, "files", is_texts, "list of names");
    expect(reading, "outline", is_pairs, "list of paths and types");
    expect(
        reading, "errors", [](const json& value) { return value.is_array(); }, "list");
    if (const json* errors = reading.find("errors")) {
        for (const json& error : *errors) {
            JsonReading one(error, reading.where() + " errors");
            static_cast<void>(one.text("sheet"));
            static_cast<void>(one.number("row"));
            expect_text(one, "column");
            one.finish();
        }
    }
    expect(
        reading, "choices", [](const json& value) { return value.is_object(); }, "object");
    if (const json* choices = reading.find("choices")) {
        for (const json& names : *choices) {
            if (!is_texts(names)) {
                fail_reading(reading.where() + ": \"choices\" holds no list of names");
            }
        }
    }
}

void check_case(const json& test, Kind kind, const json& data, std::size_t number) {
    JsonReading reading(test, fmt::format("case {}", number));
    const std::string id = reading.text("id");
    JsonReading named(test, "case " + id);
    static_cast<void>(named.text("id"));
    switch (kind) {
        case Kind::expressions: check_expression(named, data); break;
        case Kind::behaviour: check_behaviour(named); break;
        case Kind::importer: check_importer(named); break;
    }
    named.finish();
}

void check_clock(JsonReading& reading) {
    if (!base::moment_from_iso(reading.text("now"))) {
        fail_reading("\"now\" is no moment");
    }
    if (!base::moment_from_iso("2026-01-01T00:00:00" + reading.text("offset"))) {
        fail_reading("\"offset\" is no offset");
    }
}

Kind check(const json& content) {
    JsonReading reading(content, "the file");
    if (reading.text("format") != "harmony-survey-cases/1") {
        fail_reading("it is not of the format harmony-survey-cases/1");
    }
    const Kind kind = kind_of(reading.text("kind"));
    static_cast<void>(reading.text("origin"));
    static_cast<void>(reading.text("licence"));
    json data = json::object();
    if (kind != Kind::importer) {
        check_clock(reading);
    }
    if (kind == Kind::expressions) {
        if (const json* given = reading.find("data")) {
            data = *given;
            check_data(data);
        }
    }
    const json& cases = reading.need("cases");
    if (!cases.is_array()) {
        fail_reading("\"cases\" is no list");
    }
    for (std::size_t i = 0; i < cases.size(); ++i) {
        check_case(cases[i], kind, data, i + 1);
    }
    reading.finish();
    return kind;
}

}  // namespace

std::string kind_name(Kind kind) {
    return kinds.at(static_cast<std::size_t>(kind));
}

base::Result<CaseFile> read_case_file(const std::filesystem::path& path, std::string name) {
    std::ifstream in(path);
    CaseFile file{path, std::move(name), {}, json::parse(in, nullptr, false)};
    if (file.content.is_discarded()) {
        return Error{ErrorKind::unreadable, file.name + ": it is no JSON"};
    }
    try {
        file.kind = check(file.content);
    } catch (const survey::Unreadable& fault) {
        return Error{ErrorKind::unreadable, file.name + ": " + fault.what};
    }
    return file;
}

}  // namespace harmony::conformance
