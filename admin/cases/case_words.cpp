#include "admin/cases/case_words.h"

#include <fmt/format.h>

#include "admin/report/words.h"
#include "summary/free_text.h"
#include "survey/grid.h"

namespace harmony::admin {
namespace {

constexpr int cell_metres = 10;

constexpr std::array<std::string_view, 13> kind_words = {"Rubbish or dumped items",
                                                         "Dog mess",
                                                         "Street light out",
                                                         "Graffiti",
                                                         "Overgrown bushes",
                                                         "Empty house or shop",
                                                         "Broken fence or gate",
                                                         "Noise",
                                                         "Dumped car",
                                                         "Needles",
                                                         "Hole in road or path",
                                                         "Street drinking",
                                                         "Other"};
static_assert(kind_words.size() == case_kind_names.size());

std::string_view mark_words(summary::TextMarkKind kind) {
    using K = summary::TextMarkKind;
    switch (kind) {
        case K::phone: return "a phone number";
        case K::email: return "an email address";
        case K::postcode: return "a postcode";
        case K::national_insurance: return "a National Insurance number";
        case K::vehicle: return "the number of a car";
        case K::web_address: return "a web address";
        case K::handle: return "a name of a social network";
        case K::date_of_birth: return "a date of birth";
        case K::address: return "a house number and a street";
        case K::named:
        case K::listed_name: return "a name";
    }
    return "something personal";
}

/// A sentence for one state; `line.result` has been put in its place.
std::string sentence(std::string_view state, const events::ReceiptState& line) {
    const std::string on = long_date(line.done && state != "with_owner" ? *line.done : line.on);
    const std::string by = line.by ? long_date(*line.by) : "";
    if (state == "received") {
        return "We have it. Nobody has looked at it yet.";
    }
    if (state == "with_owner") {
        return fmt::format("With {}. Next news by {}.", line.who, by);
    }
    if (state == "planned") {
        return fmt::format("We plan to {} by {}.", line.text, by);
    }
    if (state == "done") {
        return fmt::format("Done on {}: {}", on, line.text);
    }
    if (state == "passed_on") {
        return fmt::format("{} deals with this. Their number: {}.", line.who, line.reference);
    }
    if (state == "cannot_do") {
        return fmt::format("We cannot do this because {}.", line.text);
    }
    if (state == "reopened") {
        return fmt::format("Open again since {}.", long_date(line.on));
    }
    if (state == "withdrawn") {
        return fmt::format("Taken back on {}.", long_date(line.on));
    }
    return {};
}

}  // namespace

std::string_view name_of(events::CaseKind kind) {
    return case_kind_names.at(static_cast<std::size_t>(kind) - 1);
}

std::string_view name_of(events::Offer offer) {
    return offer_names.at(static_cast<std::size_t>(offer) - 1);
}

std::string_view name_of(events::ComplaintTopic topic) {
    return complaint_topic_names.at(static_cast<std::size_t>(topic) - 1);
}

std::string_view words_of(events::CaseKind kind) {
    return kind_words.at(static_cast<std::size_t>(kind) - 1);
}

std::string where_of(const events::CaseRecord& record) {
    if (!record.place.empty()) {
        return record.place;
    }
    if (!record.cell) {
        return "-";
    }
    const survey::GridCell cell{
        record.cell->east * cell_metres, record.cell->north * cell_metres, cell_metres};
    return std::string(survey::text_of(cell).view());
}

std::string due_words(std::optional<base::Day> due, base::Day today) {
    if (!due) {
        return "-";
    }
    const auto late = (today - *due).count();
    if (late > 0) {
        return fmt::format(
            "{}, {} late", long_date(*due), late == 1 ? "1 day" : fmt::format("{} days", late));
    }
    return late == 0 ? "today" : long_date(*due);
}

std::string resident_reads(const events::ReceiptState& line) {
    return sentence(line.result.empty() ? line.state : line.result, line);
}

std::string personal_in(std::string_view text) {
    const auto marks = summary::scan_text(text);
    if (marks.empty()) {
        return {};
    }
    return fmt::format("it seems to hold {} (\"{}\")",
                       mark_words(marks.front().kind),
                       text.substr(marks.front().first, marks.front().length));
}

std::string listed(const std::string_view* names, std::size_t count) {
    return fmt::format("{}", fmt::join(names, names + count, ", "));
}

base::Error not_one_of(std::string_view name, std::string_view what, const std::string& names) {
    return base::Error{base::ErrorKind::refused,
                       fmt::format("\"{}\" is no {}. It must be one of: {}", name, what, names)};
}

}  // namespace harmony::admin
