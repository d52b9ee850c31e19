#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/time.h"
#include "db/kiosk_journal.h"

namespace harmony::tests {

inline base::Day day(int number) {
    return base::day_from_number(number);
}

/// A digest that depends on every byte. Not a hash anybody may trust: enough to tell batches apart.
inline base::Digest cheap_digest(base::ByteView bytes) {
    std::uint64_t state = 0xCBF29CE484222325U;
    for (const std::byte byte : bytes) {
        state = (state ^ static_cast<std::uint64_t>(byte)) * 0x100000001B3U;
    }
    base::SeededRandom stream(state);
    return base::Digest::random(stream);
}

/// Makes "batches" that are nothing but the record ids, so that a test can count them.
class PlainMaker final : public db::BatchMaker {
public:
    [[nodiscard]] base::Result<db::MadeBatch> make(const db::BatchDraft& draft) override {
        if (fail_at != 0 && draft.seq >= fail_at) {
            return base::Error{base::ErrorKind::refused, "the seal is broken"};
        }
        drafts.push_back(draft);
        db::MadeBatch made;
        for (const db::BatchRow& row : draft.rows) {
            base::append(made.bytes, row.rid.view());
            made.bytes.push_back(static_cast<std::byte>(row.rev));
        }
        made.digest = cheap_digest(made.bytes);
        made.records = static_cast<std::uint32_t>((draft.rows.size() + 15) / 16 * 16);
        made.new_epoch = new_epoch;
        return made;
    }

    std::uint64_t fail_at = 0;  ///< refuses this seq and later ones; 0: none
    base::Bytes new_epoch;
    std::vector<db::BatchDraft> drafts;
};

/// The record ids in the bytes of PlainMaker.
inline std::vector<base::RecordId> ids_in(base::ByteView bytes) {
    std::vector<base::RecordId> ids;
    for (std::size_t at = 0; at + 17 <= bytes.size(); at += 17) {
        ids.push_back(*base::RecordId::from_bytes(bytes.subspan(at, 16)));
    }
    return ids;
}

inline base::EngagementId engagement(std::uint8_t number) {
    std::array<std::byte, 8> bytes{};
    bytes.back() = static_cast<std::byte>(number);
    return base::EngagementId(bytes);
}

/// A row as the outbox would append it: 248 bytes with its epoch's share.
inline db::SealedRow sealed_row(base::RandomSource& random,
                                db::Group group = {engagement(1), day(20'000)},
                                std::uint8_t epoch = 1) {
    db::SealedRow row;
    row.rid = base::RecordId::random(random);
    row.epoch_block.assign(300, static_cast<std::byte>(epoch));
    row.group = group;
    row.ciphertext.resize(144);
    random.fill(row.ciphertext);
    return row;
}

inline const base::InstanceId instance_one{[] {
    std::array<std::byte, 16> bytes{};
    bytes[0] = std::byte{1};
    return bytes;
}()};

inline db::CutOrder cut_order(bool forced = false) {
    db::CutOrder order;
    order.instance = instance_one;
    order.today = day(20'001);
    order.forced = forced;
    return order;
}

}  // namespace harmony::tests
