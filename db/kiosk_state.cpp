#include "db/kiosk_state.h"

#include <string>
#include <utility>

#include "db/sqlite.h"
#include "db/state_file.h"

namespace harmony::db {
namespace {

using base::Bytes;
using base::Day;
using base::day_from_number;
using base::day_number;
using base::Digest;
using base::Error;
using base::ErrorKind;
using base::Result;

base::ByteView engagement_bytes(const Group& group) {
    return group.engagement ? group.engagement->view() : base::ByteView{};
}

Result<void> write_value(Database& database, std::string_view name, base::ByteView bytes) {
    if (bytes.empty()) {
        return database.query("DELETE FROM value WHERE name=?").bind(name).run();
    }
    return database
        .query(
            "INSERT INTO value(name, bytes) VALUES(?,?)"
            " ON CONFLICT(name) DO UPDATE SET bytes=excluded.bytes")
        .bind(name)
        .bind(bytes)
        .run();
}

Result<void> write_trust(Database& database, const TrustDocument& document) {
    {
        Query kept = database.query("SELECT bytes FROM trust WHERE version=?");
        if (kept.bind(document.version).next()) {
            if (base::equal(kept.blob(0), document.bytes)) {
                return {};
            }
            return Error{
                ErrorKind::refused,
                "trust document " + std::to_string(document.version) + " is kept with other bytes"};
        }
    }
    return database.query("INSERT INTO trust(version, bytes) VALUES(?,?)")
        .bind(document.version)
        .bind(document.bytes)
        .run();
}

Result<void> write_floor(Database& database, const VersionFloor& wanted) {
    {
        Query kept =
            database.query("SELECT version, digest FROM floor WHERE object=? AND publishers=?");
        if (kept.bind(wanted.object).bind(wanted.publishers).next()) {
            const auto version = static_cast<std::uint64_t>(kept.integer(0));
            const bool same = kept.id<Digest>(1) == wanted.digest;
            if (wanted.version < version || (wanted.version == version && !same)) {
                return Error{
                    ErrorKind::refused,
                    wanted.object + ": version " + std::to_string(version) + " was seen before"};
            }
        }
    }
    return database
        .query(
            "INSERT INTO floor(object, publishers, version, digest) VALUES(?,?,?,?)"
            " ON CONFLICT(object, publishers) DO UPDATE"
            " SET version=excluded.version, digest=excluded.digest")
        .bind(wanted.object)
        .bind(wanted.publishers)
        .bind(wanted.version)
        .bind(wanted.digest)
        .run();
}

}  // namespace

StateFile::StateFile(std::unique_ptr<Database> database) : database_(std::move(database)) {
    Query query = database_->query("SELECT ref, engagement, day FROM grp");
    while (query.next()) {
        const Group group{base::EngagementId::from_bytes(query.blob(1)),
                          day_from_number(static_cast<std::int32_t>(query.integer(2)))};
        numbers_.emplace(group, query.integer(0));
        groups_.emplace(query.integer(0), group);
    }
}

Result<std::int64_t> StateFile::group_number(const Group& group) {
    const auto found = numbers_.find(group);
    if (found != numbers_.end()) {
        return found->second;
    }
    const Result<void> kept = database_->query("INSERT INTO grp(engagement, day) VALUES(?,?)")
                                  .bind(engagement_bytes(group))
                                  .bind(day_number(group.day))
                                  .run();
    if (!kept) {
        return kept.error();
    }
    const std::int64_t number = database_->last_row();
    numbers_.emplace(group, number);
    groups_.emplace(number, group);
    return number;
}

Group StateFile::group(std::int64_t number) const {
    const auto found = groups_.find(number);
    return found != groups_.end() ? found->second : Group{};
}

Result<void> KioskState::apply(const StateChange& change) {
    Database& database = file_.database();
    return in_transaction(database, [&]() -> Result<void> {
        for (const StateValue& value : change.values) {
            if (Result<void> done = write_value(database, value.name, value.bytes); !done) {
                return done;
            }
        }
        for (const TrustDocument& document : change.trust) {
            if (Result<void> done = write_trust(database, document); !done) {
                return done;
            }
        }
        for (const VersionFloor& wanted : change.floors) {
            if (Result<void> done = write_floor(database, wanted); !done) {
                return done;
            }
        }
        return {};
    });
}

std::optional<Bytes> KioskState::value(std::string_view name) {
    Query query = file_.database().query("SELECT bytes FROM value WHERE name=?");
    if (!query.bind(name).next()) {
        return std::nullopt;
    }
    return base::copy_bytes(query.blob(0));
}

Result<void> KioskState::set_value(std::string_view name, base::ByteView bytes) {
    return write_value(file_.database(), name, bytes);
}

std::vector<TrustDocument> KioskState::trust_chain() {
    std::vector<TrustDocument> chain;
    Query query = file_.database().query("SELECT version, bytes FROM trust ORDER BY version");
    while (query.next()) {
        chain.push_back(
            {static_cast<std::uint32_t>(query.integer(0)), base::copy_bytes(query.blob(1))});
    }
    return chain;
}

std::optional<VersionFloor> KioskState::floor(std::string_view object, const Digest& publishers) {
    Query query =
        file_.database().query("SELECT version, digest FROM floor WHERE object=? AND publishers=?");
    if (!query.bind(object).bind(publishers).next()) {
        return std::nullopt;
    }
    return VersionFloor{std::string(object),
                        publishers,
                        static_cast<std::uint64_t>(query.integer(0)),
                        query.id<Digest>(1)};
}

std::optional<Day> KioskState::clock_floor() {
    Query query = file_.database().query("SELECT floor FROM clock");
    if (!query.next()) {
        return std::nullopt;
    }
    return day_from_number(static_cast<std::int32_t>(query.integer(0)));
}

Result<void> KioskState::raise_clock_floor(Day day) {
    const std::optional<Day> kept = clock_floor();
    if (kept && *kept >= day) {
        return {};
    }
    return file_.database()
        .query(
            "INSERT INTO clock(id, floor) VALUES(1,?)"
            " ON CONFLICT(id) DO UPDATE SET floor=max(floor, excluded.floor)")
        .bind(day_number(day))
        .run();
}

Result<void> KioskState::count(Day day, std::string_view what, std::uint32_t by) {
    return file_.database()
        .query(
            "INSERT INTO counter(day, what, n) VALUES(?,?,?)"
            " ON CONFLICT(day, what) DO UPDATE SET n=n+excluded.n")
        .bind(day_number(day))
        .bind(what)
        .bind(by)
        .run();
}

std::uint64_t KioskState::counted(Day day, std::string_view what) {
    Query query = file_.database().query("SELECT n FROM counter WHERE day=? AND what=?");
    return query.bind(day_number(day)).bind(what).next()
               ? static_cast<std::uint64_t>(query.integer(0))
               : 0;
}

std::map<std::string, std::uint64_t> KioskState::counted_below(Day day,
                                                               std::string_view beginning) {
    Query query = file_.database().query(
        "SELECT substr(what, length(?1) + 1), n FROM counter"
        " WHERE day=?2 AND substr(what, 1, length(?1))=?1");
    query.bind(beginning).bind(day_number(day));
    std::map<std::string, std::uint64_t> found;
    while (query.next()) {
        found.emplace(query.text(0), static_cast<std::uint64_t>(query.integer(1)));
    }
    return found;
}

KioskState::PinTries KioskState::pin_tries(std::string_view pin) {
    Query query = file_.database().query("SELECT tries, last_ms FROM pin WHERE name=?");
    if (!query.bind(pin).next()) {
        return {};
    }
    return {static_cast<std::uint32_t>(query.integer(0)),
            base::Moment{std::chrono::milliseconds{query.integer(1)}}};
}

Result<void> KioskState::count_pin_try(std::string_view pin, base::Moment now) {
    return file_.database()
        .query(
            "INSERT INTO pin(name, tries, last_ms) VALUES(?,1,?)"
            " ON CONFLICT(name) DO UPDATE SET tries=tries+1, last_ms=excluded.last_ms")
        .bind(pin)
        .bind(now.time_since_epoch().count())
        .run();
}

Result<void> KioskState::clear_pin_tries(std::string_view pin) {
    return file_.database().query("DELETE FROM pin WHERE name=?").bind(pin).run();
}

Result<void> KioskState::raise_fault(std::string_view name, Day since) {
    return file_.database()
        .query("INSERT OR IGNORE INTO fault(name, since) VALUES(?,?)")
        .bind(name)
        .bind(day_number(since))
        .run();
}

Result<void> KioskState::clear_fault(std::string_view name) {
    return file_.database().query("DELETE FROM fault WHERE name=?").bind(name).run();
}

std::vector<Fault> KioskState::faults() {
    std::vector<Fault> faults;
    Query query = file_.database().query("SELECT name, since FROM fault ORDER BY name");
    while (query.next()) {
        faults.push_back(
            {query.text(0), day_from_number(static_cast<std::int32_t>(query.integer(1)))});
    }
    return faults;
}

}  // namespace harmony::db
