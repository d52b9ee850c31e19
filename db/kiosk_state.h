#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "db/journal_values.h"

namespace harmony::db {

class StateFile;

/// The newest version seen of one kind of signed content, under one set of publishers.
struct VersionFloor {
    std::string object;       ///< "own", "ack", "roster", "registry", "token" or "pack:<stream>"
    base::Digest publishers;  ///< publisher-set id
    std::uint64_t version = 0;
    base::Digest digest;

    bool operator==(const VersionFloor&) const = default;
};

/// A named value. Names are the caller's; empty bytes take the value away.
struct StateValue {
    std::string name;
    base::Bytes bytes;

    bool operator==(const StateValue&) const = default;
};

struct TrustDocument {
    std::uint32_t version = 0;
    base::Bytes bytes;

    bool operator==(const TrustDocument&) const = default;
};

/// Changes that belong together: written in one transaction, whole or not at all.
struct StateChange {
    std::vector<StateValue> values;
    std::vector<TrustDocument> trust;
    std::vector<VersionFloor> floors;
};

/// Names of values that more than one place reads.
namespace value_name {
inline constexpr std::string_view org = "org";
inline constexpr std::string_view pinned_trust = "pinned_trust";  ///< digest of trust document 1
inline constexpr std::string_view own_part = "own_part";          ///< the whole HKO1 frame
inline constexpr std::string_view pack = "pack";                  ///< the installed pack's manifest
inline constexpr std::string_view enrolment = "enrolment";        ///< the request under way
}  // namespace value_name

/// Something that staff must be told, since the day it began.
struct Fault {
    std::string name;
    base::Day since{};

    bool operator==(const Fault&) const = default;
};

/// `state.db`: everything a kiosk must remember that is no record. Part of a `KioskJournal`, same
/// rules. Writes are durable when they return; the error is always full.
class KioskState {
public:
    explicit KioskState(StateFile& file) : file_(file) {}
    KioskState(const KioskState&) = delete;
    KioskState& operator=(const KioskState&) = delete;
    ~KioskState() = default;

    /// Errors: refused (a floor that would go down, or stay with another digest; a trust document
    /// whose version is kept with other bytes): nothing changed; full.
    [[nodiscard]] base::Result<void> apply(const StateChange& change);

    [[nodiscard]] std::optional<base::Bytes> value(std::string_view name);
    [[nodiscard]] base::Result<void> set_value(std::string_view name, base::ByteView bytes);

    /// By version.
    [[nodiscard]] std::vector<TrustDocument> trust_chain();

    [[nodiscard]] std::optional<VersionFloor> floor(std::string_view object,
                                                    const base::Digest& publishers);

    /// The day below which the clock is not believed.
    [[nodiscard]] std::optional<base::Day> clock_floor();

    /// Never lowers it.
    [[nodiscard]] base::Result<void> raise_clock_floor(base::Day day);

    /// Adds to a count of a day ("responses", "signups", "cases").
    [[nodiscard]] base::Result<void> count(base::Day day, std::string_view what, std::uint32_t by);
    [[nodiscard]] std::uint64_t counted(base::Day day, std::string_view what);
    /// Counts of a day whose names begin like this, by the rest of the name, in its order.
    [[nodiscard]] std::map<std::string, std::uint64_t> counted_below(base::Day day,
                                                                     std::string_view beginning);

    /// Wrong PIN tries in a row, and the moment of the last one.
    struct PinTries {
        std::uint32_t tries = 0;
        base::Moment last{};
    };

    [[nodiscard]] PinTries pin_tries(std::string_view pin);

    /// Written before the answer is shown, so that pulling the plug does not give a free try.
    [[nodiscard]] base::Result<void> count_pin_try(std::string_view pin, base::Moment now);
    [[nodiscard]] base::Result<void> clear_pin_tries(std::string_view pin);

    /// Keeps the first day when the fault is known already.
    [[nodiscard]] base::Result<void> raise_fault(std::string_view name, base::Day since);
    [[nodiscard]] base::Result<void> clear_fault(std::string_view name);
    [[nodiscard]] std::vector<Fault> faults();

private:
    StateFile& file_;
};

}  // namespace harmony::db
