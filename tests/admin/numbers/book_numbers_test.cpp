#include "admin/book_numbers.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "admin/counted_things.h"

// Little things and people at events in reports: the rules for small numbers hold for them too.
// Expected numbers are counted by hand from what each test puts in.

using namespace harmony;
using admin::BookTable;
using events::CaseKind;
using events::CaseState;
using summary::Audience;

namespace {

const base::Day today = *base::day_from_iso("2026-06-30");

/// A book of reports, put together by hand.
struct Book {
    /// `count` reports, `days` ago, of which something came `after` days (nothing: it is open).
    void add(int count,
             CaseKind kind,
             const std::string& place,
             int days,
             std::optional<CaseState> result = std::nullopt,
             int after = 0) {
        for (int i = 0; i < count; ++i) {
            events::CaseRecord record;
            record.id = subject();
            record.kind = kind;
            record.place = place;
            record.opened_on = today - std::chrono::days{days};
            record.state = result ? CaseState::closed : CaseState::with_owner;
            record.result = result;
            record.result_on = record.opened_on + std::chrono::days{after};
            state.cases.push_back(std::move(record));
        }
    }

    void came(const std::string& day, int with_sign_up, int walked_in) {
        events::OccurrenceRecord record;
        record.start = *base::day_from_iso(day) + std::chrono::hours{14};
        record.came_signed_up = with_sign_up;
        record.walked_in_adults = walked_in;
        state.occurrences.push_back(record);
    }

    events::SubjectId subject() {
        return *events::SubjectId::from_hex(std::string(28, '0') + std::to_string(1000 + next_++));
    }

    [[nodiscard]] admin::OpenBooks open() const { return {state, dates, today}; }

    events::State state;
    admin::OfficeDates dates;

private:
    int next_ = 1;
};

const BookTable& titled(const std::vector<BookTable>& tables, std::string_view title) {
    const auto found = std::find_if(
        tables.begin(), tables.end(), [&](const BookTable& table) { return table.title == title; });
    REQUIRE(found != tables.end());
    return *found;
}

std::vector<std::string> row(const BookTable& table, std::string_view name) {
    for (const auto& cells : table.rows) {
        if (cells.front() == name) {
            return cells;
        }
    }
    return {};
}

constexpr const char* what = "What was reported, and what came of it";

Book busy_book() {
    Book book;
    book.add(20, CaseKind::street_light, "northgate", 40, CaseState::done, 5);
    book.add(12, CaseKind::street_light, "riverside", 100, CaseState::done, 30);
    book.add(15, CaseKind::rubbish, "northgate", 10);
    book.add(14, CaseKind::rubbish, "riverside", 120);
    return book;
}

}  // namespace

TEST_CASE("the office reads every little thing as it is", "[admin][books]") {
    Book book = busy_book();
    book.add(1, CaseKind::needles, "northgate", 3);
    const auto tables = admin::case_tables(book.open(), {}, Audience::internal);
    const BookTable& kinds = titled(tables, what);
    CHECK(kinds.heads == std::vector<std::string>{"What",
                                                  "Reports",
                                                  "Done within 14 days",
                                                  "Done later",
                                                  "Passed on",
                                                  "Not possible",
                                                  "Open"});
    CHECK(row(kinds, "Street light out") ==
          std::vector<std::string>{"Street light out", "32", "20", "12", "0", "0", "0"});
    CHECK(kinds.rows.front().front() == "Street light out");  // the kind reported most stands first
    const BookTable& waited = titled(tables, "How long open reports have waited");
    CHECK(row(waited, "Up to 14 days")[1] == "16");
    CHECK(row(waited, "More than 90 days")[1] == "14");
    const BookTable& oldest = titled(tables, "Oldest that are open");
    CHECK(oldest.rows.front()[3] == "120");
}

TEST_CASE("others read no small number of little things", "[admin][books]") {
    Book book = busy_book();
    book.add(3, CaseKind::needles, "northgate", 3);
    const auto tables = admin::case_tables(book.open(), {}, Audience::open);
    for (const BookTable& table : tables) {
        for (const auto& cells : table.rows) {
            for (std::size_t at = 1; at < cells.size(); ++at) {
                INFO(table.title << ": " << cells[0] << " " << cells[at]);
                CHECK((cells[at] == "hidden" || cells[at] == "0" || std::stoi(cells[at]) >= 10));
            }
        }
    }
    // Three reports of needles beside 61 others: whoever takes the rest from the total must not
    // find them, so another kind is hidden with them.
    const BookTable& kinds = titled(tables, what);
    const auto hidden = std::count_if(kinds.rows.begin(), kinds.rows.end(), [](const auto& cells) {
        return cells[1] == "hidden";
    });
    CHECK(hidden >= 2);
    CHECK(std::none_of(tables.begin(), tables.end(), [](const BookTable& table) {
        return table.title == "Oldest that are open";
    }));
}

