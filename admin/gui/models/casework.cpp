#include "admin/gui/models/casework.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "admin/cases/case_words.h"
#include "admin/cases/request_list.h"
#include "admin/cli/casework.h"
#include "admin/report/words.h"
#include "events/receipt_states.h"
#include "events/steps.h"

namespace harmony::admin::gui {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr int usual_news_days = 10;

constexpr std::array<std::string_view, 5> offer_words = {"Lock, light, alarm or home check",
                                                         "A call back",
                                                         "A support service",
                                                         "Residents' association",
                                                         "A question for a councillor"};
static_assert(offer_words.size() == offer_names.size());

constexpr std::array<std::string_view, 6> topic_words = {"What is kept about them",
                                                         "Who sees it",
                                                         "It was not deleted",
                                                         "Nobody answered",
                                                         "They never agreed",
                                                         "Something else"};
static_assert(topic_words.size() == complaint_topic_names.size());

template <typename State>
std::vector<std::string> names_of(const std::vector<State>& states) {
    std::vector<std::string> names;
    for (const State state : states) {
        names.emplace_back(events::name_of(state));
    }
    return names;
}

std::optional<DueDay> due_day(const std::optional<base::Day>& due, base::Day today) {
    return due ? std::optional(DueDay{*due, events::colour_of(*due, today)}) : std::nullopt;
}

bool is_personal(const events::PersonRecord& person, const base::SecretText& words) {
    return person.contact.has_value() || !words.empty();
}

/// What whoever holds the receipt reads on a kiosk.
std::string reading(const events::ReceiptStates& states, const events::SubjectId& id) {
    const auto key = base::ReceiptKey::from_bytes(id.view());
    const auto* shown = key ? states.find(*key) : nullptr;
    return shown == nullptr ? std::string("Nothing any more.") : resident_reads(*shown);
}

CaseworkRow row_of(const CaseLine& line, base::Day today) {
    const events::CaseRecord& record = *line.record;
    CaseworkRow row;
    row.id = record.id.hex();
    row.what = words_of(record.kind);
    row.where = where_of(record);
    row.owner = record.owner;
    row.opened = record.opened_on;
    row.changed = record.changed_on;
    row.due = due_day(line.due, today);
    row.ended = is_ended(record.state);
    row.personal = is_personal(record.person, record.text);
    row.state = events::name_of(record.state);
    row.next = names_of(events::next_of(record.state));
    if (record.state == events::CaseState::told) {
        row.closes = events::closing_day(record);
    }
    row.reports = line.reports;
    for (const events::SubjectId& other : line.alike) {
        row.alike.push_back(other.hex());
    }
    row.reference = record.reference;
    return row;
}

CaseworkRow row_of(const RequestLine& line, base::Day today) {
    const events::RequestRecord& record = *line.record;
    CaseworkRow row;
    row.list = CaseworkKind::request;
    row.id = record.id.hex();
    row.what = offer_words.at(static_cast<std::size_t>(record.offer) - 1);
    row.where = record.about.empty() ? "-" : record.about;
    row.opened = record.asked_on;
    row.changed = record.closed_on.value_or(record.first_contact.value_or(record.asked_on));
    row.due = due_day(line.due, today);
    row.ended = events::next_of(record.state).empty();
    row.personal = true;  // times, a street and what may be said stand in what was asked
    row.state = events::name_of(record.state);
    row.next = names_of(events::next_of(record.state));
    row.tries = static_cast<int>(record.tries.size());
    row.home_visit = record.offer == events::Offer::target_hardening;
    return row;
}

CaseworkRow row_of(const events::ComplaintRecord& record, base::Day today) {
    CaseworkRow row;
    row.list = CaseworkKind::complaint;
    row.id = record.id.hex();
    row.what = topic_words.at(static_cast<std::size_t>(record.topic) - 1);
    row.where = record.outcome == events::ComplaintOutcome::none
                    ? "-"
                    : complaint_outcome_names.at(static_cast<std::size_t>(record.outcome));
    row.opened = record.made_on;
    row.changed = record.changed_on;
    if (!record.acknowledged_on) {
        row.due = due_day(events::complaint_due(record.made_on), today);
    }
    row.ended = record.state == events::ComplaintState::closed;
    row.personal = true;
    row.state = events::name_of(record.state);
    row.next = names_of(events::next_of(record.state));
    row.reads = record.told;
    return row;
}

/// Those that must be acknowledged first, by the day on which they were made.
void order(std::vector<CaseworkRow>& complaints) {
    std::sort(complaints.begin(), complaints.end(), [](const auto& a, const auto& b) {
        return std::tuple(a.ended, !a.due, a.opened, a.id) <
               std::tuple(b.ended, !b.due, b.opened, b.id);
    });
}

void add(PersonalPart& part, const char* label, std::string_view text, bool warning = false) {
    if (!text.empty()) {
        part.lines.push_back({label, base::SecretText(text), warning});
    }
}

void add_contact(PersonalPart& part, const events::PersonRecord& person) {
    if (const auto& contact = person.contact) {
        add(part, "Name", contact->name.view());
        add(part, "Phone", contact->phone.view());
        add(part, "Email", contact->email.view());
    }
}

/// What was asked stands in its fact alone.
events::Requested asked_in(const FactBook& book, const events::RequestRecord& record) {
    for (const events::KnownFact& fact : book.of(record.id).facts) {
        const auto* asked = fact.as<events::Requested>();
        if (asked != nullptr && fact.origin.id == record.opened) {
            return *asked;
        }
    }
    return {};
}

PersonalPart part_of(const events::CaseRecord& record) {
    PersonalPart part{record.id.hex(), {}};
    add(part, "In their words", record.text.view());
    add_contact(part, record.person);
    return part;
}

PersonalPart part_of(const FactBook& book, const events::RequestRecord& record) {
    const events::Requested asked = asked_in(book, record);
    PersonalPart part{record.id.hex(), {}};
    add(part, "Before you call", safe_words(record.safe_message), true);
    add_contact(part, record.person);
    add(part, "Good times", times_words(asked.times));
    add(part, "Street", asked.street.view());
    add(part, "Postcode", asked.postcode.view());
    add(part, "In their words", asked.question.view());
    for (const base::Day day : record.tries) {
        add(part, "Nobody was reached", long_date(day));
    }
    return part;
}

PersonalPart part_of(const events::ComplaintRecord& record) {
    PersonalPart part{record.id.hex(), {}};
    add(part, "In their words", record.text.view());
    add_contact(part, record.person);
    return part;
}

/// The verb's name in the office's books.
const char* book_word(CaseworkKind kind) {
    switch (kind) {
        case CaseworkKind::little_thing: return "case";
        case CaseworkKind::request: return "request";
        case CaseworkKind::complaint: break;
    }
    return "complaint";
}

std::optional<PersonalPart> part_in(const FactBook& book,
                                    const events::State& state,
                                    CaseworkKind kind,
                                    const events::SubjectId& id) {
    if (kind == CaseworkKind::little_thing) {
        const auto* record = state.case_of(id);
        return record == nullptr ? std::nullopt : std::optional(part_of(*record));
    }
    if (kind == CaseworkKind::request) {
        const auto* record = state.request(id);
        return record == nullptr ? std::nullopt : std::optional(part_of(book, *record));
    }
    const auto* record = state.complaint(id);
    return record == nullptr ? std::nullopt : std::optional(part_of(*record));
}

}  // namespace

