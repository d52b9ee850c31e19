#include "survey/checking/fill_nodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "survey/checking/default_cell.h"
#include "survey/checking/parameters_cell.h"
#include "survey/expression/number.h"
#include "survey/kiosk_words.h"

namespace harmony::survey {
namespace {

constexpr auto appearances = std::to_array<std::string_view>(
    {"field-list", "table-list", "minimal",      "likert",        "list",    "list-nolabel",
     "label",      "columns",    "columns-pack", "horizontal",    "compact", "no-buttons",
     "quick",      "numbers",    "multiline",    "thousands-sep", "rating",  "vertical",
     "no-ticks",   "month-year", "year",         "masked",        "picker"});

class Filler {
public:
    Filler(SurveyRows& survey, const FillInput& input) : survey_(survey), in_(input) {}

    void run() {
        for (Node& node : survey_.nodes) {
            const SheetRow& row = *survey_.rows[node.index.value];
            const TypeCell& type = survey_.types[node.index.value];
            if (type.kind == TypeCell::Kind::refused) {
                continue;
            }
            if (type.is_other) {
                other_text(node);
                continue;
            }
            texts(node, row);
            expressions(node, row);
            check_shown(node, row);
            appearance(node, row);
            preset(node, row);
            read_parameters(node, row, type.from_file, in_);
            kiosk(node, row);
            trigger(node, row);
            check_other(node, row, type);
            effect(node, row);
        }
        inherit_block();
        check_triggers();
    }

private:
    [[nodiscard]] const std::string& text(const SheetRow& row, std::string_view key) const {
        return in_.table.text(row, key);
    }

    [[nodiscard]] Spot spot(const SheetRow& row, std::string_view key) const {
        return in_.table.spot(row, key);
    }

    void texts(Node& node, const SheetRow& row) {
        const auto wording = [&](std::string_view key) {
            return read_wording(in_.table, row, key, in_.languages, in_.references);
        };
        node.label = wording("label");
        node.hint = wording("hint");
        node.guidance = wording("guidance_hint");
        node.required_message = wording("required_message");
        node.constraint_message = wording("constraint_message");
        check_media_references(in_.table, row, in_.references);
        for (const Column& column : in_.table.columns()) {
            const std::string& file = row.at(column.index);
            if (!file.empty() && column.key == "image") {
                node.image[in_.languages.tag_of(column)] = file;
            } else if (!file.empty() && column.key == "audio") {
                node.audio[in_.languages.tag_of(column)] = file;
            }
        }
    }

    /// An expression. The words yes and no stand for one as well, as other tools read them.
    [[nodiscard]] std::string expression(const SheetRow& row, std::string_view key) {
        const std::string& cell = text(row, key);
        if (const auto word = yes_or_no(cell)) {
            return *word ? "true()" : "false()";
        }
        return cell.empty() ? std::string() : in_.references.expression(cell, spot(row, key));
    }

    /// An expression that is false when the cell is empty.
    [[nodiscard]] std::string condition(const SheetRow& row, std::string_view key) {
        const std::string text = expression(row, key);
        return text == "false()" ? "" : text;
    }

    void expressions(Node& node, const SheetRow& row) {
        node.relevant = expression(row, "relevant");
        node.required = condition(row, "required");
        node.constraint = expression(row, "constraint");
        node.read_only = condition(row, "read_only");
        if (node.has_choices()) {
            node.choice_filter = expression(row, "choice_filter");
        }
        if (node.type != NodeType::group) {
            node.calculation = expression(row, "calculation");
        }
    }

    /// A question with a calculation or trigger and nothing to show is a calculation stored as its
    /// type; every other needs something to show.
    void check_shown(Node& node, const SheetRow& row) {
        const std::string& preset = text(row, "default");
        const bool has_calculation = !text(row, "calculation").empty();
        const bool is_worked_out = has_calculation || !text(row, "trigger").empty();
        const bool shows = shows_something(in_.table, row);
        if (node.type == NodeType::calculate) {
            stored_type(node, row);
            if (!has_calculation && !is_dynamic_default(preset, node.type)) {
                in_.report.error(spot(row, "calculation"),
                                 "Q209",
                                 fmt::format("{} has no calculation", in_quotes(node.name)),
                                 "write an expression in the column calculation");
            }
            return;
        }
        const bool must_show =
            node.type != NodeType::group && node.type != NodeType::hidden && !node.is_metadata();
        if (must_show && !shows && (!is_worked_out || node.type == NodeType::note)) {
            in_.report.error(spot(row, "label"),
                             "Q204",
                             fmt::format("{} has nothing to show", in_quotes(node.name)),
                             "give it a label");
        }
    }

