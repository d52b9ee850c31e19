#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"

namespace harmony::survey {

/// A BCP 47 tag as the form has it: `en`, `ur`, `pa-Arab`.
using LanguageTag = std::string;

/// Place of a node in `Form::nodes()`: groups and questions together, in sheet order.
struct NodeIndex {
    std::uint32_t value = 0;

    auto operator<=>(const NodeIndex&) const = default;
};

enum class NodeType {
    group,
    note,
    text,
    integer,
    decimal,
    select_one,
    select_multiple,
    rank,
    acknowledge,
    range,
    date,
    time,
    date_time,
    calculate,
    hidden,
    today,  ///< the local day on which the task began
    start,  ///< local midnight of that day, like `end`: no finer time leaves a kiosk
    end,
    device_id,  ///< the name of the kiosk
};

/// What a calculation is stored as.
enum class Stored { text, whole, decimal, date, time, date_time };

/// How an answer is kept in a response, whatever question it came from.
enum class AnswerKind {
    text,
    whole,
    decimal,
    one,
    many,
    ranked,
    acknowledged,
    day,
    minute,
    part,
    day_and_minute,
};

enum class ChoiceRole { none, exclusive, dont_know, prefer_not, other };
enum class Block { core, equality };
enum class Widget { automatic, tiles, smileys, grid, pad, place_list, place_map };
enum class Faces { best_first, worst_first };
enum class Sensitivity { no, personal, special };
enum class ReportClass { internal, open, never };  ///< `open` is written `public`
enum class Shuffle { plain, ends_fixed };

/// A stretch of a text for residents: words as written, or the value of another question.
struct Piece {
    std::string words;
    std::optional<NodeIndex> value_of;  ///< when set, `words` is empty

    bool operator==(const Piece&) const = default;
};

/// One text for residents in one language.
using Line = std::vector<Piece>;

/// The same text in every language that has it.
using Wording = std::map<LanguageTag, Line>;

/// The columns of ours that stand on a question (design: survey profile, section 10).
struct KioskColumns {
    Block block = Block::core;
    Widget widget = Widget::automatic;
    Faces faces = Faces::best_first;
    Sensitivity sensitive = Sensitivity::no;
    ReportClass report = ReportClass::internal;
    bool quick = false;           ///< part of the quick cut
    bool place = false;           ///< its answer is the place of the response
    bool private_answer = false;  ///< never spoken aloud, hidden by the curtain
    bool part_of_day = false;     ///< a time question asks for morning, afternoon, evening, night
    std::optional<unsigned> max;  ///< most choices of a select_multiple
    unsigned grid_m = 100;        ///< edge of a map cell in metres: 10, 100 or 1000
    std::string benchmark;        ///< id of the locked wording; empty: none

    bool operator==(const KioskColumns&) const = default;
};

struct Choice {
    std::string name;
    Wording label;
    std::map<LanguageTag, std::string> image;
    std::map<LanguageTag, std::string> audio;
    ChoiceRole role = ChoiceRole::none;
    std::optional<int> score;                  ///< value in a mean; absent outside the scale
    std::map<std::string, std::string> extra;  ///< further columns, for choice filters

    bool operator==(const Choice&) const = default;
};

/// The choices of a select. A list that comes from a data file has the file's rows as its choices.
struct ChoiceList {
    std::string name;  ///< name of the list, or of the data file
    bool from_file = false;
    std::vector<Choice> choices;
    std::vector<std::string> columns;  ///< further columns of the sheet, or all of the data file
    std::string file_value = "name";   ///< column of the data file that names a choice
    std::string file_label = "label";  ///< both empty: a file that only expressions read

    /// Place of the choice called `choice_name`; nothing when there is none.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view choice_name) const;

    bool operator==(const ChoiceList&) const = default;
};

/// The values of a range question, as decimals in canonical form (`-2`, `0.5`).
struct Range {
    std::string start = "1";
    std::string end = "10";  ///< may be below `start`: the scale falls then
    std::string step = "1";
    std::string tick_interval;  ///< empty: none
    std::string placeholder;    ///< where a slider of other tools would stand; nothing here
    std::string tick_labels;    ///< name of a list whose choices are labels of values; or empty

    /// Whether a value may have decimals: some parameter has them.
    [[nodiscard]] bool is_decimal() const;

    /// Whether `value`, a canonical decimal, lies on a step from `start` to `end`.
    [[nodiscard]] bool holds(std::string_view value) const;

    /// The values from `start` to `end`, in that order, at most `most` of them.
    [[nodiscard]] std::vector<std::string> values(std::size_t most) const;

    bool operator==(const Range&) const = default;
};

/// A question or a group. Expressions are kept as text with absolute paths; the form holds them
/// parsed as well.
struct Node {
    NodeIndex index;
    NodeType type = NodeType::text;
    std::string name;
    std::string path;                 ///< `/data/asb/asb_litter`
    std::optional<NodeIndex> parent;  ///< the group it stands in
    NodeIndex end;                    ///< groups: one past the last node inside; else index + 1
    std::optional<std::size_t>
        item;  ///< its place among the answers of a response; notes have none

    Wording label;
    Wording hint;
    Wording guidance;  ///< for staff, not for residents
    Wording required_message;
    Wording constraint_message;
    std::map<LanguageTag, std::string> image;
    std::map<LanguageTag, std::string> audio;

    std::string relevant;
    std::string required;
    std::string constraint;
    std::string calculation;
    std::string read_only;
    std::string choice_filter;
    std::string preset;               ///< column `default`, as a fixed value
    std::string dynamic_default;      ///< column `default`, as an expression worked out once
    std::vector<NodeIndex> triggers;  ///< its calculation runs when one of these changes

