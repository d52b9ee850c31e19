#include "support/drafted_answers.h"

#include <algorithm>
#include <string>
#include <vector>

#include "survey/draft.h"
#include "survey/grid.h"

namespace harmony::tests {

using survey::AnswerKind;

namespace {

constexpr std::uint64_t left_empty_of_a_hundred = 12;
constexpr int most_pages = 200;

/// Some places, first ones more often; at least one.
std::vector<std::string> some_of(const std::vector<survey::Offered>& offered,
                                 const survey::Node& node,
                                 base::RandomSource& random) {
    const std::size_t most = std::min<std::size_t>(node.kiosk.max.value_or(3), 3);
    const std::size_t wanted = 1 + random.below(most);
    std::vector<std::string> names;
    while (names.size() < std::min(wanted, offered.size())) {
        const std::size_t at = std::min(random.below(offered.size()), random.below(offered.size()));
        const std::string name(offered[at].name);
        if (offered[at].role == survey::ChoiceRole::exclusive) {
            return {name};
        }
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(name);
        } else if (random.below(4) == 0) {
            break;
        }
    }
    return names;
}

/// A cell of the National Grid: most people mean the same corner of the town.
std::string cell_near(unsigned metres, base::RandomSource& random) {
    const auto away = [&] {
        return static_cast<double>(std::min(random.below(4000), random.below(4000)));
    };
    const auto cell = survey::cell_at({445000 + away(), 519000 + away()}, metres);
    return std::string(survey::text_of(*cell).view());
}

/// A value in text form that fits the question.
std::string value_for(const survey::Node& node, base::RandomSource& random) {
    if (node.kiosk.widget == survey::Widget::place_map) {
        return cell_near(node.kiosk.grid_m, random);
    }
    switch (node.answer_kind()) {
        case AnswerKind::whole:
        case AnswerKind::decimal:
            return node.range
                       ? node.range->values(200).at(random.below(node.range->values(200).size()))
                       : std::to_string(1 + random.below(9));
        case AnswerKind::day: return "2026-03-0" + std::to_string(1 + random.below(9));
        case AnswerKind::minute: return "14:30";
        case AnswerKind::part: return "evening";
        case AnswerKind::day_and_minute: return "2026-03-02T14:30";
        case AnswerKind::acknowledged: return "OK";
        default: return "There is no light by the shop";
    }
}

void answer(survey::Draft& draft, survey::NodeIndex index, base::RandomSource& random) {
    const survey::Node& node = draft.form().node(index);
    const std::vector<survey::Offered> offered = draft.state(index).offered;
    if (node.has_choices() && !offered.empty()) {
        const std::size_t at = std::min(random.below(offered.size()), random.below(offered.size()));
        std::vector<std::string> names = node.answer_kind() == AnswerKind::many
                                             ? some_of(offered, node, random)
                                             : std::vector{std::string(offered[at].name)};
        if (node.answer_kind() == AnswerKind::ranked) {
            names.clear();
            for (const survey::Offered& choice : offered) {
                names.emplace_back(choice.name);
            }
        }
        static_cast<void>(draft.set(index, names));
    } else if (!node.has_choices()) {
        // Refused where the question wants something else: it is left empty then.
        static_cast<void>(draft.set(index, base::SecretText(value_for(node, random))));
    }
}

}  // namespace

survey::Response answer_at_random(const survey::Form& form,
                                  base::Moment now,
                                  base::RandomSource& random) {
    survey::Start start;
    start.language = form.default_language();
    start.now = now;
    start.kiosk_name = "Kiosk A";
    survey::Draft draft(form, start, random);
    for (int page = 0; page < most_pages && draft.page().kind != survey::PageKind::end; ++page) {
        const std::vector<survey::NodeIndex> nodes = draft.page().nodes;
        for (const survey::NodeIndex index : nodes) {
            const bool asks = draft.form().node(index).item.has_value() && draft.relevant(index);
            const bool must = draft.state(index).required;
            if (asks && (must || random.below(100) >= left_empty_of_a_hundred)) {
                answer(draft, index, random);
            }
        }
        base::Result<survey::Moved> moved = draft.next();
        if (moved && *moved == survey::Moved::finish_due) {
            base::promise(draft.finish(survey::Part::core).ok(), "a core that does not finish");
            moved = draft.next();
        }
        if (!moved) {  // what does not fit is taken back
            for (const survey::Problem& problem : draft.problems()) {
                draft.clear(problem.question);
                answer(draft, problem.question, random);
            }
            moved = draft.next();
        }
        base::promise(moved.ok(), "a page that cannot be answered at random");
    }
    auto response = draft.finish(survey::Part::whole);
    base::promise(response.ok(), "a survey that cannot be answered at random");
    response->day = std::chrono::floor<std::chrono::days>(now);
    return std::move(*response);
}

}  // namespace harmony::tests
