// Reading a compiled form:
//  1. Each object is read key by key; a key nobody asked for makes the form unreadable, so that a
//     kiosk never half-understands a newer form.
//  2. Structure is checked as if nobody had checked it before; then the expressions.
//  3. At last the form is written again and must give the same bytes: one content, one form.
//  Faults are thrown as `Unreadable` inside this file only, and returned at its edge.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.h"
#include "survey/compiled.h"
#include "survey/data_list.h"
#include "survey/form_logic.h"
#include "survey/json_reading.h"
#include "survey/kiosk_words.h"
#include "survey/load_nodes.h"
#include "survey/node_layout.h"

namespace harmony::survey {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::size_t max_form_bytes = 4U << 20U;

Choice read_choice(const json& value, const std::string& where) {
    JsonReading from(value, where);
    Choice choice;
    choice.name = from.text("name");
    choice.label = read_wording_json(from, "label");
    choice.image = from.map("image");
    choice.audio = from.map("audio");
    choice.extra = from.map("extra");
    const auto role = role_from_name(from.text_or_empty("role"));
    if (!role) {
        fail_reading(where + " has a role that is not known");
    }
    choice.role = *role;
    if (const json* score = from.find("score")) {
        if (!score->is_number_integer()) {
            fail_reading(where + " has a score that is no whole number");
        }
        choice.score = score->get<int>();
    }
    from.finish();
    return choice;
}

void read_lists(const json& lists, FormContent& content) {
    const JsonReading check(lists, "lists");
    for (const auto& member : lists.items()) {
        JsonReading from(member.value(), fmt::format("list \"{}\"", member.key()));
        ChoiceList list;
        list.name = member.key();
        list.columns = from.texts("columns");
        const json& choices = from.need("choices");
        if (!choices.is_array()) {
            fail_reading(from.where() + " has no choices");
        }
        for (const json& choice : choices) {
            list.choices.push_back(read_choice(choice, from.where()));
        }
        from.finish();
        content.lists.push_back(std::move(list));
    }
}

void read_settings(const json& settings, FormContent& content) {
    JsonReading from(settings, "settings");
    content.settings.instance_name = from.text_or_empty("instance_name");
    for (const std::string& name : kiosk_setting_names()) {
        const std::string value = from.text_or_empty(name.c_str());
        if (!value.empty() && !set_kiosk_setting(content.settings, name, value)) {
            fail_reading(fmt::format("settings: \"{}\" cannot be \"{}\"", name, value));
        }
    }
    from.finish();
}

const json& need_array(JsonReading& from, const char* key) {
    const json& value = from.need(key);
    if (!value.is_array()) {
        fail_reading(fmt::format("\"{}\" is no list", key));
    }
    return value;
}

void read_languages(JsonReading& top, FormContent& content) {
    for (const json& value : need_array(top, "languages")) {
        JsonReading from(value, "a language");
        content.languages.push_back({from.text("tag"), from.text("name"), from.text("status")});
        from.finish();
    }
    if (content.languages.empty()) {
        fail_reading("the form has no language");
    }
}

void read_files(JsonReading& top, FormContent& content) {
    for (const json& value : need_array(top, "files")) {
        JsonReading from(value, "a data file");
        DataFile file;
        file.name = from.text("name");
        file.sha256 = from.text("sha256");
        file.rows = from.number("rows").value_or(0);
        file.columns = from.texts("columns");
        from.finish();
        content.files.push_back(std::move(file));
    }
    for (const json& value : need_array(top, "waivers")) {
        JsonReading from(value, "a waiver");
        content.waivers.push_back({from.text("code"), from.text("where"), from.text("by")});
        from.finish();
    }
}

FormContent read_content(const json& whole) {
    FormContent content;
    JsonReading top(whole, "the form");
    if (top.text("harmony") != "survey/1") {
        fail_reading("it is not of the kind \"survey/1\"");
    }
    content.id = top.text("id");
    content.version = top.text("version");
    content.title = top.map("title");
    content.root = top.text("root");
    read_languages(top, content);
    read_lists(top.need("lists"), content);
    const json& nodes = need_array(top, "nodes");
    if (nodes.size() > max_nodes) {
        fail_reading("it has more than 10,000 questions and groups");
    }
    for (const json& node : nodes) {
        read_node_json(node, content);
    }
    read_files(top, content);
    read_settings(top.need("settings"), content);
    if (const auto place = top.number("places")) {
        content.place = NodeIndex{static_cast<std::uint32_t>(*place)};
    }
    top.finish();
    return content;
}

void check_references(const Wording& wording, std::size_t nodes) {
    for (const auto& [tag, line] : wording) {
        for (const Piece& piece : line) {
            if (piece.value_of && piece.value_of->value >= nodes) {
                fail_reading("a text refers to a question that is not there");
            }
        }
    }
}

void check_structure(const FormContent& content) {
    const std::size_t count = content.nodes.size();
    std::set<std::string_view> paths;
    for (const Node& node : content.nodes) {
        if (!paths.insert(node.path).second) {
            fail_reading(fmt::format("\"{}\" is there twice", node.path));
        }
        for (const Wording* wording : {&node.label,
                                       &node.hint,
                                       &node.guidance,
                                       &node.required_message,
                                       &node.constraint_message}) {
            check_references(*wording, count);
        }
        for (const NodeIndex trigger : node.triggers) {
            if (trigger.value >= count) {
                fail_reading("a trigger is a question that is not there");
            }
        }
    }
    for (const ChoiceList& list : content.lists) {
        for (const Choice& choice : list.choices) {
            check_references(choice.label, count);
        }
    }
    if (content.place && (content.place->value >= count ||
                          content.nodes[content.place->value].type != NodeType::select_one)) {
        fail_reading("the place is no question with choices");
    }
}

/// A data file that no select uses is a list for expressions alone.
void add_plain_files(FormContent& content) {
    for (const DataFile& file : content.files) {
        const bool used =
            std::any_of(content.lists.begin(), content.lists.end(), [&](const ChoiceList& list) {
                return list.from_file && list.name == file.name;
            });
        if (!used) {
            content.lists.push_back(plain_data_list(file.name));
        }
    }
}

/// Fills the lists that come from data files. Absent when a file is not there.
Result<void> take_files(FormContent& content, const FileSet& files) {
    for (ChoiceList& list : content.lists) {
        if (!list.from_file) {
            continue;
        }
        const auto bytes = files.find(list.name);
        const auto named =
            std::find_if(content.files.begin(), content.files.end(), [&](const DataFile& file) {
                return file.name == list.name;
            });
        if (bytes == files.end() || named == content.files.end()) {
            return Error{ErrorKind::absent,
                         fmt::format("the data file {} is not there", list.name)};
        }
        auto read = read_data_list(bytes->second,
                                   list.name,
                                   list.file_value,
                                   list.file_label,
                                   content.languages.front().tag);
        auto* data = std::get_if<DataList>(&read);
        if (data == nullptr || !(data->file == *named)) {
            fail_reading(fmt::format("the data file {} is not the one that the form was made with",
                                     list.name));
        }
        list = std::move(data->list);
    }
    return {};
}

Result<Form> read_form(base::ByteView compiled, base::FormName name, const FileSet& files) {
    if (compiled.size() > max_form_bytes) {
        fail_reading("it is larger than 4 MiB");
    }
    const std::string_view text = base::as_text(compiled);
    const json whole = base::is_utf8(text) ? json::parse(text, nullptr, false) : json();
    if (!whole.is_object()) {
        fail_reading("it is no JSON text");
    }
    FormContent content = read_content(whole);
    check_structure(content);
    lay_out(content.nodes);
    add_plain_files(content);
    if (compiled_text(content) != text) {
        fail_reading("it is not in its one proper form");
    }
    if (Result<void> taken = take_files(content, files); !taken) {
        return taken.error();
    }
    BuiltLogic built = build_logic(content);
    if (built.logic == nullptr) {
        const LogicFault& fault = built.faults.front();
        fail_reading(fmt::format("{}: {}", content.nodes[fault.node.value].path, fault.what));
    }
    return Form(name, std::move(content), std::move(built.logic));
}

}  // namespace

Result<Form> load_form(base::ByteView compiled, base::FormName name, const FileSet& files) {
    try {
        return read_form(compiled, name, files).while_doing("loading a form");
    } catch (const Unreadable& fault) {
        return Error{ErrorKind::unreadable, "loading a form: " + fault.what};
    }
}

}  // namespace harmony::survey
