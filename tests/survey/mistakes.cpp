// The slips that authors make in a spreadsheet, each at a place of the tape's choosing.
#include "mistakes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "survey/reading/csv.h"
#include "survey_support.h"

namespace harmony::survey::test {
namespace {

Grid read_grid(const FileSet& files, const char* name) {
    const auto found = files.find(name);
    if (found == files.end()) {
        return {};
    }
    Grid grid;
    const auto records = read_csv(found->second, sheet_limits);
    for (const CsvRecord& record : std::get<std::vector<CsvRecord>>(records)) {
        grid.push_back(record.cells);
    }
    for (auto& row : grid) {
        row.resize(grid.front().size());
    }
    return grid;
}

std::string written(const Grid& grid) {
    std::string text;
    for (const auto& row : grid) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            text += i == 0 ? "\"" : ",\"";
            for (const char letter : row[i]) {
                text += letter == '"' ? "\"\"" : std::string(1, letter);
            }
            text += '"';
        }
        text += '\n';
    }
    return text;
}

/// A cell below the headers.
struct Cell {
    std::size_t row;
    std::size_t column;
};

using CellTest = std::function<bool(const std::string& header, const std::string& text)>;

std::optional<Cell> some_cell(const Grid& grid, Tape& tape, const CellTest& test) {
    std::vector<Cell> found;
    for (std::size_t row = 1; row < grid.size(); ++row) {
        for (std::size_t column = 0; column < grid[row].size(); ++column) {
            if (test(grid[0][column], grid[row][column])) {
                found.push_back({row, column});
            }
        }
    }
    return found.empty() ? std::nullopt : std::optional(tape.one_of(found));
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

bool is_logic(const std::string& header) {
    constexpr auto columns = std::to_array<std::string_view>(
        {"relevant", "constraint", "choice_filter", "calculation", "required", "read_only"});
    return std::find(columns.begin(), columns.end(), header) != columns.end();
}

/// The column with this header; the grid's width when there is none.
std::size_t column_of(const Grid& grid, std::string_view header) {
    return static_cast<std::size_t>(std::find(grid[0].begin(), grid[0].end(), header) -
                                    grid[0].begin());
}

std::optional<Cell> some_in(const Grid& grid, Tape& tape, std::string_view header) {
    return some_cell(grid, tape, [&](const std::string& at, const std::string& text) {
        return at == header && !text.empty();
    });
}

Mistake at(const char* sheet, std::size_t row, std::string did) {
    return {{{sheet, row + 1}}, std::move(did)};
}

/// Replaces a cell and says what was done.
std::optional<Mistake> put(Grid& grid, const char* sheet, Cell cell, std::string text) {
    std::string& to = grid[cell.row][cell.column];
    if (to == text) {
        return std::nullopt;
    }
    std::string did = fmt::format("{}: \"{}\" became \"{}\"", grid[0][cell.column], to, text);
    to = std::move(text);
    return at(sheet, cell.row, std::move(did));
}

/// A letter goes, comes twice, or changes places with the next.
std::string misspelt(std::string word, Tape& tape) {
    const std::size_t place = tape.below(word.size());
    switch (tape.below(3)) {
        case 0: word.insert(place, 1, word[place]); break;
        case 1:
            if (word.size() > 2) {
                word.erase(place, 1);
                break;
            }
            [[fallthrough]];
        default: word += 'q';
    }
    return word;
}

/// The places of `part` in a text.
std::vector<std::size_t> places_of(const std::string& text, std::string_view part) {
    std::vector<std::size_t> places;
    for (std::size_t i = text.find(part); i != std::string::npos; i = text.find(part, i + 1)) {
        places.push_back(i);
    }
    return places;
}

/// One of the occurrences of `part` in an expression becomes `by`.
std::optional<Mistake> in_logic(OpenSurvey& open,
                                Tape& tape,
                                std::string_view part,
                                std::string_view by) {
    const auto cell = some_cell(open.survey, tape, [&](const auto& header, const auto& text) {
        return is_logic(header) && holds(text, part);
    });
    if (!cell) {
        return std::nullopt;
    }
    std::string text = open.survey[cell->row][cell->column];
    text.replace(tape.one_of(places_of(text, part)), part.size(), by);
    return put(open.survey, "survey", *cell, text);
}

bool is_question(const OpenSurvey& open, const std::string& name) {
    const std::size_t names = column_of(open.survey, "name");
    return std::any_of(open.survey.begin(), open.survey.end(), [&](const auto& row) {
        return row[names] == name;
    });
}

// ---- expressions

std::optional<Mistake> misspelt_reference(OpenSurvey& open, Tape& tape) {
    const auto cell = some_cell(
        open.survey, tape, [](const auto&, const auto& text) { return holds(text, "${"); });
    if (!cell) {
        return std::nullopt;
    }
    std::string text = open.survey[cell->row][cell->column];
    const std::size_t start = tape.one_of(places_of(text, "${")) + 2;
    const std::size_t size = text.find('}', start) - start;
    const std::string name = misspelt(text.substr(start, size), tape);
    if (is_question(open, name)) {
        return std::nullopt;
    }
    return put(open.survey, "survey", *cell, text.replace(start, size, name));
}

std::optional<Mistake> open_reference(OpenSurvey& open, Tape& tape) {
    return in_logic(open, tape, "}", "");
}

std::optional<Mistake> reference_without_dollar(OpenSurvey& open, Tape& tape) {
    return in_logic(open, tape, "${", "{");
}

std::optional<Mistake> bare_reference(OpenSurvey& open, Tape& tape) {
    const auto cell = some_cell(open.survey, tape, [](const auto& header, const auto& text) {
        return is_logic(header) && holds(text, "${");
    });
    if (!cell) {
        return std::nullopt;
    }
    std::string text = open.survey[cell->row][cell->column];
    const std::size_t start = tape.one_of(places_of(text, "${"));
    text.erase(text.find('}', start), 1);
    return put(open.survey, "survey", *cell, text.erase(start, 2));
}

std::optional<Mistake> lost_bracket(OpenSurvey& open, Tape& tape) {
    return in_logic(open, tape, tape.one_in(2) ? ")" : "(", "");
}

std::optional<Mistake> doubled_bracket(OpenSurvey& open, Tape& tape) {
    return in_logic(open, tape, ")", "))");
}

std::optional<Mistake> lost_quote(OpenSurvey& open, Tape& tape) {
    return in_logic(open, tape, "'", "");
}

std::optional<Mistake> lost_both_quotes(OpenSurvey& open, Tape& tape) {
    const auto cell = some_cell(open.survey, tape, [](const auto& header, const auto& text) {
        return is_logic(header) && places_of(text, "'").size() == 2 && !holds(text, "''");
    });
    if (!cell) {
        return std::nullopt;
    }
    std::string text = open.survey[cell->row][cell->column];
    std::erase(text, '\'');
    return put(open.survey, "survey", *cell, text);
}

std::optional<Mistake> misspelt_function(OpenSurvey& open, Tape& tape) {
    static constexpr const char* slips[][2] = {{"selected(", "selcted("},
                                               {"count-selected(", "count_selected("},
                                               {"not(", "no("},
                                               {"if(", "iff("},
                                               {"coalesce(", "colesce("},
                                               {"string-length(", "stringlength("},
                                               {"selected(", "Selected("}};
    const auto& slip = slips[tape.below(std::size(slips))];
    return in_logic(open, tape, slip[0], slip[1]);
}

std::optional<Mistake> foreign_operator(OpenSurvey& open, Tape& tape) {
    static constexpr const char* slips[][2] = {{" = ", " == "},
                                               {" and ", " && "},
                                               {" or ", " || "},
                                               {" != ", " <> "},
                                               {" >= ", " => "},
                                               {" <= ", " =< "},
                                               {" and ", " AND "},
                                               {"'", "\""}};
    const auto& slip = slips[tape.below(std::size(slips))];
    return in_logic(open, tape, slip[0], slip[1]);
}

std::optional<Mistake> lost_argument(OpenSurvey& open, Tape& tape) {
    const auto cell = some_cell(open.survey, tape, [](const auto& header, const auto& text) {
        return is_logic(header) && holds(text, "selected(${") && holds(text, "}, '");
    });
    if (!cell) {
        return std::nullopt;
    }
    std::string text = open.survey[cell->row][cell->column];
    const std::size_t comma = tape.one_of(places_of(text, "}, '")) + 1;
    text.erase(comma, text.find('\'', comma + 3) + 1 - comma);
    return put(open.survey, "survey", *cell, text);
}

std::optional<Mistake> misspelt_choice_in_logic(OpenSurvey& open, Tape& tape) {
    const auto cell = some_cell(open.survey, tape, [](const auto& header, const auto& text) {
        return is_logic(header) && header != "choice_filter" && places_of(text, "'").size() >= 2;
    });
    if (!cell) {
        return std::nullopt;
    }
    std::string text = open.survey[cell->row][cell->column];
    const std::vector<std::size_t> quotes = places_of(text, "'");
    const std::size_t pair = tape.below(quotes.size() / 2) * 2;
    const std::size_t start = quotes[pair] + 1;
    const std::size_t size = quotes[pair + 1] - start;
    const std::string name = text.substr(start, size);
    const std::size_t names = column_of(open.choices, "name");
    const auto is_choice = [&](const std::string& wanted) {
        return std::any_of(open.choices.begin(), open.choices.end(), [&](const auto& row) {
            return row[names] == wanted;
        });
    };
    const std::string slipped = size == 0 ? name : misspelt(name, tape);
    if (!is_choice(name) || is_choice(slipped)) {
        return std::nullopt;
    }
    return put(open.survey, "survey", *cell, text.replace(start, size, slipped));
}

std::optional<Mistake> misspelt_filter_column(OpenSurvey& open, Tape& tape) {
    const auto cell = some_in(open.survey, tape, "choice_filter");
    if (!cell) {
        return std::nullopt;
    }
    std::string text = open.survey[cell->row][cell->column];
    const std::size_t size = text.find(' ');
    if (text.starts_with('$') || size == std::string::npos) {
        return std::nullopt;
    }
    return put(
        open.survey, "survey", *cell, text.replace(0, size, misspelt(text.substr(0, size), tape)));
}

std::optional<Mistake> letter_in_number(OpenSurvey& open, Tape& tape) {
    return in_logic(open, tape, tape.one_in(2) ? "1" : "9", "l0");
}

std::optional<Mistake> turned_comparison(OpenSurvey& open, Tape& tape) {
    static constexpr const char* slips[][2] = {
        {" >= ", " <= "}, {" = '", " != '"}, {" and ", " or "}, {"not(", "("}};
    const auto& slip = slips[tape.below(std::size(slips))];
    return in_logic(open, tape, slip[0], slip[1]);
}

// ---- types, names, groups

std::optional<Mistake> misspelt_type(OpenSurvey& open, Tape& tape) {
    const auto cell = some_in(open.survey, tape, "type");
    std::string text = open.survey[cell->row][cell->column];
    const std::size_t size = std::min(text.find(' '), text.size());
    return put(
        open.survey, "survey", *cell, text.replace(0, size, misspelt(text.substr(0, size), tape)));
}

std::optional<Mistake> lost_type(OpenSurvey& open, Tape& tape) {
    const auto cell = some_cell(open.survey, tape, [](const auto& header, const auto& text) {
        return header == "type" && !text.empty() && !text.starts_with("end");
    });
    return put(open.survey, "survey", *cell, "");
}

std::optional<Cell> some_select(OpenSurvey& open, Tape& tape) {
    return some_cell(open.survey, tape, [](const auto& header, const auto& text) {
        return header == "type" && (text.starts_with("select") || text.starts_with("rank")) &&
               !holds(text, ".csv");
    });
}

std::optional<Mistake> misspelt_list(OpenSurvey& open, Tape& tape) {
    const auto cell = some_select(open, tape);
    if (!cell) {
        return std::nullopt;
    }
    std::string text = open.survey[cell->row][cell->column];
    const std::size_t start = text.find(' ') + 1;
    const std::size_t size = std::min(text.find(' ', start), text.size()) - start;
    const std::string list = misspelt(text.substr(start, size), tape);
    return put(open.survey, "survey", *cell, text.replace(start, size, list));
}

std::optional<Mistake> lost_list(OpenSurvey& open, Tape& tape) {
    const auto cell = some_select(open, tape);
    if (!cell) {
        return std::nullopt;
    }
    const std::string text = open.survey[cell->row][cell->column];
    return put(open.survey, "survey", *cell, text.substr(0, text.find(' ')));
}

std::optional<Mistake> other_list(OpenSurvey& open, Tape& tape) {
    const auto cell = some_select(open, tape);
    const auto other = some_in(open.choices, tape, "list_name");
    if (!cell || !other) {
        return std::nullopt;
    }
    std::string text = open.survey[cell->row][cell->column];
    const std::size_t start = text.find(' ') + 1;
    const std::size_t size = std::min(text.find(' ', start), text.size()) - start;
    return put(open.survey,
               "survey",
               *cell,
               text.replace(start, size, open.choices[other->row][other->column]));
}

std::optional<Mistake> misspelt_file(OpenSurvey& open, Tape& tape) {
    const auto cell = some_cell(open.survey, tape, [](const auto& header, const auto& text) {
        return header == "type" && holds(text, ".csv");
    });
    if (!cell) {
        return std::nullopt;
    }
    std::string text = open.survey[cell->row][cell->column];
    return put(open.survey, "survey", *cell, text.insert(text.find(".csv"), "s"));
}

std::optional<Mistake> doubled_name(OpenSurvey& open, Tape& tape) {
    const auto cell = some_in(open.survey, tape, "name");
    const auto other = some_in(open.survey, tape, "name");
    const std::size_t types = column_of(open.survey, "type");
    std::size_t depth = 0;
    std::vector<std::size_t> groups;
    for (const auto& row : open.survey) {
        depth -= row[types].starts_with("end") ? 1 : 0;
        groups.push_back(depth);
        depth += row[types].starts_with("begin") ? 1 : 0;
    }
    if (cell->row == other->row || groups[cell->row] > 0 || groups[other->row] > 0) {
        return std::nullopt;  // the same name in two groups is allowed
    }
    auto made = put(open.survey, "survey", *cell, open.survey[other->row][other->column]);
    if (made) {
        made->rows.insert({"survey", other->row + 1});
    }
    return made;
}

std::optional<Mistake> bad_name(OpenSurvey& open, Tape& tape) {
    const auto cell = some_in(open.survey, tape, "name");
    const std::string name = open.survey[cell->row][cell->column];
    static constexpr const char* marks[] = {" ", "?", "/", "&", "'"};
    return put(open.survey,
               "survey",
               *cell,
               tape.one_in(3) ? "1" + name : name + marks[tape.below(std::size(marks))] + "x");
}

std::optional<Mistake> lost_name(OpenSurvey& open, Tape& tape) {
    const auto cell = some_in(open.survey, tape, "name");
    return put(open.survey, "survey", *cell, "");
}

/// A question is renamed, and what refers to it is not.
std::optional<Mistake> renamed_question(OpenSurvey& open, Tape& tape) {
    const auto cell = some_in(open.survey, tape, "name");
    const std::string name = open.survey[cell->row][cell->column];
    const std::string mention = fmt::format("${{{}}}", name);
    std::set<RowOf> rows;
    for (std::size_t row = 1; row < open.survey.size(); ++row) {
        for (const std::string& text : open.survey[row]) {
            if (holds(text, mention)) {
                rows.insert({"survey", row + 1});
            }
        }
    }
    const std::string slipped = misspelt(name, tape);
    if (rows.empty() || is_question(open, slipped)) {
        return std::nullopt;
    }
    auto made = put(open.survey, "survey", *cell, slipped);
    made->rows.merge(rows);
    return made;
}

std::optional<Mistake> lost_row(OpenSurvey& open, Tape& tape, std::string_view type) {
    const auto cell = some_cell(open.survey, tape, [&](const auto& header, const auto& text) {
        return header == "type" && text.starts_with(type);
    });
    if (!cell) {
        return std::nullopt;
    }
    // The partner of the row is what is left to be told of.
    Mistake made{{}, fmt::format("row {}: {} is gone", cell->row + 1, type)};
    open.survey.erase(open.survey.begin() + static_cast<std::ptrdiff_t>(cell->row));
    for (std::size_t row = 1; row < open.survey.size(); ++row) {
        if (holds(open.survey[row][cell->column], "group")) {
            made.rows.insert({"survey", row + 1});
        }
    }
    return made;
}

std::optional<Mistake> lost_end(OpenSurvey& open, Tape& tape) {
    return lost_row(open, tape, "end");
}

std::optional<Mistake> lost_begin(OpenSurvey& open, Tape& tape) {
    return lost_row(open, tape, "begin");
}

std::optional<Mistake> doubled_row(OpenSurvey& open, Tape& tape) {
    const auto cell = some_in(open.survey, tape, "type");
    const std::vector<std::string> row = open.survey[cell->row];
    if (row[cell->column].starts_with("begin")) {
        return std::nullopt;
    }
    open.survey.insert(open.survey.begin() + static_cast<std::ptrdiff_t>(cell->row), row);
    Mistake made = at("survey", cell->row, "the row is there twice");
    made.rows.insert({"survey", cell->row + 2});
    return made;
}

std::optional<Mistake> moved_row(OpenSurvey& open, Tape& tape) {
    const auto cell = some_in(open.survey, tape, "name");
    if (cell->row + 1 >= open.survey.size()) {
        return std::nullopt;
    }
    std::swap(open.survey[cell->row], open.survey[cell->row + 1]);
    return at("survey", cell->row, "the row changed places with the next");
}

// ---- texts

bool is_text(const std::string& header, std::string_view language) {
    return header.starts_with("label") && holds(header, language);
}

/// Every text that a row shows is gone.
std::optional<Mistake> lost_labels(OpenSurvey& open, Tape& tape) {
    const auto cell = some_cell(open.survey, tape, [](const auto& header, const auto& text) {
        return is_text(header, "English") && !text.empty();
    });
    const std::size_t types = column_of(open.survey, "type");
    if (!cell || open.survey[cell->row][types].starts_with("begin")) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < open.survey[0].size(); ++i) {
        const std::string& header = open.survey[0][i];
        if (header.starts_with("label") || header.starts_with("hint") || holds(header, "image")) {
            open.survey[cell->row][i].clear();
        }
    }
    return at("survey", cell->row, "every text is gone");
}

