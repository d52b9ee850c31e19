#pragma once

#include <map>
#include <utility>

#include "db/office_store.h"
#include "sync/batch_check.h"

namespace harmony::admin {

/// The stream that a batch belongs to, as the store names it.
[[nodiscard]] db::StreamKey stream_of(const sync::Origin& origin, sync::RecordClass cls);

/// The heads of streams that kiosks know of: without those that an officer took in by themselves.
[[nodiscard]] std::vector<db::StreamHead> heads_of_kiosks(db::OfficeStore& store);

/// What the store holds of each stream, and what is on its way into it in this run.
class IntakeHistory final : public sync::BatchHistory {
public:
    explicit IntakeHistory(db::OfficeStore& store);

    [[nodiscard]] std::optional<sync::StreamHead> head(const sync::Origin& origin,
                                                       sync::RecordClass cls) override;
    [[nodiscard]] std::optional<base::Digest> digest(const sync::Origin& origin,
                                                     sync::RecordClass cls,
                                                     std::uint64_t seq) override;
    [[nodiscard]] std::optional<base::Digest> closed(const sync::Origin& origin,
                                                     sync::RecordClass cls,
                                                     std::uint64_t seq) override;
    [[nodiscard]] bool known_renewal(const base::KioskId& kiosk,
                                     sync::RecordClass cls,
                                     const base::Digest& link) override;

    /// This batch was found right and will go in next.
    void advance(const sync::Batch& batch);

    /// This gap was closed: its stream goes on behind it.
    void close(const db::Closure& closure);

    /// The newest day of a cut of each kiosk that has anything in the store or on its way.
    [[nodiscard]] const std::map<base::KioskId, base::Day>& newest_cuts() const { return cuts_; }

    [[nodiscard]] bool stopped(const db::StreamKey& stream) const;
    void stop(const db::StreamKey& stream);

private:
    void note_cut(const base::KioskId& kiosk, base::Day day);

    struct Stream {
        sync::StreamHead head;
        bool stopped = false;
    };

    std::map<db::StreamKey, Stream> streams_;
    std::map<std::pair<db::StreamKey, std::uint64_t>, base::Digest> digests_;
    std::vector<db::Closure> closures_;
    std::map<base::KioskId, base::Day> cuts_;
};

}  // namespace harmony::admin
