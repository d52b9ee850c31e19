#include "kiosk/receipt_desk.h"

#include <algorithm>
#include <array>

#include "kiosk/receipt.h"

namespace harmony::kiosk {
namespace {

using events::ReceiptOf;
using events::ReceiptState;

constexpr std::size_t receipt_digits = 12;
constexpr std::string_view scan_prefix = "HR1:";
constexpr const char* usual_days = "7";  // how often packs go out, for whoever waits for one

bool is_any(const std::string& state, std::initializer_list<std::string_view> of) {
    return std::find(of.begin(), of.end(), state) != of.end();
}

/// Of a case that was told or closed, what it came to is what residents read.
const std::string& told_state(const ReceiptState& state) {
    return state.result.empty() ? state.state : state.result;
}

}  // namespace

std::string state_in_words(const ReceiptState& state, const Words& words) {
    const std::string& told = told_state(state);
    const std::string on = words.date(state.done.value_or(state.on));
    // Names keep their own direction inside a sentence.
    const std::string who = "\u2068" + state.who + "\u2069";
    const std::string by = state.by ? words.date(*state.by) : std::string();
    if (told == "withdrawn") {
        return words("receipt.withdrawn", {{"date", on}});
    }
    if (is_any(told, {"with_owner"})) {
        return by.empty() ? words("receipt.with", {{"who", who}})
                          : words("receipt.with_by", {{"who", who}, {"date", by}});
    }
    if (is_any(told, {"planned"})) {
        return by.empty() ? words("receipt.planned") : words("receipt.planned_by", {{"date", by}});
    }
    if (told == "done") {
        return words("receipt.done", {{"date", on}});
    }
    if (told == "passed_on") {
        return words("receipt.passed_on", {{"who", who}});
    }
    if (told == "reopened") {
        return words("receipt.reopened", {{"date", on}});
    }
    if (told == "cannot_do") {
        return words("receipt.cannot_do");
    }
    if (told == "not_possible") {
        return words("receipt.not_possible");
    }
    if (told == "no_reply") {
        return words("receipt.no_reply");
    }
    if (is_any(told, {"in_hand", "looking"})) {
        return words("receipt.in_hand");
    }
    if (is_any(told, {"seen", "acknowledged"})) {
        return by.empty() ? words("receipt.seen") : words("receipt.seen_by", {{"date", by}});
    }
    if (is_any(told, {"outcome", "closed"})) {
        return words("receipt.answered", {{"date", on}});
    }
    return by.empty() ? words("receipt.received") : words("receipt.received_by", {{"date", by}});
}

void ReceiptDesk::open() {
    close();
}

void ReceiptDesk::close() {
    digits_.wipe();
    trouble_.clear();
    key_.reset();
    found_.reset();
}

void ReceiptDesk::end_session() {
    close();
    wrong_ = 0;
}

void ReceiptDesk::type(const ui::KeyPress& press) {
    if (digits_.apply(press)) {
        trouble_.clear();
    }
}

bool ReceiptDesk::take_scan(std::string_view scanned) {
    if (!scanned.starts_with(scan_prefix) || !is_receipt(scanned.substr(scan_prefix.size()))) {
        return false;
    }
    close();
    digits_.set(scanned.substr(scan_prefix.size()));
    return true;
}

bool ReceiptDesk::is_whole(const Words& words) {
    const bool whole = is_receipt(digits_.text());
    trouble_ = whole ? std::string() : words("err.code");
    return whole;
}

void ReceiptDesk::take(const base::ReceiptKey& key,
                       const events::ReceiptStates& states,
                       std::chrono::milliseconds now) {
    key_ = key;
    as_of_ = states.as_of;
    found_.reset();
    if (const ReceiptState* found = states.find(key)) {
        found_ = *found;
    } else if (++wrong_ >= most_wrong) {
        wrong_ = 0;
        barred_until_ = now + wrong_wait;
    }
    digits_.wipe();
}

bool ReceiptDesk::is_barred(std::chrono::milliseconds now) const {
    return barred_until_ && now < *barred_until_;
}

std::optional<events::Fact> ReceiptDesk::taken_back() const {
    if (!key_) {
        return std::nullopt;
    }
    events::Fact fact;
    fact.payload = events::WithdrawAsked{*key_};
    return fact;
}

std::optional<events::Fact> ReceiptDesk::opened_again() const {
    if (!key_ || !found_ || !found_->step) {
        return std::nullopt;
    }
    const auto subject = events::SubjectId::from_bytes(key_->view());
    base::promise(subject.has_value(), "a receipt key is as long as a subject");
    events::Fact fact;
    fact.head.subject = *subject;
    events::CaseStep step;
    step.follows = *found_->step;
    step.to = events::CaseState::reopened;
    fact.payload = step;
    return fact;
}

CodeLookupView ReceiptDesk::lookup(const Words& words, std::chrono::milliseconds now) const {
    CodeLookupView view;
    const std::string_view typed = digits_.text();
    for (std::size_t at = 0; at < typed.size(); at += 4) {
        view.digits.append(at == 0 ? "" : " ");
        view.digits.append(typed.substr(at, 4));
    }
    view.trouble = trouble_;
    if (is_barred(now)) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(*barred_until_ - now);
        view.may_try = false;
        view.trouble = words("code.wait", {{"n", std::to_string(left.count())}});
    }
    return view;
}

CodeResultView ReceiptDesk::result(const Words& words) const {
    base::promise(key_.has_value(), "a number that was looked up");
    CodeResultView view;
    if (!found_) {
        view.state = words("code.unknown", {{"n", usual_days}});
        view.may_take_back = true;  // a survey's number is in no pack, and may be this one
        return view;
    }
    view.state = state_in_words(*found_, words);
    view.text = found_->text;
    view.reference = found_->reference;
    view.as_of = words("code.as_of", {{"date", words.date(as_of_)}});
    view.asks_if_helped = found_->step.has_value();
    const bool over = is_any(found_->state, {"closed", "withdrawn", "outcome", "told", "done"});
    view.may_take_back = !over && found_->of != ReceiptOf::complaint;
    return view;
}

}  // namespace harmony::kiosk
