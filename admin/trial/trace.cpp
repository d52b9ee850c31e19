#include "admin/trial/trace.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "admin/trial/texts.h"
#include "base/text.h"

namespace harmony::admin {

using nlohmann::ordered_json;
using survey::Draft;
using survey::Node;
using survey::NodeIndex;
using survey::NodeState;
using survey::NodeType;

namespace {

constexpr std::size_t most_options = 60;

std::string collapsed(std::string_view text) {
    std::string result;
    for (const std::string& word : base::words(text)) {
        result += (result.empty() ? "" : " ") + word;
    }
    return result;
}

std::string dumped(const ordered_json& value) {
    return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

ordered_json options_of(const NodeState& state) {
    ordered_json options = ordered_json::array();
    for (const survey::Offered& offered : state.offered) {
        if (options.size() == most_options) {
            break;
        }
        options.push_back({std::string(offered.name), collapsed(offered.label.view())});
    }
    return options;
}

void put_words(ordered_json& state, const char* key, const base::SecretText& words) {
    const std::string text = collapsed(words.view());
    if (!text.empty()) {
        state[key] = text;
    }
}

ordered_json state_of(const Draft& draft, const Node& node) {
    const NodeState state = draft.state(node.index);
    ordered_json json = {{"rel", state.relevant}};
    if (!state.relevant) {
        return json;
    }
    if (state.required) {
        json["req"] = true;
    }
    if (state.read_only) {
        json["ro"] = true;
    }
    if (node.type != NodeType::group) {
        json["val"] = std::string(state.value.view());
    }
    if (node.has_choices()) {
        json["opts"] = options_of(state);
    }
    put_words(json, "label", state.label);
    put_words(json, "hint", state.hint);
    if (state.invalid != survey::Invalid::none) {
        json["bad"] = state.invalid == survey::Invalid::required ? "required" : "constraint";
        put_words(json, "message", state.message);
    }
    return json;
}

std::string language_header(const Draft& draft) {
    for (const survey::Language& language : draft.form().languages()) {
        if (language.tag == draft.language()) {
            return fmt::format("{} ({})", language.name, language.tag);
        }
    }
    return draft.language();
}

}  // namespace

Trace::Trace(const Draft& draft) {
    for (const Node& node : draft.form().nodes()) {
        paths_[node.index.value] = path_below_root(draft.form(), node);
        states_[node.index.value] = dumped(state_of(draft, node));
    }
}

std::string Trace::initial() const {
    std::string states;
    for (const auto& [node, state] : states_) {
        states += fmt::format(
            "{}{}:{}", states.empty() ? "" : ",", dumped(ordered_json(paths_.at(node))), state);
    }
    return "{\"initial\":{" + states + "}}\n";
}

std::string Trace::changes(const Draft& draft) {
    std::string changed;
    for (const Node& node : draft.form().nodes()) {
        std::string state = dumped(state_of(draft, node));
        std::string& held = states_.at(node.index.value);
        if (state != held) {
            changed += fmt::format("{}{}:{}",
                                   changed.empty() ? "" : ",",
                                   dumped(ordered_json(paths_.at(node.index.value))),
                                   state);
            held = std::move(state);
        }
    }
    return "{" + changed + "}";
}

std::string Trace::answered(const Draft& draft, NodeIndex question) {
    const NodeType type = draft.form().node(question).type;
    const bool list = type == NodeType::select_multiple || type == NodeType::rank;
    const std::string value(draft.state(question).value.view());
    const ordered_json to = list ? ordered_json(base::words(value)) : ordered_json(value);
    return fmt::format("{{\"set\":{},\"to\":{},\"changes\":{}}}\n",
                       dumped(ordered_json(paths_.at(question.value))),
                       dumped(to),
                       changes(draft));
}

std::string Trace::spoke(const Draft& draft) {
    return fmt::format("{{\"language\":{},\"changes\":{}}}\n",
                       dumped(ordered_json(language_header(draft))),
                       changes(draft));
}

}  // namespace harmony::admin
