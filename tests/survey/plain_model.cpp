#include "plain_model.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace harmony::survey::test {
namespace {

constexpr int most_rounds = 30;

std::vector<std::string> names_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> names;
    for (std::string name; in >> name;) {
        names.push_back(name);
    }
    return names;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "" : " ") + name;
    }
    return text;
}

int whole(const std::string& text) {
    return text.empty() ? 0 : std::atoi(text.c_str());
}

}  // namespace

PlainModel::PlainModel(const Plan& plan) : plan_(plan), entered_(plan.nodes.size()) {
    start();
}

/// Fixed defaults; then dynamic ones in sheet order, each seeing those before it.
void PlainModel::start() {
    for (std::size_t i = 0; i < entered_.size(); ++i) {
        entered_[i] = planned(i).preset;
    }
    starting_ = true;
    for (std::size_t i = 0; i < entered_.size(); ++i) {
        if (planned(i).dynamic_default) {
            entered_[i] = worked_out(*planned(i).dynamic_default);
        }
    }
    starting_ = false;
    for (std::size_t i = 0; i < entered_.size(); ++i) {
        last_read_.push_back(held(i));  // the start itself triggers nothing
    }
}

bool PlainModel::takes(std::size_t node) const {
    return planned(node).is_answerable() && relevant(node) && !read_only(node);
}

void PlainModel::set(std::size_t node, const std::string& text) {
    entered_[node] = text;
    if (planned(node).type == NodeType::select_multiple) {
        std::vector<std::string> in_order;
        for (const PlannedChoice& choice : plan_.lists[planned(node).list].choices) {
            if (has(names_of(text), choice.name)) {
                in_order.push_back(choice.name);
            }
        }
        entered_[node] = joined(in_order);
    }
    relevance_.clear();
    held_.clear();
    run_triggers();
}

/// Whether a relevant question has another value than when it last was relevant.
bool PlainModel::is_read_anew(std::size_t node) const {
    return relevant(node) && held(node) != last_read_[node];
}

/// All that are due in one round run in sheet order; what follows from them is worked out after it.
void PlainModel::run_triggers() {
    for (int round = 0; round < most_rounds; ++round) {
        std::vector<bool> anew(entered_.size());
        for (std::size_t i = 0; i < entered_.size(); ++i) {
            anew[i] = is_read_anew(i);
            last_read_[i] = anew[i] ? held(i) : last_read_[i];
        }
        bool any = false;
        for (std::size_t i = 0; i < entered_.size(); ++i) {
            const std::vector<std::size_t>& triggers = planned(i).triggers;
            if (std::none_of(triggers.begin(), triggers.end(), [&](std::size_t trigger) {
                    return anew[trigger];
                })) {
                continue;
            }
            any = true;
            entered_[i] = planned(i).formula ? worked_out(*planned(i).formula) : "";
            held_[i] = entered_[i];  // all else is as it was before the round
        }
        if (!any) {
            return;
        }
        relevance_.clear();
        held_.clear();
    }
}

bool PlainModel::relevant(std::size_t node) const {
    if (starting_) {
        return true;
    }
    const auto known = relevance_.find(node);
    if (known != relevance_.end()) {
        return known->second;
    }
    const Planned& about = planned(node);
    const bool result =
        (!about.group || relevant(*about.group)) && (!about.relevant || holds(*about.relevant));
    relevance_[node] = result;
    return result;
}

std::string PlainModel::text(std::size_t node) const {
    return relevant(node) ? held(node) : "";
}

std::string PlainModel::held(std::size_t node) const {
    if (starting_) {
        return entered_[node];
    }
    const auto known = held_.find(node);
    if (known != held_.end()) {
        return known->second;
    }
    const Planned& about = planned(node);
    std::string result = about.is_worked_out() ? worked_out(*about.formula)
                         : about.filter        ? still_offered(node)
                                               : entered_[node];
    held_[node] = result;
    return result;
}

