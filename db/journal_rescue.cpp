#include "db/journal_rescue.h"

#include <algorithm>
#include <functional>
#include <map>

#include "db/failure.h"
#include "db/sqlite.h"

// A table of a damaged file is read from both ends, each as far as it goes: what one damaged page
// hides from the one, the other still reaches. Each pass has a connection of its own, since one
// that has met a damaged page is not used again.

namespace harmony::db {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

class Rescue {
public:
    explicit Rescue(std::filesystem::path file) : file_(std::move(file)) {}

    /// Steps through what `sql` answers. False when it broke before the end.
    bool pass(const char* sql, const std::function<void(const Query&)>& take) {
        try {
            const auto database = Database::open({file_.string(), "", false});
            if (!database) {
                return false;
            }
            Query query = (*database)->query(sql);
            for (;;) {
                const Result<bool> stepped = query.step();
                if (!stepped || !*stepped) {
                    return stepped.ok();
                }
                take(query);
            }
        } catch (const std::exception&) {  // StoreFailed, or a statement that cannot be prepared
            return false;
        }
    }

    /// Whether a table of this name is there and can be asked at all.
    bool has_table(const char* sql) {
        bool found = false;
        pass(sql, [&](const Query& query) { found = query.integer(0) > 0; });
        return found;
    }

private:
    std::filesystem::path file_;
};

void read_chain(Rescue& rescue, RescuedStream& stream) {
    stream.whole &=
        rescue.pass("SELECT instance, seq, hash, total FROM chain", [&](const Query& query) {
            stream.chain = ChainEnd{query.id<base::InstanceId>(0),
                                    static_cast<std::uint64_t>(query.integer(1)),
                                    query.id<base::Digest>(2),
                                    static_cast<std::uint64_t>(query.integer(3))};
        });
}

void read_batches(Rescue& rescue, RescuedStream& stream) {
    std::map<std::int64_t, base::Bytes> found;
    const auto take = [&](const Query& query) {
        found[query.integer(0)] = base::copy_bytes(query.blob(1));
    };
    if (!rescue.pass("SELECT seq, bytes FROM batch WHERE bytes IS NOT NULL ORDER BY seq", take)) {
        stream.whole = false;
        rescue.pass("SELECT seq, bytes FROM batch WHERE bytes IS NOT NULL ORDER BY seq DESC", take);
    }
    for (auto& [seq, bytes] : found) {
        stream.batches.push_back(std::move(bytes));
    }
}

void read_loose(Rescue& rescue, RescuedStream& stream) {
    const bool survey = stream.cls == RecordClass::survey;
    std::map<base::RecordId, LooseRecord> found;
    const auto take = [&](const Query& query) {
        LooseRecord record;
        record.rid = query.id<base::RecordId>(0);
        record.sealed = base::copy_bytes(query.blob(1));
        if (survey) {
            record.rev = static_cast<std::uint8_t>(query.integer(2));
            record.epoch_block = base::copy_bytes(query.blob(3));
        }
        found[record.rid] = std::move(record);
    };
    const char* const up =
        survey ? "SELECT rid, ct, rev, block FROM sealed JOIN epoch ON ref=epoch ORDER BY rid"
               : "SELECT rid, record FROM sealed ORDER BY rid";
    const char* const down =
        survey ? "SELECT rid, ct, rev, block FROM sealed JOIN epoch ON ref=epoch ORDER BY rid DESC"
               : "SELECT rid, record FROM sealed ORDER BY rid DESC";
    if (!rescue.pass(up, take)) {
        stream.whole = false;
        rescue.pass(down, take);
    }
    for (auto& [rid, record] : found) {
        stream.loose.push_back(std::move(record));
    }
}

}  // namespace

Result<RescuedStream> rescue_stream(const std::filesystem::path& copy) {
    Rescue rescue(copy);
    RescuedStream stream;
    const bool answers =
        rescue.has_table("SELECT count(*) FROM sqlite_schema WHERE type='table' AND name='epoch'");
    const bool contacts = rescue.has_table(
        "SELECT count(*) FROM sqlite_schema WHERE type='table' AND name='allocation'");
    if (!answers && !contacts) {
        return Error{ErrorKind::unreadable,
                     copy.filename().string() + " holds nothing of a kiosk that can be read"};
    }
    stream.cls = answers ? RecordClass::survey : RecordClass::contact;
    read_chain(rescue, stream);
    read_batches(rescue, stream);
    read_loose(rescue, stream);
    return stream;
}

}  // namespace harmony::db
