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
};

/// As the office's shelf names a file.
[[nodiscard]] base::Digest file_digest(base::ByteView bytes);

}  // namespace harmony::tests::sim
