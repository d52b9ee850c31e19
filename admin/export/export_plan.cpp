#include "admin/export/export_plan.h"

#include <algorithm>
#include <map>
#include <set>

#include "survey/form_logic.h"

namespace harmony::admin {

namespace {

using survey::AnswerKind;
using survey::NodeIndex;

constexpr std::size_t version_digits = 8;

/// A calculation that says all it depends on in its own column.
bool is_plain_calculation(const survey::Node& node) {
    return node.type == survey::NodeType::calculate && node.dynamic_default.empty() &&
           node.triggers.empty();
}

bool is_text(const survey::Node& node) {
    return node.item && node.answer_kind() == AnswerKind::text;
}

/// All nodes that hold a resident's words: those that can be typed, then what follows from them.
/// Only a text can carry words on.
std::set<NodeIndex> nodes_with_words(const survey::Form& form) {
    std::vector<NodeIndex> to_follow;
    for (const survey::Node& node : form.nodes()) {
        if (is_text(node) && !is_plain_calculation(node)) {
            to_follow.push_back(node.index);
        }
    }
    std::set<NodeIndex> found(to_follow.begin(), to_follow.end());
    while (!to_follow.empty()) {
        const NodeIndex from = to_follow.back();
        to_follow.pop_back();
        for (const NodeIndex to : form.logic().dependants(from)) {
            if (is_text(form.node(to)) && found.insert(to).second) {
                to_follow.push_back(to);
            }
        }
    }
    return found;
}

/// `/data/a/b` without its root: `a.b`.
std::string path_with_points(std::string_view path) {
    path.remove_prefix(std::min(path.size(), path.find('/', 1) + 1));
    std::string text(path);
    std::replace(text.begin(), text.end(), '/', '.');
    return text;
}

/// How often each name would be a column.
std::map<std::string, std::size_t> uses_of_names(const survey::Form& form) {
    std::map<std::string, std::size_t> uses;
    for (const char* head : head_names) {
        ++uses[head];
    }
    for (const NodeIndex question : form.questions()) {
        ++uses[form.node(question).name];
    }
    return uses;
}

}  // namespace

std::vector<ExportedQuestion> export_plan(const survey::Form& form) {
    const std::set<NodeIndex> with_words = nodes_with_words(form);
    const std::map<std::string, std::size_t> uses = uses_of_names(form);
    std::vector<ExportedQuestion> plan;
    for (const NodeIndex question : form.questions()) {
        const survey::Node& node = form.node(question);
        const bool is_alone = uses.at(node.name) == 1;
        std::string column = is_alone ? node.name : path_with_points(node.path);
        // A path of one name is still that name: then the root stands before it.
        if (!is_alone && uses.count(column) > 0) {
            column = form.content().root + '.' + column;
        }
        const LeftOut left_out = with_words.count(question) > 0 ? LeftOut::own_words
                                 : node.kiosk.report == survey::ReportClass::never
                                     ? LeftOut::never_reported
                                     : LeftOut::no;
        plan.push_back({question, std::move(column), left_out});
    }
    return plan;
}

std::string version_text(const survey::Form& form) {
    return form.version().empty() ? form.name().hex().substr(0, version_digits) : form.version();
}

}  // namespace harmony::admin
