#include "admin/gui/views/cases_table.h"

#include <fmt/format.h>

#include <array>

#include "admin/cases/case_words.h"
#include "admin/report/words.h"

namespace harmony::admin::gui {

namespace desk = ui::desk;

namespace {

constexpr double room_for_all = 280;  ///< mm; below, columns that can be read beside go

constexpr std::array<desk::Column, 6> case_columns = {{{"what", "What", 1.35},
                                                       {"where", "Where", 1.2},
                                                       {"state", "State", 0, 57},
                                                       {"owner", "With", 1.05},
                                                       {"reports", "Reports", 0, 34, true},
                                                       {"due", "Due", 1.35}}};
constexpr std::array<desk::Column, 4> few_case_columns = {
    {{"what", "What", 1.3}, {"where", "Where", 1}, {"state", "State", 0, 57}, {"due", "Due", 1.2}}};
constexpr std::array<desk::Column, 5> request_columns = {{{"what", "What", 1.4},
                                                          {"where", "About", 1},
                                                          {"state", "State", 0, 56},
                                                          {"opened", "Asked", 0, 62},
                                                          {"due", "Due", 1.2}}};
constexpr std::array<desk::Column, 5> complaint_columns = {{{"what", "About", 1.4},
                                                            {"where", "Outcome", 0.8},
                                                            {"state", "State", 0, 64},
                                                            {"opened", "Made on", 0, 62},
                                                            {"due", "Acknowledge by", 1.3}}};

}  // namespace

std::span<const desk::Column> columns_of(CaseworkKind kind, double width) {
    switch (kind) {
        case CaseworkKind::little_thing:
            if (width < room_for_all) {
                return few_case_columns;
            }
            return case_columns;
        case CaseworkKind::request: return request_columns;
        case CaseworkKind::complaint: break;
    }
    return complaint_columns;
}

desk::Tone tone_of(const CaseworkRow& row) {
    if (row.state == "done" || row.state == "told" || row.state == "outcome") {
        return desk::Tone::good;
    }
    return row.state == "received" || row.state == "reopened" || row.state == "asked"
               ? desk::Tone::notice
               : desk::Tone::quiet;
}

std::string due_in_words(const CaseworkRow& row, base::Day today) {
    return due_words(row.due ? std::optional(row.due->day) : std::nullopt, today);
}

/// What a cell says; the column by its id.
desk::Cell cell_of(const CaseworkRow& row, std::string_view column, base::Day today) {
    if (column == "what") {
        return {.text = row.what, .quiet = row.ended, .strong = !row.ended};
    }
    if (column == "where") {
        return {.text = row.where, .quiet = row.where == "-"};
    }
    if (column == "state") {
        return {.text = state_in_words(row.state), .tone = tone_of(row)};
    }
    if (column == "owner") {
        return {.text = row.owner.empty() ? "nobody" : row.owner, .quiet = row.owner.empty()};
    }
    if (column == "reports") {
        return {.text = row.alike.empty() ? fmt::to_string(row.reports)
                                          : fmt::format("{} +{}?", row.reports, row.alike.size())};
    }
    if (column == "opened") {
        return {.text = long_date(row.opened)};
    }
    const std::string due = due_in_words(row, today);
    return row.late() ? desk::Cell{.text = due, .tone = desk::Tone::bad}
                      : desk::Cell{.text = due, .quiet = !row.due};
}

bool comes_before(const CaseworkRow& a, const CaseworkRow& b, std::string_view column) {
    const auto day = [](const CaseworkRow& row) {
        return row.due ? row.due->day : base::Day::max();
    };
    if (column == "what") {
        return a.what < b.what;
    }
    if (column == "where") {
        return a.where < b.where;
    }
    if (column == "state") {
        return a.state < b.state;
    }
    if (column == "owner") {
        return a.owner < b.owner;
    }
    if (column == "reports") {
        return a.reports < b.reports;
    }
    return column == "opened" ? a.opened < b.opened : day(a) < day(b);
}

}  // namespace harmony::admin::gui
