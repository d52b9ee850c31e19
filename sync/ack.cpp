#include "sync/ack.h"

#include <algorithm>
#include <tuple>

#include "sync/wire.h"

namespace harmony::sync {
namespace {

constexpr std::size_t entry_size = 16 + 1 + 8 + 32 + 1;

auto stream_of(const AckEntry& entry) {
    return std::tuple(entry.instance, entry.cls);
}

base::Bytes write_body(const Ack& ack) {
    WireWriter out;
    out.id(ack.org);
    out.id(ack.kiosk);
    out.u64(ack.version);
    out.day(ack.day);
    out.u8(static_cast<std::uint8_t>(ack.entries.size()));
    for (const AckEntry& entry : ack.entries) {
        out.id(entry.instance);
        out.u8(static_cast<std::uint8_t>(entry.cls));
        out.u64(entry.seq);
        out.id(entry.hash);
        out.u8(static_cast<std::uint8_t>(entry.level));
    }
    return out.take();
}

AckEntry read_entry(WireReader& from) {
    AckEntry entry;
    entry.instance = from.id<base::InstanceId>();
    const std::uint8_t cls = from.u8();
    entry.cls = static_cast<RecordClass>(cls);
    entry.seq = from.u64();
    entry.hash = from.id<base::Digest>();
    const std::uint8_t level = from.u8();
    entry.level = static_cast<AckLevel>(level);
    from.require((cls == 1 || cls == 2) && level >= 1 && level <= 3);
    return entry;
}

base::Result<Ack> read_body(base::ByteView body) {
    WireReader from(body);
    Ack ack;
    ack.org = from.id<base::OrgId>();
    ack.kiosk = from.id<base::KioskId>();
    ack.version = from.u64();
    ack.day = from.day();
    const std::size_t entries = from.count(from.u8(), 255, entry_size);
    for (std::size_t i = 0; i < entries; ++i) {
        ack.entries.push_back(read_entry(from));
    }
    from.require(strictly_ascending(ack.entries, stream_of));
    if (!from.finished() || !base::equal(write_body(ack), body)) {
        return frame_error(FrameKind::ack, FrameFault::badfmt);
    }
    return ack;
}

}  // namespace

base::Bytes sign_ack(Ack ack, std::span<const SignKeyPair* const> publishers) {
    std::sort(ack.entries.begin(), ack.entries.end(), [](const AckEntry& a, const AckEntry& b) {
        return stream_of(a) < stream_of(b);
    });
    base::promise(ack.entries.size() <= 255 && strictly_ascending(ack.entries, stream_of),
                  "an acknowledgement that names each stream once");
    return write_frame(FrameKind::ack, write_body(ack), publishers);
}

base::Result<CheckedAck> check_ack(base::ByteView file,
                                   const base::KioskId& kiosk,
                                   const TrustDocument& trust,
                                   const std::optional<Floor>& floor) {
    const base::Result<Frame> frame = read_frame(FrameKind::ack, file);
    if (!frame) {
        return frame.error();
    }
    if (base::Result<void> signed_right = check_publishers(*frame, trust); !signed_right) {
        return signed_right.error();
    }
    base::Result<Ack> ack = read_body(frame->body);
    if (!ack) {
        return ack.error();
    }
    if (ack->org != trust.org) {
        return base::Error{base::ErrorKind::refused,
                           "this acknowledgement is another organisation's"};
    }
    if (ack->kiosk != kiosk) {
        return base::Error{base::ErrorKind::refused, "this acknowledgement is another kiosk's"};
    }
    const Floor offered{trust.publisher_set(), ack->version, frame->digest};
    return CheckedAck{std::move(*ack), offered, check_floor(floor, offered)};
}

}  // namespace harmony::sync
