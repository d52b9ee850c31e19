#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "summary/decide.h"
#include "summary/publishable.h"
#include "summary/published_rows.h"
#include "summary/release.h"
#include "summary/release_audit.h"
#include "summary/table.h"

// 1. Refuse what cannot be published at all: too few responses, tables of single kiosks.
// 2. Decide what is hidden: responses by group, then each question with all its tables.
// 3. Build the published tables from what is shown alone.
// 4. Audit what they print. What leaks is withheld, and all is decided again; there is nothing to
//    publish without a passed audit.

namespace harmony::summary {

using base::Error;
using base::ErrorKind;
using base::Result;

/// Makes a Publishable; nobody else can.
class Suppression {
public:
    Suppression(std::span<const Table> tables,
                const Policy& policy,
                Fieldwork fieldwork,
                const ReleaseContext& context)
        : tables_(tables),
          policy_(policy),
          fieldwork_(std::move(fieldwork)),
          context_(context),
          scope_{fieldwork_.responses, {.threshold = policy.threshold()}, context_} {}

    [[nodiscard]] Result<Release> run();

private:
    [[nodiscard]] bool allowed(ReportCap cap) const;
    [[nodiscard]] Result<void> check() const;
    [[nodiscard]] Result<void> check_table(const Table& table) const;
    [[nodiscard]] const Table* whole_of(const Table& table) const;
    void decide_all();
    void decide_once();
    [[nodiscard]] bool hide_in_both_places();
    [[nodiscard]] bool hide_alike(const Table& units, const Table& whole);
    void decide(const Table& whole);
    [[nodiscard]] QuestionTables tables_of(const Table& whole) const;
    [[nodiscard]] const QuestionDecision* decision_of(const Table& table) const;
    [[nodiscard]] bool is_told(const Table& table) const;
    [[nodiscard]] bool is_left_out(const std::string& grouping, const std::string& key) const;
    [[nodiscard]] std::vector<PublishedTable> publish_all() const;
    [[nodiscard]] PublishedTable publish(const Table& table) const;
    void add_rows(const Table& table, PublishedTable& to) const;
    void name_ends(const Table& table, PublishedTable& to) const;
    [[nodiscard]] PublishedTable publish_ranking(const Table& ranking) const;
    [[nodiscard]] PublishedTable publish_units(const Table& table, PublishedTable to) const;
    void withhold(const LeakingTable& leak);
    void tell_treatments(const std::vector<PublishedTable>& published);
    void scrub_margins();

