#pragma once

#include <optional>
#include <string>
#include <vector>

#include "survey/form.h"
#include "survey/import.h"
#include "tape.h"

namespace harmony::survey::test {

/// A condition on answers, in terms that need no expression engine.
struct Rule {
    enum class Kind { always, answered, equals, chosen, at_least, longer, opposite, both, either };

    Kind kind = Kind::always;
    std::size_t question = 0;
    std::string value;
    std::vector<Rule> parts;  ///< of opposite, both, either
};

/// A calculation in such terms.
struct Formula {
    enum class Kind { copy, joined, counted, sum, verdict };

    Kind kind = Kind::copy;
    std::size_t first = 0;
    std::size_t second = 0;
    Rule rule;  ///< of a verdict: `kept` or `broken`
};

/// The choices whose region is the answer of another question.
struct PlannedFilter {
    enum class Kind { region, region_or_first, region_but_second };

    Kind kind = Kind::region;
    std::size_t by = 0;
};

struct PlannedChoice {
    std::string name;
    std::string region;
    std::string role;
    bool implicit = false;  ///< added by `or_other`: not written on the sheet
};

struct PlannedList {
    std::string name;
    bool from_file = false;
    std::vector<PlannedChoice> choices;
};

/// A node of a survey that is to be made; its place in the plan is its index in the form.
struct Planned {
    NodeType type = NodeType::text;
    std::string name;
    std::optional<std::size_t> group;
    bool one_page = false;
    bool stored_whole = false;  ///< a calculation that is stored as a whole number
    bool implicit = false;      ///< the text question behind `or_other`: not written on the sheet
    bool or_other = false;

    std::optional<Rule> relevant;
    std::optional<Rule> required;
    std::optional<Rule> constraint;
    std::optional<Rule> read_only;
    std::optional<Formula> formula;
    std::vector<std::size_t> triggers;
    std::string preset;
    std::optional<Formula> dynamic_default;
    std::optional<std::size_t> mention;  ///< whose answer stands in the label

    std::size_t list = 0;  ///< into `Plan::lists`; selects and ranks
    std::optional<PlannedFilter> filter;
    bool shuffled = false;
    std::string seed;

    [[nodiscard]] bool has_choices() const;

    /// A resident can answer it, whatever its relevance.
    [[nodiscard]] bool is_answerable() const;

    /// Its value follows from others at all times.
    [[nodiscard]] bool is_worked_out() const { return formula && triggers.empty(); }
};

struct Plan {
    std::vector<Planned> nodes;
    std::vector<PlannedList> lists;
    bool ends_fixed = false;
};

/// A survey of any types that no check refuses. Sometimes its questions refer to later ones only.
[[nodiscard]] Plan random_plan(Tape& tape);

/// The last question first, so that everything refers to what stands below it. Leaves a plan as it
/// is when a question must follow another. REQUIRES: no groups.
void turn_round(Plan& plan);

/// As an author would write it.
[[nodiscard]] FolderSource sheets_of(const Plan& plan);

/// Something that the question may hold while it offers `offered`; empty when it can hold nothing.
[[nodiscard]] std::string random_value(const Planned& node,
                                       const std::vector<std::string>& offered,
                                       Tape& tape);

/// Something that the type of the question never allows. REQUIRES: it is answerable.
[[nodiscard]] std::string impossible_value(const Planned& node, Tape& tape);

}  // namespace harmony::survey::test
