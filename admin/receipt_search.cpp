#include "admin/receipt_search.h"

#include <algorithm>

#include "admin/response_head.h"
#include "events/fact.h"
#include "sync/batch.h"
#include "sync/receipt.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::ReceiptKey;
using base::Result;

constexpr std::string_view salt_name = "deployment_salt";
constexpr std::size_t salt_size = 16;

/// A search through one batch after the other.
class Search {
public:
    Search(const sync::KeyRing& ring, const ReceiptKey& key) : ring_(ring), key_(key) {}

    void look_into(const db::CheckedBatch& stored) {
        const Result<sync::Batch> batch = sync::read_batch(stored.bytes);
        if (!batch) {
            return;
        }
        sync::open_records(*batch, ring_, [&](const sync::OpenedRecord& record) {
            if (record.opening != sync::Opening::opened) {
                return;
            }
            FoundRecord found{stored.stream, stored.seq, record.record, {}, {}};
            if (matches(record, found)) {
                found_.push_back(found);
            }
        });
    }

    [[nodiscard]] std::vector<FoundRecord> found() { return std::move(found_); }

private:
    bool matches(const sync::OpenedRecord& record, FoundRecord& found) const {
        if (record.kind == sync::RecordKind::response) {
            const auto head = read_response_head(record.body);
            found.day = head ? head->day : base::Day{};
            found.form = head ? head->form : base::FormName{};
            return head && head->receipt == key_;
        }
        const auto fact = events::read_fact(record.body);
        found.day = fact ? fact->head.day : base::Day{};
        return fact && base::equal(fact->head.subject.view(), key_.view());
    }

    const sync::KeyRing& ring_;
    const ReceiptKey& key_;
    std::vector<FoundRecord> found_;
};

}  // namespace

Result<base::Bytes> deployment_salt(db::OfficeStore& store, base::RandomSource& random) {
    if (auto kept = store.value(salt_name)) {
        return std::move(*kept);
    }
    base::Bytes salt(salt_size);
    random.fill(salt);
    if (Result<void> kept = store.set_value(salt_name, salt); !kept) {
        return kept.error();
    }
    return salt;
}

Result<std::vector<FoundRecord>> find_receipt(Office& office,
                                              const sync::KeyRing& ring,
                                              std::string_view digits) {
    const auto salt = office.store().value(salt_name);
    if (!salt) {
        return Error{ErrorKind::absent,
                     "this office has enrolled no kiosk that gives receipts. Nothing was changed"};
    }
    const Result<ReceiptKey> key = sync::receipt_key(digits, *salt);
    if (!key) {
        return key.error();
    }
    Search search(ring, *key);
    for (const db::BatchSummary& batch : office.store().batches()) {
        if (const auto stored = office.store().batch(batch.stream, batch.seq)) {
            search.look_into(*stored);
        }
    }
    return search.found();
}

std::vector<FoundRecord> find_record(db::OfficeStore& store, const base::RecordId& record) {
    std::vector<FoundRecord> found;
    for (const db::BatchSummary& batch : store.batches()) {
        const auto stored = store.batch(batch.stream, batch.seq);
        const bool here =
            stored && std::any_of(stored->records.begin(),
                                  stored->records.end(),
                                  [&](const db::RecordName& name) { return name.rid == record; });
        if (here) {
            found.push_back({batch.stream, batch.seq, record, batch.cut_day, {}});
        }
    }
    return found;
}

}  // namespace harmony::admin
