#include "sync/registry.h"

#include <algorithm>

#include "sync/wire.h"

namespace harmony::sync {
namespace {

constexpr std::size_t max_kiosks = 10000;
constexpr std::size_t max_label = 64;
constexpr std::size_t smallest_kiosk = 16 + 3 * 32 + 16 + 4 + 4 + 1 + 1;
constexpr std::size_t mark_size = 16 + 1 + 8 + 32;

void write_kiosk(WireWriter& to, const RegisteredKiosk& kiosk) {
    to.id(kiosk.kiosk);
    to.id(kiosk.sign);
    to.id(kiosk.receive);
    to.id(kiosk.ticket);
    to.id(kiosk.first_instance);
    to.text(kiosk.label);
    to.text(kiosk.site);
    to.u8(static_cast<std::uint8_t>(kiosk.state));
    to.u8(static_cast<std::uint8_t>(kiosk.marks.size()));
    for (const StreamMark& mark : kiosk.marks) {
        to.id(mark.instance);
        to.u8(static_cast<std::uint8_t>(mark.cls));
        to.u64(mark.seq);
        to.id(mark.hash);
    }
}

RegisteredKiosk read_kiosk(WireReader& from) {
    RegisteredKiosk kiosk;
    kiosk.kiosk = from.id<base::KioskId>();
    kiosk.sign = from.id<SignPublicKey>();
    kiosk.receive = from.id<BoxPublicKey>();
    kiosk.ticket = from.id<SignPublicKey>();
    kiosk.first_instance = from.id<base::InstanceId>();
    kiosk.label = from.text(max_label);
    kiosk.site = from.text(max_label);
    const std::uint8_t state = from.u8();
    from.require(state >= 1 && state <= 3);
    kiosk.state = static_cast<KioskState>(state);
    const std::size_t marks = from.count(from.u8(), 255, mark_size);
    for (std::size_t i = 0; i < marks; ++i) {
        StreamMark mark;
        mark.instance = from.id<base::InstanceId>();
        const std::uint8_t cls = from.u8();
        from.require(cls == 1 || cls == 2);
        mark.cls = static_cast<RecordClass>(cls);
        mark.seq = from.u64();
        mark.hash = from.id<base::Digest>();
        kiosk.marks.push_back(mark);
    }
    return kiosk;
}

base::Bytes write_body(const Registry& registry) {
    WireWriter out;
    out.id(registry.org);
    out.u32(registry.version);
    out.u32(registry.trust_version);
    out.id(registry.trust_hash);
    out.day(registry.created);
    out.u32(static_cast<std::uint32_t>(registry.kiosks.size()));
    for (const RegisteredKiosk& kiosk : registry.kiosks) {
        write_kiosk(out, kiosk);
    }
    return out.take();
}

base::Result<Registry> read_body(base::ByteView body) {
    WireReader from(body);
    Registry registry;
    registry.org = from.id<base::OrgId>();
    registry.version = from.u32();
    registry.trust_version = from.u32();
    registry.trust_hash = from.id<base::Digest>();
    registry.created = from.day();
    const std::size_t kiosks = from.count(from.u32(), max_kiosks, smallest_kiosk);
    for (std::size_t i = 0; i < kiosks && !from.failed(); ++i) {
        registry.kiosks.push_back(read_kiosk(from));
    }
    from.require(strictly_ascending(registry.kiosks,
                                    [](const RegisteredKiosk& kiosk) { return kiosk.kiosk; }));
    if (!from.finished() || !base::equal(write_body(registry), body)) {
        return frame_error(FrameKind::registry, FrameFault::badfmt);
    }
    return registry;
}

}  // namespace

const RegisteredKiosk* Registry::find(const base::KioskId& kiosk) const {
    const auto found = std::find_if(kiosks.begin(), kiosks.end(), [&](const RegisteredKiosk& each) {
        return each.kiosk == kiosk;
    });
    return found == kiosks.end() ? nullptr : &*found;
}

base::Bytes sign_registry(Registry registry, std::span<const SignKeyPair* const> publishers) {
    std::sort(registry.kiosks.begin(),
              registry.kiosks.end(),
              [](const RegisteredKiosk& a, const RegisteredKiosk& b) { return a.kiosk < b.kiosk; });
    const base::Bytes body = write_body(registry);
    base::promise(read_body(body).ok(), "a registry with each kiosk once and labels of plain text");
    return write_frame(FrameKind::registry, body, publishers);
}

base::Result<Registry> read_registry(base::ByteView file, const TrustDocument& trust) {
    const base::Result<Frame> frame = read_frame(FrameKind::registry, file);
    if (!frame) {
        return frame.error();
    }
    if (base::Result<void> signed_right = check_publishers(*frame, trust); !signed_right) {
        return signed_right.error();
    }
    base::Result<Registry> registry = read_body(frame->body);
    if (registry && registry->org != trust.org) {
        return base::Error{base::ErrorKind::refused, "this registry is another organisation's"};
    }
    return registry;
}

}  // namespace harmony::sync
