#include "random_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace harmony::survey::test {
namespace {

constexpr std::size_t most_questions = 20;
constexpr std::size_t deepest_group = 3;

enum ListPlace : std::size_t { regions, things, tastes, places, streets, list_count };

PlannedList region_list() {
    PlannedList list{"regions", false, {}};
    for (const char* name : {"north", "east", "south", "west"}) {
        list.choices.push_back({name, "", "", false});
    }
    return list;
}

PlannedList thing_list(Tape& tape) {
    PlannedList list{"things", false, {}};
    const std::size_t count = 2 + tape.below(5);
    for (std::size_t i = 0; i < count; ++i) {
        list.choices.push_back({fmt::format("thing{}", i), "", "", false});
    }
    if (tape.one_in(2)) {
        list.choices.push_back({"unsure", "", "dont_know", false});
        list.choices.push_back({"unsaid", "", "prefer_not", false});
    }
    return list;
}

/// Some are longer than the 64 choices from which a filter is looked up (survey profile, 17).
PlannedList long_list(const char* name, bool from_file, Tape& tape) {
    PlannedList list{name, from_file, {}};
    const std::size_t count = tape.one_of(std::vector<std::size_t>{3, 9, 64, 65, 90});
    const auto all = region_list().choices;
    for (std::size_t i = 0; i < count; ++i) {
        list.choices.push_back(
            {fmt::format("{}{}", name, i), all[i * i % 7 % all.size()].name, "", false});
    }
    return list;
}

class Planner {
public:
    explicit Planner(Tape& tape) : tape_(tape) {}

    Plan run() {
        plan_.lists = {region_list(),
                       thing_list(tape_),
                       {"tastes", false, {{"sweet", "", "", false}, {"sour", "", "", false}}},
                       long_list("places", false, tape_),
                       long_list("streets", true, tape_)};
        plan_.ends_fixed = tape_.one_in(2);
        const bool backwards = tape_.one_in(3);
        if (tape_.below(3) > 0) {
            plan_.nodes.push_back(fresh(NodeType::select_one));  // of regions: others follow it
        }
        for (std::size_t left = 1 + tape_.below(most_questions); left > 0; --left) {
            if (backwards) {
                add_question();
            } else {
                add_node();
            }
        }
        if (backwards) {
            turn_round(plan_);
        }
        return std::move(plan_);
    }

private:
    void add_node() {
        const std::size_t kind = tape_.below(10);
        if (kind == 9 && open_.size() < deepest_group) {
            Planned group = fresh(NodeType::group);
            group.one_page = tape_.one_in(2) && !inside_one_page();
            group.relevant = some_rule(3);
            if (tape_.one_in(6)) {
                group.read_only = some_rule(1);
            }
            plan_.nodes.push_back(std::move(group));
            open_.push_back(plan_.nodes.size() - 1);
            add_question();  // a group with nothing in it is another matter
        } else if (kind == 8 && !open_.empty()) {
            open_.pop_back();
        } else {
            add_question();
        }
    }

    bool inside_one_page() const {
        return std::any_of(open_.begin(), open_.end(), [&](std::size_t group) {
            return plan_.nodes[group].one_page;
        });
    }

    Planned fresh(NodeType type) {
        Planned node;
        node.type = type;
        node.name = fmt::format("q{}", plan_.nodes.size());
        if (!open_.empty()) {
            node.group = open_.back();
        }
        return node;
    }

    void add_question() {
        constexpr auto types = std::to_array<NodeType>({
            NodeType::text,        NodeType::integer,         NodeType::select_one,
            NodeType::select_one,  NodeType::select_multiple, NodeType::rank,
            NodeType::calculate,   NodeType::calculate,       NodeType::text,
            NodeType::select_one,  NodeType::select_multiple, NodeType::decimal,
            NodeType::acknowledge, NodeType::range,           NodeType::date,
            NodeType::time,        NodeType::date_time,       NodeType::hidden,
            NodeType::note,        NodeType::today,           NodeType::start,
            NodeType::end,         NodeType::device_id,
        });
        Planned node = fresh(types[tape_.below(types.size())]);
        node.relevant = some_rule(3);
        if (node.is_answerable() && node.type != NodeType::hidden) {
            add_rules(node);
        }
        add_formula(node);
        if (node.has_choices()) {
            add_choices(node);
        }
        if (node.type != NodeType::hidden && node.type != NodeType::calculate) {
            node.mention = earlier(4);
        }
        const bool or_other = node.or_other;
        plan_.nodes.push_back(std::move(node));
        if (or_other) {
            add_other_text();
        }
    }

