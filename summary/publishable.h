#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "summary/column.h"
#include "summary/interval.h"

namespace harmony::summary {

class PassedAudit;
class Table;

/// The level of all ranges that are published.
inline constexpr double published_level = 0.95;

/// Who a report is for.
enum class Audience : std::uint8_t {
    open,      ///< anybody: the specification's `public`
    partner,   ///< named, with a signed sharing agreement
    internal,  ///< office roles only; every file says INTERNAL
};

/// What is hidden for an audience. A count v with 0 < v < threshold is hidden, and whatever else
/// would give it away.
class Policy {
public:
    /// Thresholds: open 10, partner 5, internal none.
    [[nodiscard]] static Policy of(Audience audience);

    /// A higher threshold for the same audience. Errors: refused (a lower one; internal has none).
    [[nodiscard]] base::Result<Policy> raised_to(std::uint32_t threshold) const;

    [[nodiscard]] Audience audience() const { return audience_; }
    /// 0: nothing is hidden.
    [[nodiscard]] std::uint32_t threshold() const { return threshold_; }

    bool operator==(const Policy&) const = default;

private:
    Policy(Audience audience, std::uint32_t threshold)
        : audience_(audience), threshold_(threshold) {}

    Audience audience_;
    std::uint32_t threshold_;
};

/// Why a number is not shown. Small numbers and those hidden beside them have one reason on
/// purpose: who could tell them apart would know which are small.
enum class Because : std::uint8_t {
    people,    ///< it is small, or a small one could be worked out from it
    base,      ///< it belongs to a row that is hidden whole
    withheld,  ///< no way was found to protect the table
};

/// How much of a row may be read (bases of 30, 50 and 100 answers).
enum class Reading : std::uint8_t {
    counts,       ///< below 30 answers: counts, no percentages
    few_answers,  ///< 30 to 49: percentages, said to rest on few answers
    percentages,  ///< 50 and more
    comparable,   ///< 100 and more: may be compared
};

/// Whole percentages: the share and its range.
struct Share {
    std::uint32_t percent = 0;
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    RangeBasis basis = RangeBasis::counts;

    bool operator==(const Share&) const = default;
};

/// A mean and its range in tenths: 23 is 2.3.
struct Mean {
    std::int64_t tenths = 0;
    std::int64_t low = 0;
    std::int64_t high = 0;
    RangeBasis basis = RangeBasis::counts;

    bool operator==(const Mean&) const = default;
};

/// A number that may be seen. `share` only where the row's base allows percentages.
struct Shown {
    std::uint64_t count = 0;
    std::optional<Share> share;

    bool operator==(const Shown&) const = default;
};

/// A number that is gone: there is a reason here and nothing else.
struct Hidden {
    Because because = Because::people;

    bool operator==(const Hidden&) const = default;
};

/// Part of a question with fewer answers than the threshold in all: hidden whole.
struct TooFew {
    bool operator==(const TooFew&) const = default;
};

using Cell = std::variant<Shown, Hidden, TooFew>;

/// Units without an answer, by kind. The kinds are protected; their sum is the responses minus the
/// base, which stand on every report (docs/decisions/0008).
struct NoAnswer {
    Cell dont_know;
    Cell prefer_not;
    Cell skipped;
    Cell not_asked;

    bool operator==(const NoAnswer&) const = default;
};

/// Where people put one choice of a ranking.
struct PublishedPlaces {
    std::vector<Cell> places;   ///< first place first; as many as the table's question has choices
    Cell first_two;             ///< among the first two; hidden with either of them
    std::optional<Mean> place;  ///< the mean place, 1 is first; nothing when a place is hidden

    bool operator==(const PublishedPlaces&) const = default;
};

/// One row: a group's answers. Hidden cells carry no number in memory.
struct PublishedRow {
    std::string key;            ///< empty for all units
    Cell answered;              ///< the base; of a table of kind `units`, the units
    std::vector<Cell> choices;  ///< one a choice of the table's question; of a ranking: put first
    Reading reading = Reading::counts;
    /// Of a question on a scale: nothing when a number of the row is hidden or there are few.
    std::optional<Mean> mean = std::nullopt;
    /// Of a ranking, one a choice: over all units, and by groups for the internal audience.
    std::vector<PublishedPlaces> places = {};

