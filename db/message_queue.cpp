// The order of writes is what makes one message one message:
//  1. A message is put in once by name; nothing is ever deleted.
//  2. `sending` is on the disk before a server hears of it; a program that ends there has handed
//     over nothing that a server could take, so it is what it was before.
//  3. `handing_over` is on the disk before the last byte goes out; a program that ends there does
//     not know, so it is `unknown`.
//  4. A move names the state it comes from: two programs, or one that is late, cannot both make it.
#include "db/message_queue.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/random.h"
#include "db/sqlite.h"
#include "db/store_open.h"

namespace harmony::db {
namespace {

using base::Error;
using base::ErrorKind;
using base::Moment;
using base::Result;

constexpr std::int32_t application_id = 0x484b4d51;  // "HKMQ"
constexpr std::size_t sender_size = 16;
constexpr std::size_t shortest_ref = 4;

constexpr const char* schema = R"sql(
CREATE TABLE message(
  ref        TEXT    NOT NULL PRIMARY KEY CHECK(length(ref) = 26),
  subject    BLOB    NOT NULL CHECK(length(subject) = 16),
  kind       INTEGER NOT NULL CHECK(kind BETWEEN 1 AND 255),
  sequence   INTEGER NOT NULL,
  channel    INTEGER NOT NULL CHECK(channel BETWEEN 1 AND 3),
  occurrence BLOB    NOT NULL CHECK(length(occurrence) = 8),
  language   TEXT    NOT NULL,
  state      INTEGER NOT NULL CHECK(state BETWEEN 1 AND 11),
  attempts   INTEGER NOT NULL CHECK(attempts >= 0),
  unanswered INTEGER NOT NULL CHECK(unanswered >= 0),
  created    INTEGER NOT NULL,
  changed    INTEGER NOT NULL,
  next_try   INTEGER NOT NULL,
  provider   TEXT    NOT NULL,
  trouble    TEXT    NOT NULL,
  letter     BLOB,
  UNIQUE(subject, kind, sequence, channel)
) STRICT;
CREATE INDEX message_due ON message(state, next_try);
CREATE TABLE named(name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT;
CREATE TABLE count(came_in INTEGER NOT NULL) STRICT;
INSERT INTO count VALUES(0);
CREATE TRIGGER came_in AFTER INSERT ON message BEGIN
  UPDATE count SET came_in = came_in + 1;
END;
CREATE TRIGGER kept BEFORE DELETE ON message BEGIN
  SELECT RAISE(ABORT, 'messages are never deleted');
END;
)sql";

constexpr const char* all_columns =
    "SELECT ref, subject, kind, sequence, channel, occurrence, language, state, attempts, "
    "unanswered, created, changed, next_try, provider, trouble, letter FROM message "
    "ORDER BY created, ref";
constexpr const char* due_columns =
    "SELECT ref, subject, kind, sequence, channel, occurrence, language, state, attempts, "
    "unanswered, created, changed, next_try, provider, trouble, letter FROM message "
    "WHERE state IN (1, 6, 8) AND next_try <= ? ORDER BY next_try, created, ref";
constexpr const char* found_columns =
    "SELECT ref, subject, kind, sequence, channel, occurrence, language, state, attempts, "
    "unanswered, created, changed, next_try, provider, trouble, letter FROM message "
    "WHERE substr(ref, 1, length(?)) = ? ORDER BY ref LIMIT 2";

std::int64_t milliseconds(Moment moment) {
    return moment.time_since_epoch().count();
}

Moment moment_of(std::int64_t milliseconds) {
    return Moment{std::chrono::milliseconds{milliseconds}};
}

QueuedMessage row_of(const Query& query) {
    QueuedMessage row;
    row.ref = query.text(0);
    row.name.subject = query.id<base::RecordId>(1);
    row.name.kind = static_cast<std::uint8_t>(query.integer(2));
    row.name.sequence = std::bit_cast<std::uint64_t>(query.integer(3));
    row.name.channel = static_cast<std::uint8_t>(query.integer(4));
    row.occurrence = base::copy_bytes(query.blob(5));
    row.language = query.text(6);
    row.state = static_cast<MessageState>(query.integer(7));
    row.attempts = static_cast<int>(query.integer(8));
    row.unanswered = static_cast<int>(query.integer(9));
    row.created = moment_of(query.integer(10));
    row.changed = moment_of(query.integer(11));
    row.next_try = moment_of(query.integer(12));
    row.provider = query.text(13);
    row.trouble = query.text(14);
    row.letter = base::copy_bytes(query.blob(15));
    return row;
}

std::vector<QueuedMessage> rows_of(Query& query) {
    std::vector<QueuedMessage> rows;
    while (query.next()) {
        rows.push_back(row_of(query));
    }
    return rows;
}

Result<void> insert(Database& database, const QueuedMessage& row) {
    base::promise(row.state == MessageState::queued || row.state == MessageState::to_call ||
                      row.state == MessageState::dropped,
                  "a message begins queued, to be called or dropped");
    Query query = database.query(
        "INSERT INTO message VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT(subject, kind, sequence, channel) DO NOTHING");
    query.bind(std::string_view(row.ref))
        .bind(row.name.subject)
        .bind(row.name.kind)
        .bind(std::bit_cast<std::int64_t>(row.name.sequence))
        .bind(row.name.channel)
        .bind(base::ByteView(row.occurrence))
        .bind(std::string_view(row.language))
        .bind(static_cast<int>(row.state))
        .bind(row.attempts)
        .bind(row.unanswered)
        .bind(milliseconds(row.created))
        .bind(milliseconds(row.changed))
        .bind(milliseconds(row.next_try))
        .bind(std::string_view(row.provider))
        .bind(std::string_view(row.trouble))
        .bind(base::ByteView(row.letter));
    return query.run();
}

std::string stopped_words() {
    return "Harmony was ended while it was sent";
}

}  // namespace

bool may_go(MessageState from, MessageState to) {
    using State = MessageState;
    switch (from) {
        case State::queued:
            return to == State::sending || to == State::dropped || to == State::queued;
        case State::sending:
            return to == State::handing_over || to == State::queued || to == State::unknown ||
                   to == State::failed_temporary || to == State::failed_permanent;
        case State::handing_over:
            return to == State::sent || to == State::unknown || to == State::queued ||
                   to == State::failed_temporary || to == State::failed_permanent;
        case State::failed_temporary:
            return to == State::sending || to == State::queued || to == State::dropped ||
                   to == State::failed_permanent;
        case State::unknown:
            return to == State::sending || to == State::sent || to == State::queued ||
                   to == State::dropped || to == State::unknown;
        case State::sent: return to == State::delivered || to == State::failed_permanent;
        case State::failed_permanent: return to == State::queued || to == State::dropped;
        case State::dropped: return to == State::queued;
        case State::to_call: return to == State::called || to == State::dropped;
        case State::delivered:
        case State::called: return false;
    }
    return false;
}

bool is_final(MessageState state) {
    switch (state) {
        case MessageState::sent:
        case MessageState::delivered:
        case MessageState::failed_permanent:
        case MessageState::dropped:
        case MessageState::called: return true;
        default: return false;
    }
}

std::size_t MessageTotals::all() const {
    std::size_t sum = 0;
    for (const std::size_t count : by_state) {
        sum += count;
    }
    return sum;
}

MessageQueue::MessageQueue(std::unique_ptr<Database> database) : database_(std::move(database)) {}

MessageQueue::~MessageQueue() = default;

Result<std::unique_ptr<MessageQueue>> MessageQueue::open(const std::filesystem::path& file,
                                                         base::RandomSource& random,
                                                         Moment now) {
    StoreSpec spec;
    spec.file = file;
    spec.application_id = application_id;
    spec.schema = schema;
    Result<OpenedStore> opened = open_store(spec);
    if (!opened) {
        return opened.error().while_doing("opening the outbox of messages");
    }
    std::unique_ptr<MessageQueue> queue(new MessageQueue(std::move(opened->database)));
    queue->replaced_bad_ = opened->replaced_bad;
    if (Result<void> begun = queue->begin(random); !begun) {
        return begun.error();
    }
    if (Result<void> recovered = queue->recover(now); !recovered) {
        return recovered.error();
    }
    return queue;
}

Result<void> MessageQueue::begin(base::RandomSource& random) {
    if (!sender().empty()) {
        return {};
    }
    std::array<std::byte, sender_size> drawn{};
    random.fill(drawn);
    return database_->query("INSERT INTO named VALUES('sender', ?)")
        .bind(base::ByteView(drawn))
        .run();
}

Result<void> MessageQueue::recover(Moment now) {
    return in_transaction(*database_, [&]() -> Result<void> {
        Result<void> done =
            database_
                ->query(
                    "UPDATE message SET state=CASE WHEN unanswered > 0 THEN 8 ELSE 1 END,"
                    " changed=?, trouble=? WHERE state=2")
                .bind(milliseconds(now))
                .bind(std::string_view(stopped_words()))
                .run();
        if (!done) {
            return done;
        }
        return database_
            ->query(
                "UPDATE message SET state=8, unanswered=unanswered+1, trouble=?"
                " WHERE state=3")
            .bind(std::string_view(stopped_words()))
            .run();
    });
}

std::string MessageQueue::sender() {
    Query query = database_->query("SELECT value FROM named WHERE name='sender'");
    return query.next() ? base::to_hex(query.blob(0)) : std::string();
}

Result<std::size_t> MessageQueue::add(const std::vector<QueuedMessage>& messages) {
    return in_transaction(*database_, [&]() -> Result<std::size_t> {
        std::size_t fresh = 0;
        for (const QueuedMessage& message : messages) {
            if (Result<void> done = insert(*database_, message); !done) {
                return done.error();
            }
            fresh += static_cast<std::size_t>(database_->changes());
        }
        return fresh;
    });
}

Result<void> MessageQueue::move(MessageState from, const QueuedMessage& changed) {
    if (!may_go(from, changed.state)) {
        return Error{ErrorKind::refused,
                     "a message that is " + std::string(name_of(from)) + " cannot become " +
                         std::string(name_of(changed.state))};
    }
    return in_transaction(*database_, [&]() -> Result<void> {
        Query query = database_->query(
            "UPDATE message SET state=?, attempts=?, unanswered=?, changed=?, next_try=?,"
            " provider=?, trouble=?, letter=? WHERE ref=? AND state=?");
        query.bind(static_cast<int>(changed.state))
            .bind(changed.attempts)
            .bind(changed.unanswered)
            .bind(milliseconds(changed.changed))
            .bind(milliseconds(changed.next_try))
            .bind(std::string_view(changed.provider))
            .bind(std::string_view(changed.trouble))
            .bind(base::ByteView(changed.letter))
            .bind(std::string_view(changed.ref))
            .bind(static_cast<int>(from));
        if (Result<void> done = query.run(); !done) {
            return done;
        }
        if (database_->changes() != 1) {
            return Error{
                ErrorKind::refused,
                "message " + changed.ref + " is not " + std::string(name_of(from)) + " any more"};
        }
        return {};
    });
}

std::vector<QueuedMessage> MessageQueue::all() {
    Query query = database_->query(all_columns);
    return rows_of(query);
}

std::vector<QueuedMessage> MessageQueue::due(Moment now) {
    Query query = database_->query(due_columns);
    query.bind(milliseconds(now));
    return rows_of(query);
}

Result<QueuedMessage> MessageQueue::find(std::string_view ref) {
    if (ref.size() < shortest_ref) {
        return Error{ErrorKind::refused, "give at least 4 letters of the message's reference"};
    }
    Query query = database_->query(found_columns);
    query.bind(ref).bind(ref);
    std::vector<QueuedMessage> rows = rows_of(query);
    if (rows.empty()) {
        return Error{ErrorKind::absent, "no message has the reference " + std::string(ref)};
    }
    if (rows.size() > 1) {
        return Error{ErrorKind::refused,
                     "several messages begin with " + std::string(ref) + ": give more letters"};
    }
    return std::move(rows.front());
}

MessageTotals MessageQueue::totals() {
    MessageTotals totals;
    {
        Query query = database_->query("SELECT state, COUNT(*) FROM message GROUP BY state");
        while (query.next()) {
            totals.by_state.at(static_cast<std::size_t>(query.integer(0)) - 1) =
                static_cast<std::size_t>(query.integer(1));
        }
    }
    Query query = database_->query("SELECT came_in FROM count");
    totals.came_in = query.next() ? static_cast<std::size_t>(query.integer(0)) : 0;
    return totals;
}

Result<std::size_t> MessageQueue::blank(Moment before) {
    return in_transaction(*database_, [&]() -> Result<std::size_t> {
        Result<void> done =
            database_
                ->query(
                    "UPDATE message SET letter=NULL WHERE state IN (4, 5, 7, 9, 11)"
                    " AND changed < ? AND letter IS NOT NULL AND length(letter) > 0")
                .bind(milliseconds(before))
                .run();
        if (!done) {
            return done.error();
        }
        return static_cast<std::size_t>(database_->changes());
    });
}

Result<std::size_t> MessageQueue::forget(const std::vector<base::RecordId>& subjects,
                                         std::string_view reason,
                                         Moment now) {
    return in_transaction(*database_, [&]() -> Result<std::size_t> {
        std::size_t dropped = 0;
        for (const base::RecordId& subject : subjects) {
            Result<void> done = database_->query("UPDATE message SET letter=NULL WHERE subject=?")
                                    .bind(subject)
                                    .run();
            if (!done) {
                return done.error();
            }
            // Queued, to be tried again, of nobody knows what, and to be called.
            done = database_
                       ->query(
                           "UPDATE message SET state=9, changed=?, trouble=?"
                           " WHERE subject=? AND state IN (1, 6, 8, 10)")
                       .bind(milliseconds(now))
                       .bind(reason)
                       .bind(subject)
                       .run();
            if (!done) {
                return done.error();
            }
            dropped += static_cast<std::size_t>(database_->changes());
        }
        return dropped;
    });
}

Moment MessageQueue::rests_until(std::string_view way) {
    Query query = database_->query("SELECT CAST(value AS TEXT) FROM named WHERE name=?");
    const std::string name = "rests:" + std::string(way);
    query.bind(std::string_view(name));
    return query.next() ? moment_of(std::stoll(query.text(0))) : Moment{};
}

Result<void> MessageQueue::rest(std::string_view way, Moment until) {
    const std::string name = "rests:" + std::string(way);
    const std::string value = std::to_string(milliseconds(until));
    return database_
        ->query(
            "INSERT INTO named VALUES(?,?) ON CONFLICT(name) DO UPDATE SET value=excluded.value")
        .bind(std::string_view(name))
        .bind(base::as_bytes(value))
        .run();
}

}  // namespace harmony::db
