#include "admin/stats/spec_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace harmony::admin::stats {
namespace {

/// RFC 6901.
std::string escaped(std::string_view key) {
    std::string text;
    for (const char c : key) {
        text += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    return text;
}

/// The root has the empty pointer, which no sentence can show.
std::string shown(const std::string& pointer) {
    return pointer.empty() ? "/" : pointer;
}

}  // namespace

void SpecReader::fail(std::string sentence) {
    if (!fault_) {
        fault_ = std::move(sentence);
    }
}

bool SpecReader::knows_column(const std::string& name) const {
    return header_.contains(name) || derived_.contains(name) || made_.contains(name);
}

void SpecReader::use_column(const std::string& pointer, const std::string& name, Use use) {
    if (const auto made = made_.find(name); made != made_.end()) {
        rests_on_.insert(made->second);
        if (use == Use::text) {
            fail(fmt::format("{}: '{}' is made of numbers and has no answers", pointer, name));
        }
        return;
    }
    if (!knows_column(name)) {
        fail(fmt::format("{}: no column '{}' in the data", pointer, name));
        return;
    }
    Need& need = needs_[name];
    need.text = need.text || use == Use::text;
    need.number = need.number || use != Use::text;
    need.weight = need.weight || use == Use::weight;
}

std::set<std::string> SpecReader::take_rests_on() {
    return std::exchange(rests_on_, {});
}

SpecObject::SpecObject(const Json& value, std::string pointer, SpecReader& reader)
    : value_(&value), pointer_(std::move(pointer)), reader_(&reader) {
    if (!value.is_object()) {
        reader.fail(fmt::format("{}: must be an object", shown(pointer_)));
        value_ = &reader.nothing();
    }
}

void SpecObject::only(std::initializer_list<std::string_view> keys) const {
    only(std::span(keys.begin(), keys.size()));
}

void SpecObject::only(std::span<const std::string_view> keys) const {
    for (const auto& [key, member] : value_->items()) {
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
            reader_->fail(fmt::format("unknown key '{}' at {}", key, shown(pointer_)));
        }
    }
}

const Json* SpecObject::find(std::string_view key) const {
    const auto found = value_->find(std::string(key));
    return found == value_->end() || found->is_null() ? nullptr : &*found;
}

const Json* SpecObject::needed(std::string_view key) const {
    const Json* const found = find(key);
    if (found == nullptr) {
        reader_->fail(fmt::format("{}: '{}' is missing", shown(pointer_), key));
    }
    return found;
}

bool SpecObject::has(std::string_view key) const {
    return find(key) != nullptr;
}

std::string SpecObject::pointer_to(std::string_view key) const {
    return fmt::format("{}/{}", pointer_, escaped(key));
}

void SpecObject::must_be(std::string_view key, std::string_view what) const {
    reader_->fail(fmt::format("{}: must be {}", pointer_to(key), what));
}

void SpecObject::must_be(std::string_view key, std::size_t item, std::string_view what) const {
    reader_->fail(fmt::format("{}/{}: must be {}", pointer_to(key), item, what));
}

std::string SpecObject::text(std::string_view key) const {
    const Json* const found = needed(key);
    if (found == nullptr || !found->is_string()) {
        must_be(key, "a text");
        return {};
    }
    return found->get<std::string>();
}

std::string SpecObject::text_or(std::string_view key, std::string otherwise) const {
    return has(key) ? text(key) : std::move(otherwise);
}

std::vector<std::string> SpecObject::texts(std::string_view key) const {
    std::vector<std::string> result;
    const Json* const found = needed(key);
    if (found == nullptr) {
        return result;
    }
    const bool right =
        found->is_array() && std::all_of(found->begin(), found->end(), [](const Json& item) {
            return item.is_string();
        });
    if (!right) {
        must_be(key, "a list of texts");
        return result;
    }
    for (const Json& item : *found) {
        result.push_back(item.get<std::string>());
    }
    return result;
}

