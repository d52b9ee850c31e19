#include "events/receipt_states.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <span>

#include "events/fold_set.h"
#include "events/members.h"
#include "events/steps.h"

namespace harmony::events {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::string_view file_mark = "receipts/1";
constexpr std::array<std::string_view, 1> answer_states = {"withdrawn"};
constexpr std::size_t longest_line = 160;
constexpr std::size_t longest_reference = 60;

/// Whether what ended on that day is still told.
bool is_told(base::Day ended, base::Day today) {
    return today <= ended + std::chrono::days{receipt_days};
}

/// The case whose text a duplicate shows; itself when the way there is lost or a ring.
const CaseRecord& shown_for(const State& state, const CaseRecord& record) {
    const CaseRecord* at = &record;
    for (std::size_t steps = 0; at != nullptr && at->state == CaseState::duplicate; ++steps) {
        at = at->other && steps < state.cases.size() ? state.case_of(*at->other) : nullptr;
    }
    return at == nullptr ? record : *at;
}

bool is_over(const CaseRecord& record) {
    return record.state == CaseState::closed || record.state == CaseState::withdrawn ||
           record.state == CaseState::duplicate;
}

/// What of a case is said in its state (design of events, 14.2).
void say(const CaseRecord& record, ReceiptState& line) {
    const CaseState state = record.state;
    const bool after = state == CaseState::told || state == CaseState::closed;
    const CaseState shown = after && record.result ? *record.result : state;
    if (shown == CaseState::with_owner || shown == CaseState::planned) {
        line.by = record.due;
    }
    if (shown == CaseState::with_owner || shown == CaseState::passed_on) {
        line.who = record.owner;
    }
    if (shown == CaseState::planned || shown == CaseState::done || shown == CaseState::cannot_do) {
        line.text = record.public_text;
    }
    if (shown == CaseState::passed_on) {
        line.reference = record.reference;
    }
    if (record.result) {
        line.done = record.result_on;
        line.result = after ? std::string(name_of(*record.result)) : std::string();
    }
}

void add_case(const State& state, const CaseRecord& own, base::Day today, ReceiptStates& into) {
    const bool withdrawn = own.state == CaseState::withdrawn;
    const CaseRecord& record = withdrawn ? own : shown_for(state, own);
    if (is_over(record) && !is_told(record.changed_on, today)) {
        return;
    }
    ReceiptState line;
    line.key = same_bytes<base::ReceiptKey>(own.id);
    line.of = ReceiptOf::case_report;
    const bool lost = record.state == CaseState::duplicate;  // of a case that is not there any more
    line.state = name_of(lost ? CaseState::received : record.state);
    line.on = lost ? own.opened_on : record.changed_on;
    say(record, line);
    if (&record == &own && may_go(own.state, CaseState::reopened)) {
        line.step = own.last;
    }
    into.all.push_back(std::move(line));
}

void add_request(const RequestRecord& record, base::Day today, ReceiptStates& into) {
    if (record.closed_on && !is_told(*record.closed_on, today)) {
        return;
    }
    ReceiptState line;
    line.key = same_bytes<base::ReceiptKey>(record.id);
    line.of = ReceiptOf::request;
    line.state = name_of(record.state);
    line.on = record.closed_on ? *record.closed_on : record.asked_on;
    line.by = record.closed_on ? std::nullopt : record.next;
    into.all.push_back(std::move(line));
}

void add_complaint(const ComplaintRecord& record, base::Day today, ReceiptStates& into) {
    if (record.state == ComplaintState::closed && !is_told(record.changed_on, today)) {
        return;
    }
    ReceiptState line;
    line.key = same_bytes<base::ReceiptKey>(record.id);
    line.of = ReceiptOf::complaint;
    line.state = name_of(record.state);
    line.on = record.changed_on;
    into.all.push_back(std::move(line));
}

/// What was taken back and is no case, request or complaint was an answer.
void add_answer(const State& state,
                const Withdrawal& taken_back,
                base::Day today,
                ReceiptStates& into) {
    const auto subject = same_bytes<SubjectId>(taken_back.receipt);
    const bool known = state.case_of(subject) != nullptr || state.request(subject) != nullptr ||
                       state.complaint(subject) != nullptr;
    if (known || !is_told(taken_back.day, today)) {
        return;
    }
    ReceiptState line;
    line.key = taken_back.receipt;
    line.of = ReceiptOf::answer;
    line.state = name_of(CaseState::withdrawn);
    line.on = taken_back.day;
    into.all.push_back(std::move(line));
}

std::span<const std::string_view> states_of(ReceiptOf of) {
    switch (of) {
        case ReceiptOf::case_report: return case_state_names;
        case ReceiptOf::request: return request_state_names;
        case ReceiptOf::complaint: return complaint_state_names;
        case ReceiptOf::ticket: return sign_up_state_names;
        case ReceiptOf::answer: break;
    }
    return answer_states;
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

json line_json(const ReceiptState& line) {
    json made{{"key", line.key.hex()},
              {"of", receipt_of_names.at(static_cast<std::size_t>(line.of))},
              {"state", line.state},
              {"on", base::to_iso(line.on)}};
    const auto put = [&made](const char* name, const std::string& text) {
        if (!text.empty()) {
            made[name] = text;
        }
    };
    put("who", line.who);
    put("text", line.text);
    put("reference", line.reference);
    put("result", line.result);
    put("by", line.by ? base::to_iso(*line.by) : "");
    put("done", line.done ? base::to_iso(*line.done) : "");
    put("occurrence", line.occurrence ? line.occurrence->hex() : "");
    put("step", line.step ? line.step->hex() : "");
    return made;
}

/// A day that may be missing.
std::optional<base::Day> day_if_there(Members& part, const std::string& key) {
    return part.find(key) == nullptr ? std::nullopt : std::optional(part.day(key));
}

/// Nothing for a line that this program does not know.
Result<std::optional<ReceiptState>> read_line(const json& object) {
    Members part(object, std::string(receipts_file));
    const auto key = base::ReceiptKey::from_hex(part.text("key", Needed::yes));
    const std::string of = part.text("of", Needed::yes);
    ReceiptState line;
    line.state = part.text("state", Needed::yes);
    line.on = part.day("on");
    line.who = part.text("who", Needed::no, longest_reference);
    line.text = part.text("text", Needed::no, longest_line);
    line.reference = part.text("reference", Needed::no, longest_reference);
    line.result = part.text("result", Needed::no);
    line.by = day_if_there(part, "by");
    line.done = day_if_there(part, "done");
    line.occurrence = OccurrenceId::from_hex(part.text("occurrence", Needed::no));
    const std::string step = part.text("step", Needed::no);
    line.step = step.empty() ? std::nullopt : FactId::from_hex(step);
    if (!key || (!step.empty() && !line.step)) {
        part.blame(key ? "step" : "key", "must be 32 letters of 0-9 and a-f");
    }
    if (const auto& fault = part.finish(Unknown::passed_over)) {
        return *fault;
    }
    const auto kind = std::find(receipt_of_names.begin(), receipt_of_names.end(), of);
    if (kind == receipt_of_names.end()) {
        return std::optional<ReceiptState>();
    }
    line.key = *key;
    line.of = static_cast<ReceiptOf>(kind - receipt_of_names.begin());
    const bool known = is_one_of(line.state, states_of(line.of)) &&
                       (line.result.empty() || is_one_of(line.result, case_state_names));
    return known ? std::optional(std::move(line)) : std::nullopt;
}

bool by_key(const ReceiptState& a, const ReceiptState& b) {
    return a.key < b.key;
}

Error not_receipts() {
    return Error{ErrorKind::unreadable, "receipts.json is no list of receipts"};
}

}  // namespace

const ReceiptState* ReceiptStates::find(const base::ReceiptKey& key) const {
    const auto at =
        std::lower_bound(all.begin(), all.end(), key, [](const ReceiptState& line, const auto& of) {
            return line.key < of;
        });
    return at == all.end() || at->key != key ? nullptr : &*at;
}

ReceiptStates receipt_states(const State& state, base::Day today) {
    ReceiptStates made;
    made.as_of = today;
    for (const CaseRecord& record : state.cases) {
        add_case(state, record, today, made);
    }
    for (const RequestRecord& record : state.requests) {
        add_request(record, today, made);
    }
    for (const ComplaintRecord& record : state.complaints) {
        add_complaint(record, today, made);
    }
    for (const Withdrawal& taken_back : state.withdrawals) {
        add_answer(state, taken_back, today, made);
    }
    std::sort(made.all.begin(), made.all.end(), by_key);
    return made;
}

Result<void> add_tickets(const State& state,
                         const std::function<std::optional<base::Day>(const OccurrenceId&)>& days,
                         base::Day today,
                         const TicketKey& key,
                         ReceiptStates& into) {
    std::set<base::ReceiptKey> twice;
    for (const SignUpRecord& record : state.sign_ups) {
        const auto day = days(record.occurrence);
        const bool as_said =
            record.state == SignUpState::confirmed && record.outcome == Outcome::confirmed;
        const bool told =
            record.person.contact && record.person.contact->preferred != Preferred::none;
        if (!day || *day < today || as_said || told || record.code == 0 ||
            record.state == SignUpState::unknown || record.state == SignUpState::erased) {
            continue;
        }
        const Result<base::ReceiptKey> made = key(record.code);
        if (!made) {
            return made.error();
        }
        if (into.find(*made) != nullptr) {
            twice.insert(*made);  // nobody may read how it stands with somebody else
            continue;
        }
        ReceiptState line;
        line.key = *made;
        line.of = ReceiptOf::ticket;
        line.state = sign_up_state_names.at(static_cast<std::size_t>(record.state));
        line.on = today;
        line.occurrence = record.occurrence;
        into.all.push_back(std::move(line));
        std::sort(into.all.begin(), into.all.end(), by_key);
    }
    std::erase_if(into.all, [&](const ReceiptState& line) { return twice.count(line.key) > 0; });
    return {};
}

std::string write_receipts(const ReceiptStates& states) {
    json lines = json::array();
    std::transform(states.all.begin(), states.all.end(), std::back_inserter(lines), line_json);
    return json{{"harmony", file_mark},
                {"as_of", base::to_iso(states.as_of)},
                {"receipts", std::move(lines)}}
        .dump();
}

Result<ReceiptStates> read_receipts(std::string_view text) {
    const json whole = json::parse(text, nullptr, false);
    if (!whole.is_object() || whole.value("harmony", json()) != json(file_mark) ||
        !whole.value("receipts", json()).is_array()) {
        return not_receipts();
    }
    Members part(whole, std::string(receipts_file));
    ReceiptStates states;
    states.as_of = part.day("as_of");
    if (const auto& fault = part.finish(Unknown::passed_over)) {
        return *fault;
    }
    for (const json& object : whole["receipts"]) {
        Result<std::optional<ReceiptState>> line = read_line(object);
        if (!line) {
            return line.error();
        }
        if (*line) {
            states.all.push_back(std::move(**line));
        }
    }
    std::sort(states.all.begin(), states.all.end(), by_key);
    const auto twice =
        std::adjacent_find(states.all.begin(), states.all.end(), [](const auto& a, const auto& b) {
            return a.key == b.key;
        });
    if (twice != states.all.end()) {
        return Error{ErrorKind::unreadable, "receipts.json has two lines of one receipt"};
    }
    return states;
}

}  // namespace harmony::events