std::optional<Mistake> lost_text(Grid& grid, const char* sheet, Tape& tape, const char* language) {
    const auto cell = some_cell(grid, tape, [&](const auto& header, const auto& text) {
        return holds(header, "::") && holds(header, language) && !holds(header, "image") &&
               !text.empty();
    });
    return cell ? put(grid, sheet, *cell, "") : std::nullopt;
}

std::optional<Mistake> lost_translation(OpenSurvey& open, Tape& tape) {
    return tape.one_in(2) ? lost_text(open.survey, "survey", tape, "Polish")
                          : lost_text(open.choices, "choices", tape, "Polish");
}

std::optional<Mistake> lost_english(OpenSurvey& open, Tape& tape) {
    return tape.one_in(2) ? lost_text(open.survey, "survey", tape, "English")
                          : lost_text(open.choices, "choices", tape, "English");
}

std::optional<Mistake> lost_title(OpenSurvey& open, Tape& tape) {
    return lost_text(open.settings, "settings", tape, tape.one_in(2) ? "Polish" : "form_title");
}

std::optional<Mistake> changed_words(OpenSurvey& open, Tape& tape) {
    const auto cell = some_cell(open.survey, tape, [](const auto& header, const auto& text) {
        return is_text(header, "Polish") && text.size() > 8;
    });
    return cell ? put(open.survey, "survey", *cell, "Zupełnie co innego") : std::nullopt;
}

