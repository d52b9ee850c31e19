#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "summary/pattern.h"
#include "summary/publishable.h"
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
    [[nodiscard]] PublishedTable publish_units(const Table& table, PublishedTable to) const;
    void tell_treatments(const std::vector<PublishedTable>& published);

    std::span<const Table> tables_;
    Policy policy_;
    std::int64_t threshold_;
    Fieldwork fieldwork_;
    std::map<std::string, std::optional<Pattern>> wholes_;                  ///< by question
    std::map<std::string, std::optional<std::vector<bool>>> hidden_units_;  ///< by grouping
};

namespace {

constexpr double level = 0.95;
constexpr std::uint64_t few_answers_from = 30;
constexpr std::uint64_t percentages_from = 50;
constexpr std::uint64_t comparable_from = 100;

Reading reading_of(std::uint64_t base) {
    if (base < few_answers_from) {
        return Reading::counts;
    }
    if (base < percentages_from) {
        return Reading::few_answers;
    }
    return base < comparable_from ? Reading::percentages : Reading::comparable;
}

Share share_of(const Table& table, std::size_t row, std::size_t choice) {
    const Tabulation& counts = table.counts();
    const std::uint64_t yes = counts.chose(row, choice);
    const std::uint64_t base = counts.answered(row);
    Share share{percent(yes, base), 0, 0, RangeBasis::counts};
    Interval range = *wilson_counts(yes, base, level);
    if (table.engagements() > 0) {
        std::vector<Cluster> clusters;
        for (std::size_t e = 0; e < table.engagements(); ++e) {
            const std::size_t group = row * table.engagements() + e;
            clusters.push_back({table.by_engagement().chose(group, choice),
                                table.by_engagement().answered(group)});
        }
        const ShareEstimate estimate = *estimate_share(clusters, level);
        range = estimate.range;
        share.basis = estimate.basis;
    }
    share.low = percent(range.low);
    share.high = percent(range.high);
    return share;
}

PublishedRow publish_row(const Table& table, std::size_t row, const RowPattern& pattern) {
    PublishedRow published;
    published.key = table.keys()[row];
    const std::vector<std::size_t> choices = answer_choices(table.question());
    if (pattern.base_hidden) {
        published.answered = Hidden{Because::base};
        published.choices.assign(choices.size(), Hidden{Because::base});
        return published;
    }
    const std::uint64_t base = table.counts().answered(row);
    published.answered = Shown{base, std::nullopt};
    published.reading = reading_of(base);
    for (std::size_t j = 0; j < choices.size(); ++j) {
        if (pattern.choice_hidden[j]) {
            published.choices.emplace_back(Hidden{Because::people});
            continue;
        }
        Shown shown{table.counts().chose(row, choices[j]), std::nullopt};
        if (published.reading != Reading::counts) {
            shown.share = share_of(table, row, choices[j]);
        }
        published.choices.emplace_back(shown);
    }
    return published;
}

NoAnswer publish_kinds(const Tabulation& counts, std::int64_t threshold) {
    const std::vector<std::uint64_t> kinds = {
        counts.dont_know(0), counts.prefer_not(0), counts.skipped(0), counts.not_asked(0)};
    const std::vector<bool> hidden =
        hide_kinds(std::vector<std::int64_t>(kinds.begin(), kinds.end()), threshold);
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        cells.push_back(hidden[i] ? Cell{Hidden{Because::people}}
                                  : Cell{Shown{kinds[i], std::nullopt}});
    }
    return {cells[0], cells[1], cells[2], cells[3]};
}

std::size_t count_hidden(const PublishedTable& table) {
    const auto is_hidden = [](const Cell& cell) { return !std::holds_alternative<Shown>(cell); };
    std::size_t hidden = 0;
    for (const PublishedRow& row : table.rows) {
        hidden += is_hidden(row.answered) ? 1 : 0;
        hidden += static_cast<std::size_t>(
            std::count_if(row.choices.begin(), row.choices.end(), is_hidden));
    }
    if (table.no_answer) {
        for (const Cell* cell : {&table.no_answer->dont_know,
                                 &table.no_answer->prefer_not,
                                 &table.no_answer->skipped,
                                 &table.no_answer->not_asked}) {
            hidden += is_hidden(*cell) ? 1 : 0;
        }
    }
    return hidden;
}

/// The question as its table shows it: answers only.
Question shown_question(const Question& question) {
    Question shown{question.name, question.kind, {}, question.cap};
    for (const std::size_t choice : answer_choices(question)) {
        shown.choices.push_back(question.choices[choice]);
    }
    return shown;
}

/// The row of a question that has fewer answers in all than the threshold.
PublishedRow too_few(std::size_t choices) {
    return {"", TooFew{}, std::vector<Cell>(choices, TooFew{}), Reading::counts};
}

}  // namespace

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
        if (table.grouping().empty() && table.question().kind != QuestionKind::units &&
            table.counts().answered(0) >= policy_.threshold()) {
            wholes_[table.question().name] =
                hide_whole(table.question(), table.counts(), threshold_);
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

PublishedTable Suppression::publish(const Table& table) const {
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
            asked.treatment = Treatment::own_words;
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
    Provenance provenance{policy_, std::move(fieldwork_), level, 0, 0};
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
