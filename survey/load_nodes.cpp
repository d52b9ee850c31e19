#include "survey/load_nodes.h"

#include <algorithm>

#include "survey/expression/lexer.h"
#include "survey/expression/number.h"
#include "survey/kiosk_words.h"

namespace harmony::survey {
namespace {

using nlohmann::json;

Line read_line(const json& value, const std::string& where) {
    if (value.is_string()) {
        return {Piece{value.get<std::string>(), std::nullopt}};
    }
    if (!value.is_array()) {
        fail_reading(where + ": a text is neither text nor list");
    }
    Line line;
    for (const json& piece : value) {
        if (piece.is_string()) {
            line.push_back({piece.get<std::string>(), std::nullopt});
            continue;
        }
        JsonReading reference(piece, where + ": a reference");
        const auto node = reference.number("ref");
        reference.finish();
        if (!node || *node > max_nodes) {
            fail_reading(where + ": a reference without a number");
        }
        line.push_back({{}, NodeIndex{static_cast<std::uint32_t>(*node)}});
    }
    return line;
}

}  // namespace

Wording read_wording_json(JsonReading& from, const char* key) {
    Wording wording;
    if (const json* value = from.find(key)) {
        JsonReading inner(*value, fmt::format("{}: {}", from.where(), key));
        for (const auto& member : value->items()) {
            wording[member.key()] = read_line(member.value(), inner.where());
        }
    }
    return wording;
}

namespace {

KioskColumns read_kiosk(JsonReading& from) {
    KioskColumns columns;
    const json* value = from.find("kiosk");
    if (value == nullptr) {
        return columns;
    }
    JsonReading inner(*value, from.where() + ": kiosk");
    for (const KioskColumnRow& row : kiosk_columns()) {
        const std::string name(row.name);
        const std::string text = inner.text_or_empty(name.c_str());
        if (!text.empty() && !set_kiosk_value(columns, row.column, text)) {
            fail_reading(fmt::format("{}: \"{}\" cannot be \"{}\"", inner.where(), name, text));
        }
    }
    inner.finish();
    return columns;
}

void read_texts(JsonReading& from, Node& node) {
    node.label = read_wording_json(from, "label");
    node.hint = read_wording_json(from, "hint");
    node.guidance = read_wording_json(from, "guidance");
    node.required_message = read_wording_json(from, "required_message");
    node.constraint_message = read_wording_json(from, "constraint_message");
    node.image = from.map("image");
    node.audio = from.map("audio");
}

void read_triggers(JsonReading& from, Node& node) {
    const json* triggers = from.find("trigger");
    if (triggers == nullptr) {
        return;
    }
    if (!triggers->is_array()) {
        fail_reading(from.where() + ": the triggers are no list");
    }
    for (const json& trigger : *triggers) {
        if (!trigger.is_number_unsigned() || trigger.get<std::uint64_t>() > max_nodes) {
            fail_reading(from.where() + ": a trigger is no number of a question");
        }
        node.triggers.push_back({trigger.get<std::uint32_t>()});
    }
}

/// A decimal as it is stored; absent texts are empty when `optional`.
std::string read_decimal(JsonReading& from, const char* key, bool optional) {
    std::string text = optional ? from.text_or_empty(key) : from.text(key);
    if (!(optional && text.empty()) && canonical_decimal(text) != text) {
        fail_reading(fmt::format("{}: \"{}\" is no number", from.where(), key));
    }
    return text;
}

void read_range(JsonReading& from, Node& node) {
    const json* value = from.find("range");
    if ((value != nullptr) != (node.type == NodeType::range)) {
        fail_reading(from.where() + ": a range has start and end, and nothing else has");
    }
    if (value == nullptr) {
        return;
    }
    JsonReading inner(*value, from.where() + ": range");
    Range range;
    range.start = read_decimal(inner, "start", false);
    range.end = read_decimal(inner, "end", false);
    range.step = read_decimal(inner, "step", false);
    range.tick_interval = read_decimal(inner, "tick_interval", true);
    range.placeholder = read_decimal(inner, "placeholder", true);
    range.tick_labels = inner.text_or_empty("tick_labels");
    inner.finish();
    node.range = std::move(range);
}

void read_expressions(JsonReading& from, Node& node) {
    node.relevant = from.text_or_empty("relevant");
    node.required = from.text_or_empty("required");
    node.constraint = from.text_or_empty("constraint");
    node.calculation = from.text_or_empty("calculation");
    node.read_only = from.text_or_empty("read_only");
    node.choice_filter = from.text_or_empty("choice_filter");
    if (const json* preset = from.find("default")) {
        JsonReading inner(*preset, from.where() + ": default");
        node.preset = inner.text_or_empty("text");
        node.dynamic_default = inner.text_or_empty("expr");
        inner.finish();
    }
    node.seed = from.text_or_empty("seed");
    if (const json* randomize = from.find("randomize")) {
        if (*randomize != true) {
            fail_reading(from.where() + ": randomize is true or not there");
        }
        node.randomize = true;
    }
    read_triggers(from, node);
}

/// The list that a select uses: one of the sheet, or one that a data file becomes.
void read_list(JsonReading& from, Node& node, bool from_file, FormContent& content) {
    ChoiceList wanted;
    wanted.from_file = from_file;
    wanted.name = from.text(from_file ? "file" : "list");
    if (from_file) {
        wanted.file_value = from.text("value");
        wanted.file_label = from.text("label_column");
    }
    const auto found =
        std::find_if(content.lists.begin(), content.lists.end(), [&](const ChoiceList& list) {
            return list.from_file == from_file && list.name == wanted.name &&
                   list.file_value == wanted.file_value && list.file_label == wanted.file_label;
        });
    node.list = static_cast<std::size_t>(found - content.lists.begin());
    if (found == content.lists.end()) {
        if (!from_file) {
            fail_reading(fmt::format("{}: there is no list \"{}\"", from.where(), wanted.name));
        }
        content.lists.push_back(std::move(wanted));
    }
    node.file_value = content.lists[*node.list].file_value;
    node.file_label = content.lists[*node.list].file_label;
}

void read_type(JsonReading& from, Node& node, FormContent& content) {
    constexpr std::string_view file_ending = "_from_file";
    std::string type = from.text("type");
    const bool from_file = type.ends_with(file_ending);
    if (from_file) {
        type.resize(type.size() - file_ending.size());
    }
    const auto known = type_from_name(type);
    if (!known) {
        fail_reading(fmt::format("{}: \"{}\" is a type that is not known", from.where(), type));
    }
    node.type = *known;
    if (from_file && !node.is_select()) {  // ranks of a file are not in the profile
        fail_reading(fmt::format("{}: only a select takes a file", from.where()));
    }
    if (node.has_choices()) {
        read_list(from, node, from_file, content);
    }
    const std::string stored = from.text_or_empty("stored");
    const auto known_stored = stored_from_name(stored);
    if (!known_stored) {
        fail_reading(fmt::format("{}: cannot be stored as \"{}\"", from.where(), stored));
    }
    node.stored = *known_stored;
    read_range(from, node);
}

}  // namespace

void read_node_json(const json& value, FormContent& content) {
    Node node;
    node.index = {static_cast<std::uint32_t>(content.nodes.size())};
    JsonReading from(value, fmt::format("node {}", node.index.value));
    node.path = from.text("path");
    node.name = node.path.substr(node.path.rfind('/') + 1);
    if (const auto parent = from.number("parent")) {
        if (*parent >= content.nodes.size() || content.nodes[*parent].type != NodeType::group) {
            fail_reading(from.where() + " stands in something that is no group before it");
        }
        node.parent = NodeIndex{static_cast<std::uint32_t>(*parent)};
    }
    const std::string above =
        node.parent ? content.nodes[node.parent->value].path : "/" + content.root;
    if (node.path != above + "/" + node.name || name_length(node.name) != node.name.size() ||
        node.name.empty()) {
        fail_reading(from.where() + " has a path that does not fit");
    }
    read_type(from, node, content);
    read_texts(from, node);
    read_expressions(from, node);
    if (const auto rows = from.number("rows")) {
        node.rows = static_cast<unsigned>(*rows);
    }
    node.appearance = from.texts("appearance");
    node.kiosk = read_kiosk(from);
    from.finish();
    content.nodes.push_back(std::move(node));
}

}  // namespace harmony::survey