// ---- headers

std::optional<std::size_t> some_header(const Grid& grid,
                                       Tape& tape,
                                       const std::function<bool(const std::string&)>& test) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < grid[0].size(); ++i) {
        const bool used = std::any_of(
            grid.begin() + 1, grid.end(), [&](const auto& row) { return !row[i].empty(); });
        if (used && test(grid[0][i])) {
            found.push_back(i);
        }
    }
    return found.empty() ? std::nullopt : std::optional(tape.one_of(found));
}

bool any_header(const std::string&) {
    return true;
}

std::optional<Mistake> misspelt_header(OpenSurvey& open, Tape& tape) {
    const std::size_t column = *some_header(open.survey, tape, any_header);
    const std::string header = open.survey[0][column];
    const std::size_t size = std::min(header.find(':'), header.size());
    return put(open.survey,
               "survey",
               {0, column},
               misspelt(header.substr(0, size), tape) + header.substr(size));
}

std::optional<Mistake> lost_header(OpenSurvey& open, Tape& tape) {
    Grid& grid = tape.one_in(2) ? open.survey : open.choices;
    const std::size_t column = *some_header(grid, tape, any_header);
    std::set<RowOf> rows;
    const char* sheet = &grid == &open.survey ? "survey" : "choices";
    for (std::size_t row = 0; row < grid.size(); ++row) {
        if (!grid[row][column].empty()) {
            rows.insert({sheet, row + 1});
        }
    }
    const std::string header = grid[0][column];
    grid[0][column].clear();
    return Mistake{rows, header + " lost its header"};
}