    void stored_type(Node& node, const SheetRow& row) {
        const std::string& type = text(row, "bind_type");
        const auto stored = type == "int"      ? Stored::whole
                            : type == "string" ? Stored::text
                                               : stored_from_name(type);
        if (!stored) {
            in_.report.error(spot(row, "bind_type"),
                             "Q201",
                             fmt::format("a calculation cannot be stored as {}", in_quotes(type)),
                             "write int, decimal, date, time, dateTime or string");
            return;
        }
        node.stored = *stored;
    }

    void appearance(Node& node, const SheetRow& row) {
        for (std::string word : base::words(text(row, "appearance"))) {
            if (word.starts_with("search(")) {
                in_.report.error(spot(row, "appearance"),
                                 "P205",
                                 "search() is not part of the kiosk profile",
                                 "use select_one_from_file with a choice filter");
                return;
            }
            const bool numbered = word.starts_with("columns-") && word.size() > 8 &&
                                  std::all_of(word.begin() + 8, word.end(), [](char d) {
                                      return d >= '0' && d <= '9';
                                  });
            if (!numbered &&
                std::find(appearances.begin(), appearances.end(), word) == appearances.end()) {
                unknown_appearance(row, word);
                continue;
            }
            node.appearance.push_back(std::move(word));
        }
        std::sort(node.appearance.begin(), node.appearance.end());
        node.appearance.erase(std::unique(node.appearance.begin(), node.appearance.end()),
                              node.appearance.end());
    }

    void unknown_appearance(const SheetRow& row, const std::string& word) {
        const std::vector<std::string> known(appearances.begin(), appearances.end());
        const auto near = base::nearest(word, known);
        in_.report.warning(
            spot(row, "appearance"),
            "S516",
            fmt::format("there is no appearance {}, it has no effect", in_quotes(word)),
            near ? fmt::format("write {}", *near) : "take it out");
    }

    void preset(Node& node, const SheetRow& row) {
        const std::string& cell = text(row, "default");
        if (cell.empty() || node.type == NodeType::group) {
            return;
        }
        if (is_dynamic_default(cell, node.type)) {
            node.dynamic_default = in_.references.expression(cell, spot(row, "default"));
        } else {
            const bool number = node.type == NodeType::integer || node.type == NodeType::decimal ||
                                node.type == NodeType::range;
            node.preset = number ? canonical_decimal(cell).value_or("") : cell;
        }
        if (node.type == NodeType::select_one) {
            in_.report.block(spot(row, "default"),
                             "S515",
                             "an answer is chosen beforehand",
                             "empty the cell: nothing is ever chosen for a resident");
        } else if (node.has_choices() || node.type == NodeType::acknowledge) {
            in_.report.warning(spot(row, "default"),
                               "S515",
                               "an answer is chosen beforehand",
                               "empty the cell: nothing is ever chosen for a resident");
        }
    }

    void kiosk(Node& node, const SheetRow& row) {
        const std::vector<KioskColumnRow> known = kiosk_columns();
        for (const Column& column : in_.table.columns()) {
            const bool on_body = column.key.starts_with("body::kiosk:");
            if (!on_body && !column.key.starts_with("bind::kiosk:")) {
                continue;
            }
            const std::string name = column.key.substr(std::string_view("bind::kiosk:").size());
            const std::string& value = row.at(column.index);
            const auto found =
                std::find_if(known.begin(), known.end(), [&](const KioskColumnRow& k) {
                    return k.name == name && k.on_body == on_body;
                });
            if (found == known.end() || value.empty()) {
                continue;  // unknown names are reported once, at the header
            }
            if (!set_kiosk_value(node.kiosk, found->column, value)) {
                wrong_kiosk_value(row, column, *found, value);
            }
        }
    }