const std::vector<CaseworkRow>& CaseworkModel::of(CaseworkKind kind) const {
    return kind == CaseworkKind::little_thing ? little_things
           : kind == CaseworkKind::request    ? requests
                                              : complaints;
}

const CaseworkRow* CaseworkModel::find(CaseworkKind kind, std::string_view id) const {
    const auto& rows = of(kind);
    const auto at =
        std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.id == id; });
    return at == rows.end() ? nullptr : &*at;
}

Result<CaseworkModel> read_casework(Reader& reader) {
    Resources& with = reader.desk.resources;
    const Result<events::Holidays> holidays = shipped_holidays(with.files);
    if (!holidays) {
        return holidays.error();
    }
    CaseworkModel model;
    model.today = with.clock.today();
    model.usual_news = events::add_working_days(model.today, usual_news_days, *holidays);
    model.exports = (reader.office().folder().root() / "exports").string();
    const events::State state = state_of_no_date(reader.facts.book, with.clock.now());
    const events::ReceiptStates receipts = events::receipt_states(state, model.today);
    std::set<std::string> owners;
    for (const CaseLine& line : list_cases(state, {.ended = true}, *holidays, model.today)) {
        CaseworkRow row = row_of(line, model.today);
        row.reads = reading(receipts, line.record->id);
        owners.insert(row.owner);
        model.little_things.push_back(std::move(row));
    }
    owners.erase("");
    model.owners.assign(owners.begin(), owners.end());
    RequestFilter all;
    all.ended = true;
    for (const RequestLine& line : list_requests(state, all, *holidays, model.today)) {
        CaseworkRow row = row_of(line, model.today);
        row.reads = reading(receipts, line.record->id);
        model.requests.push_back(std::move(row));
    }
    for (const events::ComplaintRecord& record : state.complaints) {
        model.complaints.push_back(row_of(record, model.today));
    }
    order(model.complaints);
    model.figures = case_figures(state, *holidays, model.today);
    return model;
}

