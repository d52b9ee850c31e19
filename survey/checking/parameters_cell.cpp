#include "survey/checking/parameters_cell.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <variant>

#include "base/text.h"
#include "survey/expression/canonical.h"
#include "survey/expression/lexer.h"
#include "survey/expression/number.h"

namespace harmony::survey {
namespace {

struct Pair {
    std::string key;
    std::string value;
};

/// Takes words and `=` from a cell, where white space, commas and semicolons part words and mean
/// nothing else.
class PairReader {
public:
    explicit PairReader(std::string_view cell) : cell_(cell) {}

    /// The pairs `key=value`, or the part of the cell that is none.
    std::variant<std::vector<Pair>, std::string> run() {
        std::vector<Pair> pairs;
        for (skip(); at_ < cell_.size(); skip()) {
            const std::size_t start = at_;
            std::string key = word();
            skip();
            const bool is_key = !key.empty() && at_ < cell_.size() && cell_[at_] == '=';
            at_ += is_key ? 1 : 0;
            skip();
            std::string value = is_key ? word() : std::string();
            if (value.empty()) {
                return std::string(base::trim(cell_.substr(start, at_ - start)));
            }
            pairs.push_back({base::lower_ascii(key), std::move(value)});
        }
        return pairs;
    }

private:
    static bool parts(char letter) {
        return std::string_view(" \t\r\n,;").find(letter) != std::string_view::npos;
    }

    void skip() {
        while (at_ < cell_.size() && parts(cell_[at_])) {
            ++at_;
        }
    }

    std::string word() {
        const std::size_t start = at_;
        while (at_ < cell_.size() && cell_[at_] != '=' && !parts(cell_[at_])) {
            ++at_;
        }
        return std::string(cell_.substr(start, at_ - start));
    }

    std::string_view cell_;
    std::size_t at_ = 0;
};

Range range_of(std::string start, std::string end, std::string step) {
    Range range;
    range.start = std::move(start);
    range.end = std::move(end);
    range.step = std::move(step);
    return range;
}

bool is_between(const Range& range, const std::string& decimal) {
    const auto number = [](const std::string& text) { return number_from_text(text).value_or(0); };
    const auto [low, high] = std::minmax({number(range.start), number(range.end)});
    return number(decimal) >= low && number(decimal) <= high;
}

class ParameterReader {
public:
    ParameterReader(Node& node, const SheetRow& row, bool from_file, const FillInput& in)
        : node_(node), row_(row), from_file_(from_file), in_(in) {}

    void run() {
        if (node_.type == NodeType::range) {
            node_.range.emplace();
        }
        const std::string cell = straight_quotes(in_.table.text(row_, "parameters"));
        const auto read = PairReader(cell).run();
        if (const auto* other = std::get_if<std::string>(&read)) {
            error("P601",
                  fmt::format("the parameter {} is not of the form key=value", in_quotes(*other)),
                  "write it like rows=5");
            return;
        }
        const auto& pairs = std::get<std::vector<Pair>>(read);
        if (!takes_parameters()) {
            no_parameters(pairs);
            return;
        }
        bool seeded = false;
        bool says_randomize = false;
        for (const Pair& pair : pairs) {
            seeded |= pair.key == "seed";
            says_randomize |= pair.key == "randomize";
            take(pair);
        }
        if (seeded && node_.has_choices() && !says_randomize) {
            error("P604", "seed is given without randomize", "write randomize=true, seed=42");
        }
        if (node_.range) {
            check_range();
        }
    }

private:
    [[nodiscard]] bool takes_parameters() const {
        return node_.type == NodeType::text || node_.type == NodeType::range || node_.has_choices();
    }

    void no_parameters(const std::vector<Pair>& pairs) {
        if (!pairs.empty()) {
            in_.report.warning(in_.table.spot(row_, "parameters"),
                               "S518",
                               "parameters have no effect on this type",
                               "empty the cell");
        }
    }

    void error(const char* code, std::string what, std::string mend) {
        in_.report.error(
            in_.table.spot(row_, "parameters"), code, std::move(what), std::move(mend));
    }