    bool operator==(const PublishedRow&) const = default;
};

/// One table as it may be seen. Tables of a grouping have the rows of that grouping alone: the row
/// of all units stands in the question's own table.
struct PublishedTable {
    Question question;  ///< its answers: choices of other roles stand in `no_answer`
    std::string grouping;
    std::vector<PublishedRow> rows;     ///< none when withheld; groups without any unit have no row
    std::optional<NoAnswer> no_answer;  ///< of a table over all units
    std::size_t hidden_cells = 0;
    bool withheld = false;  ///< nothing was found that protects this table

    bool operator==(const PublishedTable&) const = default;
};

/// What became of a question of the form.
enum class Treatment : std::uint8_t {
    shown,
    withheld,        ///< too few answers to show safely
    internal_only,   ///< the form keeps it inside the office
    never_reported,  ///< the form keeps it out of every report
    own_words,       ///< free text: read and released by people
    not_counted,     ///< a number, day or time without a small scale: in the export alone
};

/// One question that residents were asked, shown or not, so that nothing is picked.
struct AskedQuestion {
    std::string name;
    ReportCap cap = ReportCap::internal;
    bool tabulated = true;  ///< false: own words, or what is not counted (as `treatment` says)
    Treatment treatment = Treatment::shown;

    bool operator==(const AskedQuestion&) const = default;
};

/// Where and when the answers were given. Handed to `suppress()`, kept in the Provenance.
struct Fieldwork {
    std::uint64_t responses = 0;  ///< units of every table
    std::uint32_t events = 0;     ///< engagements with at least one response
    std::vector<std::string> places;
    base::Day first{};
    base::Day last{};
    std::vector<AskedQuestion> asked;  ///< all questions of the form, in its order

    bool operator==(const Fieldwork&) const = default;
};

/// How the numbers came about: caveat and method page are made from it, and cannot be left out.
struct Provenance {
    Policy policy;
    Fieldwork fieldwork;
    double level = 0.95;
    std::size_t hidden_cells = 0;
    std::size_t withheld_tables = 0;
    std::uint64_t rounding = 1;  ///< counts are to the nearest multiple of it

    bool operator==(const Provenance&) const = default;
};

/// Numbers that may leave the office. Made by `suppress()` alone; renderers take nothing else.
class Publishable {
public:
    [[nodiscard]] std::span<const PublishedTable> tables() const { return tables_; }
    [[nodiscard]] const Provenance& provenance() const { return provenance_; }

    bool operator==(const Publishable&) const = default;

private:
    friend class Suppression;

    /// Only with the proof that these tables were audited.
    Publishable(std::vector<PublishedTable> tables, Provenance provenance, const PassedAudit&)
        : tables_(std::move(tables)), provenance_(std::move(provenance)) {}

    std::vector<PublishedTable> tables_;
    Provenance provenance_;
};

/// A grouping that is a coarser form of another one: areas of wards. A filter is one too, with the
/// two groups of those who are in and those who are left out.
struct Coarsening {
    std::string fine;
    std::string coarse;
    std::map<std::string, std::string> of;  ///< key of the fine grouping to key of the coarse one
    std::string left_out;  ///< a key of the coarse grouping that is printed nowhere; "" for none

    bool operator==(const Coarsening&) const = default;
};

/// What a release stands beside.
struct ReleaseContext {
    std::vector<Coarsening> coarsenings;
    /// Names of numbers that were published earlier about the same responses
    /// (`published_numbers()`): anybody knows them, and they shelter nobody.
    std::set<std::string> known;
    /// Counts and bases are rounded to the nearest multiple, halves up, after everything else: 5
    /// while answers still come in, else 1.
    std::uint64_t rounding = 1;
};

/// The numbers that a release prints, by a name that says what they count: what the register of
/// releases keeps. Numbers with the same name in two releases count the same thing.
[[nodiscard]] std::map<std::string, std::uint64_t> published_numbers(const Publishable& numbers);

/// Hides what could single a person out, proves that the rest cannot be worked out from what is
/// shown, and returns what may be published. All tables must be about the same units; a table by a
/// grouping needs its question's table over all units beside it. All tables are protected together
/// (docs/decisions/0030), and what is really printed is audited once more as the last step.
///
/// Questions whose cap does not allow the audience are left out, and listed. Tables by "engagement"
/// and "kiosk" are for the internal audience: refused for others. A table that nothing protects is
/// withheld. Of a ranking the tables by a grouping hold who put what first.
/// Errors: refused `total_below_threshold` (fewer responses than the threshold), refused
/// (tables that do not belong together; too many linked numbers).
[[nodiscard]] base::Result<Publishable> suppress(std::span<const Table> tables,
                                                 const Policy& policy,
                                                 Fieldwork fieldwork,
                                                 const ReleaseContext& context = {});

}  // namespace harmony::summary
