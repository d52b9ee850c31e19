#include "admin/rights/subject_records.h"

#include "admin/response_head.h"
#include "sync/batch.h"

namespace harmony::admin {
namespace {

/// The subject of a record and its kind; nothing when it is about nobody that is looked for.
std::optional<SubjectRecord> read_record(const sync::OpenedRecord& record,
                                         const std::set<events::SubjectId>& subjects) {
    SubjectRecord made;
    if (record.kind == sync::RecordKind::response) {
        const auto head = read_response_head(record.body);
        if (!head || !head->receipt) {
            return std::nullopt;
        }
        made.subject = *events::SubjectId::from_bytes(head->receipt->view());
        made.found.day = head->day;
        made.found.form = head->form;
    } else {
        const auto fact = events::read_fact(record.body);
        if (!fact) {
            return std::nullopt;
        }
        made.subject = fact->head.subject;
        made.kind = fact->kind();
        made.found.day = fact->head.day;
    }
    return subjects.contains(made.subject) ? std::optional(made) : std::nullopt;
}

}  // namespace

std::vector<SubjectRecord> records_about(Office& office,
                                         const sync::KeyRing& ring,
                                         const std::set<events::SubjectId>& subjects) {
    std::vector<SubjectRecord> all;
    if (subjects.empty()) {
        return all;
    }
    for (const db::BatchSummary& summary : office.store().batches()) {
        const auto stored = office.store().batch(summary.stream, summary.seq);
        const auto batch =
            stored ? sync::read_batch(stored->bytes) : base::Result<sync::Batch>(base::Error{});
        if (!batch) {
            continue;  // an audit says so
        }
        sync::open_records(*batch, ring, [&](const sync::OpenedRecord& record) {
            auto read = record.opening == sync::Opening::opened ? read_record(record, subjects)
                                                                : std::nullopt;
            if (read) {
                read->found.stream = summary.stream;
                read->found.seq = summary.seq;
                read->found.record = record.record;
                all.push_back(*read);
            }
        });
    }
    return all;
}

}  // namespace harmony::admin
