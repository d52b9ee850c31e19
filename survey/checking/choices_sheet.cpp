#include "survey/checking/choices_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "survey/checking/survey_rows.h"
#include "survey/kiosk_words.h"

namespace harmony::survey {
namespace {

constexpr std::size_t most_choices = 20'000;
constexpr std::string_view extra_prefix = "extra:";

void read_role_and_score(const Table& table, const SheetRow& row, Choice& choice, Report& report) {
    const std::string& role = table.text(row, "kiosk_role");
    if (const auto known = role_from_name(role)) {
        choice.role = *known;
    } else {
        report.error(table.spot(row, "kiosk_role"),
                     "K903",
                     fmt::format("{} is no role of a choice", in_quotes(role)),
                     "write exclusive, dont_know, prefer_not or other, or leave it empty");
    }
    const std::string& score = table.text(row, "kiosk_score");
    if (score.empty()) {
        return;
    }
    int value = 0;
    const auto read = std::from_chars(score.data(), score.data() + score.size(), value);
    if (read.ec != std::errc{} || read.ptr != score.data() + score.size()) {
        report.error(table.spot(row, "kiosk_score"),
                     "K903",
                     fmt::format("the score {} is no whole number", in_quotes(score)),
                     "write a whole number, or leave it empty");
        return;
    }
    choice.score = value;
}

void read_media_and_extra(const Table& table,
                          const SheetRow& row,
                          const WorkbookLanguages& languages,
                          Choice& choice) {
    for (const Column& column : table.columns()) {
        const std::string& text = row.at(column.index);
        if (text.empty()) {
            continue;
        }
        if (column.key == "image") {
            choice.image[languages.tag_of(column)] = text;
        } else if (column.key == "audio") {
            choice.audio[languages.tag_of(column)] = text;
        } else if (column.key.starts_with(extra_prefix)) {
            choice.extra[column.key.substr(extra_prefix.size())] = straight_quotes(text);
        }
    }
}

void add_choice(
    const Table& table, const SheetRow& row, SheetList& to, Choice choice, Report& report) {
    const bool shows = has_text(table, row, "label") || has_text(table, row, "image") ||
                       has_text(table, row, "audio");
    if (!shows) {
        report.block(table.spot(row, "label"),
                     "C404",
                     fmt::format("the choice {} has nothing to show", in_quotes(choice.name)),
                     "give it a label");
    }
    to.list.choices.push_back(std::move(choice));
    to.rows.push_back(&row);
    if (to.list.choices.size() == most_choices + 1) {
        report.error(
            table.spot(row, "name"),
            "C409",
            fmt::format("the list {} has more than 20,000 choices", in_quotes(to.list.name)),
            "put it in a .csv file and use select_one_from_file");
    }
}

}  // namespace

std::map<std::string, SheetList> read_choices_sheet(const Table& table,
                                                    const WorkbookLanguages& languages,
                                                    const SettingsRead& settings,
                                                    Report& report) {
    std::map<std::string, SheetList> lists;
    std::map<std::string, std::set<std::string>> names;
    std::vector<std::string> columns;
    for (const Column& column : table.columns()) {
        if (column.key.starts_with(extra_prefix)) {
            columns.push_back(column.key.substr(extra_prefix.size()));
        }
    }
    for (const SheetRow* row : table.rows()) {
        const std::string list_name = straight_quotes(table.text(*row, "list_name"));
        if (list_name.empty()) {
            report.warning(table.spot(*row, "list_name"),
                           "C402",
                           "this row has no list and is skipped",
                           "write the name of its list");
            continue;
        }
        SheetList& list = lists[list_name];
        list.list.name = list_name;
        list.list.columns = columns;
        Choice choice;
        choice.name = straight_quotes(table.text(*row, "name"));
        if (choice.name.empty()) {
            report.error(table.spot(*row, "name"),
                         "C403",
                         fmt::format("a choice of the list {} has no name", in_quotes(list_name)),
                         "give it a name");
            continue;
        }
        if (!names[list_name].insert(choice.name).second && !settings.choice_duplicates) {
            report.error(table.spot(*row, "name"),
                         "C405",
                         fmt::format("the choice {} is twice in the list {}",
                                     in_quotes(choice.name),
                                     in_quotes(list_name)),
                         "rename one of them, or take it out");
        }
        read_role_and_score(table, *row, choice, report);
        read_media_and_extra(table, *row, languages, choice);
        add_choice(table, *row, list, std::move(choice), report);
    }
    return lists;
}

void check_scores(const SheetList& list, const Table& table, Report& report) {
    int last = 0;
    int direction = 0;
    bool first = true;
    for (std::size_t i = 0; i < list.list.choices.size(); ++i) {
        const std::optional<int> score = list.list.choices[i].score;
        if (!score) {
            continue;
        }
        const int step = first ? 0 : (*score > last) - (*score < last);
        const bool wrong = !first && (step == 0 || (direction != 0 && step != direction));
        if (wrong) {
            report.warning(table.spot(*list.rows[i], "kiosk_score"),
                           "S523",
                           fmt::format("the scores of the list {} neither rise nor fall along it",
                                       in_quotes(list.list.name)),
                           "put the choices in the order of their scores");
            return;
        }
        direction = first ? 0 : step;
        last = *score;
        first = false;
    }
}

}  // namespace harmony::survey
