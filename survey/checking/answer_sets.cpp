#include "survey/checking/answer_sets.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace harmony::survey {
namespace {

constexpr std::size_t most_single = 200;   // choices of a select_one tried one by one
constexpr std::size_t most_together = 10;  // choices of a select_multiple tried in every mix

/// The text form of the choices whose bit is set; nothing when they are more than `most`.
std::optional<std::string> mix_of(const std::vector<const Choice*>& choices,
                                  std::size_t bits,
                                  std::size_t most) {
    std::string text;
    std::size_t count = 0;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (((bits >> i) & 1U) != 0) {
            text += (count++ == 0 ? "" : " ") + choices[i]->name;
        }
    }
    return count <= most ? std::optional(std::move(text)) : std::nullopt;
}

/// The mixes of choices that a resident can make: an exclusive one alone, at most `most` of them.
std::vector<std::string> mixes(std::vector<const Choice*> choices, std::size_t most) {
    const auto exclusive =
        std::stable_partition(choices.begin(), choices.end(), [](const Choice* choice) {
            return choice->role != ChoiceRole::exclusive;
        });
    std::vector<std::string> result;
    std::transform(exclusive, choices.end(), std::back_inserter(result), [](const Choice* choice) {
        return choice->name;
    });
    choices.erase(exclusive, choices.end());
    for (std::size_t bits = 1; bits < std::size_t{1} << choices.size(); ++bits) {
        if (auto mix = mix_of(choices, bits, most)) {
            result.push_back(*std::move(mix));
        }
    }
    return result;
}

/// Whether every choice has to be tried: an expression looks at more than names.
bool asks_for_all(std::span<const Use> uses, bool several) {
    return std::any_of(uses.begin(), uses.end(), [&](const Use& use) {
        const bool words = use.literal.find(' ') != std::string::npos;
        return use.how == Use::How::freely || use.how == Use::How::measured || (several && words);
    });
}

std::optional<std::vector<std::string>> all_values(const Range& range) {
    std::vector<std::string> values = range.values(most_single + 1);
    if (values.size() > most_single) {
        return std::nullopt;
    }
    values.emplace_back();
    return values;
}

}  // namespace

const AnswerSets::ListFacts& AnswerSets::facts(const Node& select) {
    ListFacts& facts = lists_[*select.list];
    if (!facts.known) {
        facts.known = true;
        const std::vector<Choice>& choices = content_.lists[*select.list].choices;
        for (std::size_t i = 0; i < choices.size(); ++i) {
            facts.places.emplace(choices[i].name, i);
            facts.has_spaces |= choices[i].name.find_first_of(" \t\n") != std::string::npos;
        }
    }
    return facts;
}

bool AnswerSets::has_choice(const Node& select, std::string_view name) {
    return facts(select).places.contains(name);
}

/// The choices that are named, and one that is not, in the order of the list.
std::vector<const Choice*> AnswerSets::told_apart(const Node& select, std::span<const Use> uses) {
    const std::vector<Choice>& choices = content_.lists[*select.list].choices;
    std::set<std::size_t> places;
    for (const Use& use : uses) {
        const auto found = facts(select).places.find(use.literal);
        if (found != facts(select).places.end()) {
            places.insert(found->second);
        }
    }
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (choices[i].role != ChoiceRole::exclusive && places.insert(i).second) {
            break;
        }
    }
    std::vector<const Choice*> result;
    result.reserve(places.size());
    for (const std::size_t place : places) {
        result.push_back(&choices[place]);
    }
    return result;
}

std::vector<const Choice*> AnswerSets::all(const Node& select) const {
    std::vector<const Choice*> result;
    result.reserve(content_.lists[*select.list].choices.size());
    for (const Choice& choice : content_.lists[*select.list].choices) {
        result.push_back(&choice);
    }
    return result;
}

std::optional<std::vector<std::string>> AnswerSets::of(const Node& node,
                                                       std::span<const Use> uses) {
    if (node.type == NodeType::acknowledge) {
        return std::vector<std::string>{"OK", ""};
    }
    if (node.type == NodeType::range && node.range) {
        return all_values(*node.range);
    }
    if (!node.is_select() || !node.list) {
        return std::nullopt;
    }
    return choice_answers(node, uses);
}

std::optional<std::vector<std::string>> AnswerSets::choice_answers(const Node& node,
                                                                   std::span<const Use> uses) {
    const bool several = node.type == NodeType::select_multiple;
    const bool needs_all = facts(node).has_spaces || asks_for_all(uses, several);
    const std::size_t size = content_.lists[*node.list].choices.size();
    const std::size_t most = several ? most_together : most_single;
    if (needs_all && size > most) {
        return std::nullopt;
    }
    std::vector<const Choice*> choices = needs_all ? all(node) : told_apart(node, uses);
    if (choices.size() > most) {
        return std::nullopt;
    }
    std::vector<std::string> answers;
    if (several) {
        answers = mixes(std::move(choices), node.kiosk.max.value_or(most_together));
    } else {
        for (const Choice* choice : choices) {
            answers.push_back(choice->name);
        }
    }
    answers.emplace_back();
    return answers;
}

}  // namespace harmony::survey
