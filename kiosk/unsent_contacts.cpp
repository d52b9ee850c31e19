#include "kiosk/unsent_contacts.h"

#include <algorithm>

namespace harmony::kiosk {
namespace {

using base::Result;

constexpr std::string_view list_name = "contact_batches";
constexpr std::size_t entry_size = 8 + 4 + 1;

std::uint64_t number_at(base::ByteView bytes, std::size_t size) {
    std::uint64_t number = 0;
    for (std::size_t i = size; i-- > 0;) {
        number = number << 8U | static_cast<std::uint64_t>(bytes[i]);
    }
    return number;
}

void put(base::Bytes& bytes, std::uint64_t number, int size) {
    for (int i = 0; i < size; ++i) {
        bytes.push_back(static_cast<std::byte>(number >> (8 * i) & 0xFFU));
    }
}

}  // namespace

std::vector<UnsentContacts::Waiting> UnsentContacts::read() const {
    std::vector<Waiting> all;
    const base::Bytes bytes = journal_.state().value(list_name).value_or(base::Bytes());
    for (std::size_t at = 0; at + entry_size <= bytes.size(); at += entry_size) {
        const base::ByteView one = base::ByteView(bytes).subspan(at, entry_size);
        all.push_back(
            {number_at(one, 8),
             base::day_from_number(static_cast<std::int32_t>(number_at(one.subspan(8), 4))),
             one[12] != std::byte{0}});
    }
    return all;
}

Result<void> UnsentContacts::write(const std::vector<Waiting>& all) {
    base::Bytes bytes;
    for (const Waiting& one : all) {
        put(bytes, one.seq, 8);
        put(bytes, static_cast<std::uint32_t>(base::day_number(one.drop_after)), 4);
        put(bytes, one.dropped ? 1 : 0, 1);
    }
    return journal_.state().set_value(list_name, bytes);
}

std::optional<base::Day> UnsentContacts::before_cut() const {
    return journal_.latest_drop_day();
}

Result<void> UnsentContacts::note(std::span<const db::CutBatch> batches,
                                  std::optional<base::Day> last) {
    constexpr std::int32_t never = 0x7FFFFFFF;
    std::vector<Waiting> all = read();
    for (const db::CutBatch& batch : batches) {
        all.push_back({batch.seq, last.value_or(base::day_from_number(never)), false});
    }
    return write(all);
}

Result<std::uint32_t> UnsentContacts::settle(base::Day today,
                                             base::Day fallback,
                                             bool clock_doubted) {
    const std::vector<Waiting> before = read();
    std::vector<Waiting> all;
    const std::vector<db::WaitingBatch> waits = journal_.batches_to_offer(db::RecordClass::contact);
    const std::uint64_t acknowledged = journal_.acknowledged_contacts();
    for (const db::WaitingBatch& batch : waits) {
        const auto known = std::find_if(
            before.begin(), before.end(), [&](const Waiting& one) { return one.seq == batch.seq; });
        all.push_back(known == before.end() ? Waiting{batch.seq, fallback, false} : *known);
    }
    for (const Waiting& one : before) {
        if (one.dropped && one.seq > acknowledged) {
            all.push_back(one);
        }
    }
    std::uint32_t lost = 0;
    for (Waiting& one : all) {
        if (one.dropped || clock_doubted || today <= one.drop_after) {
            continue;
        }
        const Result<db::DroppedBatch> gone = journal_.drop_unsent(one.seq, today);
        if (!gone) {
            return gone.error();
        }
        one.dropped = true;
        lost += gone->real;
    }
    const Result<void> kept = all == before ? Result<void>() : write(all);
    return kept ? Result<std::uint32_t>(lost) : kept.error();
}

std::vector<db::DroppedBatch> UnsentContacts::dropped() const {
    std::vector<db::DroppedBatch> all;
    for (const Waiting& one : read()) {
        if (!one.dropped) {
            continue;
        }
        if (const auto batch = journal_.dropped_batch(one.seq)) {
            all.push_back(*batch);
        }
    }
    return all;
}

UnsentContacts::Late UnsentContacts::late(base::Day today) const {
    Late late;
    const std::vector<db::WaitingBatch> waits = journal_.batches_to_offer(db::RecordClass::contact);
    for (const Waiting& one : read()) {
        const auto batch = std::find_if(waits.begin(), waits.end(), [&](const auto& waiting) {
            return waiting.seq == one.seq;
        });
        if (batch != waits.end() && today > one.drop_after - warned_before) {
            late.records += static_cast<int>(batch->real);
            late.first_drop =
                late.first_drop ? std::min(*late.first_drop, one.drop_after) : one.drop_after;
        }
    }
    return late;
}

}  // namespace harmony::kiosk
