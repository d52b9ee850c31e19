#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "summary/pattern.h"
#include "summary/publishable.h"
#include "summary/published_rows.h"
#include "summary/table.h"

// 1. Refuse what cannot be published at all: too few responses, tables of single kiosks.
// 2. Decide what is hidden: responses by group, then each question over all units, then by group.
// 3. Build the published tables from what is shown alone.

namespace harmony::summary {

using base::Error;
using base::ErrorKind;
using base::Result;

/// Makes a Publishable; nobody else can.
class Suppression {
public:
    Suppression(std::span<const Table> tables, const Policy& policy, Fieldwork fieldwork)
        : tables_(tables),
          policy_(policy),
          threshold_(policy.threshold()),
          fieldwork_(std::move(fieldwork)) {}

    [[nodiscard]] Result<Publishable> run();

private:
    [[nodiscard]] bool allowed(ReportCap cap) const;
    [[nodiscard]] Result<void> check() const;
    [[nodiscard]] Result<void> check_table(const Table& table) const;
    [[nodiscard]] const Table* whole_of(const Table& table) const;
    void decide_wholes();
    void decide_units();
    [[nodiscard]] PublishedTable publish(const Table& table) const;
    [[nodiscard]] std::optional<Pattern> pattern_of(const Table& table) const;
    [[nodiscard]] bool can_group(const Table& ranking) const;
    [[nodiscard]] PublishedTable publish_ranking(const Table& ranking) const;
    [[nodiscard]] PublishedTable publish_units(const Table& table, PublishedTable to) const;
    void tell_treatments(const std::vector<PublishedTable>& published);