    void wrong_kiosk_value(const SheetRow& row,
                           const Column& column,
                           const KioskColumnRow& known,
                           const std::string& value) {
        std::string allowed;
        for (std::size_t i = 0; i < known.values.size(); ++i) {
            const char* between = i == 0 ? "" : i + 1 == known.values.size() ? " or " : ", ";
            allowed += fmt::format("{}{}", between, known.values[i]);
        }
        in_.report.error(in_.table.spot(row, column),
                         "K903",
                         fmt::format("kiosk:{} cannot be {}", known.name, in_quotes(value)),
                         allowed.empty() ? "write a whole number above 0" : "write " + allowed);
    }

    void trigger(Node& node, const SheetRow& row) {
        if (const std::string& cell = text(row, "trigger"); !cell.empty()) {
            node.triggers = in_.references.triggers(cell, spot(row, "trigger"));
        }
    }

    void check_triggers() {
        for (const Node& node : survey_.nodes) {
            for (const NodeIndex trigger : node.triggers) {
                const Node& target = survey_.nodes[trigger.value];
                if (!target.is_visible() || target.type == NodeType::note) {
                    in_.report.error(spot(*survey_.rows[node.index.value], "trigger"),
                                     "R505",
                                     fmt::format("nobody can change {}", in_quotes(target.name)),
                                     "name a question that a resident answers");
                }
            }
        }
    }

    /// The text question behind "Other", which the importer adds.
    void other_text(Node& node) {
        const Node& select = survey_.nodes[node.index.value - 1];
        node.relevant = fmt::format("selected( {} , 'other')", select.path);
        node.kiosk = select.kiosk;
        for (const Language& language : in_.languages.languages()) {
            node.label[language.tag] = {
                Piece{other_words(in_.other_words, language.tag).specify, std::nullopt}};
        }
    }

    void effect(const Node& node, const SheetRow& row) {
        const bool asks_nothing = node.type == NodeType::note || node.type == NodeType::group ||
                                  node.type == NodeType::calculate;
        if (!node.required.empty() && asks_nothing) {
            no_effect(row, "required");
        }
        if (node.type == NodeType::group && !text(row, "calculation").empty()) {
            no_effect(row, "calculation");
        }
        if (!node.has_choices() && !text(row, "choice_filter").empty()) {
            no_effect(row, "choice_filter");
        }
    }

    void check_other(const Node& node, const SheetRow& row, const TypeCell& type) {
        if (type.or_other && (type.from_file || !node.choice_filter.empty())) {
            in_.report.error(spot(row, "type"),
                             "Q210",
                             "\"or_other\" goes neither with a data file nor with a choice filter",
                             "add a choice with the role \"other\" and a text question after it");
        }
    }

    void no_effect(const SheetRow& row, std::string_view key) {
        in_.report.warning(spot(row, key),
                           "S518",
                           fmt::format("{} has no effect on this type", key),
                           "empty the cell");
    }

    /// What stands in an equality group is asked with it.
    void inherit_block() {
        for (Node& node : survey_.nodes) {
            if (node.parent && survey_.nodes[node.parent->value].kiosk.block == Block::equality) {
                node.kiosk.block = Block::equality;
            }
        }
    }

    SurveyRows& survey_;
    const FillInput& in_;
};

}  // namespace

OtherWords other_words(const OtherWordsSource& words, const LanguageTag& language) {
    return words ? words(language) : OtherWords{};
}

Wording read_wording(const Table& table,
                     const SheetRow& row,
                     std::string_view key,
                     const WorkbookLanguages& languages,
                     References& references) {
    Wording wording;
    for (const Column* column : table.all(key)) {
        const std::string& cell = row.at(column->index);
        if (!cell.empty() &&
            cell != "-") {  // converters write a dash where a translation is missing
            wording[languages.tag_of(*column)] = references.line(cell, table.spot(row, *column));
        }
    }
    return wording;
}

void check_media_references(const Table& table, const SheetRow& row, References& references) {
    for (const char* key : {"image", "audio"}) {
        for (const Column* column : table.all(key)) {
            static_cast<void>(references.line(row.at(column->index), table.spot(row, *column)));
        }
    }
}

void fill_nodes(SurveyRows& survey, const FillInput& input) {
    Filler(survey, input).run();
}

}  // namespace harmony::survey
