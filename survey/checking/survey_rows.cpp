#include "survey/checking/survey_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "survey/expression/lexer.h"
#include "survey/node_layout.h"

namespace harmony::survey {
namespace {

constexpr std::size_t most_nodes = 10'000;
constexpr std::size_t deepest_group = 16;
constexpr std::size_t longest_name = 128;

class RowReader {
public:
    RowReader(const Table& table, const SettingsRead& settings, Report& report)
        : table_(table), settings_(settings), report_(report) {}

    SurveyRows run() {
        for (const SheetRow* row : table_.rows()) {
            read(*row);
        }
        for (const Open& open : open_) {
            report_.error(table_.spot(*open.row, "type"),
                          "Q205",
                          "this group has no end",
                          "add a row end_group after its last question");
        }
        check_names();
        lay_out(result_.nodes);
        return std::move(result_);
    }

private:
    struct Open {
        const SheetRow* row;
        std::optional<NodeIndex> group;  ///< none for a repeat, which makes no node
    };

    /// A name, of whatever row, and where it stands.
    struct Taken {
        std::string path;
        std::string name;
        const SheetRow* row;
    };

    void read(const SheetRow& row) {
        if (yes_or_no(table_.text(row, "disabled")).value_or(false)) {
            report_.warning(table_.spot(row, "disabled"),
                            "Q208",
                            "this row is disabled and is skipped",
                            "empty the cell to use it");
            return;
        }
        if (!table_.text(row, "save_to").empty()) {
            report_.error(table_.spot(row, "save_to"),
                          "P203",
                          "entities are not part of the kiosk profile",
                          "empty the cell");
        }
        const std::string type = straight_quotes(table_.text(row, "type"));
        if (type.empty()) {
            missing_type(row);
            return;
        }
        const TypeCell read = read_type_cell(type);
        switch (read.kind) {
            case TypeCell::Kind::question: add_question(row, read); break;
            case TypeCell::Kind::begin_group: add_group(row, read); break;
            case TypeCell::Kind::data_file: add_data_file(row, read); break;
            case TypeCell::Kind::begin_refused:
                report_.error(table_.spot(row, "type"), read.code.c_str(), read.what, read.mend);
                take_name(row, straight_quotes(table_.text(row, "name")));
                open_.push_back({&row, std::nullopt});
                break;
            case TypeCell::Kind::end_group:
            case TypeCell::Kind::end_refused: end(row, read.kind); break;
            case TypeCell::Kind::refused:
                report_.error(table_.spot(row, "type"), read.code.c_str(), read.what, read.mend);
                add_refused(row);
                break;
        }
    }

    void add_question(const SheetRow& row, const TypeCell& read) {
        add(row, read);
        if (!read.or_other) {
            return;
        }
        TypeCell other;
        other.kind = TypeCell::Kind::question;
        other.type = NodeType::text;
        other.is_other = true;
        add(row, other);
    }

    void add_data_file(const SheetRow& row, const TypeCell& read) {
        const std::string name = name_of(row, read);
        take_name(row, name);
        if (!data_files_.insert(name).second) {
            report_.error(
                table_.spot(row, "name"),
                "N303",
                fmt::format("the data file {} is named in an earlier row", in_quotes(name)),
                "take one of the rows out");
        }
        result_.data_files.push_back(&row);
    }

    void missing_type(const SheetRow& row) {
        if (!table_.text(row, "name").empty() || has_text(table_, row, "label")) {
            report_.error(table_.spot(row, "type"),
                          "Q202",
                          "this row has no type",
                          "write a type, for example text or select_one list");
        } else {
            report_.warning(table_.spot(row, "type"),
                            "Q207",
                            "this row has no type and is skipped",
                            "write a type, or take the row out");
        }
    }

    /// A refused row still has a name that others may refer to: no second message for that.
    void add_refused(const SheetRow& row) {
        if (!table_.text(row, "name").empty()) {
            TypeCell stand_in;
            stand_in.kind = TypeCell::Kind::question;
            stand_in.type = NodeType::hidden;
            add(row, stand_in);
        }
    }

    void add_group(const SheetRow& row, const TypeCell& read) {
        if (open_.size() == deepest_group) {
            report_.error(table_.spot(row, "type"),
                          "Q211",
                          "groups are nested more than 16 deep",
                          "put the questions in fewer groups");
        }
        TypeCell group = read;
        group.type = NodeType::group;
        add(row, group);
        open_.push_back({&row, result_.nodes.back().index});
    }