std::optional<Mistake> doubled_header(OpenSurvey& open, Tape& tape) {
    const std::size_t column = *some_header(open.survey, tape, any_header);
    const std::size_t other = *some_header(open.survey, tape, any_header);
    return put(open.survey, "survey", {0, column}, open.survey[0][other]);
}

/// Two columns have each other's header; both are seen by every row that uses one of them.
std::optional<Mistake> swapped_headers(OpenSurvey& open,
                                       Tape& tape,
                                       const std::function<bool(const std::string&)>& test) {
    Grid& grid = open.survey;
    const auto first = some_header(grid, tape, test);
    const auto second = some_header(grid, tape, test);
    if (!first || !second || *first == *second) {
        return std::nullopt;
    }
    Mistake made = at("survey", 0, fmt::format("{} <-> {}", grid[0][*first], grid[0][*second]));
    for (std::size_t row = 1; row < grid.size(); ++row) {
        if (!grid[row][*first].empty() || !grid[row][*second].empty()) {
            made.rows.insert({"survey", row + 1});
        }
    }
    std::swap(grid[0][*first], grid[0][*second]);
    return made;
}

std::optional<Mistake> swapped_columns(OpenSurvey& open, Tape& tape) {
    return swapped_headers(open, tape, [](const std::string& header) {
        return !holds(header, "label") && !holds(header, "hint") && !holds(header, "message") &&
               !holds(header, "image");
    });
}

