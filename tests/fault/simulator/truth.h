#pragma once

#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/ids.h"
#include "base/time.h"
#include "db/journal_values.h"
#include "db/office_values.h"
#include "sync/batch.h"

namespace harmony::tests::sim {

/// An invariant of reliability.md, section 6, that does not hold.
class Broken : public std::runtime_error {
public:
    Broken(std::string invariant, const std::string& what)
        : std::runtime_error(invariant + ": " + what), name(std::move(invariant)) {}

    std::string name;
};

/// Throws `Broken` unless `holds`.
void demand(bool holds, const char* invariant, const std::string& what);

/// What a kiosk said was kept: a response, or a fact of a sign-up.
struct Word {
    db::RecordClass cls = db::RecordClass::survey;
    db::Group group;
    /// False when its disk was lost, set back or stolen since: it may be at the office, once.
    bool must_arrive = true;
};

/// A batch that some machine made.
struct KnownBatch {
    base::KioskId kiosk;
    sync::BatchHead head;
    std::vector<base::RecordId> words;  ///< real records, as far as a kiosk acknowledged them
    std::size_t records = 0;
    bool forged = false;
    bool offered = false;   ///< it got to where the office fetches
    bool may_count = true;  ///< a forgery of a thief who made everything right may, until revoked
};

/// What really happened: the model that office and kiosks are held against.
class Truth {
public:
    void acknowledged(const base::RecordId& record, Word word);
    /// Its disk is gone or was set back: what it took since need not arrive.
    void excuse(const std::set<base::RecordId>& records);

    /// Reads a batch that a kiosk cut; keeps it under its digest. Checks I8.
    void cut(base::ByteView file, std::uint32_t k);
    void forged(const sync::BuiltBatch& batch, const sync::BatchHead& head, bool may_count);
    void spoiled(base::ByteView bytes);
    /// Whether it was a batch that this file brought there.
    void offered(base::ByteView file);

    // What officers decided. What the office says it has erased is what it must not hold; the
    // others only excuse, also after an office was restored that does not know of them any more.

    void erase(const base::RecordId& record) { erased_.insert(record); }
    [[nodiscard]] const std::set<base::RecordId>& erased() const { return erased_; }
    /// An office was restored that knows of these erasures alone.
    void erased_are(std::set<base::RecordId> erased) { erased_ = std::move(erased); }

    /// Nobody waits for these batches of a stream any more.
    void give_up(const db::StreamKey& stream, std::uint64_t first, std::uint64_t last);
    /// A kiosk let go of a batch of contacts that never got to the office, as it may when nobody
    /// could use it any more.
    void kiosk_dropped(const base::Digest& batch);
    [[nodiscard]] bool was_given_up(const KnownBatch& batch) const;
    [[nodiscard]] bool gave_up(const base::KioskId& kiosk) const;
    [[nodiscard]] bool gave_up(const db::Closure& closure) const;

    void adopted(const base::Digest& file) { adopted_.insert(file); }
    void dismissed(const base::Digest& file) { dismissed_.insert(file); }
    [[nodiscard]] bool was_adopted(const base::Digest& batch) const;
    [[nodiscard]] bool was_dismissed(const base::Digest& file) const {
        return dismissed_.contains(file);
    }

    /// A resident was told that so many are coming to the event with spaces.
    void confirmed(const base::KioskId& kiosk, int party) { confirmed_[kiosk] += party; }
    [[nodiscard]] const std::map<base::KioskId, int>& confirmed() const { return confirmed_; }
    /// What this kiosk confirmed says nothing of the rules any more: it was written off, or its
    /// disk was copied or set back.
    void set_spaces_aside(const base::KioskId& kiosk) { spaces_aside_.insert(kiosk); }
    [[nodiscard]] bool spaces_set_aside(const base::KioskId& kiosk) const {
        return spaces_aside_.contains(kiosk);
    }

    /// A machine got a new disk, and a new chain with it.
    void reinstalled(const base::KioskId& kiosk, const base::InstanceId& instance) {
        new_disks_.insert(kiosk);
        reinstalled_.insert(instance);
    }
    [[nodiscard]] bool got_new_disk(const base::KioskId& kiosk) const {
        return new_disks_.contains(kiosk);
    }
    [[nodiscard]] bool was_reinstalled(const base::InstanceId& instance) const {
        return reinstalled_.contains(instance);
    }

    [[nodiscard]] bool knows(const base::Digest& digest) const { return batches_.contains(digest); }
    [[nodiscard]] const std::map<base::Digest, KnownBatch>& batches() const { return batches_; }
    /// Digests of the files of all batches, and of the batches in them.
    [[nodiscard]] const std::map<base::Digest, base::Digest>& files() const { return files_; }
    [[nodiscard]] const std::map<base::RecordId, Word>& words() const { return words_; }

    /// Whether these bytes, by the digest of a file on the shelf, are a forgery or spoiled.
    [[nodiscard]] bool is_bad(const base::Digest& file_digest) const {
        return bad_files_.contains(file_digest);
    }
    /// The batch whose whole file has this digest.
    [[nodiscard]] const KnownBatch* by_file(const base::Digest& file_digest) const;

    /// Streams of which two different batches of one number were made.
    [[nodiscard]] bool forked(const base::KioskId& kiosk, sync::RecordClass cls) const;

    /// A thief signed something with its key.
    [[nodiscard]] bool has_forgery(const base::KioskId& kiosk) const;

    /// The newest batch that this kiosk made, and that got to the store.
    [[nodiscard]] const KnownBatch* newest(const base::KioskId& kiosk,
                                           sync::RecordClass cls,
                                           base::Digest& digest) const;

private:
    void check_groups(const KnownBatch& batch, std::uint32_t k) const;

    std::map<base::RecordId, Word> words_;
    std::map<base::Digest, KnownBatch> batches_;
    std::map<base::Digest, base::Digest> files_;  ///< digest of the file to that of the batch
    std::set<base::Digest> bad_files_;

    struct Places {
        db::StreamKey stream;
        std::uint64_t first = 0;
        std::uint64_t last = 0;
    };
    std::set<base::RecordId> erased_;
    std::vector<Places> given_up_;
    std::vector<Places> dropped_;
    std::set<base::Digest> adopted_;  ///< files
    std::set<base::Digest> dismissed_;
    std::set<base::InstanceId> reinstalled_;
    std::set<base::KioskId> new_disks_;
    std::map<base::KioskId, int> confirmed_;
    std::set<base::KioskId> spaces_aside_;
};

/// As the office's shelf names a file.
[[nodiscard]] base::Digest file_digest(base::ByteView bytes);

}  // namespace harmony::tests::sim
