#include "sync/expiry_note.h"

#include "sync/frame.h"
#include "sync/wire.h"

namespace harmony::sync {
namespace {

Origin read_origin(WireReader& from) {
    Origin origin;
    origin.org = from.id<base::OrgId>();
    origin.kiosk = from.id<base::KioskId>();
    origin.instance = from.id<base::InstanceId>();
    return origin;
}

base::Bytes write_body(const ExpiryNote& note) {
    WireWriter out;
    out.id(note.origin.org);
    out.id(note.origin.kiosk);
    out.id(note.origin.instance);
    out.u8(static_cast<std::uint8_t>(note.cls));
    out.u64(note.seq);
    out.id(note.digest);
    out.u32(note.records);
    out.day(note.day);
    return out.take();
}

}  // namespace

base::Bytes sign_expiry_note(const ExpiryNote& note, const SignKeyPair& kiosk) {
    return write_frame(FrameKind::expired, write_body(note), kiosk);
}

base::Result<Origin> claimed_origin(base::ByteView file) {
    const base::Result<Frame> frame = read_frame(FrameKind::expired, file);
    if (!frame) {
        return frame.error();
    }
    WireReader from(frame->body);
    const Origin origin = read_origin(from);
    return from.failed() ? base::Result<Origin>(frame_error(FrameKind::expired, FrameFault::badfmt))
                         : origin;
}

base::Result<ExpiryNote> read_expiry_note(base::ByteView file, const SignPublicKey& kiosk) {
    const base::Result<Frame> frame = read_frame(FrameKind::expired, file);
    if (!frame) {
        return frame.error();
    }
    if (!signed_by(*frame, kiosk)) {
        return base::Error{base::ErrorKind::refused,
                           "this note was not signed by the kiosk that it names"};
    }
    WireReader from(frame->body);
    ExpiryNote note;
    note.origin = read_origin(from);
    note.cls = static_cast<RecordClass>(from.u8());
    note.seq = from.u64();
    note.digest = from.id<base::Digest>();
    note.records = from.u32();
    note.day = from.day();
    from.require(note.cls == RecordClass::contact && note.seq > 0 &&
                 note.records <= max_batch_records);
    if (!from.finished() || !base::equal(write_body(note), frame->body)) {
        return frame_error(FrameKind::expired, FrameFault::badfmt);
    }
    return note;
}

}  // namespace harmony::sync