std::optional<Mistake> swapped_texts(OpenSurvey& open, Tape& tape) {
    return swapped_headers(
        open, tape, [](const std::string& header) { return holds(header, "::Polish"); });
}

std::optional<Mistake> swapped_languages(OpenSurvey& open, Tape& tape) {
    return swapped_headers(open, tape, [](const std::string& header) {
        return header.starts_with("label::") && !holds(header, "English");
    });
}

std::optional<Mistake> lost_tag(OpenSurvey& open, Tape& tape) {
    const auto column = some_header(
        open.survey, tape, [](const std::string& header) { return holds(header, " ("); });
    if (!column) {
        return std::nullopt;
    }
    const std::string header = open.survey[0][*column];
    return put(open.survey, "survey", {0, *column}, header.substr(0, header.find(" (")));
}

// ---- choices

std::optional<Mistake> misspelt_list_name(OpenSurvey& open, Tape& tape) {
    const auto cell = some_in(open.choices, tape, "list_name");
    const std::string slipped = misspelt(open.choices[cell->row][cell->column], tape);
    const bool known = std::any_of(open.choices.begin(), open.choices.end(), [&](const auto& row) {
        return row[cell->column] == slipped;
    });
    return known ? std::nullopt : put(open.choices, "choices", *cell, slipped);
}