TEST_CASE("a joined report has the state of the thing that it is about", "[admin][books]") {
    Book book;
    book.add(1, CaseKind::hole, "northgate", 20, CaseState::done, 4);
    const events::SubjectId first = book.state.cases.front().id;
    book.add(2, CaseKind::hole, "northgate", 18);
    for (events::CaseRecord& record : book.state.cases) {
        if (record.id != first) {
            record.state = CaseState::duplicate;
            record.other = first;
        }
    }
    const auto tables = admin::case_tables(book.open(), {}, Audience::internal);
    CHECK(titled(tables, what).rows.front()[2] == "3");
    CHECK(row(titled(tables, "How often the same thing was reported"), "Three times and more")[1] ==
          "3");
}

TEST_CASE("a part may be about some kinds alone", "[admin][books]") {
    const Book book = busy_book();
    const auto tables = admin::case_tables(book.open(), {"rubbish"}, Audience::open);
    CHECK(titled(tables, what).rows.size() == 1);
    CHECK(titled(tables, what).rows.front()[1] == "29");
    const auto none = admin::case_tables(book.open(), {"drinking"}, Audience::open);
    REQUIRE(none.size() == 1);
    CHECK(none.front().heads.empty());
}

TEST_CASE("fewer little things than the threshold are not counted out", "[admin][books]") {
    Book book;
    book.add(4, CaseKind::noise, "northgate", 5);
    const auto tables = admin::case_tables(book.open(), {}, Audience::open);
    REQUIRE(tables.size() == 1);
    CHECK(tables.front().caption ==
          "Fewer than 10 little things were reported in the last 12 months: nothing is said of "
          "them.");
}

TEST_CASE("people at events are counted by month, small events never alone", "[admin][books]") {
    Book book;
    book.came("2026-03-12", 12, 20);
    book.came("2026-04-15", 11, 14);
    book.came("2026-05-06", 0, 4);
    book.came("2024-05-06", 0, 400);  // longer ago than reports look
    const auto inside = admin::attendance_tables(book.open(), Audience::internal);
    CHECK(row(titled(inside, "People at events, by month"), "May 2026")[1] == "4");
    CHECK(titled(inside, "People at each date").rows.size() == 3);
    const auto others = admin::attendance_tables(book.open(), Audience::open);
    const BookTable& months = titled(others, "People at events, by month");
    CHECK(row(months, "May 2026")[1] == "hidden");
    CHECK(std::count_if(months.rows.begin(), months.rows.end(), [](const auto& cells) {
              return cells[1] == "hidden";
          }) == 2);
    CHECK(row(titled(others, "People at events, by kind of event"), "Other events")[1] == "61");
}

TEST_CASE("a page for partners says in two sentences what was done", "[admin][books]") {
    Book book = busy_book();
    book.came("2026-03-12", 12, 20);
    const auto told = admin::actions_in_brief(book.open(), Audience::partner);
    REQUIRE(told.size() == 1);
    CHECK(told.front().caption ==
          "Residents reported 61 little things in the last 12 months; 20 were done within 14 days; "
          "29 are open. 32 people came to 1 event.");
}

TEST_CASE("things without a label stand in a row of their own", "[admin][books]") {
    admin::Things things{{{"kind", {"a", "b"}}, {"place", {"north"}}}, {}};
    things.rows = {{{0, 0}, 12}, {{1, admin::no_label}, 15}};
    const admin::ThingTable by_place{0, 1};
    const auto numbers = admin::protect(things, {&by_place, 1}, Audience::open);
    REQUIRE(numbers.ok());
    const BookTable table = admin::thing_table(*numbers, things, by_place, {"T", "", "P", "N"});
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0] == std::vector<std::string>{"north", "12", "12", "0"});
    CHECK(table.rows[1] == std::vector<std::string>{"not known", "15", "0", "15"});
}