    std::span<const Table> tables_;
    Policy policy_;
    std::int64_t threshold_;
    Fieldwork fieldwork_;
    std::map<std::string, std::optional<Pattern>> wholes_;                  ///< by question
    std::map<std::string, PlacesPattern> places_;                           ///< by ranking
    std::map<std::string, std::optional<std::vector<bool>>> hidden_units_;  ///< by grouping
};

bool Suppression::allowed(ReportCap cap) const {
    return cap == ReportCap::open ||
           (cap == ReportCap::internal && policy_.audience() == Audience::internal);
}

const Table* Suppression::whole_of(const Table& table) const {
    for (const Table& other : tables_) {
        if (other.grouping().empty() && other.question() == table.question()) {
            return &other;
        }
    }
    return nullptr;
}

Result<void> Suppression::check_table(const Table& table) const {
    const std::string about = "table '" + table.question().name + "' by '" + table.grouping() + "'";
    if (whole(table.counts()).units(0) != fieldwork_.responses) {
        return Error{ErrorKind::refused, about + " is not about the same responses"};
    }
    if (policy_.audience() != Audience::internal &&
        (table.grouping() == "engagement" || table.grouping() == "kiosk")) {
        return Error{ErrorKind::refused,
                     about + ": tables of single engagements and kiosks are internal"};
    }
    if (table.grouping().empty() || table.question().kind == QuestionKind::units) {
        return {};
    }
    const Table* total = whole_of(table);
    if (total == nullptr || whole(table.counts()) != total->counts()) {
        return Error{ErrorKind::refused, about + " does not add up to its question's own table"};
    }
    return {};
}

Result<void> Suppression::check() const {
    if (fieldwork_.responses < policy_.threshold()) {
        return Error{ErrorKind::refused,
                     "The total '*|*' is below " + std::to_string(policy_.threshold()) +
                         "; publish it merged with another group or not at all."};
    }
    std::set<std::pair<std::string, std::string>> seen;
    std::map<std::string, std::vector<std::uint64_t>> units;
    for (const Table& table : tables_) {
        if (Result<void> fits = check_table(table); !fits) {
            return fits;
        }
        if (!seen.emplace(table.question().name, table.grouping()).second) {
            return Error{ErrorKind::refused,
                         "table '" + table.question().name + "' is there twice"};
        }
        std::vector<std::uint64_t> rows;
        for (std::size_t row = 0; row < table.counts().groups(); ++row) {
            rows.push_back(table.counts().units(row));
        }
        if (units.emplace(table.grouping(), rows).first->second != rows) {
            return Error{ErrorKind::refused,
                         "tables by '" + table.grouping() + "' are about different responses"};
        }
    }
    return {};
}

void Suppression::decide_wholes() {
    for (const Table& table : tables_) {
        const Question& question = table.question();
        if (!table.grouping().empty() || question.kind == QuestionKind::units ||
            table.counts().answered(0) < policy_.threshold()) {
            continue;
        }
        if (question.kind != QuestionKind::ranking) {
            wholes_[question.name] = hide_whole(question, table.counts(), threshold_);
            continue;
        }
        // What was put first is the row that all tables by groups have as their total.
        std::optional<Pattern>& whole = wholes_[question.name];
        if (const auto places = hide_places(question, table.counts(), threshold_)) {
            RowPattern first;
            for (const std::vector<bool>& choice : *places) {
                first.choice_hidden.push_back(choice.front());
            }
            whole = Pattern{first};
            places_[question.name] = *places;
        }
    }
}

void Suppression::decide_units() {
    for (const Table& table : tables_) {
        if (hidden_units_.count(table.grouping()) == 0) {
            std::vector<std::uint64_t> units;
            for (std::size_t row = 0; row < table.counts().groups(); ++row) {
                units.push_back(table.counts().units(row));
            }
            hidden_units_[table.grouping()] = hide_units(units, threshold_);
        }
    }
}

std::optional<Pattern> Suppression::pattern_of(const Table& table) const {
    const auto found = wholes_.find(table.question().name);
    if (found == wholes_.end() || !found->second || table.grouping().empty()) {
        return found == wholes_.end() ? std::nullopt : found->second;
    }
    const std::optional<std::vector<bool>>& units = hidden_units_.at(table.grouping());
    if (!units) {
        return std::nullopt;
    }
    return hide_rows(table.question(), table.counts(), *units, found->second->front(), threshold_);
}

PublishedTable Suppression::publish_units(const Table& table, PublishedTable to) const {
    const std::optional<std::vector<bool>>& hidden = hidden_units_.at(table.grouping());
    to.withheld = !hidden.has_value();
    for (std::size_t row = 0; hidden && row < table.keys().size(); ++row) {
        const std::uint64_t units = table.counts().units(row);
        if (units > 0) {
            to.rows.push_back(
                {table.keys()[row],
                 (*hidden)[row] ? Cell{Hidden{Because::people}} : Cell{Shown{units, std::nullopt}},
                 {},
                 reading_of((*hidden)[row] ? 0 : units)});
        }
    }
    to.hidden_cells = count_hidden(to);
    return to;
}

/// The table of a ranking by groups is protected between what was put first alone. A first place
/// that is hidden over all units stands between the other places too, which that table knows
/// nothing of: then there is none.
bool Suppression::can_group(const Table& ranking) const {
    const auto places = places_.find(ranking.question().name);
    return places != places_.end() &&
           std::none_of(places->second.begin(), places->second.end(), [](const auto& choice) {
               return choice.front();
           });
}

PublishedTable Suppression::publish_ranking(const Table& ranking) const {
    const Question& question = ranking.question();
    if (!ranking.grouping().empty() && !can_group(ranking)) {
        PublishedTable none;
        none.question = shown_question(question);
        none.grouping = ranking.grouping();
        none.withheld = true;
        return none;
    }
    PublishedTable published = publish(first_places(ranking));
    published.question.kind = QuestionKind::ranking;
    const auto places = places_.find(question.name);
    const bool told = ranking.grouping().empty() || threshold_ == 0;
    if (published.withheld || places == places_.end() || !told) {
        return published;
    }
    std::size_t at = 0;
    for (std::size_t row = 0; row < ranking.counts().groups(); ++row) {
        if (ranking.counts().units(row) > 0 || ranking.grouping().empty()) {
            published.rows[at++].places = publish_places(ranking, row, places->second);
        }
    }
    published.hidden_cells = count_hidden(published);
    return published;
}

PublishedTable Suppression::publish(const Table& table) const {
    if (table.question().kind == QuestionKind::ranking) {
        return publish_ranking(table);
    }
    PublishedTable published;
    published.question = shown_question(table.question());
    published.grouping = table.grouping();
    if (table.question().kind == QuestionKind::units) {
        return publish_units(table, std::move(published));
    }
    const Tabulation& counts = table.counts();
    if (table.grouping().empty() && counts.answered(0) < policy_.threshold()) {
        published.rows.push_back(too_few(published.question.choices.size()));
        published.hidden_cells = count_hidden(published);
        return published;
    }
    const std::optional<Pattern> pattern = pattern_of(table);
    published.withheld = !pattern.has_value();
    for (std::size_t row = 0; pattern && row < counts.groups(); ++row) {
        if (counts.units(row) > 0 || table.grouping().empty()) {
            published.rows.push_back(publish_row(table, row, (*pattern)[row]));
        }
    }
    if (pattern && table.grouping().empty()) {
        published.no_answer = publish_kinds(counts, threshold_);
    }
    published.hidden_cells = count_hidden(published);
    return published;
}

void Suppression::tell_treatments(const std::vector<PublishedTable>& published) {
    for (AskedQuestion& asked : fieldwork_.asked) {
        if (asked.cap == ReportCap::never) {
            asked.treatment = Treatment::never_reported;
        } else if (!asked.tabulated) {
            asked.treatment = asked.treatment == Treatment::not_counted ? Treatment::not_counted
                                                                        : Treatment::own_words;
        } else if (!allowed(asked.cap)) {
            asked.treatment = Treatment::internal_only;
        } else {
            const bool shown =
                std::any_of(published.begin(), published.end(), [&](const PublishedTable& table) {
                    return table.question.name == asked.name && table.grouping.empty() &&
                           !table.withheld &&
                           std::holds_alternative<Shown>(table.rows.front().answered);
                });
            asked.treatment = shown ? Treatment::shown : Treatment::withheld;
        }
    }
}

Result<Publishable> Suppression::run() {
    if (Result<void> fits = check(); !fits) {
        return fits.error();
    }
    decide_units();
    decide_wholes();
    std::vector<PublishedTable> published;
    for (const Table& table : tables_) {
        if (table.question().kind == QuestionKind::units || allowed(table.question().cap)) {
            published.push_back(publish(table));
        }
    }
    tell_treatments(published);
    Provenance provenance{policy_, std::move(fieldwork_), published_level, 0, 0};
    for (const PublishedTable& table : published) {
        provenance.hidden_cells += table.hidden_cells;
        provenance.withheld_tables += table.withheld ? 1 : 0;
    }
    return Publishable(std::move(published), std::move(provenance));
}

Policy Policy::of(Audience audience) {
    switch (audience) {
        case Audience::open: return {audience, 10};
        case Audience::partner: return {audience, 5};
        case Audience::internal: break;
    }
    return {Audience::internal, 0};
}

Result<Policy> Policy::raised_to(std::uint32_t threshold) const {
    if (audience_ == Audience::internal) {
        return Error{ErrorKind::refused, "an internal table hides nothing"};
    }
    if (threshold < threshold_) {
        return Error{
            ErrorKind::refused,
            "the threshold may be raised above " + std::to_string(threshold_) + ", never lowered"};
    }
    return Policy(audience_, threshold);
}

Result<Publishable> suppress(std::span<const Table> tables,
                             const Policy& policy,
                             Fieldwork fieldwork) {
    return Suppression(tables, policy, std::move(fieldwork)).run();
}

}  // namespace harmony::summary