std::size_t waiting_in(const CaseworkModel& model) {
    const auto waits = [](const CaseworkRow& row) {
        const bool untouched =
            row.state == "received" || row.state == "reopened" || row.state == "asked";
        return !row.ended && (untouched || row.late());
    };
    const auto in = [&](const std::vector<CaseworkRow>& rows) {
        return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), waits));
    };
    return in(model.little_things) + in(model.requests) + in(model.complaints);
}

Result<PersonalPart> look_at_casework(Reader& reader,
                                      CaseworkKind kind,
                                      const std::string& id,
                                      const std::string& reason) {
    if (reason.empty()) {
        return Error{ErrorKind::refused,
                     "say why you look at what is personal: it is kept in the office's books"};
    }
    const auto subject = events::SubjectId::from_hex(id);
    const FactBook& book = reader.facts.book;
    const events::State state = state_of_no_date(book, reader.desk.resources.clock.now());
    std::optional<PersonalPart> part =
        subject ? part_in(book, state, kind, *subject) : std::nullopt;
    if (!part) {
        return Error{ErrorKind::absent, "it is not here any more"};
    }
    const Result<void> noted = reader.facts.note_look(reader.desk, book_word(kind), id, reason);
    if (!noted) {
        return noted.error();
    }
    return std::move(*part);
}

std::string state_in_words(std::string_view state) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 10> words = {
        {{"with_owner", "With an owner"},
         {"passed_on", "Passed on"},
         {"cannot_do", "Cannot be done"},
         {"reopened", "Open again"},
         {"withdrawn", "Taken back"},
         {"in_hand", "In hand"},
         {"not_possible", "Not possible"},
         {"no_reply", "No reply"},
         {"looking", "Being looked into"},
         {"outcome", "Answered"}}};
    const auto* const found = std::find_if(
        words.begin(), words.end(), [&](const auto& pair) { return pair.first == state; });
    std::string said(found == words.end() ? state : found->second);
    if (!said.empty() && said.front() >= 'a' && said.front() <= 'z') {
        said.front() = static_cast<char>(said.front() - 'a' + 'A');
    }
    return said;
}

}  // namespace harmony::admin::gui
