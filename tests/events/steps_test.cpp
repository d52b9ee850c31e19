#include "events/steps.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "base/text.h"
#include "story.h"

using namespace harmony;
using namespace harmony::events;
using namespace harmony::events::testing;

namespace {

/// The column "from" of 14.2, word for word.
const std::map<std::string, std::string> case_table = {
    {"with_owner", "received reopened"},
    {"planned", "with_owner"},
    {"done", "with_owner planned"},
    {"told", "done cannot_do passed_on"},
    {"closed", "told"},
    {"passed_on", "received with_owner"},
    {"cannot_do", "received with_owner planned"},
    {"duplicate", "received with_owner"},
    {"reopened", "done told closed"},
    {"withdrawn", "received with_owner planned done told passed_on cannot_do duplicate reopened"}};

/// With everything that any state needs.
CaseStep whole(CaseState to) {
    CaseStep step;
    step.to = to;
    step.owner = "Street care";
    step.due = on("2026-04-03");
    step.text = "sweep the play area";
    step.reference = "77";
    step.other = person(2);
    step.told_how = ToldHow::board;
    step.checked = true;
    step.officer = "R. Patel";
    return step;
}

std::string refusal(const base::Result<void>& checked) {
    return checked.ok() ? std::string() : checked.error().message;
}

}  // namespace

TEST_CASE("every step of a case is allowed or refused as in the table", "[events][cases][E11]") {
    int allowed = 0;
    for (std::size_t from = 1; from <= case_state_names.size(); ++from) {
        for (std::size_t to = 1; to <= case_state_names.size(); ++to) {
            const auto a = static_cast<CaseState>(from);
            const auto b = static_cast<CaseState>(to);
            const auto row = case_table.find(std::string(name_of(b)));
            const auto froms =
                row == case_table.end() ? std::vector<std::string>() : base::words(row->second);
            const bool in_table =
                std::find(froms.begin(), froms.end(), std::string(name_of(a))) != froms.end();
            INFO(name_of(a) << " -> " << name_of(b));
            CHECK(check_step(a, whole(b)).ok() == in_table);
            allowed += in_table ? 1 : 0;
        }
    }
    CHECK(allowed == 28);
}

TEST_CASE("a refused step says where the case can go", "[events][cases][E11]") {
    CHECK(refusal(check_step(CaseState::closed, whole(CaseState::done))) ==
          "From closed a case can go to reopened.");
    CHECK(refusal(check_step(CaseState::told, whole(CaseState::done))) ==
          "From told a case can go to closed, reopened, withdrawn.");
    CHECK(refusal(check_step(CaseState::withdrawn, whole(CaseState::done))) ==
          "From withdrawn a case can go to no other state.");
}

TEST_CASE("a step of a case lacks nothing that its state needs", "[events][cases][E11]") {
    const auto lacking = [](CaseState from, CaseState to, auto change) {
        CaseStep step = whole(to);
        change(step);
        return refusal(check_step(from, step));
    };
    using S = CaseState;
    CHECK(lacking(S::received, S::with_owner, [](CaseStep& s) { s.owner.clear(); }) ==
          "This step needs an owner (team or partner).");
    CHECK(lacking(S::received, S::with_owner, [](CaseStep& s) { s.due.reset(); }) ==
          "This step needs a due date.");
    CHECK(lacking(S::with_owner, S::planned, [](CaseStep& s) { s.due.reset(); }) ==
          "This step needs a date by when.");
    CHECK(lacking(S::with_owner, S::done, [](CaseStep& s) { s.text.clear(); }) ==
          "This step needs what was done.");
    CHECK(lacking(S::done, S::told, [](CaseStep& s) { s.told_how = ToldHow::not_yet; }) ==
          "This step needs how the resident was told.");
    CHECK(lacking(S::received, S::passed_on, [](CaseStep& s) { s.reference.clear(); }) ==
          "This step needs their reference.");
    CHECK(lacking(S::received, S::cannot_do, [](CaseStep& s) { s.text.clear(); }) ==
          "This step needs a reason.");
    CHECK(lacking(S::received, S::duplicate, [](CaseStep& s) { s.other.reset(); }) ==
          "This step needs the other case.");
    CHECK(lacking(S::with_owner, S::done, [](CaseStep& s) { s.checked = false; }) ==
          "This step needs the tick \"checked: no names, no addresses of people\".");
}

