#include "admin/export/response_json.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "base/time.h"

namespace harmony::admin {

using nlohmann::ordered_json;

namespace {

constexpr const char* head_member = "head";

/// A number of up to 15 digits: what it reads as is what it says.
ordered_json number_json(const std::string& text) {
    std::int64_t whole = 0;
    const char* end = text.data() + text.size();
    if (std::from_chars(text.data(), end, whole).ptr == end) {
        return whole;
    }
    double number = 0;
    std::from_chars(text.data(), end, number);
    return number;
}

ordered_json value_json(const AnswerValue& value) {
    switch (value.kind) {
        case ValueKind::not_asked:
        case ValueKind::empty: return nullptr;
        case ValueKind::number: return number_json(value.text);
        case ValueKind::names:
        case ValueKind::ranking: return value.names;
        default: return value.text;
    }
}

ordered_json head_json(const survey::Response& response,
                       const survey::Form& form,
                       const ExportHead& known) {
    ordered_json head = ordered_json::object();
    if (known.number) {
        head["response"] = *known.number;
    }
    head["form"] = form.id();
    head["version"] = version_text(form);
    head["language"] = response.language;
    head["mode"] = mode_word(response.mode);
    head["day"] = base::to_iso(response.day);
    head["engagement"] =
        response.engagement ? ordered_json(response.engagement->hex()) : ordered_json();
    if (!known.kiosk.empty()) {
        head["kiosk"] = known.kiosk;
    }
    head["duration"] = duration_words(response.duration);
    head["flags"] = flag_words(response.flags);
    return head;
}

/// Writes the answers below one group into one object.
class Nest {
public:
    Nest(const survey::Form& form,
         const std::vector<ExportedQuestion>& plan,
         const std::vector<AnswerValue>& values)
        : form_(form), value_of_node_(values_by_node(form, plan, values)) {}

    void write(std::uint32_t first, std::uint32_t end, ordered_json& into) const {
        for (std::uint32_t at = first; at < end;) {
            const survey::Node& node = form_.node({at});
            if (node.type == survey::NodeType::group) {
                ordered_json inside = ordered_json::object();
                write(at + 1, node.end.value, inside);
                if (!inside.empty()) {
                    into[member(node)] = std::move(inside);
                }
            } else if (value_of_node_[at] != nullptr) {
                into[member(node)] = value_json(*value_of_node_[at]);
            }
            at = node.end.value;
        }
    }

private:
    /// The answers stand beside `head`: a node of that name is told apart by its root.
    [[nodiscard]] std::string member(const survey::Node& node) const {
        const bool clashes = !node.parent && node.name == head_member;
        return clashes ? form_.content().root + '.' + node.name : node.name;
    }

    const survey::Form& form_;
    std::vector<const AnswerValue*> value_of_node_;  ///< null: no member
};

}  // namespace

ordered_json response_json(const survey::Response& response, const survey::Form& form) {
    std::vector<ExportedQuestion> everything = export_plan(form);
    for (ExportedQuestion& question : everything) {
        question.left_out = LeftOut::no;
    }
    return response_json(response, form, everything, {});
}

ordered_json response_json(const survey::Response& response,
                           const survey::Form& form,
                           const std::vector<ExportedQuestion>& plan,
                           const ExportHead& head) {
    const std::vector<AnswerValue> values = answer_values(response, form, plan, head);
    ordered_json object{{head_member, head_json(response, form, head)}};
    const auto nodes = static_cast<std::uint32_t>(form.nodes().size());
    Nest(form, plan, values).write(0, nodes, object);
    return object;
}

std::string_view mode_word(survey::Mode mode) {
    switch (mode) {
        case survey::Mode::self: return "self";
        case survey::Mode::assisted: return "assisted";
        case survey::Mode::paper: break;
    }
    return "paper";
}

std::string_view duration_words(survey::DurationBand band) {
    switch (band) {
        case survey::DurationBand::under_30_s: return "under 30 s";
        case survey::DurationBand::under_1_min: return "30-60 s";
        case survey::DurationBand::under_3_min: return "1-3 min";
        case survey::DurationBand::under_10_min: return "3-10 min";
        case survey::DurationBand::longer: break;
    }
    return "over 10 min";
}

std::vector<std::string> flag_words(const survey::Flags& flags) {
    std::vector<std::string> words;
    for (const auto& [is_set, word] : {std::pair{flags.partial, "partial"},
                                       std::pair{flags.clock_doubted, "clock_doubted"},
                                       std::pair{flags.draft_translation, "draft_translation"},
                                       std::pair{flags.fast, "fast"},
                                       std::pair{flags.burst, "burst"},
                                       std::pair{flags.straight_line, "straight_line"}}) {
        if (is_set) {
            words.emplace_back(word);
        }
    }
    return words;
}

}  // namespace harmony::admin
