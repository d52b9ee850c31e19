#pragma once

#include <array>
#include <optional>
#include <vector>

#include "base/random.h"
#include "sync/batch.h"
#include "sync/batch_check.h"
#include "sync/kiosk_keys.h"
#include "sync/own_part.h"
#include "sync/registry.h"
#include "sync/trust.h"

/// An office with one root, one publisher, two recipients a class and one kiosk, made from a seed.
namespace harmony::tests {

inline base::Day day(int number) {
    return base::day_from_number(number);
}

struct SmallOffice {
    explicit SmallOffice(std::uint64_t seed = 1);

    [[nodiscard]] std::array<const sync::SignKeyPair*, 1> roots() const { return {&root}; }
    [[nodiscard]] std::array<const sync::SignKeyPair*, 1> publishers() const {
        return {&publisher};
    }

    [[nodiscard]] sync::Origin origin() const { return {trust.org, kiosk.kiosk, kiosk.instance}; }

    /// Version 1, signed.
    [[nodiscard]] base::Bytes trust_file() const { return *sync::sign_trust(trust, roots()); }
    [[nodiscard]] sync::TrustChain chain() const { return *sync::TrustChain::start(trust_file()); }

    [[nodiscard]] sync::RegisteredKiosk registered() const;
    [[nodiscard]] sync::Registry registry() const;
    [[nodiscard]] sync::OwnPart own_part() const;
    [[nodiscard]] base::Bytes own_part_file(const sync::OwnPart& part) const {
        return *sync::sign_own_part(part, publishers());
    }

    /// The key of the survey class that the office holds every day.
    [[nodiscard]] sync::KeyRing survey_ring() const;
    [[nodiscard]] sync::BatchHead head() const;

    base::SeededRandom random;
    sync::SignKeyPair root;
    sync::SignKeyPair publisher;
    std::vector<sync::BoxSeed>
        recipients;  ///< survey, survey escrow, contact, contact escrow, health
    sync::KioskKeys kiosk;
    sync::TrustDocument trust;
};

/// A batch of `records` short responses of an epoch of their own.
[[nodiscard]] sync::BuiltBatch make_batch(SmallOffice& office,
                                          const sync::BatchHead& head,
                                          std::size_t records);

/// `count` slots of an epoch as the tasks of a kiosk would hold them.
[[nodiscard]] std::vector<sync::Slot> slots_of(const sync::FreshEpoch& epoch);

}  // namespace harmony::tests
