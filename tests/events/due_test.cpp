#include "events/due.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>

#include "base/text.h"
#include "events/repeats.h"
#include "story.h"

using namespace harmony;
using namespace harmony::events;
using namespace harmony::events::testing;

namespace {

constexpr const char* holiday_file =
    HARMONY_SOURCE_DIR "/assets/calendars/england_bank_holidays.json";

Holidays holidays() {
    std::ifstream file(holiday_file);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const auto read = read_holidays(text);
    REQUIRE(read.ok());
    return *read;
}

/// What the second implementation prints, line by line, in words.
std::vector<std::vector<std::string>> second_opinion(int count) {
    const std::string command = fmt::format("/usr/bin/python3 {}/tests/events/timers.py {} {}",
                                            HARMONY_SOURCE_DIR,
                                            holiday_file,
                                            count);
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    REQUIRE(pipe != nullptr);
    std::string all;
    std::array<char, 4096> piece{};
    while (const std::size_t read = std::fread(piece.data(), 1, piece.size(), pipe.get())) {
        all.append(piece.data(), read);
    }
    std::vector<std::vector<std::string>> lines;
    for (const std::string& line : base::split(all, '\n')) {
        if (!line.empty()) {
            lines.push_back(base::words(line));
        }
    }
    return lines;
}

CaseRecord report(int number, CaseKind kind, CaseCell cell, int day) {
    CaseRecord made;
    made.id = person(number);
    made.kind = kind;
    made.cell = cell;
    made.opened_on = on("2026-03-01") + std::chrono::days{day};
    return made;
}

}  // namespace

TEST_CASE("access requests are due as the vectors of the design say", "[events][due][E12]") {
    const Holidays days = holidays();
    CHECK(access_request_due(on("2026-09-03"), days) == on("2026-10-05"));
    CHECK(access_request_due(on("2026-01-31"), days) == on("2026-03-02"));
    CHECK(access_request_due(on("2026-11-25"), days) == on("2026-12-29"));
}

TEST_CASE("a complaint is due on its thirtieth day", "[events][due][E12]") {
    CHECK(complaint_due(on("2026-07-01")) == on("2026-07-30"));
    CHECK(complaint_due(on("2026-07-01"), ReceiptDay::does_not_count) == on("2026-07-31"));
}

