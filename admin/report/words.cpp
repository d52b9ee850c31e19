#include "admin/report/words.h"

#include <fmt/format.h>

#include <array>

#include "events/local_time.h"

namespace harmony::admin {

namespace {

using summary::Audience;
using summary::Fieldwork;
using summary::Policy;
using summary::Treatment;

std::string place_names(const ReportInput& input) {
    std::vector<std::string> names;
    for (const std::string& key : input.numbers.provenance().fieldwork.places) {
        names.push_back(group_label(input.texts, "place", key));
    }
    return joined(names);
}

/// Where and when: "at 3 events in Northgate and Eastfield between 1 July 2026 and 3 July 2026".
std::string where_and_when(const ReportInput& input) {
    const Fieldwork& work = input.numbers.provenance().fieldwork;
    const std::string places = place_names(input);
    const std::string in = places.empty() ? "" : " in " + places;
    const std::string days =
        work.first == work.last
            ? "on " + long_date(work.first)
            : fmt::format("between {} and {}", long_date(work.first), long_date(work.last));
    if (work.events == 0) {
        return fmt::format("at our kiosks{} {}", in, days);
    }
    if (work.events == 1) {
        return fmt::format("at an event{} {}", in, days);
    }
    return fmt::format("at {} events{} {}", grouped_digits(work.events), in, days);
}

std::string threshold_words(const Policy& policy) {
    return fmt::format(
        "A number of people from 1 to {} is not shown, and neither is any other "
        "number from which it could be worked out. The report does not say which of "
        "the two a hidden number is. Zeros are shown.",
        policy.threshold() - 1);
}

/// What a margin is called in the caveat.
std::string margin_word(const std::string& margin) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> words = {
        {{"eth", "ethnic group"}, {"dis", "disability"}, {"ward", "place"}}};
    for (const auto& [name, word] : words) {
        if (name == margin) {
            return std::string(word);
        }
    }
    return margin;
}

/// "We weighted answers by age and sex to match the census." or that they are not.
std::string weighting_sentence(const ReportInput& input) {
    const std::optional<summary::Weighting>& weighting =
        input.numbers.provenance().fieldwork.weighting;
    if (!weighting || !weighting->applied()) {
        return "The results are not weighted.";
    }
    std::vector<std::string> margins;
    for (const std::string& margin : weighting->margins) {
        margins.push_back(margin_word(margin));
    }
    return fmt::format(
        "We weighted answers by {} to match {}.", joined(margins), weighting->source);
}

std::string audience_words(Audience audience) {
    switch (audience) {
        case Audience::open: return "This report is for anybody.";
        case Audience::partner: return "This report is for the partner it was made for.";
        case Audience::internal: break;
    }
    return "This report is for the office alone: small numbers are not hidden.";
}

}  // namespace

std::string grouped_digits(std::uint64_t n) {
    std::string digits = std::to_string(n);
    for (std::size_t at = digits.size(); at > 3; at -= 3) {
        digits.insert(at - 3, ",");
    }
    return digits;
}

std::string counted(std::uint64_t n, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", grouped_digits(n), n == 1 ? one : many);
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) {
            text += i + 1 == parts.size() ? " and " : ", ";
        }
        text += parts[i];
    }
    return text;
}

/// The same without the day before it.
std::string month_and_year(base::Day day) {
    const std::string date = long_date(day);
    return date.substr(date.find(' ') + 1);
}

std::string long_date(base::Day day) {
    return events::said(day);
}

std::string_view unit_word(const ReportTexts& texts, std::uint64_t n) {
    if (texts.businesses) {
        return n == 1 ? "business" : "businesses";
    }
    return n == 1 ? "person" : "people";
}

std::string caveat(const ReportInput& input) {
    const Fieldwork& work = input.numbers.provenance().fieldwork;
    const bool businesses = input.texts.businesses;
    return fmt::format(
        "{} chose to answer {}. They were not picked at random. The results show what {} {} who "
        "came told us. They do not measure {} in {}. {} The ranges show how much results could "
        "move by chance if these events were typical. They do not cover {} we did not meet.",
        businesses ? "Businesses" : "People",
        where_and_when(input),
        grouped_digits(work.responses),
        unit_word(input.texts, 2),
        businesses ? "every business" : "everyone",
        input.texts.area.empty() ? "the area" : input.texts.area,
        weighting_sentence(input),
        unit_word(input.texts, 2));
}

std::string short_caveat(const ReportInput& input) {
    const std::uint64_t responses = input.numbers.provenance().fieldwork.responses;
    return fmt::format("{} {} told us. They chose to answer; they are not {} in {}.",
                       grouped_digits(responses),
                       unit_word(input.texts, responses),
                       input.texts.businesses ? "every business" : "everyone",
                       input.texts.area.empty() ? "the area" : input.texts.area);
}

