#include "admin/export/answer_value.h"

#include <fmt/format.h>

#include <iterator>

#include "base/time.h"
#include "survey/grid.h"

namespace harmony::admin {

namespace {

using survey::NodeIndex;

/// What an acknowledgement is stored as in every XForm.
constexpr const char* acknowledged_text = "OK";

struct ValueOf {
    const survey::Form& form;
    NodeIndex question;

    AnswerValue operator()(const survey::NotAsked&) const { return {}; }
    AnswerValue operator()(const survey::Empty&) const { return {ValueKind::empty, {}, {}}; }
    AnswerValue operator()(const survey::Whole& item) const {
        return {ValueKind::number, std::to_string(item.value), {}};
    }
    AnswerValue operator()(const survey::Decimal& item) const {
        return {ValueKind::number, std::string(item.text.view()), {}};
    }
    AnswerValue operator()(const survey::One& item) const {
        return {ValueKind::name, name_of(item.choice), {}};
    }
    AnswerValue operator()(const survey::Many& item) const {
        return {ValueKind::names, {}, names_of(item.choices)};
    }
    AnswerValue operator()(const survey::Ranked& item) const {
        return {ValueKind::ranking, {}, names_of(item.choices)};
    }
    AnswerValue operator()(const survey::DayNumber& item) const {
        return {ValueKind::date, base::to_iso(base::day_from_number(item.day)), {}};
    }
    AnswerValue operator()(const survey::MinuteOfDay& item) const {
        return {
            ValueKind::time, fmt::format("{:02}:{:02}", item.minute / 60, item.minute % 60), {}};
    }
    AnswerValue operator()(const survey::PartOfDay& item) const {
        base::promise(item.part < std::size(part_names), "a day has four parts");
        return {ValueKind::name, part_names[item.part], {}};
    }
    AnswerValue operator()(const survey::DayAndMinute& item) const {
        return {ValueKind::date_time, std::string(item.text.view()), {}};
    }
    AnswerValue operator()(const survey::Text& item) const {
        return {ValueKind::text, std::string(item.text.view()), {}};
    }
    AnswerValue operator()(const survey::Acknowledged&) const {
        return {ValueKind::name, acknowledged_text, {}};
    }

    [[nodiscard]] const std::string& name_of(std::uint32_t choice) const {
        return form.list_of(question).choices.at(choice).name;
    }

    template <typename Choices>
    [[nodiscard]] std::vector<std::string> names_of(const Choices& choices) const {
        std::vector<std::string> names;
        for (const std::uint32_t choice : choices) {
            names.push_back(name_of(choice));
        }
        return names;
    }
};

/// `today`, `start`, `end` and `deviceid`.
AnswerValue metadata_value(const survey::Node& node,
                           const survey::Response& response,
                           const ExportHead& head) {
    if (node.type != survey::NodeType::device_id) {
        return {ValueKind::date, base::to_iso(response.day), {}};
    }
    return head.kiosk.empty() ? AnswerValue{} : AnswerValue{ValueKind::text, head.kiosk, {}};
}

/// Of a place on the map only the square of the size that was asked for: whatever else stands in a
/// response of an odd kiosk (a coordinate, a finer square, words) stays where it is.
bool may_be_said(const survey::Node& node, const survey::Item& item) {
    const auto* text = std::get_if<survey::Text>(&item);
    if (text == nullptr || !is_place_on_map(node)) {
        return true;
    }
    const auto cell = survey::read_cell(text->text.view());
    return cell && cell->edge_m == static_cast<int>(node.kiosk.grid_m);
}

}  // namespace

std::vector<AnswerValue> answer_values(const survey::Response& response,
                                       const survey::Form& form,
                                       const std::vector<ExportedQuestion>& plan,
                                       const ExportHead& head) {
    base::promise(response.items.size() == form.questions().size(),
                  "a response is read with its own form");
    std::vector<AnswerValue> values;
    for (const ExportedQuestion& question : plan) {
        const survey::Node& node = form.node(question.node);
        if (question.left_out != LeftOut::no) {
            values.emplace_back();
            continue;
        }
        if (node.item && !may_be_said(node, response.items.at(*node.item))) {
            values.push_back({ValueKind::empty, {}, {}});
            continue;
        }
        values.push_back(node.item
                             ? std::visit(ValueOf{form, node.index}, response.items.at(*node.item))
                             : metadata_value(node, response, head));
    }
    return values;
}

std::vector<const AnswerValue*> values_by_node(const survey::Form& form,
                                               const std::vector<ExportedQuestion>& plan,
                                               const std::vector<AnswerValue>& values) {
    std::vector<const AnswerValue*> by_node(form.nodes().size(), nullptr);
    for (std::size_t at = 0; at < plan.size(); ++at) {
        if (plan[at].left_out == LeftOut::no && values[at].kind != ValueKind::not_asked) {
            by_node.at(plan[at].node.value) = &values[at];
        }
    }
    return by_node;
}

}  // namespace harmony::admin