TEST_CASE("a thousand due dates are those of a second implementation", "[events][due][E12]") {
    const Holidays days = holidays();
    const auto lines = second_opinion(1'000);
    REQUIRE(lines.size() == 1'001);
    const std::set<base::Day> listed(days.begin(), days.end());
    CHECK(lines[0].size() == 40);  // 8 a year
    for (const std::string& iso : lines[0]) {
        INFO(iso);
        CHECK(listed.count(on(iso.c_str())) == 1);
    }
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const base::Day received = on(lines[i][0].c_str());
        INFO(lines[i][0]);
        REQUIRE(base::to_iso(access_request_due(received, days)) == lines[i][1]);
        REQUIRE(base::to_iso(complaint_due(received)) == lines[i][2]);
        REQUIRE(base::to_iso(add_working_days(received, 3, days)) == lines[i][3]);
        REQUIRE(base::to_iso(add_working_days(received, 10, days)) == lines[i][4]);
    }
}

TEST_CASE("the list of bank holidays has eight a year and those that were proclaimed",
          "[events][due]") {
    const Holidays days = holidays();
    CHECK(days.size() == 12 * 8 + 2 + 1);  // 3 June and 19 September 2022, 8 May 2023
    CHECK_FALSE(is_working_day(on("2022-09-19"), days));
    CHECK_FALSE(is_working_day(on("2026-12-28"), days));
    CHECK(is_working_day(on("2026-12-29"), days));
    CHECK_FALSE(read_holidays("[]").ok());
    CHECK_FALSE(read_holidays(R"({"days":["2026-02-30"]})").ok());
}

TEST_CASE("officers are reminded of rights and complaints on the days of the design",
          "[events][due][E12]") {
    std::vector<int> access;
    std::vector<int> complaint;
    for (int day = 0; day <= 33; ++day) {
        if (is_access_alert(on("2026-04-01"), on("2026-03-01") + std::chrono::days{day})) {
            access.push_back(31 - day);  // days before it is due
        }
        if (is_complaint_alert(on("2026-03-01"), on("2026-03-01") + std::chrono::days{day})) {
            complaint.push_back(day + 1);
        }
    }
    CHECK(access == std::vector<int>{14, 7, 2, -1, -2});
    CHECK(complaint == std::vector<int>{7, 14, 21, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34});
}

TEST_CASE("first contact is due in the working days that were promised", "[events][due]") {
    RequestRecord request;
    request.asked_on = on("2026-04-02");  // Thursday; Good Friday and Easter Monday follow
    request.offer = Offer::call_back;
    CHECK(first_contact_due(request, holidays()) == on("2026-04-09"));
    request.offer = Offer::referral;
    CHECK(first_contact_due(request, holidays()) == on("2026-04-13"));
    request.offer = Offer::target_hardening;
    CHECK(first_contact_due(request, holidays()) == on("2026-04-20"));
    request.first_contact = on("2026-04-08");
    CHECK_FALSE(first_contact_due(request, holidays()).has_value());
}

TEST_CASE("what is due turns amber two days before and red after", "[events][due]") {
    const base::Day due = on("2026-04-09");
    CHECK(colour_of(due, on("2026-04-06")) == DueColour::green);
    CHECK(colour_of(due, on("2026-04-07")) == DueColour::amber);
    CHECK(colour_of(due, due) == DueColour::amber);
    CHECK(colour_of(due, on("2026-04-10")) == DueColour::red);
}

TEST_CASE("a case has an owner in three working days and news in ten", "[events][due][E11]") {
    CaseRecord record;
    record.changed_on = on("2026-03-30");
    CHECK(case_due(record, holidays()) == on("2026-04-02"));
    record.state = CaseState::with_owner;
    CHECK(case_due(record, holidays()) == on("2026-04-15"));
    record.due = on("2026-04-05");
    CHECK(case_due(record, holidays()) == on("2026-04-05"));
    record.state = CaseState::told;
    CHECK(case_due(record, holidays()) == on("2026-04-13"));
    record.state = CaseState::closed;
    CHECK_FALSE(case_due(record, holidays()).has_value());
}

TEST_CASE("what is kept goes on the days of the design", "[events][due][E7]") {
    const base::Day day = on("2026-08-31");
    CHECK(contact_kept_until(day, 30) == on("2026-09-30"));
    CHECK(contact_kept_until(day, 4'000) == on("2027-08-31"));
    CHECK(request_kept_until(day) == on("2027-08-31"));
    CHECK(case_text_kept_until(day) == on("2027-02-28"));
    CHECK(case_kept_until(day) == on("2028-08-31"));
    CHECK(complaint_kept_until(day) == on("2028-08-31"));
    CHECK(message_kept_until(day) == on("2026-09-30"));
    CHECK(roster_kept_until(at("2026-03-30T15:00:00Z")) == at("2026-03-31T15:00:00Z"));
    CHECK(case_kept_until(on("2024-02-29")) == on("2026-02-28"));
}

TEST_CASE("reports of one thing are suggested as one", "[events][cases][E11]") {
    const std::vector<CaseRecord> cases = {
        report(1, CaseKind::needles, {100, 100}, 0),
        report(2, CaseKind::needles, {101, 101}, 30),  // a corner away, the last day
        report(3, CaseKind::needles, {101, 101}, 61),  // too late for 2
        report(4, CaseKind::rubbish, {100, 100}, 0),   // another kind
        report(5, CaseKind::needles, {102, 100}, 0)};  // two cells from 1, next to 2
    CHECK(suggest_repeats(cases) ==
          std::vector<std::vector<SubjectId>>{{person(1), person(2), person(5)}});
}

TEST_CASE("five hundred reports group as comparing each with each groups them",
          "[events][cases][E11]") {
    base::SeededRandom random(4);
    std::vector<CaseRecord> cases;
    for (int number = 1; number <= 500; ++number) {
        const auto any = [&](std::uint64_t below) { return static_cast<int>(random.below(below)); };
        cases.push_back(report(
            number, static_cast<CaseKind>(1 + any(3)), {100 + any(40), 100 + any(40)}, any(200)));
        if (any(5) == 0) {
            cases.back().cell.reset();
            cases.back().place = any(2) == 0 ? "park" : "station";
        }
        cases.back().state = any(10) == 0 ? CaseState::withdrawn : CaseState::received;
    }
    const auto alike = [](const CaseRecord& a, const CaseRecord& b) {
        const bool cells = a.cell && b.cell && std::abs(a.cell->east - b.cell->east) <= 1 &&
                           std::abs(a.cell->north - b.cell->north) <= 1;
        const bool places = !a.place.empty() && a.place == b.place;
        return a.state == CaseState::received && b.state == CaseState::received &&
               a.kind == b.kind && (cells || places) &&
               std::abs((a.opened_on - b.opened_on).count()) <= 30;
    };
    std::vector<std::vector<SubjectId>> expected;
    std::set<std::size_t> seen;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        std::vector<std::size_t> group = {i};
        if (!seen.insert(i).second) {
            continue;
        }
        for (std::size_t at = 0; at < group.size(); ++at) {
            for (std::size_t j = 0; j < cases.size(); ++j) {
                if (alike(cases[group[at]], cases[j]) && seen.insert(j).second) {
                    group.push_back(j);
                }
            }
        }
        if (group.size() > 1) {
            auto& ids = expected.emplace_back();
            for (const std::size_t one : group) {
                ids.push_back(cases[one].id);
            }
            std::sort(ids.begin(), ids.end());
        }
    }
    std::sort(expected.begin(), expected.end());
    CHECK(expected.size() > 20);
    CHECK(suggest_repeats(cases) == expected);
}