std::vector<std::string> weighting_paragraphs(const ReportInput& input) {
    const summary::Provenance& provenance = input.numbers.provenance();
    const std::optional<summary::Weighting>& weighting = provenance.fieldwork.weighting;
    if (!weighting) {
        return {};
    }
    if (!weighting->applied()) {
        return {
            fmt::format("The results are not weighted, although the office has a weighting file "
                        "({}): {}",
                        weighting->name,
                        weighting->refusal)};
    }
    std::vector<std::string> paragraphs = {
        "Percentages are weighted; numbers of answers are not.",
        fmt::format("Weighted with {} ({}). All {} answers together are worth about {} that would "
                    "not need weights.",
                    weighting->name,
                    weighting->source,
                    grouped_digits(provenance.fieldwork.responses),
                    grouped_digits(weighting->worth))};
    if (!weighting->small_waves.empty()) {
        paragraphs.push_back(
            fmt::format("Too few answers to weight: {}.", joined(weighting->small_waves)));
    }
    if (provenance.policy.audience() == Audience::internal) {
        paragraphs.insert(paragraphs.end(), weighting->warnings.begin(), weighting->warnings.end());
    }
    return paragraphs;
}

std::string hidden_note(const ReportInput& input) {
    const summary::Provenance& provenance = input.numbers.provenance();
    if (provenance.hidden_cells == 0 && provenance.withheld_tables == 0) {
        return "";
    }
    std::string text = fmt::format("Some numbers are hidden to protect people. {} {} hidden.",
                                   counted(provenance.hidden_cells, "number", "numbers"),
                                   provenance.hidden_cells == 1 ? "is" : "are");
    if (provenance.withheld_tables > 0) {
        text += fmt::format(
            " {} left out whole, since nothing would have protected the people in "
            "{}.",
            counted(provenance.withheld_tables, "table is", "tables are"),
            provenance.withheld_tables == 1 ? "it" : "them");
    }
    if (provenance.policy.threshold() > 0) {
        text += " " + threshold_words(provenance.policy);
    }
    return text;
}

std::string internal_mark(const ReportInput& input) {
    return input.numbers.provenance().policy.audience() == Audience::internal
               ? "INTERNAL: not to leave the office. Small numbers are not hidden."
               : "";
}

std::vector<std::string> method_paragraphs(const ReportInput& input) {
    const summary::Provenance& provenance = input.numbers.provenance();
    std::vector<std::string> paragraphs = {
        audience_words(provenance.policy.audience()) +
            " One response is one person's way through the survey at a kiosk. Nobody is counted "
            "twice knowingly, but somebody who came to two events could answer twice.",
        "The number of answers to a question is the number of people who chose an answer. People "
        "who "
        "did not know, preferred not to say, left the question empty or were not asked it are "
        "counted beside it and are not part of the percentages.",
        "Percentages are whole numbers and halves go up, so they can add up to 99 % or 101 %. "
        "Below "
        "30 answers there are counts and no percentages. From 30 to 49 answers percentages are "
        "marked as resting on few answers. Only figures from 100 answers or more should be "
        "compared.",
        "Means have one decimal and stand where 30 people or more answered and all numbers that "
        "they are made of are shown. Where people put answers in order, the mean place of an "
        "answer "
        "is given: 1 is first. By places, months and languages a report for others than the office "
        "says what people put first, and not the other places.",
        fmt::format(
            "Ranges hold {} % of the time if the events were typical. They are Wilson ranges "
            "on the number of independent answers that the answers are worth: people at one "
            "event often answer alike, so that number is smaller than the number of answers. "
            "Where events could not be told apart the range rests on plain counts and may "
            "be too narrow.",
            static_cast<int>(provenance.level * 100 + 0.5)),
    };
    if (provenance.policy.threshold() > 0) {
        paragraphs.push_back(threshold_words(provenance.policy) +
                             " Before the report was made, each hidden number was tested against "
                             "all that is shown in its table. How many people gave no answer to a "
                             "question follows from the numbers shown and is not hidden.");
    }
    return paragraphs;
}

std::string treatment_text(Treatment treatment) {
    switch (treatment) {
        case Treatment::shown: return "Shown in this report";
        case Treatment::withheld: return "Not shown: too few answers to show safely";
        case Treatment::internal_only: return "Not shown: kept inside the office";
        case Treatment::never_reported: return "Not shown: never reported";
        case Treatment::not_counted: return "Not shown: numbers, days and times are not counted";
        case Treatment::own_words: break;
    }
    return "Not shown: answers in people's own words";
}

std::string title_of(const ReportInput& input) {
    return input.texts.title.empty() ? "What residents told us" : input.texts.title;
}

std::string group_label(const ReportTexts& texts,
                        const std::string& grouping,
                        const std::string& key) {
    const auto labels = texts.groups.find(grouping);
    if (labels != texts.groups.end()) {
        const auto label = labels->second.find(key);
        if (label != labels->second.end() && !label->second.empty()) {
            return label->second;
        }
    }
    return key.empty() ? "Not known" : key;
}

std::string grouping_title(const std::string& grouping) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 14> titles = {
        {{"place", "place"},
         {"month", "month"},
         {"language", "language"},
         {"engagement", "event"},
         {"venue", "venue"},
         {"kiosk", "kiosk"},
         {"wave", "wave"},
         {"mode", "way of answering"},
         {"eth", "ethnic group"},
         {"dis", "disability"},
         {"who", "who they are"},
         {"biz", "kind of business"},
         {"staff", "size of business"},
         {"first", "first visit"}}};
    for (const auto& [name, title] : titles) {
        if (name == grouping) {
            return std::string(title);
        }
    }
    return grouping;
}

std::string column_head(const std::string& grouping) {
    std::string head = grouping_title(grouping);
    if (!head.empty() && head[0] >= 'a' && head[0] <= 'z') {
        head[0] = static_cast<char>(head[0] - 'a' + 'A');
    }
    return head;
}

}  // namespace harmony::admin