std::vector<std::string> SpecObject::texts_or(std::string_view key,
                                              std::vector<std::string> otherwise) const {
    return has(key) ? texts(key) : std::move(otherwise);
}

double SpecObject::number(std::string_view key) const {
    const Json* const found = needed(key);
    if (found == nullptr || !found->is_number()) {
        must_be(key, "a number");
        return 0;
    }
    return found->get<double>();
}

double SpecObject::number_or(std::string_view key, double otherwise) const {
    return has(key) ? number(key) : otherwise;
}

std::vector<double> SpecObject::numbers(std::string_view key) const {
    std::vector<double> result;
    const Json* const found = needed(key);
    if (found == nullptr) {
        return result;
    }
    const bool right =
        found->is_array() && std::all_of(found->begin(), found->end(), [](const Json& item) {
            return item.is_number();
        });
    if (!right) {
        must_be(key, "a list of numbers");
        return result;
    }
    for (const Json& item : *found) {
        result.push_back(item.get<double>());
    }
    return result;
}

std::size_t SpecObject::count_or(std::string_view key,
                                 std::size_t least,
                                 std::size_t otherwise) const {
    constexpr double most = 1e9;
    if (!has(key)) {
        return otherwise;
    }
    const double value = number(key);
    if (value != std::floor(value) || value < static_cast<double>(least) || value > most) {
        must_be(key, fmt::format("a whole number of at least {}", least));
        return otherwise;
    }
    return static_cast<std::size_t>(value);
}

bool SpecObject::flag_or(std::string_view key, bool otherwise) const {
    const Json* const found = find(key);
    if (found == nullptr) {
        return otherwise;
    }
    if (!found->is_boolean()) {
        must_be(key, "true or false");
        return otherwise;
    }
    return found->get<bool>();
}

std::string SpecObject::one_of(std::string_view key,
                               std::initializer_list<std::string_view> allowed) const {
    if (!has(key)) {
        return std::string(*allowed.begin());
    }
    std::string value = text(key);
    if (std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
        must_be(key, "one of " + quoted_list(std::span(allowed.begin(), allowed.size())));
    }
    return value;
}

std::string SpecObject::column(std::string_view key, Use use) const {
    std::string name = text(key);
    if (!reader_->failed()) {
        reader_->use_column(pointer_to(key), name, use);
    }
    return name;
}

std::optional<std::string> SpecObject::column_if(std::string_view key, Use use) const {
    return has(key) ? std::optional(column(key, use)) : std::nullopt;
}

std::vector<std::string> SpecObject::columns(std::string_view key, Use use) const {
    std::vector<std::string> names = texts(key);
    for (std::size_t i = 0; i < names.size(); ++i) {
        reader_->use_column(fmt::format("{}/{}", pointer_to(key), i), names[i], use);
    }
    return names;
}

SpecObject SpecObject::object(std::string_view key) const {
    const Json* const found = needed(key);
    return {found == nullptr ? reader_->nothing() : *found, pointer_to(key), *reader_};
}

std::vector<SpecObject> SpecObject::objects(std::string_view key) const {
    std::vector<SpecObject> result;
    const Json* const found = find(key);
    if (found != nullptr && !found->is_array()) {
        must_be(key, "a list");
    } else if (found != nullptr) {
        for (std::size_t i = 0; i < found->size(); ++i) {
            result.emplace_back((*found)[i], fmt::format("{}/{}", pointer_to(key), i), *reader_);
        }
    }
    return result;
}

std::vector<std::pair<std::string, double>> SpecObject::number_map(std::string_view key) const {
    std::vector<std::pair<std::string, double>> result;
    const SpecObject map = object(key);
    for (const auto& [name, value] : map.json().items()) {
        result.emplace_back(name, map.number(name));
    }
    return result;
}

std::string quoted_list(std::span<const std::string_view> names) {
    std::string text;
    for (const std::string_view name : names) {
        text += fmt::format("{}'{}'", text.empty() ? "" : ", ", name);
    }
    return text;
}

}  // namespace harmony::admin::stats
