#include "admin/stats/derive.h"

#include <fmt/format.h>

#include <limits>

#include "admin/stats/data.h"

namespace harmony::admin::stats {
namespace {

/// A text, or a number as text; nothing for null.
std::optional<std::string> text_of(const SpecObject& object, const std::string& key) {
    if (!object.has(key)) {
        return std::nullopt;
    }
    const Json& value = object.json().at(key);
    return value.is_number() ? shortest(value.get<double>()) : object.text(key);
}

Derivation read_one(const SpecObject& object) {
    Derivation result;
    result.name = object.text("name");
    if (object.has("test")) {
        object.only({"name", "test"});
        result.test = read_condition(object, "test");
        return result;
    }
    object.only({"name", "from", "map", "other"});
    result.from = object.column("from", Use::text);
    const SpecObject map = object.object("map");
    for (const auto& [code, value] : map.json().items()) {
        if (const auto text = text_of(map, code)) {
            result.map.emplace(code, *text);
        } else {
            map.must_be(code, "a text or a number");
        }
    }
    result.other = text_of(object, "other");
    return result;
}

TextColumn mapped(const Derivation& derivation, const TextColumn& from) {
    std::vector<std::optional<std::string>> to;
    for (const std::string& name : from.names) {
        const auto found = derivation.map.find(name);
        to.push_back(found == derivation.map.end() ? derivation.other : found->second);
    }
    TextColumnBuilder builder;
    for (const std::uint32_t code : from.codes) {
        if (code == missing_code || !to[code]) {
            builder.add_missing();
        } else {
            builder.add(*to[code]);
        }
    }
    return std::move(builder).finish();
}

TextColumn tested(const Condition& condition, const Frame& frame) {
    TextColumnBuilder builder;
    for (const std::uint8_t met : rows_meeting(condition, frame)) {
        builder.add(met != 0 ? "1" : "0");
    }
    return std::move(builder).finish();
}

}  // namespace

std::vector<Derivation> read_derivations(const SpecObject& spec) {
    std::vector<Derivation> result;
    for (const SpecObject& object : spec.objects("derive")) {
        result.push_back(read_one(object));
        spec.reader().add_derived(result.back().name);
    }
    return result;
}

base::Result<void> derive(const Derivation& derivation,
                          const Need& need,
                          std::span<const std::uint32_t> lines,
                          Frame& frame) {
    TextColumn column = derivation.test ? tested(*derivation.test, frame)
                                        : mapped(derivation, frame.text(derivation.from));
    if (need.number) {
        NumberColumn numbers;
        for (std::size_t row = 0; row < column.codes.size(); ++row) {
            const std::uint32_t code = column.codes[row];
            const auto number =
                code == missing_code
                    ? base::Result(std::numeric_limits<double>::quiet_NaN())
                    : read_number(column.names[code], {lines[row], derivation.name, need.weight});
            if (!number) {
                return number.error();
            }
            numbers.push_back(*number);
        }
        frame.put(derivation.name, std::move(numbers));
    }
    if (need.text) {
        frame.put(derivation.name, std::move(column));
    }
    return {};
}

}  // namespace harmony::admin::stats
