#include "events/messages.h"

#include <catch2/catch.hpp>

#include "events/local_time.h"
#include "story.h"

// 11.1 of the design of events: kinds, times and quiet hours.

using namespace harmony;
using namespace harmony::events;
using namespace harmony::events::testing;

namespace {

constexpr const char* phone = "+447700900123";

/// The kinds that are due, in order.
std::vector<MessageKind> kinds(const Story& story, const SentMessages& sent = {}) {
    std::vector<MessageKind> found;
    for (const DueMessage& message : due_messages(story.state(), sent, story.now)) {
        found.push_back(message.key.kind);
    }
    return found;
}

void joins(Story& story, int subject, Outcome outcome) {
    story.signs_up(1, subject, outcome, 1, outcome == Outcome::waiting ? 1 : 0);
    story.gives_contact(1, subject, phone);
}

Story early() {
    Story story;
    story.now = at("2026-03-28T12:00:00Z");  // two days before the event
    return story;
}

/// Runs every ten minutes, as an office does that queues what is due, until a day after the event;
/// what was due at which local time.
std::vector<std::pair<MessageKey, std::string>> run(Story& story, SentMessages& sent) {
    std::vector<std::pair<MessageKey, std::string>> queued;
    const base::Moment until = *story.state().occurrence(date(1))->end + std::chrono::hours{24};
    for (; story.now < until; story.now += std::chrono::minutes{10}) {
        for (const DueMessage& message : due_messages(story.state(), sent, story.now)) {
            CHECK(sent.keys.insert(message.key).second);
            queued.emplace_back(message.key, to_iso(wall_time(message.send_from)));
        }
    }
    return queued;
}

base::Moment local(const char* iso) {
    return *utc_of(*wall_time_from_iso(iso));
}

}  // namespace

TEST_CASE("each outcome of a sign-up is told once", "[events][messages][E8]") {
    Story story = early();
    joins(story, 1, Outcome::confirmed);
    CHECK(kinds(story) == std::vector<MessageKind>{MessageKind::confirmation});
    joins(story, 2, Outcome::waiting);
    joins(story, 3, Outcome::requested);
    CHECK(kinds(story) == std::vector<MessageKind>{MessageKind::confirmation,
                                                   MessageKind::waiting,
                                                   MessageKind::requested});
    SentMessages sent;
    for (const DueMessage& message : due_messages(story.state(), sent, story.now)) {
        sent.keys.insert(message.key);
    }
    CHECK(kinds(story, sent).empty());
}

TEST_CASE("each promotion and each offer is told once", "[events][messages][E4][E8]") {
    Story story = early();
    joins(story, 1, Outcome::waiting);
    SentMessages sent;
    sent.keys.insert({person(1), MessageKind::waiting, 0});
    const FactId offered = story.say(0, 1, 1, Promoted{PromotionMode::offer, on("2026-03-28"), ""});
    REQUIRE(kinds(story, sent) == std::vector<MessageKind>{MessageKind::offer});
    sent.keys.insert(due_messages(story.state(), sent, story.now)[0].key);
    CHECK(kinds(story, sent).empty());
    story.say(0, 1, 1, OfferClosed{offered, OfferEnd::declined});
    CHECK(kinds(story, sent).empty());
    story.say(0, 1, 1, Promoted{});
    REQUIRE(kinds(story, sent) == std::vector<MessageKind>{MessageKind::promoted});
    sent.keys.insert(due_messages(story.state(), sent, story.now)[0].key);
    CHECK(kinds(story, sent).empty());
}

TEST_CASE("those who still wait when sign-up closes are told that there was no space",
          "[events][messages]") {
    Story story;
    story.settings.occurrences[0].closes_before = std::chrono::hours{24};
    joins(story, 1, Outcome::waiting);
    story.now = at("2026-03-29T12:59:00Z");
    CHECK(kinds(story) == std::vector<MessageKind>{MessageKind::waiting});
    story.now = at("2026-03-29T13:00:00Z");
    CHECK(kinds(story) == std::vector<MessageKind>{MessageKind::no_space});
}

