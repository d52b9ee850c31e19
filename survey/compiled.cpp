#include "survey/compiled.h"

#include <nlohmann/json.hpp>

#include "survey/canonical_json.h"
#include "survey/form_logic.h"
#include "survey/kiosk_words.h"

namespace harmony::survey {
namespace {

using nlohmann::json;

json line_json(const Line& line) {
    const bool plain = line.size() == 1 && !line.front().value_of;
    if (plain) {
        return line.front().words;
    }
    json pieces = json::array();
    for (const Piece& piece : line) {
        if (piece.value_of) {
            pieces.push_back({{"ref", piece.value_of->value}});
        } else {
            pieces.push_back(piece.words);
        }
    }
    return pieces;
}

void put_wording(json& to, const char* key, const Wording& wording) {
    if (wording.empty()) {
        return;
    }
    json by_tag = json::object();
    for (const auto& [tag, line] : wording) {
        by_tag[tag] = line_json(line);
    }
    to[key] = std::move(by_tag);
}

void put_files(json& to, const char* key, const std::map<LanguageTag, std::string>& files) {
    if (!files.empty()) {
        to[key] = files;
    }
}

json kiosk_json(const KioskColumns& columns) {
    json result = json::object();
    for (const KioskColumnRow& row : kiosk_columns()) {
        if (std::string value = kiosk_value(columns, row.column); !value.empty()) {
            result[std::string(row.name)] = std::move(value);
        }
    }
    return result;
}

std::string type_of(const Node& node, const ChoiceList* list) {
    const bool from_file = list != nullptr && list->from_file;
    return std::string(type_name(node.type)) + (from_file ? "_from_file" : "");
}

void put_list(json& to, const ChoiceList& list) {
    if (!list.from_file) {
        to["list"] = list.name;
        return;
    }
    to["file"] = list.name;
    to["value"] = list.file_value;
    to["label_column"] = list.file_label;
}

void put_texts(json& to, const Node& node) {
    put_wording(to, "label", node.label);
    put_wording(to, "hint", node.hint);
    put_wording(to, "guidance", node.guidance);
    put_wording(to, "required_message", node.required_message);
    put_wording(to, "constraint_message", node.constraint_message);
    put_files(to, "image", node.image);
    put_files(to, "audio", node.audio);
}

void put_logic(json& to, const Node& node) {
    for (const LogicColumn column : plain_logic_columns) {
        if (const std::string& text = expression_text(node, column); !text.empty()) {
            to[std::string(column_name(column))] = text;
        }
    }
    if (!node.preset.empty()) {
        to["default"] = {{"text", node.preset}};
    } else if (!node.dynamic_default.empty()) {
        to["default"] = {{"expr", node.dynamic_default}};
    }
    for (const NodeIndex trigger : node.triggers) {
        to["trigger"].push_back(trigger.value);
    }
    if (node.randomize) {
        to["randomize"] = true;
    }
    if (!node.seed.empty()) {
        to["seed"] = node.seed;
    }
}

json range_json(const Range& range) {
    json result = {{"start", range.start}, {"end", range.end}, {"step", range.step}};
    for (const auto& [key, value] : {std::pair("tick_interval", &range.tick_interval),
                                     std::pair("placeholder", &range.placeholder),
                                     std::pair("tick_labels", &range.tick_labels)}) {
        if (!value->empty()) {
            result[key] = *value;
        }
    }
    return result;
}

json node_json(const Node& node, const std::vector<ChoiceList>& lists) {
    const ChoiceList* list = node.list ? &lists.at(*node.list) : nullptr;
    json result = {{"path", node.path}, {"type", type_of(node, list)}};
    result["parent"] = node.parent ? json(node.parent->value) : json(nullptr);
    put_texts(result, node);
    put_logic(result, node);
    if (list != nullptr) {
        put_list(result, *list);
    }
    if (node.range) {
        result["range"] = range_json(*node.range);
    }
    if (node.rows) {
        result["rows"] = *node.rows;
    }
    if (!node.appearance.empty()) {
        result["appearance"] = node.appearance;
    }
    if (node.stored != Stored::text) {
        result["stored"] = stored_name(node.stored);
    }
    if (json kiosk = kiosk_json(node.kiosk); !kiosk.empty()) {
        result["kiosk"] = std::move(kiosk);
    }
    return result;
}

json choice_json(const Choice& choice) {
    json result = {{"name", choice.name}};
    put_wording(result, "label", choice.label);
    put_files(result, "image", choice.image);
    put_files(result, "audio", choice.audio);
    if (choice.role != ChoiceRole::none) {
        result["role"] = role_name(choice.role);
    }
    if (choice.score) {
        result["score"] = *choice.score;
    }
    if (!choice.extra.empty()) {
        result["extra"] = choice.extra;
    }
    return result;
}

json lists_json(const std::vector<ChoiceList>& lists) {
    json result = json::object();
    for (const ChoiceList& list : lists) {
        if (list.from_file) {
            continue;
        }
        json choices = json::array();
        for (const Choice& choice : list.choices) {
            choices.push_back(choice_json(choice));
        }
        result[list.name] = {{"choices", std::move(choices)}, {"columns", list.columns}};
    }
    return result;
}

json settings_json(const Settings& settings) {
    json result = json::object();
    if (!settings.instance_name.empty()) {
        result["instance_name"] = settings.instance_name;
    }
    for (const std::string& name : kiosk_setting_names()) {
        if (std::string value = kiosk_setting(settings, name); !value.empty()) {
            result[name] = std::move(value);
        }
    }
    return result;
}

}  // namespace

std::string compiled_text(const FormContent& content) {
    json nodes = json::array();
    for (const Node& node : content.nodes) {
        nodes.push_back(node_json(node, content.lists));
    }
    json languages = json::array();
    for (const Language& language : content.languages) {
        languages.push_back(
            {{"tag", language.tag}, {"name", language.name}, {"status", language.status}});
    }
    json files = json::array();
    for (const DataFile& file : content.files) {
        files.push_back({{"name", file.name},
                         {"sha256", file.sha256},
                         {"rows", file.rows},
                         {"columns", file.columns}});
    }
    json waivers = json::array();
    for (const Waiver& waiver : content.waivers) {
        waivers.push_back({{"code", waiver.code}, {"where", waiver.where}, {"by", waiver.by}});
    }
    return canonical_json({{"harmony", "survey/1"},
                           {"id", content.id},
                           {"version", content.version},
                           {"title", content.title},
                           {"languages", std::move(languages)},
                           {"root", content.root},
                           {"nodes", std::move(nodes)},
                           {"lists", lists_json(content.lists)},
                           {"files", std::move(files)},
                           {"settings", settings_json(content.settings)},
                           {"waivers", std::move(waivers)},
                           {"places", content.place ? json(content.place->value) : json(nullptr)}});
}

}  // namespace harmony::survey