std::optional<Mistake> lost_list_name(OpenSurvey& open, Tape& tape) {
    return put(open.choices, "choices", *some_in(open.choices, tape, "list_name"), "");
}

std::optional<Mistake> lost_choice_name(OpenSurvey& open, Tape& tape) {
    return put(open.choices, "choices", *some_in(open.choices, tape, "name"), "");
}

std::optional<Mistake> doubled_choice(OpenSurvey& open, Tape& tape) {
    const auto cell = some_in(open.choices, tape, "name");
    if (cell->row < 2) {
        return std::nullopt;
    }
    const std::size_t lists = column_of(open.choices, "list_name");
    const auto& above = open.choices[cell->row - 1];
    if (above[lists] != open.choices[cell->row][lists]) {
        return std::nullopt;
    }
    return put(open.choices, "choices", *cell, above[cell->column]);
}

/// A choice is renamed, and the expressions that name it are not.
std::optional<Mistake> renamed_choice(OpenSurvey& open, Tape& tape) {
    const auto cell = some_in(open.choices, tape, "name");
    const std::string name = open.choices[cell->row][cell->column];
    const bool elsewhere =
        std::count_if(open.choices.begin(), open.choices.end(), [&](const auto& row) {
            return row[cell->column] == name;
        }) > 1;
    std::set<RowOf> rows;
    for (std::size_t row = 1; row < open.survey.size(); ++row) {
        for (std::size_t i = 0; i < open.survey[0].size(); ++i) {
            if (is_logic(open.survey[0][i]) && holds(open.survey[row][i], "'" + name + "'")) {
                rows.insert({"survey", row + 1});
            }
        }
    }
    if (rows.empty() || elsewhere) {
        return std::nullopt;
    }
    auto made = put(open.choices, "choices", *cell, misspelt(name, tape));
    made->rows.merge(rows);
    return made;
}

