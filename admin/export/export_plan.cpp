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

/// What is typed there is never words: a kiosk takes a square of the National Grid alone, and
/// `answer_values` lets nothing else out.
bool is_typed_text(const survey::Node& node) {
    return is_text(node) && !is_plain_calculation(node) && !is_place_on_map(node);
}

/// All nodes that hold a resident's words: those that can be typed, then what follows from them.
/// Only a text can carry words on.
std::set<NodeIndex> nodes_with_words(const survey::Form& form) {
    std::vector<NodeIndex> to_follow;
    for (const survey::Node& node : form.nodes()) {
        if (is_typed_text(node)) {
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

bool is_exported(const survey::Node& node) {
    return node.item.has_value() || node.is_metadata();
}

/// How often each name would be a column.
std::map<std::string, std::size_t> uses_of_names(const survey::Form& form) {
    std::map<std::string, std::size_t> uses;
    for (const char* head : head_names) {
        ++uses[head];
    }
    for (const survey::Node& node : form.nodes()) {
        uses[node.name] += is_exported(node) ? 1 : 0;
    }
    return uses;
}

std::string column_of(const survey::Form& form,
                      const survey::Node& node,
                      const std::map<std::string, std::size_t>& uses) {
    if (uses.at(node.name) == 1) {
        return node.name;
    }
    const std::string column = path_with_points(node.path);
    // A path of one name is still that name: then the root stands before it.
    const auto taken = uses.find(column);
    return taken == uses.end() || taken->second == 0 ? column : form.content().root + '.' + column;
}

}  // namespace

bool is_place_on_map(const survey::Node& node) {
    return node.type == survey::NodeType::text && node.kiosk.widget == survey::Widget::place_map;
}

std::vector<ExportedQuestion> export_plan(const survey::Form& form) {
    const std::set<NodeIndex> with_words = nodes_with_words(form);
    const std::map<std::string, std::size_t> uses = uses_of_names(form);
    std::vector<ExportedQuestion> plan;
    for (const survey::Node& node : form.nodes()) {
        if (!is_exported(node)) {
            continue;
        }
        const LeftOut left_out = with_words.count(node.index) > 0 ? LeftOut::own_words
                                 : node.kiosk.report == survey::ReportClass::never
                                     ? LeftOut::never_reported
                                     : LeftOut::no;
        plan.push_back({node.index, column_of(form, node, uses), left_out});
    }
    return plan;
}

std::vector<std::vector<ExportedQuestion>> export_plans(std::span<const survey::Form> versions) {
    std::vector<std::vector<ExportedQuestion>> plans;
    std::map<std::string, LeftOut> out;
    for (const survey::Form& form : versions) {
        plans.push_back(export_plan(form));
        for (const ExportedQuestion& question : plans.back()) {
            if (question.left_out != LeftOut::no) {
                out.emplace(question.column, question.left_out);
            }
        }
    }
    for (std::vector<ExportedQuestion>& plan : plans) {
        for (ExportedQuestion& question : plan) {
            const auto found = out.find(question.column);
            question.left_out = found == out.end() ? question.left_out : found->second;
        }
    }
    return plans;
}

std::string version_text(const survey::Form& form) {
    return form.version().empty() ? form.name().hex().substr(0, version_digits) : form.version();
}

}  // namespace harmony::admin
