#include "admin/gui/models/people.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/cases/case_words.h"
#include "admin/fact_search.h"
#include "admin/rights/person_search.h"

namespace harmony::admin::gui {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::SubjectId;
using nlohmann::json;

constexpr std::size_t most_found = 50;
constexpr std::size_t most_looks = 2'000;

std::vector<RightsLine> lines_of(const std::vector<RightsRow>& rows, base::Day today) {
    std::vector<RightsLine> lines;
    for (const RightsRow& row : rows) {
        const bool remind = !row.closed && events::is_access_alert(row.due, today);
        lines.push_back(
            {row,
             row.closed ? "Closed " + events::said(*row.closed) : due_words(row.due, today),
             remind});
    }
    std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
        const bool a_closed = a.row.closed.has_value();
        const bool b_closed = b.row.closed.has_value();
        return a_closed != b_closed ? b_closed : a.row.due < b.row.due;
    });
    return lines;
}

void put_contact(const events::PersonRecord& person, PersonLine& line) {
    if (person.contact) {
        line.name = person.contact->name.view();
        line.phone = person.contact->phone.view();
        line.email = person.contact->email.view();
    }
}

/// A name of the code as people read it: "call_back" is "call back".
std::string plain(std::string_view name) {
    std::string text(name);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

std::string_view word_of(PersonIn in) {
    return person_in_names.at(static_cast<std::size_t>(in));
}

/// What is kept of one subject; nothing when it was erased.
std::optional<PersonLine> line_of(const FactDesk& facts,
                                  const SubjectId& subject,
                                  base::Moment now) {
    events::FoldSettings settings;
    settings.hash = events_hash();
    const events::State state = events::fold(facts.book.of(subject).facts, settings, now);
    PersonLine line;
    line.id = subject.hex();
    if (const auto* one = state.sign_up(subject)) {
        line.in = word_of(PersonIn::sign_up);
        line.day = one->day;
        line.about = facts.name_of(one->occurrence);
        put_contact(one->person, line);
    } else if (const auto* asked = state.request(subject)) {
        line.in = word_of(PersonIn::request);
        line.day = asked->asked_on;
        line.about = plain(name_of(asked->offer));
        put_contact(asked->person, line);
    } else if (const auto* reported = state.case_of(subject)) {
        line.in = word_of(PersonIn::case_report);
        line.day = reported->opened_on;
        line.about = words_of(reported->kind);
        put_contact(reported->person, line);
    } else if (const auto* made = state.complaint(subject)) {
        line.in = word_of(PersonIn::complaint);
        line.day = made->made_on;
        line.about = plain(name_of(made->topic));
        put_contact(made->person, line);
    } else {
        return std::nullopt;
    }
    return line;
}

}  // namespace

Result<PeopleModel> read_people(Reader& reader) {
    db::OfficeStore& store = reader.office().store();
    const auto rights = RightsRegister::open(store);
    if (!rights) {
        return rights.error();
    }
    PeopleModel model;
    model.today = reader.desk.resources.clock.today();
    model.requests = lines_of(rights->all(), model.today);
    const std::vector<db::Decision> decisions = store.decisions();
    for (auto at = decisions.rbegin(); at != decisions.rend() && model.looks.size() < most_looks;
         ++at) {
        model.looks.push_back({at->day, at->what, at->object, at->reason});
    }
    return model;
}

Result<FoundPeople> find_in_window(Reader& reader,
                                   const std::string& typed,
                                   const std::string& reason) {
    const auto subjects = search_people(reader.facts.book, typed, most_found);
    if (!subjects) {
        return subjects.error();
    }
    if (reason.empty()) {
        return Error{ErrorKind::refused, "say why you look: it is kept in the office's books"};
    }
    FoundPeople found;
    found.typed = typed;
    for (const SubjectId& subject : *subjects) {
        if (auto line = line_of(reader.facts, subject, reader.desk.resources.clock.now())) {
            found.records.push_back(std::move(*line));
        }
    }
    const Result<void> noted = reader.facts.note_look(
        reader.desk, "person-find", fmt::format("{} records found", found.records.size()), reason);
    if (!noted) {
        return noted.error();
    }
    return found;
}

Result<std::vector<RetentionLine>> read_retention(const std::string& printed) {
    const json whole = json::parse(printed, nullptr, false);
    if (!whole.is_object() || !whole.contains("would_delete")) {
        return Error{ErrorKind::unreadable, "what was kept too long could not be read"};
    }
    std::vector<RetentionLine> lines;
    for (const json& one : whole["would_delete"]) {
        lines.push_back(
            {one.value("what", ""), one.value("count", std::size_t{0}), one.value("kept", "")});
    }
    return lines;
}

}  // namespace harmony::admin::gui
