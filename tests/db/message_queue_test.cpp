#include "db/message_queue.h"

#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "base/random.h"
#include "support/temporary_folder.h"

using namespace harmony;
using db::MessageQueue;
using db::MessageState;
using db::QueuedMessage;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const base::Moment noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 28} + hours{12}};

/// The queue of an office, which may be closed and opened again.
struct Outbox {
    Outbox() { open(); }

    void open(base::Moment now = noon) {
        queue.reset();
        auto opened = MessageQueue::open(folder.path() / "messages.db", random, now);
        REQUIRE(opened.ok());
        queue = std::move(*opened);
    }

    QueuedMessage made(unsigned number) {
        QueuedMessage message;
        message.ref = "H" + std::string(24, 'A') + static_cast<char>('A' + number);
        message.name.subject = base::RecordId::random(random);
        message.name.kind = 1;
        message.name.sequence = ~std::uint64_t{0} - number;
        message.name.channel = 3;
        message.occurrence = base::Bytes(8, std::byte{7});
        message.language = "pl";
        message.created = noon;
        message.changed = noon;
        message.next_try = noon + minutes{number};
        return message;
    }

    void go(QueuedMessage& message, MessageState to) {
        const MessageState from = message.state;
        message.state = to;
        REQUIRE(queue->move(from, message).ok());
    }

    tests::TemporaryFolder folder;
    base::SeededRandom random{3};
    std::unique_ptr<MessageQueue> queue;
};

}  // namespace

TEST_CASE("a message is put in once, however often it is put in", "[db][messages]") {
    Outbox outbox;
    const QueuedMessage first = outbox.made(1);
    CHECK(*outbox.queue->add({first, outbox.made(2)}) == 2);
    QueuedMessage again = first;
    again.ref = "H" + std::string(25, 'Z');
    CHECK(*outbox.queue->add({again, first}) == 0);
    outbox.open();
    CHECK(*outbox.queue->add({first}) == 0);
    CHECK(outbox.queue->all().size() == 2);
    CHECK(*outbox.queue->find(first.ref.substr(0, 26)) == first);
    CHECK(outbox.queue->totals().came_in == 2);
    CHECK(outbox.queue->totals().all() == 2);
}

TEST_CASE("a program that ended while it sent leaves what is known", "[db][messages][E8]") {
    Outbox outbox;
    QueuedMessage begun = outbox.made(1);
    QueuedMessage ending = outbox.made(2);
    QueuedMessage again = outbox.made(3);
    again.unanswered = 1;
    REQUIRE(outbox.queue->add({begun, ending, again}).ok());
    outbox.go(begun, MessageState::sending);
    outbox.go(ending, MessageState::sending);
    ending.next_try = noon + minutes{30};
    outbox.go(ending, MessageState::handing_over);
    outbox.go(again, MessageState::sending);
    outbox.open(noon + hours{1});
    CHECK(outbox.queue->find(begun.ref)->state == MessageState::queued);
    const QueuedMessage left = *outbox.queue->find(ending.ref);
    CHECK(left.state == MessageState::unknown);
    CHECK(left.unanswered == 1);
    CHECK(left.next_try == noon + minutes{30});
    CHECK(outbox.queue->find(again.ref)->state == MessageState::unknown);
    CHECK(outbox.queue->find(again.ref)->unanswered == 1);
}

TEST_CASE("only what may be begun and whose time has come is due", "[db][messages]") {
    Outbox outbox;
    QueuedMessage now = outbox.made(0);
    QueuedMessage soon = outbox.made(5);
    QueuedMessage call = outbox.made(1);
    call.state = MessageState::to_call;
    QueuedMessage sent = outbox.made(2);
    REQUIRE(outbox.queue->add({soon, now, call, sent}).ok());
    outbox.go(sent, MessageState::sending);
    outbox.go(sent, MessageState::handing_over);
    outbox.go(sent, MessageState::sent);
    REQUIRE(outbox.queue->due(noon).size() == 1);
    CHECK(outbox.queue->due(noon)[0] == now);
    CHECK(outbox.queue->due(noon + minutes{5}).size() == 2);
}

TEST_CASE("what was sent never waits to be sent again", "[db][messages]") {
    using State = MessageState;
    for (const State gone : {State::sent, State::delivered, State::called}) {
        for (const State back : {State::queued,
                                 State::sending,
                                 State::handing_over,
                                 State::failed_temporary,
                                 State::unknown,
                                 State::to_call}) {
            CHECK_FALSE(db::may_go(gone, back));
        }
    }
    CHECK_FALSE(db::may_go(State::queued, State::sent));
    CHECK_FALSE(db::may_go(State::queued, State::handing_over));
    CHECK_FALSE(db::may_go(State::sending, State::sent));
    Outbox outbox;
    QueuedMessage message = outbox.made(1);
    REQUIRE(outbox.queue->add({message}).ok());
    QueuedMessage other = message;
    outbox.go(message, State::sending);
    other.state = State::sending;
    CHECK(outbox.queue->move(State::queued, other).error().kind == base::ErrorKind::refused);
    other.state = State::sent;
    CHECK(outbox.queue->move(State::queued, other).error().kind == base::ErrorKind::refused);
}

