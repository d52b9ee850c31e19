#include <algorithm>
#include <charconv>

#include "survey/draft_inside.h"
#include "survey/expression/local_moment.h"
#include "survey/unicode.h"

namespace harmony::survey {
namespace {

/// Rows of a grid from which one answer all the way down is called a straight line.
constexpr std::size_t least_straight_rows = 3;
constexpr std::int32_t minute_ms = 60'000;
constexpr std::size_t minute_text = std::string_view("2026-03-14T10:15").size();

std::int64_t whole_number(std::string_view text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

Item number_item(std::string_view text, bool whole) {
    return whole ? Item(Whole{whole_number(text)}) : Item(Decimal{base::SecretText(text)});
}

Item picked_item(NodeType type, Picks picks) {
    if (picks.empty()) {
        return Empty{};
    }
    if (type == NodeType::rank) {
        return Ranked{std::move(picks)};
    }
    if (type == NodeType::select_one) {
        return One{picks.front()};
    }
    std::sort(picks.begin(), picks.end());
    return Many{std::move(picks)};
}

Item time_item(const Node& node, std::string_view text, std::chrono::minutes offset) {
    if (node.kiosk.part_of_day && node.type == NodeType::time) {
        return PartOfDay{static_cast<std::uint8_t>(whole_number(text))};
    }
    const auto time = time_from_text(text, offset);
    return time ? Item(MinuteOfDay{static_cast<std::uint16_t>(*time / minute_ms)}) : Item(Empty{});
}

/// What is no day, or no day with a time, is empty: a calculation may give anything.
Item moment_item(bool with_time, std::string_view text, std::chrono::minutes offset) {
    const auto moment = moment_from_text(text, offset);
    if (!moment) {
        return Empty{};
    }
    if (!with_time) {
        return DayNumber{moment->day};
    }
    const std::string full =
        text_from_moment({moment->day, moment->time_ms.value_or(0)}, std::chrono::minutes(0));
    return DayAndMinute{base::SecretText(std::string_view(full).substr(0, minute_text))};
}

}  // namespace

Item Draft::Inside::item_of(NodeIndex question) const {
    const Node& node = form.node(question);
    const std::string_view text = answers.text(question);
    if (text.empty()) {
        return Empty{};
    }
    switch (node.answer_kind()) {
        case AnswerKind::whole: return number_item(text, true);
        case AnswerKind::decimal: return number_item(text, false);
        case AnswerKind::one:
        case AnswerKind::many:
        case AnswerKind::ranked: return picked_item(node.type, answers.picked(question));
        case AnswerKind::acknowledged: return Acknowledged{};
        case AnswerKind::day: return moment_item(false, text, start.offset);
        case AnswerKind::day_and_minute: return moment_item(true, text, start.offset);
        case AnswerKind::minute:
        case AnswerKind::part: return time_item(node, text, start.offset);
        case AnswerKind::text: break;
    }
    return Text{secret_nfc(text)};
}

Response Draft::Inside::response(const std::vector<bool>& taken, bool is_partial) const {
    Response result;
    result.form = form.name();
    result.notice = start.notice;
    result.language = answers.language();
    result.day = std::chrono::floor<std::chrono::days>(start.now + start.offset);
    result.mode = start.mode;
    result.duration = duration_band(last_seen - start.now);
    for (const Language& language : form.languages()) {
        result.flags.draft_translation |= language.tag == result.language && language.is_draft();
    }
    result.flags.partial = is_partial;
    result.flags.straight_line = straight_line();
    for (const NodeIndex question : form.questions()) {
        const bool asks = taken[question.value] && asked(question);
        result.items.push_back(asks ? item_of(question) : Item(NotAsked{}));
    }
    return result;
}

bool Draft::Inside::straight_line() const {
    for (const Node& node : form.nodes()) {
        if (node.is_table() && same_answer_down(node)) {
            return true;
        }
    }
    return false;
}

bool Draft::Inside::same_answer_down(const Node& table) const {
    std::size_t rows = 0;
    std::string_view first;
    for (std::uint32_t i = table.index.value + 1; i < table.end.value; ++i) {
        const NodeIndex row{i};
        if (form.node(row).type != NodeType::select_one || !asked(row)) {
            continue;
        }
        const std::string_view text = answers.text(row);
        if (text.empty() || (rows > 0 && text != first)) {
            return false;
        }
        first = text;
        ++rows;
    }
    return rows >= least_straight_rows;
}

base::Result<Response> Draft::Inside::finish(Part part) {
    answers.work_out_all();
    std::vector<bool> taken(form.nodes().size(), false);
    for (const Node& node : form.nodes()) {
        taken[node.index.value] = part == Part::whole || node.kiosk.block == Block::core;
    }
    for (std::size_t page = 0; page < plan_.size(); ++page) {
        for (const NodeIndex node : plan_[page].nodes) {
            if (taken[node.value] && why_invalid(node)) {
                go(page, !plan_[page].equality);
                return base::Error{base::ErrorKind::refused, "an answer needs attention"};
            }
        }
    }
    sent_ = true;
    return response(taken, false);
}

std::optional<Response> Draft::Inside::partial() const {
    if (form.settings().partial != PartialPolicy::keep) {
        return std::nullopt;
    }
    std::vector<bool> taken(form.nodes().size(), false);
    bool any = false;
    for (const Node& node : form.nodes()) {
        taken[node.index.value] = !node.is_visible();
    }
    for (std::size_t page = 0; page < plan_.size(); ++page) {
        for (const NodeIndex node : plan_[page].nodes) {
            taken[node.value] = confirmed_[page] && !why_invalid(node);
            any |= taken[node.value];
        }
    }
    return any ? std::optional(response(taken, true)) : std::nullopt;
}

}  // namespace harmony::survey
