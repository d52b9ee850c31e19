#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "summary/column.h"
#include "summary/interval.h"

namespace harmony::summary {

class PassedAudit;
class Table;
struct EarlierReleases;

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

/// How many independent answers a share is worth, in whole answers. Kish's number knows the weights
/// alone; the design's knows how engagements differ. 0: not known (nobody or everybody said it).
struct Worth {
    std::uint64_t used = 0;  ///< what the range was made from: never more than the answers
    std::uint64_t kish = 0;
    std::uint64_t design = 0;

    bool operator==(const Worth&) const = default;
};

/// Whole percentages: the share and its range. Weighted where the release is weighted
/// (`Fieldwork::weighting`); counts never are.
struct Share {
    std::uint32_t percent = 0;
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    RangeBasis basis = RangeBasis::counts;
    Worth worth = {};

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

/// Percentage points, below 0 where more people are at the bottom.
struct Net {
    std::int32_t points = 0;
    std::int32_t low = 0;
    std::int32_t high = 0;

    bool operator==(const Net&) const = default;
};

/// Both ends of an answer list that has an order (`kiosk_score`): the top two answers as one share
/// and the bottom two as another; of lists of three the top one and the bottom one. Hidden with any
/// of the answers that they are made of.
struct Ends {
    Cell top;
    Cell bottom;
    std::optional<Net> net;  ///< top less bottom; nothing where one of them is hidden

    bool operator==(const Ends&) const = default;
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
    std::optional<Ends> ends = std::nullopt;  ///< of a question whose answers have an order

    bool operator==(const PublishedRow&) const = default;
};

/// The grouping whose rows are waves, the earliest first.
inline constexpr const char* wave_grouping = "wave";

/// What can be said of a share in one wave against the wave before (specification, section 6).
enum class Direction : std::uint8_t {
    went_up,
    went_down,
    no_clear_change,
    too_few,  ///< too few answers in one of the waves to compare
};

/// How a share changed from one row of a table by wave to the next. The p-values behind `direction`
/// hold for all changes of the table together (Holm).
struct PublishedChange {
    std::string from;                   ///< key of the earlier row
    std::string to;                     ///< key of the later row
    std::optional<std::size_t> choice;  ///< of the table's question; nothing: the top of `Ends`
    Direction direction = Direction::too_few;
    std::int32_t points = 0;  ///< 0 with `too_few`, and so are the others
    std::int32_t low = 0;
    std::int32_t high = 0;
    std::uint32_t could_have_seen = 0;  ///< the change found four times out of five
    /// Before the changes of a table were looked at together: for whoever lists changes of several
    /// tables in one, never to be shown. Nothing with `too_few`.
    std::optional<double> p = std::nullopt;

    bool operator==(const PublishedChange&) const = default;
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
    /// Of a question whose answers have an order: which of its choices are the top and the bottom.
    std::vector<std::size_t> top = {};
    std::vector<std::size_t> bottom = {};
    /// Of a table by wave: only of numbers that both waves show.
    std::vector<PublishedChange> changes = {};

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

/// A level of a margin on the method page. Shares are whole percentages.
struct MarginLine {
    std::string question;
    std::string level;  ///< a choice; empty: those who did not say
    std::uint32_t target = 0;
    /// Among the answers as they came. Nothing where a level has fewer people than the threshold:
    /// its number could be worked out.
    std::optional<std::uint32_t> before;
    std::uint32_t after = 0;
    std::uint64_t people = 0;  ///< 0 for everybody but the office: `suppress()` takes it away

    bool operator==(const MarginLine&) const = default;
};

/// How the percentages of a release were weighted, or why they were not.
struct Weighting {
    std::string name;  ///< of the weighting file
    std::string source;
    std::string area;
    std::string file_hash;  ///< BLAKE2b-256 of the weighting file and its population, in hex
    std::vector<std::string> margins;  ///< questions
    std::vector<MarginLine> lines;
    std::vector<std::string> small_waves;  ///< names of waves with too few answers to weight
    std::vector<std::string> warnings;     ///< sentences
    std::string refusal;      ///< why nothing is weighted: a sentence; empty where it is
    std::uint64_t worth = 0;  ///< Kish's number of all weights, in whole answers

    [[nodiscard]] bool applied() const { return refusal.empty(); }

    bool operator==(const Weighting&) const = default;
};

/// A span of days that is looked at as one: a calendar quarter, or what the office named.
struct Wave {
    std::string id;    ///< "2026-q1", or the office's name for it
    std::string name;  ///< "January to March 2026"
    base::Day first{};
    base::Day last{};
    bool closed = false;  ///< no more answers come

    bool operator==(const Wave&) const = default;
};

/// Where and when the answers were given. Handed to `suppress()`, kept in the Provenance.
struct Fieldwork {
    std::uint64_t responses = 0;  ///< units of every table
    std::uint32_t events = 0;     ///< engagements with at least one response
    std::vector<std::string> places;
    base::Day first{};
    base::Day last{};
    std::vector<AskedQuestion> asked;                   ///< all questions of the form, in its order
    std::optional<Weighting> weighting = std::nullopt;  ///< nothing: the office has no such file
    std::vector<Wave> waves = {};  ///< that hold answers, the earliest first: strata of the ranges
    std::string filter = {};       ///< "place = Northgate" where only some responses are counted

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
    /// Numbers that an earlier release hid, by name: hidden again as long as they are below this,
    /// zeros apart. What it printed beside them would else give them away.
    std::map<std::string, std::int64_t> hidden_until = {};
    /// What is out already (summary/release.h): the audit attacks all of it together. Borrowed for
    /// one call; may be absent.
    const EarlierReleases* earlier = nullptr;
    /// Two waves whose change is wanted; nothing: each wave against the one before.
    std::optional<std::pair<std::string, std::string>> compared = std::nullopt;
};

/// What a change comes to when its p-value, adjusted for all that it is listed with, is this.
[[nodiscard]] Direction direction_of(const PublishedChange& change, double adjusted);

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