TEST_CASE("who gave no way to be reached is told by hand", "[events][messages]") {
    Story story = early();
    story.signs_up(1, 1, Outcome::confirmed);
    CHECK(kinds(story).empty());
    REQUIRE(told_by_hand(story.state(), {}, story.now).size() == 1);
    joins(story, 2, Outcome::confirmed);
    story.say(0, 2, 0, ConsentWithdrawn{Box::this_event});
    CHECK(kinds(story).empty());
    CHECK(told_by_hand(story.state(), {}, story.now).size() == 2);
}

TEST_CASE("a cancelled date is told to all of it, and nothing else is", "[events][messages]") {
    Story story = early();
    joins(story, 1, Outcome::confirmed);
    joins(story, 2, Outcome::waiting);
    joins(story, 3, Outcome::confirmed);
    story.say(3, 3, 1, Cancelled{});
    OccurrenceChanged change;
    change.sequence = 1;
    change.state = ChangedTo::cancelled;
    story.say(0, 0, 1, change);
    CHECK(kinds(story) == std::vector<MessageKind>{MessageKind::cancelled, MessageKind::cancelled});
}

TEST_CASE("a moved date is told to those who signed up before", "[events][messages]") {
    Story story = early();
    joins(story, 1, Outcome::confirmed);
    OccurrenceChanged change;
    change.sequence = 1;
    change.state = ChangedTo::moved;
    change.start_min = 29'581'920;  // 2026-03-31 00:00 UTC
    story.say(0, 0, 1, change);
    story.day("2026-03-29");
    joins(story, 2, Outcome::confirmed);
    CHECK(kinds(story) == std::vector<MessageKind>{MessageKind::confirmation,
                                                   MessageKind::changed,
                                                   MessageKind::confirmation});
}

TEST_CASE("quiet hours hold everything but a cancellation within a day", "[events][messages][E8]") {
    Story story;
    joins(story, 1, Outcome::confirmed);
    const auto from = [&] { return due_messages(story.state(), {}, story.now).at(0).send_from; };
    story.now = local("2026-03-28T19:59");
    CHECK(from() == story.now);
    story.now = local("2026-03-28T20:00");
    CHECK(from() == local("2026-03-29T08:00"));  // the clocks went forward in between
    story.now = local("2026-03-29T07:59");
    CHECK(from() == local("2026-03-29T08:00"));
    OccurrenceChanged change;
    change.sequence = 1;
    change.state = ChangedTo::cancelled;
    story.say(0, 0, 1, change);
    story.now = at("2026-03-29T21:00:00Z");  // 16 hours before
    CHECK(from() == story.now);
    story.now = at("2026-03-28T21:00:00Z");
    CHECK(from() == local("2026-03-29T08:00"));
}