    void take(const Pair& pair) {
        if (node_.type == NodeType::text && pair.key == "rows") {
            rows(pair.value);
        } else if (from_file_ && pair.key == "value") {
            node_.file_value = column_name(pair.value);
        } else if (from_file_ && pair.key == "label") {
            node_.file_label = column_name(pair.value);
        } else if (node_.has_choices() && pair.key == "randomize") {
            randomize(base::lower_ascii(pair.value));
        } else if (node_.has_choices() && pair.key == "seed") {
            seed(pair.value);
        } else if (node_.range && range_text(pair.key) != nullptr) {
            range_value(pair);
        } else {
            error("P602",
                  fmt::format("this type has no parameter {}", in_quotes(pair.key)),
                  "take it out");
        }
    }

    std::string column_name(const std::string& value) {
        if (name_length(value) != value.size()) {
            error("N301",
                  fmt::format("{} cannot be the name of a column", in_quotes(value)),
                  "begin with a letter and use letters, digits, _ - and .");
        }
        return value;
    }

    void rows(const std::string& value) {
        unsigned count = 0;
        const auto read = std::from_chars(value.data(), value.data() + value.size(), count);
        if (read.ec != std::errc{} || read.ptr != value.data() + value.size()) {
            error("P606",
                  fmt::format("rows is no whole number: {}", in_quotes(value)),
                  "write it like rows=5");
            return;
        }
        node_.rows = count;
    }

    void randomize(const std::string& value) {
        if (value != "true" && value != "false") {
            error("P603",
                  fmt::format("randomize is neither true nor false: {}", in_quotes(value)),
                  "write randomize=true");
            return;
        }
        node_.randomize = value == "true";
    }

    void seed(const std::string& value) {
        const std::vector<Mention> mentions = mentions_in(value);
        const bool one_mention =
            mentions.size() == 1 && mentions[0].at == 0 && mentions[0].length == value.size();
        if (!one_mention && !number_from_text(value)) {
            error(
                "P605",
                fmt::format("the seed is neither a number nor one question: {}", in_quotes(value)),
                "write it like seed=42 or seed=${name}");
            return;
        }
        node_.seed = in_.references.expression(value, in_.table.spot(row_, "parameters"));
    }

    std::string* range_text(std::string_view key) {
        Range& range = *node_.range;
        return key == "start"           ? &range.start
               : key == "end"           ? &range.end
               : key == "step"          ? &range.step
               : key == "tick_interval" ? &range.tick_interval
               : key == "placeholder"   ? &range.placeholder
               : key == "tick_labelset" ? &range.tick_labels
                                        : nullptr;
    }

    void range_value(const Pair& pair) {
        std::string& to = *range_text(pair.key);
        if (pair.key == "tick_labelset") {
            to = pair.value;
            return;
        }
        const auto number = canonical_decimal(pair.value);
        if (!number) {
            error("P608",
                  fmt::format("{} is no number: {}", pair.key, in_quotes(pair.value)),
                  "write it like start=0 end=10 step=1");
            sound_ = false;
            return;
        }
        to = *number;
    }

    void check_range() {
        const Range& range = *node_.range;
        if (!range.tick_interval.empty() || !range.placeholder.empty() ||
            !range.tick_labels.empty()) {
            check_range_appearance();
        }
        if (!sound_) {
            return;
        }
        check_size("step", range.step);
        if (!range.tick_interval.empty()) {
            check_size("tick_interval", range.tick_interval);
        }
        if (!sound_) {
            return;
        }
        const Range distances =
            range_of("0", unsigned_text(range.tick_interval), unsigned_text(range.step));
        if (!range.tick_interval.empty() && !distances.holds(distances.end)) {
            error(
                "P611",
                fmt::format(
                    "tick_interval {} is not made of steps of {}", range.tick_interval, range.step),
                "use a multiple of step");
        }
        if (!range.placeholder.empty()) {
            check_place("placeholder", range.placeholder);
        }
    }