    void add_rules(Planned& node) {
        if (tape_.one_in(3)) {
            node.required = tape_.one_in(2) ? some_rule(1) : Rule{};
        }
        if (tape_.one_in(8)) {
            node.read_only = some_rule(1);
        }
        if (tape_.one_in(3)) {
            node.constraint = rule_about_itself(node.type);
        }
    }

    std::optional<Rule> rule_about_itself(NodeType type) {
        Rule rule;
        rule.question = plan_.nodes.size();
        Rule opposite;
        opposite.kind = Rule::Kind::opposite;
        switch (type) {
            case NodeType::integer:
            case NodeType::decimal:
            case NodeType::range:
                rule.kind = Rule::Kind::at_least;
                rule.value = "3";
                return rule;
            case NodeType::text:
                rule.kind = Rule::Kind::longer;
                rule.value = "6";
                return rule;
            case NodeType::select_multiple:
            case NodeType::rank:
                rule.kind = Rule::Kind::chosen;
                rule.value = "thing1";
                opposite.parts = {rule};
                return opposite;
            default: return std::nullopt;
        }
    }

    void add_formula(Planned& node) {
        const bool text = node.type == NodeType::text;
        if (node.type == NodeType::calculate || (text && tape_.one_in(4))) {
            node.stored_whole = node.type == NodeType::calculate && tape_.one_in(2);
            node.formula = some_formula(node.stored_whole);
            if (!node.formula) {
                node.type = NodeType::text;  // nothing to work out from yet
                node.stored_whole = false;
            } else if (tape_.one_in(3)) {
                add_triggers(node);
            }
        } else if (text && tape_.one_in(4)) {
            node.preset = "as always";
        } else if (text && tape_.one_in(4)) {
            node.dynamic_default = some_formula(false);
        } else if (node.type == NodeType::integer && tape_.one_in(4)) {
            node.preset = "7";
        }
    }

    void add_triggers(Planned& node) {
        std::vector<std::size_t> possible;
        for (std::size_t i = 0; i < plan_.nodes.size(); ++i) {
            const Planned& other = plan_.nodes[i];
            if (other.is_answerable() && !other.is_worked_out() && other.type != NodeType::hidden) {
                possible.push_back(i);
            }
        }
        for (std::size_t left = possible.empty() ? 0 : 1 + tape_.below(2); left > 0; --left) {
            node.triggers.push_back(tape_.one_of(possible));
        }
        std::sort(node.triggers.begin(), node.triggers.end());
        node.triggers.erase(std::unique(node.triggers.begin(), node.triggers.end()),
                            node.triggers.end());
    }

    void add_choices(Planned& node) {
        const bool can_filter = region_question().has_value();
        node.list = tape_.one_in(2) ? tape_.below(list_count)
                    : can_filter    ? (tape_.one_in(2) ? streets : places)
                                    : regions;
        if (node.type == NodeType::rank && node.list != things) {
            node.list = tastes;
        }
        if (node.list == places || node.list == streets) {
            add_filter(node);
        }
        if (node.list == tastes && node.type != NodeType::rank && tape_.one_in(2)) {
            node.or_other = true;
            std::vector<PlannedChoice>& choices = plan_.lists[tastes].choices;
            if (choices.back().name != "other") {
                choices.push_back({"other", "", "", true});
            }
        }
        if (tape_.one_in(3)) {
            node.shuffled = true;
            node.seed = tape_.one_in(2) ? "42" : "";
        }
        if (node.type == NodeType::rank && plan_.lists[places].choices.size() < 10 &&
            tape_.one_in(2)) {
            node.list = places;
            add_filter(node);
        }
    }

    std::optional<std::size_t> region_question() {
        return some_earlier([](const Planned& other) {
            return other.type == NodeType::select_one && other.list == regions;
        });
    }

    void add_filter(Planned& node) {
        const auto by = region_question();
        if (by) {
            node.filter = PlannedFilter{static_cast<PlannedFilter::Kind>(tape_.below(3)), *by};
        }
    }

    void add_other_text() {
        const std::size_t select = plan_.nodes.size() - 1;
        Planned text = fresh(NodeType::text);
        text.name = plan_.nodes[select].name + "_other";
        text.implicit = true;
        Rule rule;
        rule.kind = Rule::Kind::chosen;
        rule.question = select;
        rule.value = "other";
        text.relevant = rule;
        plan_.nodes.push_back(std::move(text));
    }

