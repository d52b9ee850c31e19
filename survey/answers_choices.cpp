// Which choices a question offers, in which order, and what is left of an answer when they change
// (design: survey profile, section 8.9).
#include <algorithm>
#include <numeric>

#include "survey/answers.h"
#include "survey/expression/convert.h"
#include "survey/expression/evaluate.h"
#include "survey/expression/shuffle.h"

namespace harmony::survey {
namespace {

constexpr std::uint32_t first_list_tree = 1;

bool contains(const Picks& picks, std::size_t choice) {
    return std::find(picks.begin(), picks.end(), choice) != picks.end();
}

bool stays_last(const Choice& choice) {
    return choice.role != ChoiceRole::none;
}

}  // namespace

std::vector<std::string_view> names_in(std::string_view text) {
    std::vector<std::string_view> result;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) {
            result.push_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

std::vector<std::string_view> choice_names(const Node& node, std::string_view text) {
    if (node.type != NodeType::select_one) {
        return names_in(text);
    }
    return text.empty() ? std::vector<std::string_view>() : std::vector<std::string_view>{text};
}

Picks Answers::picked(NodeIndex node) const {
    const ChoiceList& list = form_.list_of(node);
    Picks result;
    for (const std::string_view name : choice_names(form_.node(node), text(node))) {
        auto choice = offered_choice(node, name);
        choice = choice ? choice : list.find(name);
        if (choice && !contains(result, *choice)) {
            result.push_back(static_cast<std::uint32_t>(*choice));
        }
    }
    return result;
}

/// The names that are still offered; for a rank, those that are new follow in list order.
base::SecretText Answers::still_offered(NodeIndex index) const {
    const Node& node = form_.node(index);
    const ChoiceList& list = form_.list_of(index);
    base::SecretText kept;
    const auto keep = [&](std::string_view name) {
        if (!kept.empty()) {
            kept.append(" ");
        }
        kept.append(name);
    };
    Picks named;
    for (const std::string_view name : choice_names(node, cells_[index.value].answer.view())) {
        if (const auto choice = offered_choice(index, name)) {
            keep(name);
            named.push_back(static_cast<std::uint32_t>(*choice));
        }
    }
    if (node.type == NodeType::rank && !cells_[index.value].answer.empty()) {
        for (const std::uint32_t choice : in_list_order(index)) {
            if (!contains(named, choice)) {
                keep(list.choices[choice].name);
            }
        }
    }
    return kept;
}

std::optional<std::size_t> Answers::offered_choice(NodeIndex select, std::string_view name) const {
    const std::vector<Choice>& choices = form_.list_of(select).choices;
    for (std::size_t i = form_.list_of(select).find(name).value_or(choices.size());
         i < choices.size();
         ++i) {
        if (choices[i].name == name && offers(select, i)) {
            return i;
        }
    }
    return std::nullopt;
}

bool Answers::offers(NodeIndex select, std::size_t choice) const {
    const ExpressionOwner& filter = form_.logic().of(select).choice_filter;
    if (!filter) {
        return true;
    }
    const std::size_t list = *form_.node(select).list;
    const ListTree& items = *form_.logic().lists()[list];
    const NodeRef item{static_cast<std::uint32_t>(list) + first_list_tree, items.item(choice)};
    const Value value = evaluate(*filter, *this, {item, place_of(select), choice + 1});
    if (const auto* position = std::get_if<double>(&value)) {
        return *position == static_cast<double>(choice + 1);
    }
    return to_truth(*this, value);
}

/// The choices that the key of a filter leaves; nothing when it cannot be looked up: a number or a
/// moment is equal to many texts.
std::optional<Picks> Answers::looked_up(NodeIndex select) const {
    const std::optional<FilterKey>& key = form_.logic().of(select).filter_key;
    if (!key) {
        return std::nullopt;
    }
    const Value wanted = evaluate(*key->wanted, *this, {place_of(select), place_of(select)});
    const auto* nodes = std::get_if<NodeSet>(&wanted);
    if ((nodes == nullptr && !std::holds_alternative<Words>(wanted)) ||
        (nodes != nullptr && nodes->size() > 1)) {
        return std::nullopt;
    }
    if (nodes != nullptr && nodes->empty()) {
        return Picks();
    }
    const ListTree& items = *form_.logic().lists()[*form_.node(select).list];
    const auto found = items.choices_with(key->column, to_words(*this, wanted).view());
    return Picks(found.begin(), found.end());
}

Picks Answers::in_list_order(NodeIndex select) const {
    Picks candidates;
    if (std::optional<Picks> found = looked_up(select)) {
        candidates = std::move(*found);
    } else {
        candidates.resize(form_.list_of(select).choices.size());
        std::iota(candidates.begin(), candidates.end(), 0U);
    }
    std::erase_if(candidates, [&](std::uint32_t choice) { return !offers(select, choice); });
    return candidates;
}

const Picks& Answers::offered(NodeIndex select) const {
    std::optional<Picks>& known = cells_[select.value].offered;
    if (!known) {
        Picks picks = in_list_order(select);
        known = form_.node(select).randomize ? shuffled_picks(select, picks) : std::move(picks);
    }
    return *known;
}

Picks Answers::shuffled_picks(NodeIndex select, const Picks& picks) const {
    const ChoiceList& list = form_.list_of(select);
    const bool ends_fixed = form_.settings().shuffle == Shuffle::ends_fixed;
    Picks moving = picks;
    Picks last;
    if (ends_fixed) {
        const auto middle =
            std::stable_partition(moving.begin(), moving.end(), [&](std::uint32_t choice) {
                return !stays_last(list.choices[choice]);
            });
        last.assign(middle, moving.end());
        moving.erase(middle, moving.end());
    }
    Picks result;
    for (const std::uint32_t place : shuffled(moving.size(), seed_of(select))) {
        result.push_back(moving[place]);
    }
    result.insert(result.end(), last.begin(), last.end());
    return result;
}

std::int64_t Answers::seed_of(NodeIndex select) const {
    const ExpressionOwner& seed = form_.logic().of(select).seed;
    if (!seed) {
        return cells_[select.value].drawn_seed;
    }
    const Value value = evaluate(*seed, *this, {place_of(select), place_of(select)});
    return shuffle_seed(to_number(*this, value), to_words(*this, value).view());
}

}  // namespace harmony::survey
