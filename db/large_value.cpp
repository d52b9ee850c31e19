#include "db/large_value.h"

#include <algorithm>

namespace harmony::db {

using base::Bytes;
using base::ByteView;
using base::Result;

ByteView first_part(ByteView bytes) {
    return bytes.first(std::min(bytes.size(), most_value_bytes));
}

Result<ByteView> keep_rest(Connection& connection, const std::string& place, ByteView bytes) {
    if (bytes.size() < most_value_bytes) {
        return bytes;
    }
    const ByteView first = first_part(bytes);
    ByteView rest = bytes.subspan(most_value_bytes);
    for (std::int64_t part = 1;; ++part) {
        const ByteView piece = rest.first(std::min(rest.size(), most_value_bytes));
        Statement put = connection.query(
            "INSERT INTO piece(place, part, bytes) VALUES(?,?,?)"
            " ON CONFLICT(place, part) DO UPDATE SET bytes=excluded.bytes");
        if (Result<void> done = put.bind(place).bind(part).bind(piece).run(); !done) {
            return done.error();
        }
        if (piece.size() < most_value_bytes) {
            return first;
        }
        rest = rest.subspan(piece.size());
    }
}

Bytes whole_value(Connection& connection, const std::string& place, ByteView first) {
    Bytes whole = base::copy_bytes(first);
    // A longer one was written before there were pieces.
    std::size_t last = first.size();
    for (std::int64_t part = 1; last == most_value_bytes; ++part) {
        Statement get = connection.query("SELECT bytes FROM piece WHERE place=? AND part=?");
        if (!get.bind(place).bind(part).next()) {
            break;
        }
        base::append(whole, get.blob(0));
        last = get.blob(0).size();
    }
    return whole;
}

Result<void> drop_rest(Connection& connection, const std::string& place) {
    return connection.query("DELETE FROM piece WHERE place=?").bind(place).run();
}

}  // namespace harmony::db