    template <typename Test>
    std::optional<std::size_t> some_earlier(Test test) {
        std::vector<std::size_t> possible;
        for (std::size_t i = 0; i < plan_.nodes.size(); ++i) {
            if (test(plan_.nodes[i])) {
                possible.push_back(i);
            }
        }
        if (possible.empty()) {
            return std::nullopt;
        }
        return tape_.one_in(3) ? possible.back() : tape_.one_of(possible);
    }

    /// A question with an answer, once in `times`.
    std::optional<std::size_t> earlier(std::size_t times) {
        if (!tape_.one_in(times)) {
            return std::nullopt;
        }
        return some_earlier([](const Planned& node) { return node.is_answerable(); });
    }

    std::optional<Formula> some_formula(bool whole) {
        const auto of_type = [this](std::initializer_list<NodeType> types) {
            return some_earlier([&](const Planned& node) {
                return std::find(types.begin(), types.end(), node.type) != types.end() &&
                       !node.is_worked_out();
            });
        };
        Formula formula;
        std::optional<std::size_t> first;
        if (whole) {
            formula.kind = tape_.one_in(2) ? Formula::Kind::sum : Formula::Kind::counted;
            first = formula.kind == Formula::Kind::sum ? of_type({NodeType::integer})
                                                       : of_type({NodeType::select_multiple});
        } else if (tape_.one_in(3)) {
            formula.kind = Formula::Kind::verdict;
            const std::optional<Rule> rule = some_rule(1);
            formula.rule = rule.value_or(Rule{});
            return rule ? std::optional(formula) : std::nullopt;
        } else {
            formula.kind = tape_.one_in(2) ? Formula::Kind::joined : Formula::Kind::copy;
            first = of_type({NodeType::text,
                             NodeType::select_one,
                             NodeType::select_multiple,
                             NodeType::rank,
                             NodeType::integer});
        }
        if (!first) {
            return std::nullopt;
        }
        formula.first = *first;
        formula.second = whole && formula.kind == Formula::Kind::counted
                             ? *first
                             : of_type({plan_.nodes[*first].type}).value_or(*first);
        return formula;
    }

    /// About questions that are there already; nothing when there are none, or once in `times`.
    std::optional<Rule> some_rule(std::size_t times, std::size_t depth = 0) {
        if (!tape_.one_in(times) && times > 1) {
            return std::nullopt;
        }
        const std::size_t kind = depth < 2 ? tape_.below(6) : 0;
        if (kind < 3) {
            return plain_rule();
        }
        Rule rule;
        rule.kind = kind == 3   ? Rule::Kind::opposite
                    : kind == 4 ? Rule::Kind::both
                                : Rule::Kind::either;
        for (std::size_t left = rule.kind == Rule::Kind::opposite ? 1 : 2; left > 0; --left) {
            const auto part = some_rule(1, depth + 1);
            if (!part) {
                return std::nullopt;
            }
            rule.parts.push_back(*part);
        }
        return rule;
    }

    std::optional<Rule> plain_rule() {
        const auto about = some_earlier([](const Planned& node) {
            return node.is_answerable() || node.type == NodeType::calculate;
        });
        if (!about) {
            return std::nullopt;
        }
        const Planned& node = plan_.nodes[*about];
        Rule rule;
        rule.question = *about;
        rule.kind = Rule::Kind::answered;
        const bool number = node.type == NodeType::integer || node.type == NodeType::decimal ||
                            node.type == NodeType::range || node.stored_whole;
        if (tape_.one_in(3)) {
            return rule;
        }
        if (number) {
            rule.kind = Rule::Kind::at_least;
            rule.value = std::to_string(1 + tape_.below(9));
        } else if (node.has_choices()) {
            rule.kind = node.type == NodeType::select_one ? Rule::Kind::equals : Rule::Kind::chosen;
            rule.value = tape_.one_of(plan_.lists[node.list].choices).name;
        } else if (node.type == NodeType::text || node.type == NodeType::calculate) {
            rule.kind = Rule::Kind::equals;
            const bool verdict = node.formula && node.formula->kind == Formula::Kind::verdict;
            rule.value = verdict ? "kept" : "words 1";
        }
        return rule;
    }

    Tape& tape_;
    Plan plan_;
    std::vector<std::size_t> open_;
};

}  // namespace

bool Planned::has_choices() const {
    return type == NodeType::select_one || type == NodeType::select_multiple ||
           type == NodeType::rank;
}

bool Planned::is_answerable() const {
    switch (type) {
        case NodeType::group:
        case NodeType::note:
        case NodeType::calculate:
        case NodeType::today:
        case NodeType::start:
        case NodeType::end:
        case NodeType::device_id: return false;
        default: return true;
    }
}

Plan random_plan(Tape& tape) {
    return Planner(tape).run();
}

}  // namespace harmony::survey::test
