#include "truth.h"

#include <algorithm>

#include "sync/pack.h"

namespace harmony::tests::sim {

void demand(bool holds, const char* invariant, const std::string& what) {
    if (!holds) {
        throw Broken(invariant, what);
    }
}

base::Digest file_digest(base::ByteView bytes) {
    return *base::Digest::from_bytes(sync::file_hash(bytes).view());
}

void Truth::acknowledged(const base::RecordId& record, Word word) {
    const bool fresh = words_.emplace(record, word).second;
    demand(fresh, "I1", "a record id was given out twice: " + record.hex());
}

void Truth::excuse(const std::set<base::RecordId>& records) {
    for (const base::RecordId& record : records) {
        words_.at(record).must_arrive = false;
    }
}

void Truth::cut(base::ByteView file, std::uint32_t k) {
    const base::Result<sync::Batch> batch = sync::read_batch(base::copy_bytes(file));
    demand(batch.ok(), "I1", "a kiosk cut a batch that cannot be read");
    KnownBatch known;
    known.kiosk = batch->head().origin.kiosk;
    known.head = batch->head();
    known.records = batch->records().size();
    for (const sync::BatchRecord& record : batch->records()) {
        const auto word = words_.find(record.record);
        if (word == words_.end()) {
            continue;
        }
        demand(static_cast<std::uint8_t>(word->second.cls) ==
                   static_cast<std::uint8_t>(known.head.cls),
               "I8",
               "a record of one class lies in a batch of the other");
        known.words.push_back(record.record);
    }
    check_groups(known, k);
    files_[file_digest(file)] = batch->digest();
    batches_.emplace(batch->digest(), std::move(known));
}

void Truth::check_groups(const KnownBatch& batch, std::uint32_t k) const {
    constexpr unsigned excused =
        sync::batch_flag::forced | sync::batch_flag::small | sync::batch_flag::last;
    if (batch.head.cls != sync::RecordClass::survey || (batch.head.flags & excused) != 0) {
        return;
    }
    std::map<db::Group, std::uint32_t> sizes;
    for (const base::RecordId& record : batch.words) {
        ++sizes[words_.at(record).group];
    }
    for (const auto& [group, size] : sizes) {
        demand(size >= k, "I8", "a group of " + std::to_string(size) + " left without a flag");
    }
}

void Truth::forged(const sync::BuiltBatch& batch, const sync::BatchHead& head, bool may_count) {
    KnownBatch known;
    known.kiosk = head.origin.kiosk;
    known.head = head;
    known.records = batch.records;
    known.forged = true;
    known.may_count = may_count;
    files_[file_digest(batch.file)] = batch.digest;
    bad_files_.insert(file_digest(batch.file));
    batches_.emplace(batch.digest, std::move(known));
}

void Truth::spoiled(base::ByteView bytes) {
    // What the store swapped is a good batch all the same.
    const base::Digest digest = file_digest(bytes);
    if (!files_.contains(digest)) {
        bad_files_.insert(digest);
    }
}

void Truth::offered(base::ByteView file) {
    const auto found = files_.find(file_digest(file));
    if (found != files_.end()) {
        batches_.at(found->second).offered = true;
    }
}

void Truth::give_up(const db::StreamKey& stream, std::uint64_t first, std::uint64_t last) {
    given_up_.push_back({stream, first, last});
}

namespace {

db::StreamKey stream_of(const KnownBatch& batch) {
    return {batch.head.origin.kiosk,
            batch.head.origin.instance,
            static_cast<std::uint8_t>(batch.head.cls)};
}

}  // namespace

void Truth::kiosk_dropped(const base::Digest& batch) {
    const auto known = batches_.find(batch);
    base::promise(known != batches_.end() && known->second.head.cls == sync::RecordClass::contact,
                  "contacts alone are dropped, and by whoever made them");
    const std::uint64_t seq = known->second.head.seq;
    dropped_.push_back({stream_of(known->second), seq, seq});
}

bool Truth::was_given_up(const KnownBatch& batch) const {
    const auto holds = [&, stream = stream_of(batch)](const Places& places) {
        return places.stream == stream && places.first <= batch.head.seq &&
               batch.head.seq <= places.last;
    };
    return std::any_of(given_up_.begin(), given_up_.end(), holds) ||
           std::any_of(dropped_.begin(), dropped_.end(), holds);
}

bool Truth::gave_up(const base::KioskId& kiosk) const {
    return std::any_of(given_up_.begin(), given_up_.end(), [&](const Places& places) {
        return places.stream.kiosk == kiosk;
    });
}

bool Truth::gave_up(const db::Closure& closure) const {
    if (!closure.note.empty()) {  // by the kiosk's own word: of each it must have been true
        for (std::uint64_t seq = closure.first; seq <= closure.last; ++seq) {
            const bool was = std::any_of(dropped_.begin(), dropped_.end(), [&](const Places& one) {
                return one.stream == closure.stream && one.first == seq;
            });
            if (!was) {
                return false;
            }
        }
        return true;
    }
    return std::any_of(given_up_.begin(), given_up_.end(), [&](const Places& places) {
        return places.stream == closure.stream && places.first == closure.first &&
               places.last == closure.last;
    });
}

bool Truth::was_adopted(const base::Digest& batch) const {
    return std::any_of(files_.begin(), files_.end(), [&](const auto& file) {
        return file.second == batch && adopted_.contains(file.first);
    });
}

bool Truth::has_forgery(const base::KioskId& kiosk) const {
    return std::any_of(batches_.begin(), batches_.end(), [&](const auto& each) {
        return each.second.forged && each.second.kiosk == kiosk;
    });
}

const KnownBatch* Truth::newest(const base::KioskId& kiosk,
                                sync::RecordClass cls,
                                base::Digest& digest) const {
    const KnownBatch* best = nullptr;
    for (const auto& [key, batch] : batches_) {
        const bool fits = batch.kiosk == kiosk && batch.head.cls == cls && batch.offered;
        if (fits && (best == nullptr || best->head.seq < batch.head.seq)) {
            best = &batch;
            digest = key;
        }
    }
    return best;
}

const KnownBatch* Truth::by_file(const base::Digest& digest) const {
    const auto found = files_.find(digest);
    return found == files_.end() ? nullptr : &batches_.at(found->second);
}

bool Truth::forked(const base::KioskId& kiosk, sync::RecordClass cls) const {
    std::set<std::pair<base::InstanceId, std::uint64_t>> numbers;
    for (const auto& [digest, batch] : batches_) {
        if (batch.kiosk == kiosk && batch.head.cls == cls &&
            !numbers.emplace(batch.head.origin.instance, batch.head.seq).second) {
            return true;
        }
    }
    return false;
}

}  // namespace harmony::tests::sim
