#include "admin/export/export_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "admin/export/response_json.h"
#include "base/time.h"

namespace harmony::admin {

namespace {

using Kind = ExportCell::Kind;

constexpr std::size_t no_group = std::numeric_limits<std::size_t>::max();

std::string joined_names(const std::vector<std::string>& names) {
    return fmt::format("{}", fmt::join(names, " "));
}

Kind kind_of(ValueKind kind) {
    switch (kind) {
        case ValueKind::not_asked: return Kind::not_asked;
        case ValueKind::empty: return Kind::empty;
        case ValueKind::number: return Kind::number;
        case ValueKind::date: return Kind::date;
        case ValueKind::time: return Kind::time;
        case ValueKind::date_time: return Kind::date_time;
        case ValueKind::name:
        case ValueKind::names:
        case ValueKind::ranking:
        case ValueKind::text: break;
    }
    return Kind::words;
}

bool is_answered(const AnswerValue& value) {
    return value.kind != ValueKind::not_asked && value.kind != ValueKind::empty;
}

ExportCell cell_of(const AnswerValue& value) {
    return {kind_of(value.kind),
            value.kind == ValueKind::names ? joined_names(value.names) : value.text};
}

std::vector<ExportCell> head_cells(const survey::Response& response,
                                   const survey::Form& form,
                                   const ExportHead& head) {
    const auto words = [](std::string_view text) {
        return ExportCell{text.empty() ? Kind::empty : Kind::words, std::string(text)};
    };
    return {{Kind::number, std::to_string(head.number.value_or(0))},
            words(form.id()),
            words(version_text(form)),
            words(response.language),
            words(mode_word(response.mode)),
            {Kind::date, base::to_iso(response.day)},
            words(response.engagement ? response.engagement->hex() : std::string()),
            words(head.kiosk),
            words(duration_words(response.duration)),
            words(joined_names(flag_words(response.flags)))};
}

/// The label of the choice that was chosen.
std::string label_of(const survey::Form& form,
                     const survey::Node& node,
                     const AnswerValue& value,
                     const survey::LanguageTag& language) {
    if (node.type != survey::NodeType::select_one || value.kind != ValueKind::name) {
        return {};
    }
    const survey::ChoiceList& list = form.list_of(node.index);
    const auto choice = list.find(value.text);
    return choice ? form.text(list.choices[*choice].label, language) : std::string();
}

}  // namespace

ExportTable::ExportTable(std::span<const survey::Form> versions, TableOptions options)
    : versions_(versions), options_(std::move(options)), plans_(export_plans(versions)) {
    for (std::size_t version = 0; version < plans_.size(); ++version) {
        std::vector<std::size_t>& lines = group_of_line_.emplace_back();
        for (const ExportedQuestion& question : plans_[version]) {
            if (question.left_out != LeftOut::no) {
                lines.push_back(no_group);
                continue;
            }
            add_question(versions_[version], question);
            lines.push_back(group_of_.at(question.column));
        }
    }
}

void ExportTable::add_question(const survey::Form& form, const ExportedQuestion& question) {
    const auto [found, is_new] = group_of_.try_emplace(question.column, groups_.size());
    if (is_new) {
        groups_.emplace_back().name = question.column;
    }
    Group& group = groups_[found->second];
    const survey::Node& node = form.node(question.node);
    group.has_labels |= !options_.labels.empty() && node.type == survey::NodeType::select_one;
    if (node.type == survey::NodeType::rank) {
        group.is_ranking = true;
        group.places = std::max(group.places, form.list_of(node.index).choices.size());
    }
    if (!options_.split || node.type != survey::NodeType::select_multiple) {
        return;
    }
    for (const survey::Choice& choice : form.list_of(node.index).choices) {
        if (std::find(group.ticks.begin(), group.ticks.end(), choice.name) == group.ticks.end()) {
            group.ticks.push_back(choice.name);
        }
    }
}

std::vector<std::string> ExportTable::header() const {
    std::vector<std::string> names(std::begin(head_names), std::end(head_names));
    for (const Group& group : groups_) {
        if (!group.is_ranking) {
            names.push_back(group.name);
        }
        if (group.has_labels) {
            names.push_back(group.name + ".label");
        }
        for (const std::string& choice : group.ticks) {
            names.push_back(group.name + '/' + choice);
        }
        for (std::size_t place = 1; place <= group.places; ++place) {
            names.push_back(fmt::format("{}.{}", group.name, place));
        }
    }
    return names;
}

void ExportTable::put_value(const Group& group,
                            const AnswerValue& value,
                            const std::string& label,
                            std::vector<ExportCell>& cells) const {
    const ExportCell unanswered{value.kind == ValueKind::not_asked ? Kind::not_asked : Kind::empty,
                                {}};
    if (!group.is_ranking) {
        cells.push_back(cell_of(value));
    }
    if (group.has_labels) {
        cells.push_back(label.empty() ? unanswered : ExportCell{Kind::words, label});
    }
    for (const std::string& choice : group.ticks) {
        const bool ticked =
            std::find(value.names.begin(), value.names.end(), choice) != value.names.end();
        cells.push_back(is_answered(value) ? ExportCell{Kind::number, ticked ? "1" : "0"}
                                           : unanswered);
    }
    for (std::size_t place = 0; place < group.places; ++place) {
        cells.push_back(place < value.names.size() ? ExportCell{Kind::words, value.names[place]}
                                                   : unanswered);
    }
}

std::vector<ExportCell> ExportTable::row(const survey::Response& response,
                                         std::size_t version,
                                         const ExportHead& head) const {
    const survey::Form& form = versions_[version];
    const std::vector<AnswerValue> values = answer_values(response, form, plans_[version], head);
    std::vector<std::size_t> line_of(groups_.size(), values.size());
    for (std::size_t line = 0; line < values.size(); ++line) {
        if (group_of_line_[version][line] != no_group) {
            line_of[group_of_line_[version][line]] = line;
        }
    }
    std::vector<ExportCell> cells = head_cells(response, form, head);
    for (std::size_t at = 0; at < groups_.size(); ++at) {
        const std::size_t line = line_of[at];
        if (line == values.size()) {
            put_value(groups_[at], {}, {}, cells);
            continue;
        }
        const survey::Node& node = form.node(plans_[version][line].node);
        put_value(groups_[at],
                  values[line],
                  groups_[at].has_labels ? label_of(form, node, values[line], options_.labels)
                                         : std::string(),
                  cells);
    }
    return cells;
}

}  // namespace harmony::admin