std::optional<Mistake> wrong_role(OpenSurvey& open, Tape& tape) {
    const auto cell = some_in(open.choices, tape, "kiosk_role");
    return cell ? put(open.choices,
                      "choices",
                      *cell,
                      misspelt(open.choices[cell->row][cell->column], tape))
                : std::nullopt;
}

std::optional<Mistake> wrong_score(OpenSurvey& open, Tape& tape) {
    const auto cell = some_in(open.choices, tape, "kiosk_score");
    return cell ? put(open.choices, "choices", *cell, tape.one_in(2) ? "five" : "4,5")
                : std::nullopt;
}

// ---- settings, our columns, parameters

std::optional<Mistake> misspelt_language(OpenSurvey& open, Tape& tape) {
    const auto cell = some_in(open.settings, tape, "default_language");
    if (!cell) {
        return std::nullopt;
    }
    auto made = put(open.settings, "settings", *cell, tape.one_in(2) ? "English" : "Englsh (en)");
    made->rows.insert({"survey", 1});
    return made;
}

std::optional<Mistake> lost_namespace(OpenSurvey& open, Tape& tape) {
    const auto cell = some_in(open.settings, tape, "namespaces");
    if (!cell) {
        return std::nullopt;
    }
    auto made =
        put(open.settings, "settings", *cell, tape.one_in(2) ? "" : "kiosk=\"urn:kiosk:1\"");
    made->rows.insert({"survey", 1});
    return made;
}

std::optional<Mistake> wrong_setting(OpenSurvey& open, Tape& tape) {
    const auto cell = some_cell(open.settings, tape, [](const auto& header, const auto& text) {
        return header.starts_with("kiosk:") && !text.empty();
    });
    return cell ? put(open.settings,
                      "settings",
                      *cell,
                      misspelt(open.settings[cell->row][cell->column], tape))
                : std::nullopt;
}

std::optional<Mistake> misspelt_setting(OpenSurvey& open, Tape& tape) {
    const auto column = some_header(open.settings, tape, any_header);
    const std::string header = open.settings[0][*column];
    const std::size_t start = header.starts_with("kiosk:") ? 6 : 0;
    const std::size_t size = std::min(header.find_first_of(":(", start), header.size()) - start;
    auto made = put(open.settings,
                    "settings",
                    {0, *column},
                    header.substr(0, start) + misspelt(header.substr(start, size), tape) +
                        header.substr(start + size));
    made->rows.insert({"settings", 2});
    made->rows.insert({"survey", 1});
    return made;
}

std::optional<Mistake> wrong_kiosk_value(OpenSurvey& open, Tape& tape) {
    const auto cell = some_cell(open.survey, tape, [](const auto& header, const auto& text) {
        return holds(header, "::kiosk:") && !holds(header, "benchmark") && !text.empty();
    });
    if (!cell) {
        return std::nullopt;
    }
    const std::string value = open.survey[cell->row][cell->column];
    const bool number = holds("0123456789", value.substr(0, 1));
    return put(open.survey, "survey", *cell, number ? "1l" : misspelt(value, tape));
}

std::optional<Mistake> misspelt_kiosk_column(OpenSurvey& open, Tape& tape) {
    const auto column = some_header(
        open.survey, tape, [](const std::string& header) { return holds(header, "::kiosk:"); });
    if (!column) {
        return std::nullopt;
    }
    const std::string header = open.survey[0][*column];
    const std::size_t start = header.rfind(':') + 1;
    return put(open.survey,
               "survey",
               {0, *column},
               header.substr(0, start) + misspelt(header.substr(start), tape));
}