    void end(const SheetRow& row, TypeCell::Kind kind) {
        const bool repeat = kind == TypeCell::Kind::end_refused;
        if (!open_.empty() && repeat == !open_.back().group.has_value()) {
            open_.pop_back();
            return;
        }
        report_.error(table_.spot(row, "type"),
                      "Q205",
                      open_.empty() ? "this end has no beginning"
                                    : fmt::format("this end does not fit the beginning in row {}",
                                                  open_.back().row->number),
                      "add or correct the row begin_group before it");
    }

    void add(const SheetRow& row, const TypeCell& read) {
        Node node;
        node.index = {static_cast<std::uint32_t>(result_.nodes.size())};
        node.type = read.type;
        node.name = name_of(row, read);
        node.parent = group_here();
        node.path = path_here(node.name);
        if (result_.nodes.size() == most_nodes) {
            report_.error(table_.spot(row, "type"),
                          "Q211",
                          "there are more than 10,000 questions and groups",
                          "split the survey");
        }
        taken_.push_back({node.path, node.name, &row});
        result_.nodes.push_back(std::move(node));
        result_.rows.push_back(&row);
        result_.types.push_back(read);
    }

    /// A row that makes no node still has a name that no other may have.
    void take_name(const SheetRow& row, const std::string& name) {
        if (!name.empty()) {
            taken_.push_back({path_here(name), name, &row});
        }
    }

    /// The group that the next row stands in.
    [[nodiscard]] std::optional<NodeIndex> group_here() const {
        for (auto open = open_.rbegin(); open != open_.rend(); ++open) {
            if (open->group) {
                return open->group;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::string path_here(const std::string& name) const {
        const auto group = group_here();
        return (group ? result_.nodes[group->value].path : "/" + settings_.root) + "/" + name;
    }

    std::string name_of(const SheetRow& row, const TypeCell& read) {
        if (read.is_other) {
            return result_.nodes.back().name + "_other";
        }
        std::string name = straight_quotes(table_.text(row, "name"));
        if (name.empty() && read.type == NodeType::note && read.kind == TypeCell::Kind::question) {
            return fmt::format("generated_note_name_{}", row.number);
        }
        const Spot spot = table_.spot(row, "name");
        if (name.empty()) {
            report_.error(spot, "Q203", "this row has no name", "give it a name, for example age");
            return fmt::format("nameless_{}", row.number);
        }
        if (name_length(name) != name.size() || base::code_points(name) > longest_name) {
            report_.error(spot,
                          "N301",
                          fmt::format("{} cannot be a name", in_quotes(name)),
                          "begin with a letter and use letters, digits, _ - and ., at most 128");
            return fmt::format("nameless_{}", row.number);
        }
        if (name == "meta") {
            report_.error(spot, "N302", "the name \"meta\" is taken", "use another name");
        }
        return name;
    }

    void check_names() {
        std::map<std::string, std::string> by_path;
        std::map<std::string, std::string> by_lower;
        for (const Taken& taken : taken_) {
            const SheetRow& row = *taken.row;
            const auto row_text = std::to_string(row.number);
            if (const auto [first, fresh] = by_path.emplace(taken.path, row_text); !fresh) {
                report_.error(table_.spot(row, "name"),
                              "N303",
                              fmt::format("the name {} is used in row {} already",
                                          in_quotes(taken.name),
                                          first->second),
                              "give one of them another name");
                continue;
            }
            const auto [first, fresh] = by_lower.emplace(base::lower_ascii(taken.path), row_text);
            if (!fresh) {
                report_.warning(
                    table_.spot(row, "name"),
                    "N304",
                    fmt::format(
                        "the name {} differs from the one in row {} only in capital letters",
                        in_quotes(taken.name),
                        first->second),
                    "give one of them another name");
            }
        }
    }

    const Table& table_;
    const SettingsRead& settings_;
    Report& report_;
    SurveyRows result_;
    std::vector<Open> open_;
    std::vector<Taken> taken_;
    std::set<std::string> data_files_;
};

}  // namespace

std::string straight_quotes(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const char32_t letter = base::next_code_point(text, at);
        if (letter == U'\u2018' || letter == U'\u2019') {
            result += '\'';
        } else if (letter == U'\u201C' || letter == U'\u201D') {
            result += '"';
        } else {
            result += text.substr(start, at - start);
        }
    }
    return result;
}

bool has_text(const Table& table, const SheetRow& row, std::string_view key) {
    const auto columns = table.all(key);
    return std::any_of(columns.begin(), columns.end(), [&](const Column* column) {
        return !row.at(column->index).empty();
    });
}

bool shows_something(const Table& table, const SheetRow& row) {
    return has_text(table, row, "label") || has_text(table, row, "hint") ||
           has_text(table, row, "image") || has_text(table, row, "audio");
}

SurveyRows read_survey_rows(const Table& table, const SettingsRead& settings, Report& report) {
    return RowReader(table, settings, report).run();
}

}  // namespace harmony::survey