bool PlainModel::holds(const Rule& rule) const {
    const auto part = [&](std::size_t i) { return holds(rule.parts[i]); };
    switch (rule.kind) {
        case Rule::Kind::always: return true;
        case Rule::Kind::opposite: return !part(0);
        case Rule::Kind::both: return part(0) && part(1);
        case Rule::Kind::either: return part(0) || part(1);
        default: break;
    }
    const std::string value = text(rule.question);
    switch (rule.kind) {
        case Rule::Kind::answered: return !value.empty();
        case Rule::Kind::equals: return value == rule.value;
        case Rule::Kind::chosen: return has(names_of(value), rule.value);
        case Rule::Kind::at_least:
            return !value.empty() && std::strtod(value.c_str(), nullptr) >= whole(rule.value);
        default: return value.size() > static_cast<std::size_t>(whole(rule.value));
    }
}

std::string PlainModel::worked_out(const Formula& formula) const {
    const std::string first = text(formula.first);
    switch (formula.kind) {
        case Formula::Kind::copy: return first;
        case Formula::Kind::joined: return first + "/" + text(formula.second);
        case Formula::Kind::counted: return std::to_string(names_of(first).size());
        case Formula::Kind::sum: return std::to_string(whole(first) + whole(text(formula.second)));
        case Formula::Kind::verdict: break;
    }
    return holds(formula.rule) ? "kept" : "broken";
}

bool PlainModel::required(std::size_t node) const {
    return planned(node).required && holds(*planned(node).required);
}

bool PlainModel::read_only(std::size_t node) const {
    const Planned& about = planned(node);
    if (about.type == NodeType::note || (about.is_answerable() && about.is_worked_out())) {
        return true;
    }
    return (about.read_only && holds(*about.read_only)) || (about.group && read_only(*about.group));
}

bool PlainModel::offers(std::size_t node, const PlannedChoice& choice) const {
    const Planned& about = planned(node);
    if (!about.filter) {
        return true;
    }
    const std::string& list = plan_.lists[about.list].name;
    const bool in_region = choice.region == text(about.filter->by);
    switch (about.filter->kind) {
        case PlannedFilter::Kind::region: return in_region;
        case PlannedFilter::Kind::region_or_first: return in_region || choice.name == list + "0";
        case PlannedFilter::Kind::region_but_second: break;
    }
    return in_region && choice.name != list + "1";
}

std::vector<std::string> PlainModel::offered(std::size_t node) const {
    std::vector<std::string> names;
    for (const PlannedChoice& choice : plan_.lists[planned(node).list].choices) {
        if (offers(node, choice)) {
            names.push_back(choice.name);
        }
    }
    return names;
}

/// For a rank, choices that are new follow in the order of the list.
std::string PlainModel::still_offered(std::size_t node) const {
    const std::vector<std::string> possible = offered(node);
    const std::vector<std::string> entered = names_of(entered_[node]);
    std::vector<std::string> kept;
    for (const std::string& name : entered) {
        if (has(possible, name)) {
            kept.push_back(name);
        }
    }
    if (planned(node).type == NodeType::rank && !entered.empty()) {
        for (const std::string& name : possible) {
            if (!has(entered, name)) {
                kept.push_back(name);
            }
        }
    }
    return joined(kept);
}

Invalid PlainModel::invalid(std::size_t node) const {
    const Planned& about = planned(node);
    if (!relevant(node) || !about.is_answerable()) {
        return Invalid::none;
    }
    const std::string value = text(node);
    const bool unranked =
        about.type == NodeType::rank && names_of(value).size() < offered(node).size();
    const bool empty = value.empty() || unranked;
    if (empty && required(node) && !read_only(node)) {
        return Invalid::required;
    }
    const bool broken = !value.empty() && about.constraint && !holds(*about.constraint);
    return broken ? Invalid::constraint : Invalid::none;
}

bool PlainModel::can_finish() const {
    for (std::size_t i = 0; i < entered_.size(); ++i) {
        if (planned(i).type != NodeType::hidden && invalid(i) != Invalid::none) {
            return false;
        }
    }
    return true;
}

}  // namespace harmony::survey::test