TEST_CASE("whom a message went to goes after its time, and the message stays", "[db][messages]") {
    Outbox outbox;
    QueuedMessage sent = outbox.made(1);
    QueuedMessage waits = outbox.made(2);
    sent.letter = waits.letter = base::Bytes(40, std::byte{1});
    REQUIRE(outbox.queue->add({sent, waits}).ok());
    outbox.go(sent, MessageState::sending);
    outbox.go(sent, MessageState::handing_over);
    outbox.go(sent, MessageState::sent);
    CHECK(*outbox.queue->blank(noon) == 0);
    CHECK(*outbox.queue->blank(noon + minutes{1}) == 1);
    CHECK(outbox.queue->find(sent.ref)->letter.empty());
    CHECK(outbox.queue->find(sent.ref)->state == MessageState::sent);
    CHECK(outbox.queue->find(waits.ref)->letter == waits.letter);
}

TEST_CASE("somebody who is erased gets nothing more, and what they got says no more to whom",
          "[db][messages][E12]") {
    Outbox outbox;
    QueuedMessage waits = outbox.made(1);
    QueuedMessage sent = outbox.made(2);
    QueuedMessage other = outbox.made(3);
    waits.letter = sent.letter = other.letter = base::Bytes(40, std::byte{1});
    sent.name.subject = waits.name.subject;
    sent.name.kind = static_cast<std::uint8_t>(waits.name.kind + 1);
    REQUIRE(outbox.queue->add({waits, sent, other}).ok());
    outbox.go(sent, MessageState::sending);
    outbox.go(sent, MessageState::handing_over);
    outbox.go(sent, MessageState::sent);
    CHECK(*outbox.queue->forget({waits.name.subject}, "asked", noon) == 1);
    CHECK(outbox.queue->find(waits.ref)->state == MessageState::dropped);
    CHECK(outbox.queue->find(waits.ref)->trouble == "asked");
    CHECK(outbox.queue->find(waits.ref)->letter.empty());
    CHECK(outbox.queue->find(sent.ref)->state == MessageState::sent);
    CHECK(outbox.queue->find(sent.ref)->letter.empty());
    CHECK(outbox.queue->find(other.ref)->letter == other.letter);
    CHECK(*outbox.queue->forget({waits.name.subject}, "asked", noon) == 0);
}

TEST_CASE("nobody takes a message out of the queue, and a lost one shows", "[db][messages][bite]") {
    Outbox outbox;
    REQUIRE(outbox.queue->add({outbox.made(1), outbox.made(2)}).ok());
    outbox.queue.reset();
    const std::string file = (outbox.folder.path() / "messages.db").string();
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &other) == SQLITE_OK);
    CHECK(sqlite3_exec(other, "DELETE FROM message", nullptr, nullptr, nullptr) != SQLITE_OK);
    // Somebody who takes the guard away as well is found out by the count.
    REQUIRE(sqlite3_exec(other,
                         "DROP TRIGGER kept; DELETE FROM message WHERE ref LIKE '%B'",
                         nullptr,
                         nullptr,
                         nullptr) == SQLITE_OK);
    sqlite3_close(other);
    outbox.open();
    CHECK(outbox.queue->totals().came_in == 2);
    CHECK(outbox.queue->totals().all() == 1);
}

TEST_CASE("each queue has a name of its own, which a new file does not have", "[db][messages]") {
    Outbox outbox;
    const std::string sender = outbox.queue->sender();
    CHECK(sender.size() == 32);
    outbox.open();
    CHECK(outbox.queue->sender() == sender);
    outbox.queue.reset();
    std::ofstream(outbox.folder.path() / "messages.db", std::ios::trunc) << std::string(5000, 'x');
    outbox.open();
    CHECK(outbox.queue->sender() != sender);
}

TEST_CASE("a way of sending rests until its time", "[db][messages]") {
    Outbox outbox;
    CHECK(outbox.queue->rests_until("notify") == base::Moment{});
    REQUIRE(outbox.queue->rest("notify", noon).ok());
    REQUIRE(outbox.queue->rest("notify", noon + hours{1}).ok());
    outbox.open();
    CHECK(outbox.queue->rests_until("notify") == noon + hours{1});
    CHECK(outbox.queue->rests_until("mail") == base::Moment{});
}

TEST_CASE("a reference is found by its beginning", "[db][messages]") {
    Outbox outbox;
    REQUIRE(outbox.queue->add({outbox.made(1), outbox.made(2)}).ok());
    CHECK(outbox.queue->find("HAA").error().kind == base::ErrorKind::refused);
    CHECK(outbox.queue->find("HAAAAAAA").error().kind == base::ErrorKind::refused);
    CHECK(outbox.queue->find("HZZZZ").error().kind == base::ErrorKind::absent);
}
