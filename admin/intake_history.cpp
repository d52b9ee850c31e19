#include "admin/intake_history.h"

#include <algorithm>

namespace harmony::admin {

db::StreamKey stream_of(const sync::Origin& origin, sync::RecordClass cls) {
    return {origin.kiosk, origin.instance, static_cast<std::uint8_t>(cls)};
}

std::vector<db::StreamHead> heads_of_kiosks(db::OfficeStore& store) {
    std::vector<db::StreamHead> heads = store.heads();
    for (const db::Adoption& adoption : store.adoptions()) {
        std::erase_if(heads, [&](const auto& head) { return head.stream == adoption.stream; });
    }
    return heads;
}

IntakeHistory::IntakeHistory(db::OfficeStore& store) {
    for (const db::StreamHead& head : heads_of_kiosks(store)) {
        streams_[head.stream] = {{head.seq, head.digest, head.total}, head.stopped};
    }
    for (const db::BatchSummary& batch : store.batches()) {
        digests_[{batch.stream, batch.seq}] = batch.digest;
        note_cut(batch.stream.kiosk, batch.cut_day);
    }
    closures_ = store.closures();
}

void IntakeHistory::note_cut(const base::KioskId& kiosk, base::Day day) {
    if (kiosk.is_zero()) {
        return;  // the office itself
    }
    base::Day& newest = cuts_.try_emplace(kiosk, day).first->second;
    newest = std::max(newest, day);
}

std::optional<sync::StreamHead> IntakeHistory::head(const sync::Origin& origin,
                                                    sync::RecordClass cls) {
    const auto at = streams_.find(stream_of(origin, cls));
    if (at == streams_.end() || at->second.head.seq == 0) {
        return std::nullopt;
    }
    return at->second.head;
}

std::optional<base::Digest> IntakeHistory::digest(const sync::Origin& origin,
                                                  sync::RecordClass cls,
                                                  std::uint64_t seq) {
    const auto at = digests_.find({stream_of(origin, cls), seq});
    return at == digests_.end() ? std::nullopt : std::optional(at->second);
}

std::optional<base::Digest> IntakeHistory::closed(const sync::Origin& origin,
                                                  sync::RecordClass cls,
                                                  std::uint64_t seq) {
    for (const db::Closure& closure : closures_) {
        if (closure.stream == stream_of(origin, cls) && seq >= closure.first &&
            seq <= closure.last) {
            return seq == closure.last ? closure.digest : base::Digest{};
        }
    }
    return std::nullopt;
}

void IntakeHistory::close(const db::Closure& closure) {
    streams_[closure.stream].head = {closure.last, closure.digest, closure.total};
    closures_.push_back(closure);
}

bool IntakeHistory::known_renewal(const base::KioskId& kiosk,
                                  sync::RecordClass cls,
                                  const base::Digest& link) {
    for (const auto& [key, stream] : streams_) {
        if (key.kiosk == kiosk && key.cls == static_cast<std::uint8_t>(cls) &&
            sync::renewal_link(key.instance, stream.head.seq, stream.head.digest) == link) {
            return true;
        }
    }
    return false;
}

void IntakeHistory::advance(const sync::Batch& batch) {
    const sync::BatchHead& head = batch.head();
    const db::StreamKey key = stream_of(head.origin, head.cls);
    if (head.seq > streams_[key].head.seq) {  // else it came after its place was closed
        streams_[key].head = {head.seq, batch.digest(), head.total};
    }
    digests_[{key, head.seq}] = batch.digest();
    note_cut(head.origin.kiosk, head.day);
}

bool IntakeHistory::stopped(const db::StreamKey& stream) const {
    const auto at = streams_.find(stream);
    return at != streams_.end() && at->second.stopped;
}

void IntakeHistory::stop(const db::StreamKey& stream) {
    streams_[stream].stopped = true;
}

}  // namespace harmony::admin
