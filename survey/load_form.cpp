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
#include "survey/expression/lexer.h"
#include "survey/form_logic.h"
#include "survey/kiosk_words.h"
#include "survey/node_layout.h"

namespace harmony::survey {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::size_t max_form_bytes = 4U << 20U;
constexpr std::size_t max_nodes = 10'000;

struct Unreadable {
    std::string what;
};

[[noreturn]] void fail(std::string what) {
    throw Unreadable{std::move(what)};
}

/// One object, read key by key.
class Reading {
public:
    Reading(const json& object, std::string where) : object_(object), where_(std::move(where)) {
        if (!object.is_object()) {
            fail(where_ + " is no object");
        }
    }

    const json* find(const char* key) {
        seen_.insert(key);
        const auto found = object_.find(key);
        return found == object_.end() ? nullptr : &*found;
    }

    const json& need(const char* key) {
        const json* value = find(key);
        if (value == nullptr) {
            fail(fmt::format("{} has no \"{}\"", where_, key));
        }
        return *value;
    }

    std::string text(const char* key) { return string_in(need(key), key); }

    std::string text_or_empty(const char* key) {
        const json* value = find(key);
        return value == nullptr ? std::string() : string_in(*value, key);
    }

    std::optional<std::size_t> number(const char* key) {
        const json* value = find(key);
        if (value == nullptr || value->is_null()) {
            return std::nullopt;
        }
        if (!value->is_number_unsigned()) {
            fail(fmt::format("{}: \"{}\" is no whole number", where_, key));
        }
        return value->get<std::size_t>();
    }

    std::vector<std::string> texts(const char* key) {
        std::vector<std::string> result;
        const json* value = find(key);
        if (value != nullptr && !value->is_array()) {
            fail(fmt::format("{}: \"{}\" is no list", where_, key));
        }
        for (const json& item : value == nullptr ? json::array() : *value) {
            result.push_back(string_in(item, key));
        }
        return result;
    }

    std::map<std::string, std::string> map(const char* key) {
        std::map<std::string, std::string> result;
        if (const json* value = find(key)) {
            Reading inner(*value, fmt::format("{}: {}", where_, key));
            for (const auto& member : value->items()) {
                result[member.key()] = string_in(member.value(), key);
            }
        }
        return result;
    }

    std::string string_in(const json& value, const char* key) const {
        if (!value.is_string()) {
            fail(fmt::format("{}: \"{}\" is no text", where_, key));
        }
        return value.get<std::string>();
    }

    /// Call at the end: every key must have been asked for.
    void finish() const {
        for (const auto& member : object_.items()) {
            if (!seen_.contains(member.key())) {
                fail(fmt::format("{} has an unknown key \"{}\"", where_, member.key()));
            }
        }
    }

    [[nodiscard]] const std::string& where() const { return where_; }

private:
    const json& object_;
    std::string where_;
    std::set<std::string, std::less<>> seen_;
};

Line read_line(const json& value, const std::string& where) {
    if (value.is_string()) {
        return {Piece{value.get<std::string>(), std::nullopt}};
    }
    if (!value.is_array()) {
        fail(where + ": a text is neither text nor list");
    }
    Line line;
    for (const json& piece : value) {
        if (piece.is_string()) {
            line.push_back({piece.get<std::string>(), std::nullopt});
            continue;
        }
        Reading reference(piece, where + ": a reference");
        const auto node = reference.number("ref");
        reference.finish();
        if (!node || *node > max_nodes) {
            fail(where + ": a reference without a number");
        }
        line.push_back({{}, NodeIndex{static_cast<std::uint32_t>(*node)}});
    }
    return line;
}

Wording read_wording(Reading& from, const char* key) {
    Wording wording;
    if (const json* value = from.find(key)) {
        Reading inner(*value, fmt::format("{}: {}", from.where(), key));
        for (const auto& member : value->items()) {
            wording[member.key()] = read_line(member.value(), inner.where());
        }
    }
    return wording;
}

KioskColumns read_kiosk(Reading& from) {
    KioskColumns columns;
    const json* value = from.find("kiosk");
    if (value == nullptr) {
        return columns;
    }
    Reading inner(*value, from.where() + ": kiosk");
    for (const KioskColumnRow& row : kiosk_columns()) {
        const std::string name(row.name);
        const std::string text = inner.text_or_empty(name.c_str());
        if (!text.empty() && !set_kiosk_value(columns, row.column, text)) {
            fail(fmt::format("{}: \"{}\" cannot be \"{}\"", inner.where(), name, text));
        }
    }
    inner.finish();
    return columns;
}

void read_texts(Reading& from, Node& node) {
    node.label = read_wording(from, "label");
    node.hint = read_wording(from, "hint");
    node.guidance = read_wording(from, "guidance");
    node.required_message = read_wording(from, "required_message");
    node.constraint_message = read_wording(from, "constraint_message");
    node.image = from.map("image");
    node.audio = from.map("audio");
}

void read_expressions(Reading& from, Node& node) {
    node.relevant = from.text_or_empty("relevant");
    node.required = from.text_or_empty("required");
    node.constraint = from.text_or_empty("constraint");
    node.calculation = from.text_or_empty("calculation");
    node.read_only = from.text_or_empty("read_only");
    node.choice_filter = from.text_or_empty("choice_filter");
    if (const json* preset = from.find("default")) {
        Reading inner(*preset, from.where() + ": default");
        node.preset = StaticDefault{inner.text("text")};
        inner.finish();
    }
}

/// The list that a select uses: one of the sheet, or one that a data file becomes.
void read_list(Reading& from, Node& node, bool from_file, FormContent& content) {
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
            fail(fmt::format("{}: there is no list \"{}\"", from.where(), wanted.name));
        }
        content.lists.push_back(std::move(wanted));
    }
    node.file_value = content.lists[*node.list].file_value;
    node.file_label = content.lists[*node.list].file_label;
}

