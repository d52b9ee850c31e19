#include "admin/report/table_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/report/words.h"

namespace harmony::admin {

using summary::PublishedRow;
using summary::PublishedTable;
using summary::QuestionKind;

namespace {

std::string choice_label(const ReportTexts& texts,
                         const std::string& question,
                         const std::string& choice) {
    const auto found = texts.questions.find(question);
    if (found != texts.questions.end()) {
        const auto label = found->second.choices.find(choice);
        if (label != found->second.choices.end() && !label->second.empty()) {
            return label->second;
        }
    }
    return choice;
}

std::vector<std::string> choice_labels(const ReportTexts& texts, const PublishedTable& table) {
    std::vector<std::string> labels;
    for (const summary::Choice& choice : table.question.choices) {
        labels.push_back(choice_label(texts, table.question.name, choice.name));
    }
    return labels;
}

std::string either_of(const std::vector<std::string>& labels,
                      const std::vector<std::size_t>& choices) {
    std::string words;
    for (const std::size_t choice : choices) {
        words += (words.empty() ? "" : " or ") + labels[choice];
    }
    return words;
}

std::optional<EndsView> ends_of(const PublishedTable& table,
                                const PublishedRow& row,
                                const std::vector<std::string>& labels) {
    if (!row.ends) {
        return std::nullopt;
    }
    return EndsView{either_of(labels, table.top),
                    either_of(labels, table.bottom),
                    view_of(row.ends->top),
                    view_of(row.ends->bottom),
                    row.ends->net};
}

std::string points(std::int32_t n) {
    return fmt::format("{} {}", n, n == 1 || n == -1 ? "point" : "points");
}

/// Specification, section 6: what changed, or why nothing can be said. Never a cause.
std::string change_sentence(const ReportTexts& texts,
                            const PublishedTable& table,
                            const summary::PublishedChange& change) {
    const std::vector<std::string> labels = choice_labels(texts, table);
    const std::string what = change.choice ? labels[*change.choice] : either_of(labels, table.top);
    const std::string waves = fmt::format("from {} to {}",
                                          group_label(texts, table.grouping, change.from),
                                          group_label(texts, table.grouping, change.to));
    switch (change.direction) {
        case summary::Direction::went_up:
        case summary::Direction::went_down: {
            const bool up = change.direction == summary::Direction::went_up;
            const auto [from, to] =
                up ? std::pair(change.low, change.high) : std::pair(-change.high, -change.low);
            return fmt::format("“{}” went {} by {} {} (range {} to {}).",
                               what,
                               up ? "up" : "down",
                               points(up ? change.points : -change.points),
                               waves,
                               from,
                               to);
        }
        case summary::Direction::no_clear_change:
            return fmt::format(
                "“{}”: no clear change {} ({}, range {} to {}). This survey could have shown a "
                "change of about {}.",
                what,
                waves,
                points(change.points),
                change.low,
                change.high,
                points(static_cast<std::int32_t>(change.could_have_seen)));
        case summary::Direction::too_few: break;
    }
    return fmt::format("“{}”: too few answers to compare {}.", what, waves);
}

BreakdownView breakdown_of(const ReportTexts& texts, const PublishedTable& table) {
    BreakdownView view;
    view.grouping = table.grouping;
    view.title = "By " + grouping_title(table.grouping);
    view.choices = choice_labels(texts, table);
    view.withheld = table.withheld;
    view.hidden_cells = table.hidden_cells;
    bool nothing_shown = true;
    for (const PublishedRow& row : table.rows) {
        GroupView group;
        group.label = group_label(texts, table.grouping, row.key);
        group.base = view_of(row.answered);
        for (const summary::Cell& cell : row.choices) {
            group.cells.push_back(view_of(cell));
        }
        group.mean = row.mean;
        for (const summary::PublishedPlaces& choice : row.places) {
            group.mean_places.push_back(choice.place);
        }
        group.ends = ends_of(table, row, view.choices);
        nothing_shown = nothing_shown &&
                        std::none_of(group.cells.begin(),
                                     group.cells.end(),
                                     [](const CellView& cell) { return cell.count.has_value(); });
        view.groups.push_back(std::move(group));
    }
    // A page of the word "hidden" tells nobody anything.
    view.withheld = view.withheld || nothing_shown;
    for (const summary::PublishedChange& change : table.changes) {
        view.changes.push_back(change_sentence(texts, table, change));
    }
    return view;
}

PlacesView places_of(const std::string& label, const summary::PublishedPlaces& published) {
    PlacesView view{label, {}, view_of(published.first_two), published.place};
    for (const summary::Cell& cell : published.places) {
        view.places.push_back(view_of(cell));
    }
    return view;
}

QuestionView question_of(const ReportTexts& texts, const PublishedTable& table) {
    QuestionView view;
    view.name = table.question.name;
    view.label = question_label(texts, table.question.name);
    const auto found = texts.questions.find(table.question.name);
    if (found != texts.questions.end()) {
        view.hint = found->second.hint;
    }
    view.several = table.question.kind == QuestionKind::several_choices;
    view.ranking = table.question.kind == QuestionKind::ranking;
    view.withheld = table.withheld || table.rows.empty();
    view.hidden_cells = table.hidden_cells;
    if (view.withheld) {
        return view;
    }
    const PublishedRow& row = table.rows.front();
    const std::vector<std::string> labels = choice_labels(texts, table);
    view.base = view_of(row.answered);
    view.reading = row.reading;
    for (std::size_t i = 0; i < row.choices.size(); ++i) {
        view.answers.push_back({labels[i], view_of(row.choices[i])});
    }
    view.mean = row.mean;
    view.ends = ends_of(table, row, labels);
    for (std::size_t i = 0; i < row.places.size(); ++i) {
        view.places.push_back(places_of(labels[i], row.places[i]));
    }
    if (table.no_answer) {
        view.no_answer = {{"Don’t know", view_of(table.no_answer->dont_know)},
                          {"Prefer not to say", view_of(table.no_answer->prefer_not)},
                          {"Left empty", view_of(table.no_answer->skipped)},
                          {"Not asked", view_of(table.no_answer->not_asked)}};
    }
    return view;
}

std::string tenths_text(std::int64_t tenths) {
    const std::int64_t size = tenths < 0 ? -tenths : tenths;
    return fmt::format("{}{}.{}", tenths < 0 ? "-" : "", size / 10, size % 10);
}

std::size_t number_of(const ReportInput& input, const std::string& name) {
    const std::vector<summary::AskedQuestion>& asked = input.numbers.provenance().fieldwork.asked;
    const auto found = std::find_if(
        asked.begin(), asked.end(), [&](const auto& question) { return question.name == name; });
    return found == asked.end() ? 0 : static_cast<std::size_t>(found - asked.begin()) + 1;
}

}  // namespace

CellView view_of(const summary::Cell& cell) {
    if (const auto* shown = std::get_if<summary::Shown>(&cell)) {
        return {shown->count, shown->share};
    }
    return {};
}

std::string percent_text(const CellView& cell) {
    return cell.share ? fmt::format("{}\u00a0%", cell.share->percent) : "";
}

std::string range_text(const CellView& cell) {
    return cell.share ? fmt::format("{} to {}", cell.share->low, cell.share->high) : "";
}

std::string count_text(const CellView& cell) {
    return cell.count ? grouped_digits(*cell.count) : "hidden";
}

std::string net_text(const summary::Net& net) {
    return fmt::format(
        "{}{} (range {} to {})", net.points > 0 ? "+" : "", net.points, net.low, net.high);
}

bool has_means(const BreakdownView& view) {
    return std::any_of(view.groups.begin(), view.groups.end(), [](const GroupView& group) {
        return group.mean.has_value();
    });
}

std::string mean_text(const summary::Mean& mean) {
    return tenths_text(mean.tenths);
}

std::string mean_range_text(const summary::Mean& mean) {
    return fmt::format("{} to {}", tenths_text(mean.low), tenths_text(mean.high));
}

std::string ordinal(std::size_t place) {
    const std::size_t last = place % 10;
    const bool teen = place / 10 % 10 == 1;
    const char* ending = teen || last == 0 || last > 3 ? "th"
                         : last == 1                   ? "st"
                         : last == 2                   ? "nd"
                                                       : "rd";
    return std::to_string(place) + ending;
}

std::string question_label(const ReportTexts& texts, const std::string& name) {
    const auto found = texts.questions.find(name);
    return found == texts.questions.end() || found->second.label.empty() ? name
                                                                         : found->second.label;
}

std::vector<QuestionView> question_views(const ReportInput& input) {
    std::vector<QuestionView> views;
    for (const PublishedTable& table : input.numbers.tables()) {
        if (table.grouping.empty() && table.question.kind != QuestionKind::units) {
            views.push_back(question_of(input.texts, table));
            views.back().number = number_of(input, table.question.name);
        }
    }
    for (const PublishedTable& table : input.numbers.tables()) {
        if (table.grouping.empty() || table.question.kind == QuestionKind::units) {
            continue;
        }
        for (QuestionView& view : views) {
            if (view.name == table.question.name && !view.withheld && view.base.count) {
                view.breakdowns.push_back(breakdown_of(input.texts, table));
            }
        }
    }
    std::stable_sort(views.begin(), views.end(), [](const auto& a, const auto& b) {
        return a.number < b.number;
    });
    return views;
}

std::vector<ResponsesView> responses_views(const ReportInput& input) {
    std::vector<ResponsesView> views;
    for (const PublishedTable& table : input.numbers.tables()) {
        if (table.question.kind != QuestionKind::units || table.grouping.empty()) {
            continue;
        }
        ResponsesView view{
            table.grouping, "Responses by " + grouping_title(table.grouping), {}, table.withheld};
        for (const PublishedRow& row : table.rows) {
            view.lines.push_back(
                {group_label(input.texts, table.grouping, row.key), view_of(row.answered)});
        }
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace harmony::admin