std::optional<Mistake> wrong_word(OpenSurvey& open, Tape& tape) {
    const auto cell = some_cell(open.survey, tape, [](const auto& header, const auto& text) {
        return (header == "appearance" || header == "parameters" || header == "required" ||
                header == "trigger") &&
               !text.empty() && !holds(text, "='");
    });
    return cell ? put(open.survey,
                      "survey",
                      *cell,
                      misspelt(open.survey[cell->row][cell->column], tape))
                : std::nullopt;
}

constexpr const char* meant = "both are sound: only the author knows which was meant";
constexpr const char* words = "the words of a text are the author's";

constexpr auto all_slips = std::to_array<Slip>({
    {"misspelt reference", nullptr, misspelt_reference},
    {"reference not closed", nullptr, open_reference},
    {"reference without $", nullptr, reference_without_dollar},
    {"reference without ${}", nullptr, bare_reference},
    {"lost bracket", nullptr, lost_bracket},
    {"bracket too many", nullptr, doubled_bracket},
    {"lost quote", nullptr, lost_quote},
    {"lost quotes", nullptr, lost_both_quotes},
    {"misspelt function", nullptr, misspelt_function},
    {"operator of another language", nullptr, foreign_operator},
    {"lost argument", nullptr, lost_argument},
    {"misspelt choice in logic", nullptr, misspelt_choice_in_logic},
    {"misspelt column in a filter", nullptr, misspelt_filter_column},
    {"letter in a number", nullptr, letter_in_number},
    {"misspelt type", nullptr, misspelt_type},
    {"lost type", nullptr, lost_type},
    {"misspelt list", nullptr, misspelt_list},
    {"lost list", nullptr, lost_list},
    {"misspelt file", nullptr, misspelt_file},
    {"doubled name", nullptr, doubled_name},
    {"name that cannot be", nullptr, bad_name},
    {"lost name", nullptr, lost_name},
    {"renamed question", nullptr, renamed_question},
    {"lost end_group", nullptr, lost_end},
    {"lost begin_group", nullptr, lost_begin},
    {"doubled row", nullptr, doubled_row},
    {"lost labels", nullptr, lost_labels},
    {"lost translation", nullptr, lost_translation},
    {"lost text of the first language", nullptr, lost_english},
    {"lost title", nullptr, lost_title},
    {"misspelt header", nullptr, misspelt_header},
    {"lost header", nullptr, lost_header},
    {"doubled header", nullptr, doubled_header},
    {"swapped headers", nullptr, swapped_columns},
    {"lost language tag", nullptr, lost_tag},
    {"misspelt list of a choice", nullptr, misspelt_list_name},
    {"lost list of a choice", nullptr, lost_list_name},
    {"lost name of a choice", nullptr, lost_choice_name},
    {"doubled choice", nullptr, doubled_choice},
    {"renamed choice", nullptr, renamed_choice},
    {"wrong role", nullptr, wrong_role},
    {"wrong score", nullptr, wrong_score},
    {"misspelt default language", nullptr, misspelt_language},
    {"lost namespace", nullptr, lost_namespace},
    {"wrong setting", nullptr, wrong_setting},
    {"misspelt setting", nullptr, misspelt_setting},
    {"wrong value in a kiosk: column", nullptr, wrong_kiosk_value},
    {"misspelt kiosk: column", nullptr, misspelt_kiosk_column},
    {"wrong word in a cell", nullptr, wrong_word},
    {"turned comparison", meant, turned_comparison},
    {"another list", meant, other_list},
    {"rows in another order", meant, moved_row},
    {"another text", words, changed_words},
    {"texts under each other's headers", words, swapped_texts},
    {"languages under each other's headers", words, swapped_languages},
});

}  // namespace

OpenSurvey open_survey(FolderSource source) {
    OpenSurvey open;
    open.survey = read_grid(source.files, "survey.csv");
    open.choices = read_grid(source.files, "choices.csv");
    open.settings = read_grid(source.files, "settings.csv");
    open.source = std::move(source);
    return open;
}

FolderSource closed(const OpenSurvey& survey) {
    FolderSource source = survey.source;
    source.files["survey.csv"] = bytes_of(written(survey.survey));
    source.files["choices.csv"] = bytes_of(written(survey.choices));
    source.files["settings.csv"] = bytes_of(written(survey.settings));
    return source;
}

std::span<const Slip> slips() {
    return all_slips;
}

}  // namespace harmony::survey::test
