// What questions hold without being answered: defaults, calculations that chance or the clock
// decides, and what would tell more of a resident than the survey asks (S505 as a block, S513,
// S514, S518, S520, S521, S522).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "survey/checking/default_cell.h"
#include "survey/checking/expression_walk.h"
#include "survey/checking/personal_words.h"
#include "survey/expression/lexer.h"
#include "survey/expression/local_moment.h"
#include "survey/expression/number.h"
#include "survey/expression/parser.h"

namespace harmony::survey {
namespace {

/// Codes of `format-date` that show a time of day.
constexpr auto time_codes = std::to_array<std::string_view>({"%H", "%h", "%M", "%S", "%3"});

/// Whether a call keeps the day of a moment and nothing finer.
bool cuts_to_day(const Call& call) {
    if (call.function == Function::date) {
        return true;
    }
    if (call.function != Function::format_date && call.function != Function::format_date_time) {
        return false;
    }
    const LiteralText* format = text_literal(*call.arguments[1]);
    return format != nullptr &&
           std::none_of(time_codes.begin(), time_codes.end(), [&](std::string_view code) {
               return format->text.find(code) != std::string::npos;
           });
}

class CalculationLint {
public:
    CalculationLint(const LintInput& in, const OwnedExpression& owned) : in_(in), owned_(owned) {}

    void run() {
        walk(owned_.expression);
        if (is_stored() && uses(owned_.expression, Function::choice_name)) {
            block("S505",
                  "the label of a choice would be stored in the language of the moment",
                  "store the name of the choice, or make this a note with a label");
        }
    }

private:
    [[nodiscard]] bool is_stored() const {
        return owned_.node.item && (owned_.column == LogicColumn::calculation ||
                                    owned_.column == LogicColumn::default_value);
    }

    /// Calculations follow every change, unless a trigger starts them; defaults are worked out
    /// once.
    [[nodiscard]] bool is_repeated() const {
        return owned_.node.triggers.empty() && owned_.column != LogicColumn::default_value &&
               owned_.column != LogicColumn::seed && owned_.column != LogicColumn::constraint;
    }

    void walk(const Expression& part) {
        if (const auto* call = std::get_if<Call>(&part.what)) {
            if (cuts_to_day(*call)) {
                return;
            }
            see(*call);
        }
        const bool was_once = in_once_;
        in_once_ = in_once_ || call_of(part, Function::once) != nullptr;
        for (const ExpressionPart& inner : parts_of(part)) {
            walk(*inner.expression);
        }
        in_once_ = was_once;
    }

    void see(const Call& call) {
        if (call.function == Function::once) {
            once(*call.arguments[0]);
        }
        if (call.function == Function::now && is_stored()) {
            block("S522",
                  "the time of day would be stored with the answers",
                  "write today(), or date(now())");
        }
        const bool chance = call.function == Function::random || call.function == Function::uuid;
        const bool clock =
            call.function == Function::now && owned_.column == LogicColumn::calculation;
        if ((chance || clock) && is_repeated() && !in_once_) {
            warn("S513",
                 fmt::format("{}() gives another value each time anything changes",
                             row_of(call.function).name),
                 clock ? "write today() if the day is enough, or name a question in trigger"
                       : fmt::format("write once({}()), or name a question in trigger",
                                     row_of(call.function).name));
        }
    }

    /// `once(${n})` looks as if it kept the first value of n.
    void once(const Expression& kept) {
        const auto question =
            question_of(kept, in_.check.content, in_.logic->shape(), {owned_.node.index, false});
        if (!question || *question == owned_.node.index) {
            return;
        }
        const Node& node = in_.check.content.nodes[question->value];
        warn("S513",
             fmt::format("once() keeps the first value of {}, and does not follow {}",
                         in_quotes(owned_.node.name),
                         mention_of(node)),
             fmt::format("write {} alone to follow it, or name it in trigger", mention_of(node)));
    }

    [[nodiscard]] Spot spot() const {
        return node_spot(in_, owned_.node, column_name(owned_.column));
    }

    void warn(const char* code, std::string what, std::string mend) {
        in_.check.report.warning(spot(), code, std::move(what), std::move(mend));
    }

    void block(const char* code, std::string what, std::string mend) {
        in_.check.report.block(spot(), code, std::move(what), std::move(mend));
    }