void read_type(Reading& from, Node& node, FormContent& content) {
    constexpr std::string_view file_ending = "_from_file";
    std::string type = from.text("type");
    const bool from_file = type.ends_with(file_ending);
    if (from_file) {
        type.resize(type.size() - file_ending.size());
    }
    const auto known = type_from_name(type);
    if (!known) {
        fail(fmt::format("{}: \"{}\" is a type that is not known", from.where(), type));
    }
    node.type = *known;
    if (from_file && !node.is_select()) {
        fail(fmt::format("{}: only a select takes a file", from.where()));
    }
    if (node.is_select()) {
        read_list(from, node, from_file, content);
    }
    const std::string stored = from.text_or_empty("stored");
    if (!stored.empty() && stored != "integer" && stored != "decimal") {
        fail(fmt::format("{}: cannot be stored as \"{}\"", from.where(), stored));
    }
    if (!stored.empty()) {
        node.stored = stored == "integer" ? Stored::whole : Stored::decimal;
    }
}

void read_node(const json& value, FormContent& content) {
    Node node;
    node.index = {static_cast<std::uint32_t>(content.nodes.size())};
    Reading from(value, fmt::format("node {}", node.index.value));
    node.path = from.text("path");
    node.name = node.path.substr(node.path.rfind('/') + 1);
    if (const auto parent = from.number("parent")) {
        if (*parent >= content.nodes.size() || content.nodes[*parent].type != NodeType::group) {
            fail(from.where() + " stands in something that is no group before it");
        }
        node.parent = NodeIndex{static_cast<std::uint32_t>(*parent)};
    }
    const std::string above =
        node.parent ? content.nodes[node.parent->value].path : "/" + content.root;
    if (node.path != above + "/" + node.name || name_length(node.name) != node.name.size() ||
        node.name.empty()) {
        fail(from.where() + " has a path that does not fit");
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

Choice read_choice(const json& value, const std::string& where) {
    Reading from(value, where);
    Choice choice;
    choice.name = from.text("name");
    choice.label = read_wording(from, "label");
    choice.image = from.map("image");
    choice.extra = from.map("extra");
    const auto role = role_from_name(from.text_or_empty("role"));
    if (!role) {
        fail(where + " has a role that is not known");
    }
    choice.role = *role;
    if (const json* score = from.find("score")) {
        if (!score->is_number_integer()) {
            fail(where + " has a score that is no whole number");
        }
        choice.score = score->get<int>();
    }
    from.finish();
    return choice;
}

void read_lists(const json& lists, FormContent& content) {
    const Reading check(lists, "lists");
    for (const auto& member : lists.items()) {
        Reading from(member.value(), fmt::format("list \"{}\"", member.key()));
        ChoiceList list;
        list.name = member.key();
        list.columns = from.texts("columns");
        const json& choices = from.need("choices");
        if (!choices.is_array()) {
            fail(from.where() + " has no choices");
        }
        for (const json& choice : choices) {
            list.choices.push_back(read_choice(choice, from.where()));
        }
        from.finish();
        content.lists.push_back(std::move(list));
    }
}

void read_settings(const json& settings, FormContent& content) {
    Reading from(settings, "settings");
    content.settings.instance_name = from.text_or_empty("instance_name");
    for (const std::string& name : kiosk_setting_names()) {
        const std::string value = from.text_or_empty(name.c_str());
        if (!value.empty() && !set_kiosk_setting(content.settings, name, value)) {
            fail(fmt::format("settings: \"{}\" cannot be \"{}\"", name, value));
        }
    }
    from.finish();
}

const json& need_array(Reading& from, const char* key) {
    const json& value = from.need(key);
    if (!value.is_array()) {
        fail(fmt::format("\"{}\" is no list", key));
    }
    return value;
}

void read_languages(Reading& top, FormContent& content) {
    for (const json& value : need_array(top, "languages")) {
        Reading from(value, "a language");
        content.languages.push_back({from.text("tag"), from.text("name"), from.text("status")});
        from.finish();
    }
    if (content.languages.empty()) {
        fail("the form has no language");
    }
}

void read_files(Reading& top, FormContent& content) {
    for (const json& value : need_array(top, "files")) {
        Reading from(value, "a data file");
        DataFile file;
        file.name = from.text("name");
        file.sha256 = from.text("sha256");
        file.rows = from.number("rows").value_or(0);
        file.columns = from.texts("columns");
        from.finish();
        content.files.push_back(std::move(file));
    }
    for (const json& value : need_array(top, "waivers")) {
        Reading from(value, "a waiver");
        content.waivers.push_back({from.text("code"), from.text("where"), from.text("by")});
        from.finish();
    }
}

FormContent read_content(const json& whole) {
    FormContent content;
    Reading top(whole, "the form");
    if (top.text("harmony") != "survey/1") {
        fail("it is not of the kind \"survey/1\"");
    }
    content.id = top.text("id");
    content.version = top.text("version");
    content.title = top.map("title");
    content.root = top.text("root");
    read_languages(top, content);
    read_lists(top.need("lists"), content);
    const json& nodes = need_array(top, "nodes");
    if (nodes.size() > max_nodes) {
        fail("it has more than 10,000 questions and groups");
    }
    for (const json& node : nodes) {
        read_node(node, content);
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
                fail("a text refers to a question that is not there");
            }
        }
    }
}