TEST_CASE("reminders go out a day before, by day, across both changes of the clocks",
          "[events][messages][E8]") {
    struct Row {
        const char* start;
        const char* reminder;
    };
    // Local times; by hand. The day before has 23 hours on 29 March 2026 and 25 on 25 October.
    const std::vector<Row> rows = {{"2026-03-10T14:00", "2026-03-09T14:00"},
                                   {"2026-03-10T08:00", "2026-03-09T09:00"},
                                   {"2026-03-10T09:00", "2026-03-09T09:00"},
                                   {"2026-03-10T20:00", "2026-03-09T19:00"},
                                   {"2026-03-10T21:30", "2026-03-09T19:00"},
                                   {"2026-03-28T14:00", "2026-03-27T14:00"},
                                   {"2026-03-29T14:00", "2026-03-28T13:00"},
                                   {"2026-03-29T09:30", "2026-03-28T09:00"},
                                   {"2026-03-30T14:00", "2026-03-29T14:00"},
                                   {"2026-10-25T14:00", "2026-10-24T15:00"},
                                   {"2026-10-25T19:30", "2026-10-24T19:00"},
                                   {"2026-10-25T08:00", "2026-10-24T09:00"},
                                   {"2026-10-26T14:00", "2026-10-25T14:00"}};
    for (const Row& row : rows) {
        INFO(row.start);
        CHECK(reminder_moment(local(row.start)) == local(row.reminder));
        Story story;
        OccurrencePlan& plan = story.settings.occurrences[0];
        plan.start = local(row.start);
        plan.end = plan.start + std::chrono::hours{2};
        joins(story, 1, Outcome::confirmed);
        story.now = plan.start - std::chrono::hours{72};
        SentMessages sent;
        const auto queued = run(story, sent);
        REQUIRE(queued.size() == 2);
        CHECK(queued[0].first.kind == MessageKind::confirmation);
        CHECK(queued[1].first.kind == MessageKind::reminder);
        CHECK(queued[1].second == std::string(row.reminder) + ":00");
    }
}

TEST_CASE("who signed up less than half a day before is not reminded", "[events][messages]") {
    Story story;
    joins(story, 1, Outcome::confirmed);
    SentMessages sent;
    sent.keys.insert({person(1), MessageKind::confirmation, 0});
    story.now = at("2026-03-30T08:00:00Z");
    CHECK(kinds(story, sent) == std::vector<MessageKind>{MessageKind::reminder});
    sent.imported[person(1)] = at("2026-03-30T01:00:00Z");  // 12 hours before
    CHECK(kinds(story, sent) == std::vector<MessageKind>{MessageKind::reminder});
    sent.imported[person(1)] = at("2026-03-30T01:01:00Z");
    CHECK(kinds(story, sent).empty());
}

TEST_CASE("nothing is told of a date that is over", "[events][messages]") {
    Story story;
    joins(story, 1, Outcome::confirmed);
    story.now = at("2026-03-30T15:00:00Z");
    CHECK(kinds(story).empty());
}

TEST_CASE("cases, requests and complaints tell those who asked to hear back",
          "[events][messages]") {
    Story story;
    const FactId asked = story.say(1, 31, 0, Requested{});
    story.gives_contact(1, 31, phone);
    const FactId made = story.say(1, 33, 0, ComplaintMade{});
    story.gives_contact(1, 33, phone);
    CHECK(kinds(story).empty());
    RequestStep seen;
    seen.follows = asked;
    story.say(0, 31, 0, seen);
    ComplaintStep acknowledged;
    acknowledged.follows = made;
    story.say(0, 33, 0, acknowledged);
    CHECK(kinds(story) ==
          std::vector<MessageKind>{MessageKind::request_step, MessageKind::complaint_ack});
}

TEST_CASE("a changed date uses every way that was given, a reminder one that is written",
          "[events][messages]") {
    Story story = early();
    story.signs_up(1, 1, Outcome::confirmed);
    ContactGiven given;
    given.contact.name = base::SecretText("Amir Khan");
    given.contact.phone = base::SecretText(phone);
    given.contact.email = base::SecretText("amir@example.org");
    given.contact.preferred = Preferred::phone_call;
    Agreement agreement;
    agreement.yes = true;
    given.agreements = {agreement};
    story.say(1, 1, 1, given);
    const auto channels = [&] {
        return due_messages(story.state(), {}, story.now).back().channels;
    };
    CHECK(channels() == std::vector<Channel>{Channel::call});
    story.now = at("2026-03-29T14:00:00Z");
    CHECK(channels() == std::vector<Channel>{Channel::email});  // the reminder
    OccurrenceChanged change;
    change.sequence = 1;
    change.state = ChangedTo::cancelled;
    story.say(0, 0, 1, change);
    CHECK(channels() == std::vector<Channel>{Channel::call, Channel::email});
}