    const LintInput& in_;
    const OwnedExpression& owned_;
    bool in_once_ = false;
};

/// `today ()` and `'yes'`: an expression that is taken as it stands.
bool looks_like_expression(std::string_view cell) {
    const bool quoted = cell.size() > 1 && (cell.front() == '\'' || cell.front() == '"') &&
                        cell.find(cell.front(), 1) == cell.size() - 1;
    const std::size_t name = name_length(cell);
    const std::string_view rest = base::trim(cell.substr(name));
    return quoted || (name > 0 && find_function(cell.substr(0, name)) != nullptr &&
                      rest.starts_with('(') && rest.ends_with(')'));
}

/// Dynamic for an operator alone: neither `${q}` nor a function.
bool looks_like_text(std::string_view cell) {
    return cell.find("${") == std::string_view::npos && cell.find('(') == std::string_view::npos;
}

/// What a fixed default is not, although its question asks for it.
const char* misses_type(const std::string& cell, NodeType type) {
    constexpr std::chrono::minutes local(0);
    switch (type) {
        case NodeType::integer:
        case NodeType::decimal:
        case NodeType::range: return canonical_decimal(cell) ? nullptr : "a number";
        case NodeType::date: return day_from_text(cell, false) ? nullptr : "a date (2026-03-14)";
        case NodeType::time: return time_from_text(cell, local) ? nullptr : "a time (18:30)";
        case NodeType::date_time:
            return moment_from_text(cell, local) ? nullptr : "a date and time (2026-03-14T18:30)";
        default: return nullptr;
    }
}

void check_default(const LintInput& in, const Node& node, const SheetRow& row) {
    const std::string& cell = in.check.table.text(row, "default");
    if (cell.empty() || node.type == NodeType::group) {
        return;
    }
    const Spot spot = in.check.table.spot(row, "default");
    if (is_dynamic_default(cell, node.type)) {
        const char* quote = cell.find('\'') == std::string::npos ? "'" : "\"";
        if (node.type == NodeType::text && looks_like_text(cell)) {
            in.check.report.warning(
                spot,
                "S514",
                fmt::format("the default {} is worked out as an expression", in_quotes(cell)),
                fmt::format("write concat({0}{1}{0}) if it is meant as a text", quote, cell));
        }
    } else if (looks_like_expression(cell)) {
        in.check.report.warning(
            spot,
            "S514",
            fmt::format("the default {} is taken as a text, as it stands", in_quotes(cell)),
            "take the quotes out, or the space before the bracket");
    } else if (const char* wanted = misses_type(cell, node.type)) {
        in.check.report.warning(
            spot,
            "S514",
            fmt::format(
                "the default {} is taken as a text, and is not {}", in_quotes(cell), wanted),
            fmt::format("write {}, or an expression", wanted));
    }
}

void check_effect(const LintInput& in, const Node& node, const SheetRow& row) {
    const bool unanswered = node.type == NodeType::note || node.type == NodeType::group ||
                            node.type == NodeType::calculate || node.is_metadata();
    const auto without_effect = [&](const char* key) {
        if (!in.check.table.text(row, key).empty()) {
            in.check.report.warning(in.check.table.spot(row, key),
                                    "S518",
                                    fmt::format("{} has no effect on this type", key),
                                    "empty the cell");
        }
    };
    if (unanswered) {
        without_effect("constraint");
    }
    if (node.type == NodeType::group) {
        without_effect("default");
        without_effect("trigger");
    }
}

void check_metadata(const LintInput& in, const Node& node) {
    if (node.type == NodeType::start || node.type == NodeType::end) {
        in.check.report.warning(
            node_spot(in, node, "type"),
            "S520",
            fmt::format("{} asks for a time, and a kiosk keeps nothing finer than the day",
                        in_quotes(node.name)),
            "use today, or take the row out: the day is stored with every response");
    }
}

/// Whether an answer may tell who gave it.
bool is_personal(const Node& node, const std::optional<LanguageTag>& english) {
    if (node.kiosk.sensitive != Sensitivity::no ||
        (node.type == NodeType::text && is_asked(node))) {
        return true;
    }
    const Line* line = english ? line_in(node.label, *english) : nullptr;
    return is_asked(node) && line != nullptr && personal_kind(plain_text(*line));
}

void check_instance_name(const LintInput& in) {
    const FormContent& content = in.check.content;
    auto parsed_name = parse_expression(content.settings.instance_name);
    const auto* expression = std::get_if<ExpressionOwner>(&parsed_name);
    if (in.settings == nullptr || content.settings.instance_name.empty() || expression == nullptr ||
        content.nodes.empty()) {
        return;
    }
    const auto english = english_of(content);
    const Reading reading = read_by(**expression, in.logic->shape(), NodeIndex{0}, std::nullopt);
    for (const NodeIndex read : reading.nodes) {
        if (is_personal(content.nodes[read.value], english)) {
            in.check.report.warning(
                in.settings->spot(*in.settings->rows().front(), "instance_name"),
                "S521",
                fmt::format("the title of a response would show {}, which may tell who sent it",
                            mention_of(content.nodes[read.value])),
                "empty the cell, or use the answer to a question with choices");
            return;
        }
    }
}

}  // namespace

void lint_defaults(const LintInput& in) {
    for (const Node& node : in.check.content.nodes) {
        const TypeCell& type = in.check.survey.types[node.index.value];
        if (type.kind == TypeCell::Kind::refused || type.is_other) {
            continue;
        }
        const SheetRow& row = *in.check.survey.rows[node.index.value];
        check_default(in, node, row);
        check_effect(in, node, row);
        check_metadata(in, node);
    }
}

void lint_values(const LintInput& in) {
    for (const OwnedExpression& owned : expressions_of(in)) {
        CalculationLint(in, owned).run();
    }
    check_instance_name(in);
}

}  // namespace harmony::survey