    std::optional<std::size_t> list;  ///< into `Form::lists()`; selects and ranks only
    std::string file_value = "name";  ///< column of the data file that names a choice
    std::string file_label = "label";
    bool randomize = false;  ///< the choices are shuffled
    std::string seed;        ///< of the shuffling: a number or a path; empty: drawn at the start
    std::optional<Range> range;
    std::vector<std::string> appearance;  ///< sorted words
    std::optional<unsigned> rows;         ///< lines of a text field
    Stored stored = Stored::text;         ///< calculations
    KioskColumns kiosk;

    [[nodiscard]] bool has_appearance(std::string_view word) const;

    /// Everything of this group on one page: appearance `field-list` or `table-list`.
    [[nodiscard]] bool is_one_page() const;
    [[nodiscard]] bool is_table() const;
    /// select_one or select_multiple.
    [[nodiscard]] bool is_select() const;

    /// A select or a rank.
    [[nodiscard]] bool has_choices() const;

    /// today, start, end and device_id: known without asking, and in no response.
    [[nodiscard]] bool is_metadata() const;

    /// How its answers are kept. REQUIRES: it has an item.
    [[nodiscard]] AnswerKind answer_kind() const;

    /// Whether it can appear on a screen: notes, and questions with something to show.
    [[nodiscard]] bool is_visible() const;

    bool operator==(const Node&) const = default;
};

struct Language {
    LanguageTag tag;
    std::string name;    ///< as the column header has it, without the tag: `Polish`
    std::string status;  ///< `draft`, or `checked by NAME on DATE`; empty for the source language
    [[nodiscard]] bool is_draft() const { return status == "draft"; }

    bool operator==(const Language&) const = default;
};

enum class Purpose { survey, case_report, contact, complaint, exit };
enum class PartialPolicy { discard, keep };

struct Settings {
    std::string instance_name;
    Purpose purpose = Purpose::survey;
    PartialPolicy partial = PartialPolicy::discard;
    Shuffle shuffle = Shuffle::plain;
    unsigned min_age = 16;
    bool receipt = true;
    bool token = false;  ///< asks for a token of the office first
    bool quick = false;  ///< the whole survey is a quick one

    bool operator==(const Settings&) const = default;
};

/// A data file that travels beside the compiled form.
struct DataFile {
    std::string name;
    std::string sha256;  ///< lower-case hexadecimal
    std::size_t rows = 0;
    std::vector<std::string> columns;

    bool operator==(const DataFile&) const = default;
};

/// What somebody let through although a check blocks it, and who.
struct Waiver {
    std::string code;   ///< `L802`
    std::string where;  ///< a row, a language tag, or empty for all
    std::string by;

    bool operator==(const Waiver&) const = default;
};

/// Everything a compiled form says, as plain values.
struct FormContent {
    std::string id;
    std::string version;
    std::map<LanguageTag, std::string> title;
    std::vector<Language> languages;  ///< default first; never empty
    std::string root = "data";
    std::vector<Node> nodes;
    std::vector<ChoiceList> lists;
    std::vector<DataFile> files;
    Settings settings;
    std::vector<Waiver> waivers;
    std::optional<NodeIndex> place;  ///< the question whose answer is the place of the response

    bool operator==(const FormContent&) const = default;
};

class FormLogic;

/// One version of a survey, loaded and checked (`load_form`). Does not change; outlives its drafts.
class Form {
public:
    Form(base::FormName name, FormContent content, std::unique_ptr<const FormLogic> logic);
    Form(Form&&) noexcept;
    Form& operator=(Form&&) noexcept;
    ~Form();

    /// What names this version in responses.
    [[nodiscard]] base::FormName name() const { return name_; }
    [[nodiscard]] const std::string& id() const { return content_.id; }
    [[nodiscard]] const std::string& version() const { return content_.version; }
    [[nodiscard]] std::string_view title(const LanguageTag& language) const;

    [[nodiscard]] const std::vector<Language>& languages() const { return content_.languages; }
    [[nodiscard]] const LanguageTag& default_language() const {
        return content_.languages.front().tag;
    }
    [[nodiscard]] bool has_language(const LanguageTag& language) const;

    [[nodiscard]] const std::vector<Node>& nodes() const { return content_.nodes; }
    [[nodiscard]] const Node& node(NodeIndex index) const { return content_.nodes.at(index.value); }

    /// The nodes that a response has an item for, in the order of its items.
    [[nodiscard]] std::span<const NodeIndex> questions() const { return questions_; }

    /// By name, when the name occurs once; or by path.
    [[nodiscard]] std::optional<NodeIndex> find(std::string_view name_or_path) const;

    [[nodiscard]] const std::vector<ChoiceList>& lists() const { return content_.lists; }

    /// The list of a select or rank. REQUIRES: the node is one.
    [[nodiscard]] const ChoiceList& list_of(NodeIndex select) const;

    [[nodiscard]] const Settings& settings() const { return content_.settings; }
    [[nodiscard]] std::optional<NodeIndex> place() const { return content_.place; }
    [[nodiscard]] const FormContent& content() const { return content_; }

    /// The line to show: in `language`, else in the default language, else in the first that has
    /// it; nothing when there is none.
    [[nodiscard]] const Line* line(const Wording& wording, const LanguageTag& language) const;

    /// As `line`, as plain text; the value of another question is written `…`. For reports.
    [[nodiscard]] std::string text(const Wording& wording, const LanguageTag& language) const;

    /// For the drafts of this room.
    [[nodiscard]] const FormLogic& logic() const { return *logic_; }

private:
    base::FormName name_;
    FormContent content_;
    std::vector<NodeIndex> questions_;
    std::unique_ptr<const FormLogic> logic_;
};

}  // namespace harmony::survey
