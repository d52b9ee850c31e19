#include "events/known_fact.h"

namespace harmony::events {
namespace {

/// A fact may name another one, never itself.
bool names_itself(const Fact& fact, const FactId& id) {
    return std::visit(
        [&](const auto& payload) {
            if constexpr (requires { payload.names == id; }) {
                return payload.names == id;
            } else if constexpr (requires { payload.follows == id; }) {
                return payload.follows == id;
            } else {
                return false;
            }
        },
        fact.payload);
}

}  // namespace

KnownFact know_fact(const FactOrigin& origin, base::ByteView body, const NamedHash& hash) {
    KnownFact known;
    known.origin = origin;
    known.content = hash("hk1.fact.1", body);
    base::Result<Fact> read = read_fact(body);
    if (!read) {
        const bool newer = read.error().kind == base::ErrorKind::absent;
        known.standing = newer ? Standing::newer : Standing::bad;
        return known;
    }
    known.fact = std::move(*read);
    known.standing = names_itself(known.fact, origin.id)     ? Standing::bad
                     : is_allowed(known.fact, origin.author) ? Standing::good
                                                             : Standing::not_allowed;
    return known;
}

KnownFact own_fact(const FactId& id, const Fact& fact, const NamedHash& hash) {
    return know_fact({id, {}, {}, Author::office}, write_fact(fact), hash);
}

}  // namespace harmony::events
