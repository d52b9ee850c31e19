#include "sync/redaction.h"

#include <algorithm>

#include "sync/frame.h"
#include "sync/wire.h"

namespace harmony::sync {
namespace {

/// set, record id, commit, number of wraps: what stands before the wraps of a contact record.
constexpr std::size_t before_wraps = 16 + 16 + 32 + 1;
constexpr std::size_t recipient_size = 8;
constexpr std::size_t wrapped_key = 80;

void blank(base::Bytes& file, std::size_t at, std::size_t size) {
    std::fill_n(file.begin() + static_cast<std::ptrdiff_t>(at), size, std::byte{0});
}

bool all_zero(base::ByteView bytes) {
    return std::all_of(
        bytes.begin(), bytes.end(), [](std::byte each) { return each == std::byte{0}; });
}

bool is_reason(std::uint8_t value) {
    return value >= static_cast<std::uint8_t>(ErasureReason::withdrawn) &&
           value <= static_cast<std::uint8_t>(ErasureReason::expired);
}

base::Bytes write_body(const Redaction& redaction) {
    WireWriter out;
    out.id(redaction.origin.org);
    out.id(redaction.origin.kiosk);
    out.id(redaction.origin.instance);
    out.u8(static_cast<std::uint8_t>(redaction.cls));
    out.u64(redaction.seq);
    out.id(redaction.original);
    out.id(redaction.rewritten);
    out.u16(static_cast<std::uint16_t>(redaction.records.size()));
    for (const ErasedRecord& erased : redaction.records) {
        out.id(erased.record);
        out.u8(static_cast<std::uint8_t>(erased.reason));
    }
    return out.take();
}

base::Result<Redaction> read_body(base::ByteView body) {
    WireReader from(body);
    Redaction read;
    read.origin.org = from.id<base::OrgId>();
    read.origin.kiosk = from.id<base::KioskId>();
    read.origin.instance = from.id<base::InstanceId>();
    read.cls = static_cast<RecordClass>(from.u8());
    from.require(read.cls == RecordClass::survey || read.cls == RecordClass::contact);
    read.seq = from.u64();
    read.original = from.id<base::Digest>();
    read.rewritten = from.id<base::Digest>();
    const std::size_t count =
        from.count(from.u16(), most_redacted_records, base::RecordId::size + 1);
    for (std::size_t i = 0; i < count && !from.failed(); ++i) {
        ErasedRecord erased;
        erased.record = from.id<base::RecordId>();
        const std::uint8_t reason = from.u8();
        from.require(is_reason(reason));
        erased.reason = static_cast<ErasureReason>(reason);
        read.records.push_back(erased);
    }
    from.require(read.seq > 0 && !read.records.empty() &&
                 strictly_ascending(read.records, [](const auto& each) { return each.record; }));
    if (!from.finished() || !base::equal(write_body(read), body)) {
        return frame_error(FrameKind::redaction, FrameFault::badfmt);
    }
    return read;
}

}  // namespace

base::Result<base::Bytes> blank_records(const Batch& batch,
                                        std::span<const base::RecordId> records) {
    base::Bytes file = base::copy_bytes(batch.file());
    for (const base::RecordId& wanted : records) {
        const auto found = std::lower_bound(
            batch.records().begin(),
            batch.records().end(),
            wanted,
            [](const BatchRecord& record, const auto& id) { return record.record < id; });
        if (found == batch.records().end() || found->record != wanted) {
            return base::Error{base::ErrorKind::absent,
                               "record " + wanted.hex() + " is not in this batch"};
        }
        const auto offset = [&](base::ByteView part) {
            return static_cast<std::size_t>(part.data() - batch.file().data());
        };
        blank(file, offset(found->sealed), found->sealed.size());
        if (batch.head().cls == RecordClass::contact) {
            const auto wraps = static_cast<std::size_t>(found->bytes[before_wraps - 1]);
            const std::size_t first = offset(found->bytes) + before_wraps;
            for (std::size_t i = 0; i < wraps; ++i) {
                blank(
                    file, first + i * (recipient_size + wrapped_key) + recipient_size, wrapped_key);
            }
        }
    }
    return file;
}

bool is_blank(const BatchRecord& record) {
    return all_zero(record.sealed);
}

base::Bytes sign_redaction(Redaction redaction, std::span<const SignKeyPair* const> publishers) {
    std::sort(redaction.records.begin(), redaction.records.end(), [](const auto& a, const auto& b) {
        return a.record < b.record;
    });
    base::promise(
        !redaction.records.empty() && redaction.records.size() <= most_redacted_records &&
            strictly_ascending(redaction.records, [](const auto& each) { return each.record; }),
        "a redaction names each record once, and not too many");
    return write_frame(FrameKind::redaction, write_body(redaction), publishers);
}

base::Result<Redaction> read_redaction(base::ByteView file, const TrustChain& trust) {
    const base::Result<Frame> frame = read_frame(FrameKind::redaction, file);
    if (!frame) {
        return frame.error();
    }
    const auto documents = trust.all();
    const bool trusted = std::any_of(documents.begin(), documents.end(), [&](const auto& each) {
        return check_publishers(*frame, each.document).ok();
    });
    if (!trusted) {
        return check_publishers(*frame, trust.current()).error();
    }
    base::Result<Redaction> read = read_body(frame->body);
    if (read && read->origin.org != trust.current().org) {
        return base::Error{base::ErrorKind::refused, "this note is another organisation's"};
    }
    return read;
}

}  // namespace harmony::sync
