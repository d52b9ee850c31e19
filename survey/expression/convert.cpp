#include "survey/expression/convert.h"

#include <cmath>
#include <limits>

#include "base/text.h"
#include "survey/expression/number.h"

namespace harmony::survey {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double tolerance = 1e-12;

}  // namespace

std::string_view text_of(const World& world, NodeRef node) {
    return world.tree(node.tree).text(node.node);
}

double number_of_text(std::string_view text, std::chrono::minutes offset) {
    if (const auto number = number_from_text(text)) {
        return *number;
    }
    const auto moment = moment_from_text(base::trim(text), offset);
    return moment ? number_from_moment(*moment) : not_a_number;
}

double to_number(const World& world, const Value& value) {
    if (const auto* number = std::get_if<double>(&value)) {
        return *number;
    }
    if (const auto* truth = std::get_if<bool>(&value)) {
        return *truth ? 1 : 0;
    }
    if (const auto* moment = std::get_if<LocalMoment>(&value)) {
        return number_from_moment(*moment);
    }
    if (const auto* words = std::get_if<Words>(&value)) {
        return number_of_text(words->view(), world.offset());
    }
    const auto& nodes = std::get<NodeSet>(value);
    return nodes.empty() ? not_a_number
                         : number_of_text(text_of(world, nodes.front()), world.offset());
}

bool to_truth(const World& world, const Value& value) {
    if (const auto* truth = std::get_if<bool>(&value)) {
        return *truth;
    }
    if (const auto* number = std::get_if<double>(&value)) {
        return *number != 0 && !std::isnan(*number);
    }
    if (const auto* words = std::get_if<Words>(&value)) {
        return !words->view().empty();
    }
    if (const auto* nodes = std::get_if<NodeSet>(&value)) {
        for (const NodeRef node : *nodes) {
            if (world.tree(node.tree).has_children(node.node) || !text_of(world, node).empty()) {
                return true;
            }
        }
        return false;
    }
    return true;
}

Words to_words(const World& world, const Value& value) {
    if (const auto* words = std::get_if<Words>(&value)) {
        return *words;
    }
    if (const auto* nodes = std::get_if<NodeSet>(&value)) {
        return nodes->empty() ? Words() : Words::borrowed(text_of(world, nodes->front()));
    }
    if (const auto* truth = std::get_if<bool>(&value)) {
        return Words::borrowed(*truth ? "true" : "false");
    }
    if (const auto* number = std::get_if<double>(&value)) {
        return Words::copied(text_from_number(*number));
    }
    return Words::copied(text_from_moment(std::get<LocalMoment>(value), world.offset()));
}

std::optional<LocalMoment> to_moment(const World& world, const Value& value) {
    if (const auto* moment = std::get_if<LocalMoment>(&value)) {
        return *moment;
    }
    if (const auto* number = std::get_if<double>(&value)) {
        return moment_from_number(*number, true);
    }
    if (std::holds_alternative<bool>(value)) {
        return std::nullopt;
    }
    const Words words = to_words(world, value);
    const std::string_view text = base::trim(words.view());
    if (const auto moment = moment_from_text(text, world.offset())) {
        return moment;
    }
    if (const auto day = day_from_text(text, true)) {
        return LocalMoment{*day, std::nullopt};
    }
    const auto number = number_from_text(text);
    return number ? moment_from_number(*number, true) : std::nullopt;
}

bool equal_numbers(double a, double b) {
    return a == b || std::abs(a - b) < tolerance;
}

}  // namespace harmony::survey