    std::span<const Table> tables_;
    Policy policy_;
    Fieldwork fieldwork_;
    ReleaseContext context_;  ///< also with what has to be hidden in two places
    Scope scope_;
    UnitsByGrouping units_;
    std::map<std::string, QuestionDecision> decisions_;   ///< by question
    std::map<std::string, std::set<std::string>> leaks_;  ///< question to groupings; "" for its own
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

QuestionTables Suppression::tables_of(const Table& whole) const {
    QuestionTables tables{&whole, {}};
    for (const Table& table : tables_) {
        if (!table.grouping().empty() && table.question() == whole.question()) {
            tables.by_groups.push_back(&table);
        }
    }
    return tables;
}

/// Until what is hidden of a question's answers is hidden of the groups that are its answers, too,
/// and the reverse. Each time more is hidden, so it ends.
void Suppression::decide_all() {
    do {
        decide_once();
    } while (hide_in_both_places());
}

/// True: something is hidden in one place alone, and has to be hidden in the other.
bool Suppression::hide_in_both_places() {
    bool more = false;
    std::set<std::string> seen;
    for (const Table& by : tables_) {
        if (by.answers_of().empty() || !seen.insert(by.grouping()).second) {
            continue;
        }
        const auto decided = decisions_.find(by.answers_of());
        const auto units = units_.find(by.grouping());
        if (decided == decisions_.end() || decided->second.withheld || units == units_.end() ||
            units->second.withheld) {
            continue;
        }
        for (const Table& whole : tables_) {
            if (whole.grouping().empty() && whole.question().name == by.answers_of() &&
                whole.question().kind == QuestionKind::one_choice) {
                more = hide_alike(by, whole) || more;
            }
        }
    }
    return more;
}

bool Suppression::hide_alike(const Table& units, const Table& whole) {
    const RowStates& rows = units_.at(units.grouping()).rows;
    const std::vector<std::size_t> choices = answer_choices(whole.question());
    const std::vector<bool>& hidden = decisions_.at(whole.question().name).whole.choice_hidden;
    bool more = false;
    for (std::size_t at = 0; at < std::min(choices.size(), hidden.size()); ++at) {
        const std::string& name = whole.question().choices[choices[at]].name;
        const auto key = std::find(units.keys().begin(), units.keys().end(), name);
        const auto row = static_cast<std::size_t>(key - units.keys().begin());
        if (key == units.keys().end() || rows[row].units_hidden == hidden[at]) {
            continue;
        }
        const std::string in_rows = row_name("", units.grouping(), name);
        const std::string in_answers = answer_name(whole.question(), choices[at]);
        const auto until = static_cast<std::int64_t>(whole.counts().chose(0, choices[at])) + 1;
        more = context_.hidden_until.insert_or_assign(hidden[at] ? in_rows : in_answers, until)
                   .second ||
               more;
    }
    return more;
}

void Suppression::decide_once() {
    std::map<std::string, const Table*> groupings;
    for (const Table& table : tables_) {
        if (!table.grouping().empty()) {
            groupings.emplace(table.grouping(), &table);
        }
    }
    units_ = decide_units(groupings, scope_);
    for (const Table& table : tables_) {
        if (table.grouping().empty() && is_told(table)) {
            decide(table);
        }
    }
}

void Suppression::decide(const Table& whole) {
    const std::set<std::string>& leaks = leaks_[whole.question().name];
    QuestionDecision& decision = decisions_[whole.question().name];
    decision = decide_question(tables_of(whole), units_, {leaks.begin(), leaks.end()}, scope_);
    decision.withheld = decision.withheld || leaks.count("") > 0;
}

/// A question of which at least the base is told.
bool Suppression::is_told(const Table& table) const {
    const Question& question = table.question();
    return question.kind != QuestionKind::units && allowed(question.cap) &&
           whole(table.counts()).answered(0) >= policy_.threshold();
}

const QuestionDecision* Suppression::decision_of(const Table& table) const {
    const auto found = decisions_.find(table.question().name);
    return found == decisions_.end() || found->second.withheld ? nullptr : &found->second;
}

bool Suppression::is_left_out(const std::string& grouping, const std::string& key) const {
    return std::any_of(context_.coarsenings.begin(),
                       context_.coarsenings.end(),
                       [&](const Coarsening& coarsening) {
                           return coarsening.coarse == grouping && !key.empty() &&
                                  coarsening.left_out == key;
                       });
}

PublishedTable Suppression::publish_units(const Table& table, PublishedTable to) const {
    if (table.grouping().empty()) {  // all responses: never fewer than the threshold
        const std::uint64_t n = table.counts().units(0);
        to.rows.push_back({"", Shown{n, std::nullopt}, {}, reading_of(n)});
        return to;
    }
    const UnitsDecision& units = units_.at(table.grouping());
    to.withheld = units.withheld;
    for (std::size_t row = 0; !units.withheld && row < table.keys().size(); ++row) {
        const std::uint64_t n = table.counts().units(row);
        const bool hidden = units.rows[row].units_hidden;
        if (n > 0 && !is_left_out(table.grouping(), table.keys()[row])) {
            to.rows.push_back(
                {table.keys()[row],
                 hidden ? Cell{Hidden{Because::people}} : Cell{Shown{n, std::nullopt}},
                 {},
                 reading_of(hidden ? 0 : n)});
        }
    }
    to.hidden_cells = count_hidden(to);
    return to;
}

PublishedTable Suppression::publish_ranking(const Table& ranking) const {
    PublishedTable published = publish(first_places(ranking));
    published.question.kind = QuestionKind::ranking;
    const bool told = ranking.grouping().empty() || policy_.threshold() == 0;
    const QuestionDecision* decision = decision_of(ranking);
    if (published.withheld || decision == nullptr || !told) {
        return published;
    }
    std::size_t at = 0;
    for (std::size_t row = 0; row < ranking.counts().groups(); ++row) {
        if (ranking.counts().units(row) > 0 || ranking.grouping().empty()) {
            published.rows[at++].places = publish_places(ranking, row, decision->places);
        }
    }
    published.hidden_cells = count_hidden(published);
    return published;
}

void Suppression::add_rows(const Table& table, PublishedTable& to) const {
    const QuestionDecision& decision = *decision_of(table);
    if (table.grouping().empty()) {
        to.rows.push_back(publish_row(table, 0, decision.whole));
        to.no_answer = publish_kinds(table.counts(), decide_kinds(table, scope_));
        return;
    }
    const Pattern& pattern = decision.by_groups.at(table.grouping()).pattern;
    for (std::size_t row = 0; row < pattern.size(); ++row) {
        if (table.counts().units(row) > 0 && !is_left_out(table.grouping(), table.keys()[row])) {
            to.rows.push_back(publish_row(table, row, pattern[row]));
        }
    }
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
    const QuestionDecision* decision = decision_of(table);
    if (table.grouping().empty() && table.counts().answered(0) < policy_.threshold()) {
        published.rows.push_back(too_few(published.question.choices.size()));
    } else if (decision == nullptr ||
               (!table.grouping().empty() && decision->by_groups.at(table.grouping()).withheld)) {
        published.withheld = true;
    } else {
        add_rows(table, published);
        name_ends(table, published);
        if (table.grouping() == wave_grouping) {
            published.changes = publish_changes(table, published, context_);
        }
    }
    published.hidden_cells = count_hidden(published);
    return published;
}

/// As choices of the published question.
void Suppression::name_ends(const Table& table, PublishedTable& to) const {
    const EndChoices ends = end_choices(table.question());
    const std::vector<std::size_t> answers = answer_choices(table.question());
    const auto named = [&](const std::vector<std::size_t>& choices) {
        std::vector<std::size_t> shown;
        for (const std::size_t choice : choices) {
            shown.push_back(static_cast<std::size_t>(
                std::find(answers.begin(), answers.end(), choice) - answers.begin()));
        }
        return shown;
    };
    to.top = named(ends.top);
    to.bottom = named(ends.bottom);
}

std::vector<PublishedTable> Suppression::publish_all() const {
    std::vector<PublishedTable> published;
    for (const Table& table : tables_) {
        if (table.question().kind == QuestionKind::units || allowed(table.question().cap)) {
            published.push_back(publish(table));
        }
    }
    return published;
}

void Suppression::withhold(const LeakingTable& leak) {
    const bool is_new = leaks_[leak.question].insert(leak.grouping).second;
    base::promise(is_new, "a table that was withheld is said to leak");
    if (leak.question.empty()) {
        units_.at(leak.grouping).withheld = true;
    }
    for (const Table& table : tables_) {
        const bool touched = leak.question.empty() || leak.question == table.question().name;
        if (touched && table.grouping().empty() && is_told(table)) {
            decide(table);
        }
    }
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

/// People of a level are for the office alone; and where a level has few of them, nobody else reads
/// how its margin stood before: the few would be what is missing to 100.
void Suppression::scrub_margins() {
    if (!fieldwork_.weighting || policy_.threshold() == 0) {
        return;
    }
    fieldwork_.weighting->warnings.clear();  // they name levels that few people chose
    std::vector<MarginLine>& lines = fieldwork_.weighting->lines;
    std::set<std::string> small;
    for (const MarginLine& line : lines) {
        if (line.people > 0 && line.people < policy_.threshold()) {
            small.insert(line.question);
        }
    }
    for (MarginLine& line : lines) {
        line.people = 0;
        if (small.count(line.question) > 0) {
            line.before.reset();
        }
    }
}

Result<Release> Suppression::run() {
    if (Result<void> fits = check(); !fits) {
        return fits.error();
    }
    std::vector<PublishedTable> published;
    std::optional<PassedAudit> passed;
    std::optional<EarlierRelease> kept;
    decide_all();
    while (!passed) {
        published = publish_all();
        const Result<ReleaseVerdict> verdict = audit_release(published, tables_, units_, scope_);
        if (!verdict) {
            return verdict.error();
        }
        passed = verdict->passed;
        kept = verdict->kept;
        if (!passed) {
            withhold(*verdict->leak);
        }
    }
    tell_treatments(published);
    scrub_margins();
    const bool weighted = fieldwork_.weighting && fieldwork_.weighting->applied();
    Provenance provenance{policy_, std::move(fieldwork_), published_level, 0, 0, context_.rounding};
    for (PublishedTable& table : published) {
        round_counts(table, context_.rounding, weighted);
    }
    for (const PublishedTable& table : published) {
        provenance.hidden_cells += table.hidden_cells;
        provenance.withheld_tables += table.withheld ? 1 : 0;
    }
    return Release{Publishable(std::move(published), std::move(provenance), *passed),
                   std::move(*kept)};
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
                             Fieldwork fieldwork,
                             const ReleaseContext& context) {
    Result<Release> release = make_release(tables, policy, std::move(fieldwork), context);
    return release ? Result<Publishable>(std::move(release->numbers)) : release.error();
}

Result<Release> make_release(std::span<const Table> tables,
                             const Policy& policy,
                             Fieldwork fieldwork,
                             const ReleaseContext& context) {
    return Suppression(tables, policy, std::move(fieldwork), context).run();
}

}  // namespace harmony::summary
