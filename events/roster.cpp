// An array of CBOR: 1, then for each date an array of its id, its last day, and one byte string a
// party: the subset of CBOR counts items, and a list for a hall is long.
#include "events/roster.h"

#include <algorithm>

#include "base/cbor.h"
#include "base/text.h"

namespace harmony::events {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::uint64_t schema = 1;
constexpr std::uint32_t no_day = 0xFFFFFFFF;
constexpr std::uint32_t no_minute = 0xFFFF;
constexpr std::size_t longest_text = 255;
constexpr std::size_t party_head = 16 + 1 + 1 + 4 + 2 + 4 + 2 + 1 + 1;
constexpr std::size_t date_head = 24;    // array heads, id and day, at most
constexpr std::size_t party_around = 3;  // the head of a byte string
constexpr std::size_t most_items = 1'900;

void put(base::SecretBytes& to, std::uint32_t number, int bytes) {
    for (int i = 0; i < bytes; ++i) {
        to.push_back(static_cast<std::byte>(number >> (8 * i) & 0xFFU));
    }
}

void put(base::SecretBytes& to, std::string_view text) {
    const base::ByteView bytes = base::as_bytes(text);
    to.insert(to.end(), bytes.begin(), bytes.end());
}

std::uint32_t take(base::ByteView& from, std::size_t bytes) {
    std::uint32_t number = 0;
    for (std::size_t i = bytes; i-- > 0;) {
        number = number << 8U | static_cast<std::uint32_t>(from[i]);
    }
    from = from.subspan(bytes);
    return number;
}

std::string_view cut(std::string_view text) {
    while (text.size() > longest_text || !base::is_utf8(text)) {
        text.remove_suffix(1);
    }
    return text;
}

base::SecretBytes write_party(const RosterEntry& entry) {
    base::SecretBytes out;
    out.insert(out.end(), entry.id.view().begin(), entry.id.view().end());
    put(out, static_cast<std::uint32_t>(entry.state), 1);
    put(out, static_cast<std::uint32_t>(entry.party), 1);
    put(out, entry.code, 4);
    put(out, static_cast<std::uint32_t>(std::min(entry.waits_as, 0xFFFF)), 2);
    put(out,
        entry.cancelled_on ? static_cast<std::uint32_t>(base::day_number(*entry.cancelled_on))
                           : no_day,
        4);
    put(out, entry.came_at ? static_cast<std::uint32_t>(*entry.came_at) : no_minute, 2);
    const std::string_view where = cut(entry.came_on);
    const std::string_view name = cut(entry.name.view());
    put(out, static_cast<std::uint32_t>(where.size()), 1);
    put(out, static_cast<std::uint32_t>(name.size()), 1);
    put(out, where);
    put(out, name);
    return out;
}

bool read_party(base::ByteView bytes, RosterEntry& entry) {
    if (bytes.size() < party_head) {
        return false;
    }
    entry.id = *SubjectId::from_bytes(bytes.first(SubjectId::size));
    bytes = bytes.subspan(SubjectId::size);
    const std::uint32_t state = take(bytes, 1);
    entry.party = static_cast<int>(take(bytes, 1));
    entry.code = take(bytes, 4);
    entry.waits_as = static_cast<int>(take(bytes, 2));
    const std::uint32_t cancelled = take(bytes, 4);
    const std::uint32_t minute = take(bytes, 2);
    const std::size_t where = take(bytes, 1);
    const std::size_t name = take(bytes, 1);
    constexpr std::uint32_t minutes_a_day = 24 * 60;
    if (state > static_cast<std::uint32_t>(SignUpState::erased) || entry.party < 1 ||
        bytes.size() != where + name || (minute >= minutes_a_day && minute != no_minute)) {
        return false;
    }
    entry.state = static_cast<SignUpState>(state);
    if (cancelled != no_day) {
        entry.cancelled_on = base::day_from_number(static_cast<std::int32_t>(cancelled));
    }
    if (minute != no_minute) {
        entry.came_at = static_cast<int>(minute);
    }
    entry.came_on = std::string(base::as_text(bytes.first(where)));
    entry.name.assign(base::as_text(bytes.subspan(where)));
    return base::is_utf8(entry.came_on) && base::is_utf8(entry.name.view());
}

Result<DateRoster> read_date(base::cbor::Reader& reader) {
    const Error damaged{ErrorKind::unreadable, "the list for the door is damaged"};
    DateRoster date;
    const auto items = reader.array();
    const auto id = items ? reader.bytes() : Result<base::ByteView>(damaged);
    const auto day = id ? reader.unsigned_integer() : Result<std::uint64_t>(damaged);
    if (!day || *items < 2 || id->size() != OccurrenceId::size || *day > no_day / 2) {
        return damaged;
    }
    date.date = *OccurrenceId::from_bytes(*id);
    date.last_day = base::day_from_number(static_cast<std::int32_t>(*day));
    for (std::size_t left = *items - 2; left > 0; --left) {
        const auto party = reader.bytes();
        RosterEntry entry;
        if (!party || !read_party(*party, entry)) {
            return damaged;
        }
        date.roster.entries.push_back(std::move(entry));
    }
    return date;
}

}  // namespace

WrittenRoster write_rosters(const std::vector<DateRoster>& all, std::size_t cap) {
    std::vector<std::vector<base::SecretBytes>> fitting;
    WrittenRoster written;
    std::size_t size = date_head;
    std::size_t items = 2;
    for (const DateRoster& date : all) {
        std::vector<base::SecretBytes> parties;
        std::size_t more = date_head;
        for (const RosterEntry& entry : date.roster.entries) {
            parties.push_back(write_party(entry));
            more += parties.back().size() + party_around;
        }
        if (size + more > cap || items + parties.size() + 3 > most_items) {
            break;
        }
        size += more;
        items += parties.size() + 3;
        written.parties += parties.size();
        written.last_day = std::max(written.last_day, date.last_day);
        fitting.push_back(std::move(parties));
    }
    written.dates = fitting.size();
    base::cbor::Writer out;
    out.array(1 + fitting.size());
    out.unsigned_integer(schema);
    for (std::size_t i = 0; i < fitting.size(); ++i) {
        out.array(2 + fitting[i].size());
        out.bytes(all[i].date.view());
        out.unsigned_integer(static_cast<std::uint64_t>(base::day_number(all[i].last_day)));
        for (const base::SecretBytes& party : fitting[i]) {
            out.bytes(party);
        }
    }
    base::Bytes plain = out.take();
    written.bytes.assign(plain.begin(), plain.end());
    explicit_bzero(plain.data(), plain.size());
    return written;
}

Result<std::vector<DateRoster>> read_rosters(base::ByteView bytes) {
    const Error damaged{ErrorKind::unreadable, "the list for the door is damaged"};
    base::cbor::Reader reader(bytes);
    const auto items = reader.array();
    const auto version = items ? reader.unsigned_integer() : Result<std::uint64_t>(damaged);
    if (!version || *items < 1) {
        return damaged;
    }
    if (*version != schema) {
        return Error{ErrorKind::unreadable, "the list for the door needs a newer Harmony"};
    }
    std::vector<DateRoster> all;
    for (std::size_t left = *items - 1; left > 0; --left) {
        Result<DateRoster> date = read_date(reader);
        if (!date) {
            return date.error();
        }
        all.push_back(std::move(*date));
    }
    return reader.finish() ? Result<std::vector<DateRoster>>(std::move(all)) : damaged;
}

}  // namespace harmony::events