TEST_CASE("a case goes from a report to closed and is opened again by its resident",
          "[events][cases][E11]") {
    Story story;
    FactId last = story.say(1, 21, 0, CaseOpened{});
    const auto step = [&](int by, CaseState to) {
        CaseStep next = whole(to);
        next.follows = last;
        last = story.say(by, 21, 0, next);
        return story.state().case_of(person(21))->state;
    };
    CHECK(step(0, CaseState::with_owner) == CaseState::with_owner);
    CHECK(step(0, CaseState::planned) == CaseState::planned);
    CHECK(step(0, CaseState::done) == CaseState::done);
    CHECK(step(0, CaseState::told) == CaseState::told);
    CHECK(step(2, CaseState::reopened) == CaseState::reopened);
    CHECK(step(0, CaseState::with_owner) == CaseState::with_owner);
    // A step that the table refuses is listed and not followed.
    CHECK(step(0, CaseState::closed) == CaseState::with_owner);
    CHECK(of_kind(story.state(), ConflictKind::not_allowed).size() == 1);
}

TEST_CASE("a report is taken back by its receipt, unless it is closed", "[events][cases][E11]") {
    Story story;
    FactId last = story.say(1, 21, 0, CaseOpened{});
    story.say(3, 0, 0, WithdrawAsked{*base::ReceiptKey::from_bytes(person(21).view())});
    CHECK(story.state().case_of(person(21))->state == CaseState::withdrawn);
    for (const CaseState to :
         {CaseState::with_owner, CaseState::done, CaseState::told, CaseState::closed}) {
        CaseStep next = whole(to);
        next.follows = last;
        last = story.say(0, 21, 0, next);
    }
    CHECK(story.state().case_of(person(21))->state == CaseState::closed);
}

TEST_CASE("every step of a request and a complaint is allowed or refused as designed",
          "[events][requests]") {
    const std::map<RequestState, std::set<RequestState>> requests = {
        {RequestState::asked, {RequestState::seen, RequestState::withdrawn}},
        {RequestState::seen,
         {RequestState::in_hand, RequestState::not_possible, RequestState::withdrawn}},
        {RequestState::in_hand,
         {RequestState::in_hand,
          RequestState::done,
          RequestState::not_possible,
          RequestState::no_reply,
          RequestState::withdrawn}}};
    for (std::size_t from = 1; from <= request_state_names.size(); ++from) {
        const auto state = static_cast<RequestState>(from);
        const auto row = requests.find(state);
        const auto next = next_of(state);
        CHECK(std::set<RequestState>(next.begin(), next.end()) ==
              (row == requests.end() ? std::set<RequestState>() : row->second));
    }
    CHECK(next_of(ComplaintState::received) ==
          std::vector<ComplaintState>{ComplaintState::acknowledged});
    CHECK(next_of(ComplaintState::acknowledged) ==
          std::vector<ComplaintState>{ComplaintState::looking});
    CHECK(next_of(ComplaintState::looking) ==
          std::vector<ComplaintState>{ComplaintState::looking, ComplaintState::outcome});
    CHECK(next_of(ComplaintState::outcome) == std::vector<ComplaintState>{ComplaintState::closed});
    CHECK(next_of(ComplaintState::closed).empty());
}

TEST_CASE("a request ends without a reply after three tries on three days", "[events][requests]") {
    Story story;
    FactId last = story.say(1, 31, 0, Requested{});
    const auto step = [&](RequestState to, bool tried) {
        RequestStep next;
        next.follows = last;
        next.to = to;
        next.tried = tried;
        last = story.say(0, 31, 0, next);
        return *story.state().request(person(31));
    };
    step(RequestState::seen, false);
    step(RequestState::in_hand, true);
    story.day("2026-03-29");
    CHECK(step(RequestState::in_hand, true).tries.size() == 2);
    CHECK(step(RequestState::in_hand, true).tries.size() == 2);  // the same day again
    CHECK_FALSE(story.state().request(person(31))->first_contact.has_value());
    const FactId before = last;
    CHECK(step(RequestState::no_reply, false).state == RequestState::in_hand);
    last = before;
    story.day("2026-03-30");
    step(RequestState::in_hand, true);
    CHECK(step(RequestState::no_reply, false).state == RequestState::no_reply);
    CHECK(story.state().request(person(31))->closed_on == on("2026-03-30"));
}

TEST_CASE("the outcome of a complaint names the way to the ICO", "[events][complaints][E12]") {
    ComplaintStep step;
    step.to = ComplaintState::outcome;
    step.outcome = ComplaintOutcome::partly;
    step.text = "We were partly wrong.";
    CHECK(refusal(check_step(ComplaintState::looking, step)) ==
          "This step needs the way to the ICO in its text (\"ico.org.uk\").");
    step.text += " You can also go to ico.org.uk.";
    CHECK(check_step(ComplaintState::looking, step).ok());
}