    void check_range_appearance() {
        const std::vector<std::string> words = base::words(in_.table.text(row_, "appearance"));
        const bool other = std::any_of(words.begin(), words.end(), [](const std::string& word) {
            return word != "vertical" && word != "no-ticks";
        });
        if (other) {
            error("P607",
                  "tick_interval, placeholder and tick_labelset go only with the appearances "
                  "vertical and no-ticks",
                  "take them out, or change the appearance");
        }
    }

    static std::string unsigned_text(const std::string& decimal) {
        return decimal.starts_with('-') ? decimal.substr(1) : decimal;
    }

    void check_size(const char* key, const std::string& decimal) {
        const std::string size = unsigned_text(decimal);
        if (size == "0") {
            error("P609", fmt::format("{} is 0", key), "write a number above 0");
            sound_ = false;
        } else if (!fits_in_range(size)) {
            error("P610",
                  fmt::format("{} {} is larger than the range", key, decimal),
                  "write a smaller number");
            sound_ = false;
        }
    }

    /// Whether a step of that size from the start stays in the range.
    [[nodiscard]] bool fits_in_range(const std::string& size) const {
        return range_of(node_.range->start, node_.range->end, size).values(2).size() == 2;
    }

    void check_place(const char* key, const std::string& decimal) {
        const Range& range = *node_.range;
        if (!is_between(range, decimal)) {
            error("P612",
                  fmt::format("{} {} lies outside {} to {}", key, decimal, range.start, range.end),
                  "write a number of the range");
        } else if (!range.holds(decimal)) {
            error("P611",
                  fmt::format("{} {} does not lie on a step", key, decimal),
                  "write a number that a step reaches");
        }
    }

    Node& node_;
    const SheetRow& row_;
    bool from_file_;
    const FillInput& in_;
    bool sound_ = true;
};

}  // namespace

void read_parameters(Node& node, const SheetRow& row, bool from_file, const FillInput& input) {
    ParameterReader(node, row, from_file, input).run();
}

void check_tick_labels(const Node& node,
                       const SheetRow& row,
                       const std::map<std::string, SheetList>& lists,
                       const FillInput& input) {
    if (!node.range || node.range->tick_labels.empty()) {
        return;
    }
    const Spot spot = input.table.spot(row, "parameters");
    auto list = lists.find(node.range->tick_labels);
    if (list == lists.end()) {  // values are read without regard to capital letters
        list = lists.find(base::lower_ascii(node.range->tick_labels));
    }
    if (list == lists.end()) {
        input.report.error(
            spot,
            "P613",
            fmt::format("tick_labelset names no list: {}", in_quotes(node.range->tick_labels)),
            "add a list with that name to the choices sheet");
        return;
    }
    const Range& range = *node.range;
    Range ticks = range;
    ticks.step = range.tick_interval.empty() ? range.step : range.tick_interval;
    std::vector<std::string> values;
    for (const Choice& choice : list->second.list.choices) {
        const auto value = canonical_decimal(choice.name);
        values.push_back(value.value_or(""));
        if (!value) {
            input.report.error(spot,
                               "P608",
                               fmt::format("the tick {} is no number", in_quotes(choice.name)),
                               "name the choices of the list after values of the range");
        } else if (!is_between(range, *value)) {
            input.report.error(
                spot,
                "P612",
                fmt::format("the tick {} lies outside {} to {}", *value, range.start, range.end),
                "name the choices of the list after values of the range");
        } else if (!ticks.holds(*value)) {
            input.report.error(spot,
                               "P611",
                               fmt::format("the tick {} does not lie on a step", *value),
                               "name the choices of the list after values of the range");
        }
    }
    const std::set<std::string> labelled(values.begin(), values.end());
    if (node.has_appearance("no-ticks") &&
        labelled != std::set<std::string>{range.start, range.end}) {
        input.report.error(spot,
                           "P614",
                           "with no-ticks only the start and the end of the range have a label",
                           "keep the choices for start and end alone");
    }
}

}  // namespace harmony::survey
