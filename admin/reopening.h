#pragma once

#include <map>
#include <set>

#include "admin/intake.h"
#include "db/office_store.h"

namespace harmony::admin {

/// Opens stored batches once more, in the order they went in, as the intake did: what came twice in
/// the same words is counted once.
class Reopening {
public:
    /// Both must outlive this, and the opener it gives.
    Reopening(db::OfficeStore& store, const IntakeTools& tools);

    /// Errors: unreadable, with kiosk and batch.
    [[nodiscard]] base::Result<db::OfficeBatch> open(const db::CheckedBatch& stored);

private:
    [[nodiscard]] bool is_elsewhere(const db::StreamKey& here,
                                    const sync::BatchRecord& record) const;

    db::OfficeStore& store_;
    const IntakeTools& tools_;
    std::map<db::StreamKey, std::set<db::RecordName>> seen_;
    std::set<db::StreamKey> adopted_;
};

/// Makes all columns of the office anew from its batches. Errors: those of opening; full.
[[nodiscard]] base::Result<void> rebuild_store(db::OfficeStore& store, const IntakeTools& tools);

}  // namespace harmony::admin