void check_structure(const FormContent& content) {
    const std::size_t count = content.nodes.size();
    std::set<std::string_view> paths;
    for (const Node& node : content.nodes) {
        if (!paths.insert(node.path).second) {
            fail(fmt::format("\"{}\" is there twice", node.path));
        }
        for (const Wording* wording : {&node.label,
                                       &node.hint,
                                       &node.guidance,
                                       &node.required_message,
                                       &node.constraint_message}) {
            check_references(*wording, count);
        }
    }
    for (const ChoiceList& list : content.lists) {
        for (const Choice& choice : list.choices) {
            check_references(choice.label, count);
        }
    }
    if (content.place &&
        (content.place->value >= count || !content.nodes[content.place->value].is_select())) {
        fail("the place is no question with choices");
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
            fail(fmt::format("the data file {} is not the one that the form was made with",
                             list.name));
        }
        list = std::move(data->list);
    }
    return {};
}

Result<Form> read_form(base::ByteView compiled, base::FormName name, const FileSet& files) {
    if (compiled.size() > max_form_bytes) {
        fail("it is larger than 4 MiB");
    }
    const std::string_view text = base::as_text(compiled);
    const json whole = base::is_utf8(text) ? json::parse(text, nullptr, false) : json();
    if (!whole.is_object()) {
        fail("it is no JSON text");
    }
    FormContent content = read_content(whole);
    check_structure(content);
    lay_out(content.nodes);
    if (compiled_text(content) != text) {
        fail("it is not in its one proper form");
    }
    if (Result<void> taken = take_files(content, files); !taken) {
        return taken.error();
    }
    BuiltLogic built = build_logic(content);
    if (built.logic == nullptr) {
        const LogicFault& fault = built.faults.front();
        fail(fmt::format("{}: {}", content.nodes[fault.node.value].path, fault.what));
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
