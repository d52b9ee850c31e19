#pragma once

#include "base/ids.h"
#include "events/fact.h"
#include "events/named_hash.h"

namespace harmony::events {

/// Whether a fact may count.
enum class Standing : std::uint8_t {
    good,
    newer,        ///< needs a newer Harmony: kept, counted, shown
    bad,          ///< cannot be read: kept aside whole
    not_allowed,  ///< not its author's to say
};

/// Where the record of a fact came from.
struct FactOrigin {
    FactId id;
    base::KioskId kiosk;  ///< zero: the office
    base::InstanceId instance;
    Author author = Author::kiosk;

    bool operator==(const FactOrigin&) const = default;
};

/// One record of the contact class, looked at.
struct KnownFact {
    FactOrigin origin;
    base::Digest content;  ///< of its bytes: settles what no clock may settle
    Standing standing = Standing::bad;
    Fact fact;  ///< of a good one, and of one that is not allowed

    [[nodiscard]] const FactHead& head() const { return fact.head; }
    [[nodiscard]] FactKind kind() const { return fact.kind(); }
    /// Nothing when it is of another kind.
    template <typename P>
    [[nodiscard]] const P* as() const {
        return std::get_if<P>(&fact.payload);
    }
};

/// Reads the body of a record. Never fails: what is wrong with it stands in the answer.
[[nodiscard]] KnownFact know_fact(const FactOrigin& origin,
                                  base::ByteView body,
                                  const NamedHash& hash);

/// A fact that the office itself has just made.
[[nodiscard]] KnownFact own_fact(const FactId& id, const Fact& fact, const NamedHash& hash);

}  // namespace harmony::events
