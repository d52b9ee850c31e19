#include "admin/gui/models/people_orders.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "events/local_time.h"

namespace harmony::admin::gui {

namespace {

using Answers = std::vector<std::string>;

/// In the order of `RightsKind`.
constexpr std::array<std::string_view, 5> kind_words = {"A copy of what is kept",
                                                        "Something must be put right",
                                                        "Everything must go",
                                                        "They object to its use",
                                                        "They take an agreement back"};
static_assert(kind_words.size() == rights_kind_names.size());

struct BoxWords {
    std::string_view words;
    std::string_view box;
};
constexpr std::array boxes{BoxWords{"Being told about this event", "this_event"},
                           BoxWords{"Being told about later events", "later_events"},
                           BoxWords{"Keeping what they need", "needs"},
                           BoxWords{"Sharing it with others", "share"}};

constexpr std::string_view no_request = "None of the register";

std::string request_words(const RightsRow& row) {
    return fmt::format("R{}, {}", row.number, kind_words.at(static_cast<std::size_t>(row.kind)));
}

/// "R12, ..." as a number; empty: none.
std::string number_of(const std::string& words) {
    return words.starts_with("R") ? words.substr(1, words.find(',') - 1) : std::string();
}

std::string count_words(std::size_t count) {
    return count == 1 ? "1 record" : fmt::format("{} records", count);
}

void add(std::vector<std::string>& words, std::string_view option, const std::string& value) {
    if (!value.empty()) {
        words.emplace_back(option);
        words.push_back(value);
    }
}

/// What only this deed asks.
std::vector<Entry> entries_of(PersonDeed deed,
                              const std::vector<PersonLine>& records,
                              const std::string& folder) {
    switch (deed) {
        case PersonDeed::copy:
            return {{.id = "out",
                     .label = "File",
                     .hint = "Two files are written: .html to read and .json",
                     .value = folder + "copy"}};
        case PersonDeed::correct:
            return {{.id = "name",
                     .label = "Name",
                     .hint = "What is left as it is stays",
                     .value = records.front().name,
                     .needed = false,
                     .personal = true},
                    {.id = "phone",
                     .label = "Phone",
                     .value = records.front().phone,
                     .needed = false,
                     .personal = true},
                    {.id = "email",
                     .label = "Email",
                     .value = records.front().email,
                     .needed = false,
                     .personal = true}};
        case PersonDeed::withdraw: {
            Entry box{.id = "box",
                      .label = "What they take back",
                      .value = std::string(boxes.front().words)};
            for (const BoxWords& one : boxes) {
                box.options.emplace_back(one.words);
            }
            return {std::move(box)};
        }
        case PersonDeed::erase: return {};
    }
    return {};
}

void put_own(PersonDeed deed,
             const std::vector<PersonLine>& records,
             const Answers& answers,
             Order& order) {
    switch (deed) {
        case PersonDeed::copy: add(order.words, "--out", answers.at(0)); break;
        case PersonDeed::correct: {
            const PersonLine& before = records.front();
            add(order.words, "--name", answers.at(0) == before.name ? "" : answers.at(0));
            add(order.words, "--phone", answers.at(1) == before.phone ? "" : answers.at(1));
            add(order.words, "--email", answers.at(2) == before.email ? "" : answers.at(2));
            break;
        }
        case PersonDeed::withdraw: {
            const auto box = std::find_if(boxes.begin(), boxes.end(), [&](const BoxWords& one) {
                return one.words == answers.at(0);
            });
            add(order.words, "--box", std::string(box == boxes.end() ? "" : box->box));
            order.done = "It is written down that they took this back.";
            break;
        }
        case PersonDeed::erase: order.words.emplace_back("--yes"); break;
    }
}

}  // namespace

Form new_request_form(base::Day today) {
    Form form;
    form.title = "What somebody asks";
    form.text = "The answer is due within one month. The register names nobody.";
    Entry kind{.id = "kind", .label = "They want", .value = std::string(kind_words.front())};
    for (const std::string_view words : kind_words) {
        kind.options.emplace_back(words);
    }
    form.entries = {
        std::move(kind),
        {.id = "received", .label = "Came on", .hint = "2026-03-30", .value = base::to_iso(today)},
        {.id = "identity",
         .label = "How you made sure who asks",
         .hint = "Passport seen. Do not write a name here"}};
    form.submit = "Put it into the register";
    return form;
}

Order new_request_order(const Answers& answers) {
    const auto kind = std::find(kind_words.begin(), kind_words.end(), answers.at(0));
    const auto at =
        static_cast<std::size_t>(kind == kind_words.end() ? 0 : kind - kind_words.begin());
    return {"Writing into the register",
            {"person",
             "request",
             std::string(rights_kind_names.at(at)),
             "--received",
             answers.at(1),
             "--identity",
             answers.at(2)},
            ""};
}

Form close_form(const RightsRow& row) {
    Form form;
    form.title = "Close " + request_words(row);
    form.text = "It stays in the register for two years.";
    form.entries = {{.id = "outcome",
                     .label = "What came of it",
                     .hint = "Copy handed over. Do not write a name here"}};
    form.submit = "Close it";
    return form;
}

Order close_order(const RightsRow& row, const Answers& answers) {
    return {"Closing the request",
            {"person", "close", fmt::to_string(row.number), "--outcome", answers.at(0)},
            fmt::format("R{} is closed.", row.number)};
}

Form deed_form(PersonDeed deed,
               const std::vector<PersonLine>& records,
               const std::vector<RightsLine>& requests,
               const std::string& reason,
               const std::string& folder) {
    constexpr std::array titles = {
        "A copy for them", "Put it right", "Take an agreement back", "Erase for good"};
    constexpr std::array submits = {"Write the copy", "Put it right", "Write it down", "Erase"};
    Form form;
    form.title = titles.at(static_cast<std::size_t>(deed));
    form.text = "Of " + count_words(records.size()) + ".";
    if (deed == PersonDeed::erase) {
        form.text +=
            " Names, contact details and words go from everything that is kept here, for good. No "
            "old stick and no backup brings them back.";
    }
    form.entries = entries_of(deed, records, folder);
    form.entries.push_back({.id = "reason",
                            .label = "Why",
                            .hint = "Kept in the office's books. Do not write a name here",
                            .value = reason});
    Entry request{.id = "for", .label = "For which request", .value = std::string(no_request)};
    request.options.emplace_back(no_request);
    for (const RightsLine& one : requests) {
        if (!one.row.closed) {
            request.options.push_back(request_words(one.row));
        }
    }
    form.entries.push_back(std::move(request));
    form.submit = submits.at(static_cast<std::size_t>(deed));
    return form;
}

Order deed_order(PersonDeed deed, const std::vector<PersonLine>& records, const Answers& answers) {
    constexpr std::array verbs = {"export", "correct", "withdraw", "erase"};
    constexpr std::array doing = {
        "Writing the copy", "Putting it right", "Writing it down", "Erasing"};
    Order order;
    order.doing = doing.at(static_cast<std::size_t>(deed));
    order.words = {"person", verbs.at(static_cast<std::size_t>(deed))};
    for (const PersonLine& record : records) {
        order.words.push_back(record.id);
    }
    put_own(deed, records, answers, order);
    add(order.words, "--reason", answers.at(answers.size() - 2));
    add(order.words, "--for", number_of(answers.back()));
    return order;
}

}  // namespace harmony::admin::gui
