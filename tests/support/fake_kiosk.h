#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"
#include "base/time.h"
#include "db/journal_values.h"
#include "sync/batch.h"
#include "sync/courier.h"
#include "sync/enrolment.h"
#include "sync/heartbeat.h"

namespace harmony::tests {

/// The bytes of one response with the given items, written by hand from docs/formats/hk1.md 7.2.
struct BodyOf {
    base::FormName form;
    base::NoticeHash notice;
    std::string language = "en";
    std::optional<base::EngagementId> engagement;
    base::Day day{};
    std::optional<base::ReceiptKey> receipt = {};

    /// `items`: the CBOR of each answer, one after the other.
    [[nodiscard]] base::Bytes with(std::size_t count, base::ByteView items) const;

    /// Choices of select_ones; -1 left empty, -2 not asked.
    [[nodiscard]] base::Bytes with_choices(const std::vector<int>& choices) const;
};

/// A kiosk as the office sees it: keys, a chain of sealed and signed batches. No screen, no
/// journal.
class FakeKiosk {
public:
    explicit FakeKiosk(base::RandomSource& random);

    /// What it writes when it asks to be enrolled.
    [[nodiscard]] base::Bytes request() const;

    /// Takes the office's answer from where it was put. REQUIRES: it is there and right.
    void take_welcome(sync::Courier& courier);

    /// Seals bodies, `records_an_epoch` under one key, and makes the next batch of its chain.
    [[nodiscard]] sync::BuiltBatch cut(const std::vector<base::Bytes>& bodies,
                                       base::Day day,
                                       std::size_t records_an_epoch = 200,
                                       std::size_t dummies = 0);

    /// Bodies sealed under one epoch, as a journal would keep them.
    [[nodiscard]] std::vector<db::SealedRow> seal(const std::vector<base::Bytes>& bodies,
                                                  base::Day day);

    [[nodiscard]] const sync::KioskKeys& keys() const { return keys_; }

    /// As `cut`, and puts it where the office fetches; returns its name.
    sync::ObjectName send(sync::Courier& courier,
                          const std::vector<base::Bytes>& bodies,
                          base::Day day);

    /// Says how it is, under its next number, where the office fetches.
    void say(sync::Courier& courier, const sync::Heartbeat& told);

    [[nodiscard]] sync::ObjectName name_of(const sync::BuiltBatch& batch) const;

    [[nodiscard]] const base::KioskId& id() const { return keys_.kiosk; }
    [[nodiscard]] const sync::SignKeyPair& sign_key() const { return sign_; }
    [[nodiscard]] sync::BatchHead& next_head() { return head_; }

    /// The set that its survey records are sealed to.
    [[nodiscard]] const sync::RecipientSet& survey_set() const { return set_; }

private:
    base::RandomSource& random_;
    sync::KioskKeys keys_;
    sync::SignKeyPair sign_;
    sync::EnrolmentNonce nonce_;
    sync::RecipientSet set_;
    sync::RecipientSet health_;
    std::uint64_t said_ = 0;
    sync::BatchHead head_;  ///< of the next batch; its total is that of the one before
};

}  // namespace harmony::tests
