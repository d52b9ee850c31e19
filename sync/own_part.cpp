#include "sync/own_part.h"

#include <algorithm>

#include "base/cbor.h"
#include "sync/pack.h"
#include "sync/record.h"
#include "sync/wire.h"

namespace harmony::sync {
namespace {

constexpr std::size_t max_label = 64;
constexpr std::size_t max_stream = 32;
constexpr std::size_t max_secrets = 4096;
constexpr std::size_t sealed_classes = 3;

base::Error refused(std::string sentence) {
    return {base::ErrorKind::refused, std::move(sentence)};
}

base::Bytes write_body(const OwnPart& part) {
    WireWriter out;
    out.id(part.org);
    out.id(part.kiosk);
    out.u64(part.version);
    out.day(part.day);
    out.u32(part.trust_version);
    out.id(part.trust_hash);
    out.u8(static_cast<std::uint8_t>(part.state));
    out.u32(part.renew);
    out.id(part.instance);
    out.text(part.label);
    out.text(part.site);
    out.text(part.stream);
    out.u64(part.needs_pack);
    out.u16(part.retention_days);
    out.u16(part.small_after);
    out.u8(static_cast<std::uint8_t>(part.ack_level));
    out.u8(part.k);
    out.u8(part.rights);
    out.u8(static_cast<std::uint8_t>(part.seal_to.size()));
    for (const SealTo& to : part.seal_to) {
        out.u8(static_cast<std::uint8_t>(to.cls));
        out.id(to.set);
    }
    out.u16(static_cast<std::uint16_t>(part.grants.size()));
    for (const Grant& grant : part.grants) {
        out.id(grant.occurrence);
        out.u32(grant.granted);
    }
    out.var(part.secrets);
    return out.take();
}

void read_settings(WireReader& from, OwnPart& part) {
    const std::uint8_t state = from.u8();
    from.require(state >= 1 && state <= 4);
    part.state = static_cast<OwnState>(state);
    part.renew = from.u32();
    part.instance = from.id<base::InstanceId>();
    part.label = from.text(max_label);
    part.site = from.text(max_label);
    part.stream = from.text(max_stream);
    part.needs_pack = from.u64();
    part.retention_days = from.u16();
    part.small_after = from.u16();
    const std::uint8_t level = from.u8();
    from.require(level >= 1 && level <= 3);
    part.ack_level = static_cast<AckLevel>(level);
    part.k = from.u8();
    part.rights = from.u8();
    from.require(is_stream_name(part.stream) && part.k >= 10 && part.k <= 50 &&
                 (part.rights & ~kiosk_right::all) == 0);
}

void read_lists(WireReader& from, OwnPart& part) {
    const std::size_t sets = from.count(from.u8(), sealed_classes, 17);
    from.require(sets == sealed_classes);
    for (std::size_t i = 0; i < sets && !from.failed(); ++i) {
        const std::uint8_t cls = from.u8();
        from.require(cls == i + 1);  // survey, contact, health: sorted, once each
        part.seal_to.push_back({static_cast<RecordClass>(cls), from.id<base::SetId>()});
    }
    const std::size_t grants = from.count(from.u16(), 2000, 12);
    for (std::size_t i = 0; i < grants; ++i) {
        const auto occurrence = from.id<OccurrenceId>();
        part.grants.push_back({occurrence, from.u32()});
    }
    from.require(
        strictly_ascending(part.grants, [](const Grant& grant) { return grant.occurrence; }));
    part.secrets = base::copy_bytes(from.var(max_secrets));
    from.require(part.secrets.empty() ||
                 read_wrapped(RecordClass::office_to_kiosk, part.secrets).ok());
}

base::Result<OwnPart> read_body(base::ByteView body) {
    WireReader from(body);
    OwnPart part;
    part.org = from.id<base::OrgId>();
    part.kiosk = from.id<base::KioskId>();
    part.version = from.u64();
    part.day = from.day();
    part.trust_version = from.u32();
    part.trust_hash = from.id<base::Digest>();
    read_settings(from, part);
    read_lists(from, part);
    if (!from.finished() || !base::equal(write_body(part), body)) {
        return frame_error(FrameKind::own_part, FrameFault::badfmt);
    }
    return part;
}

base::Result<void> check_sets(const OwnPart& part, const TrustDocument& trust) {
    for (const SealTo& to : part.seal_to) {
        const RecipientSet* set = trust.find_set(to.set);
        if (set == nullptr || set->cls != to.cls) {
            return refused("the kiosk's own part names keys that the trust document does not");
        }
    }
    return {};
}

base::Result<OwnSecrets> read_secrets(base::ByteView body) {
    base::cbor::Reader reader(body);
    const base::Error unreadable{base::ErrorKind::unreadable,
                                 "the kiosk's own secrets are not in the form they must have"};
    const auto items = reader.array();
    if (!items || *items != 5) {
        return unreadable;
    }
    const auto schema = reader.unsigned_integer();
    const auto pin = reader.text();
    const auto setup = reader.text();
    const auto epoch = reader.unsigned_integer();
    const auto salt = reader.bytes();
    if (!schema || *schema != 1 || !pin || !setup || !epoch || !salt || !reader.finish()) {
        return unreadable;
    }
    return OwnSecrets{std::string(*pin), std::string(*setup), *epoch, base::copy_bytes(*salt)};
}

}  // namespace

base::SetId OwnPart::set_of(RecordClass cls) const {
    const auto found = std::find_if(
        seal_to.begin(), seal_to.end(), [&](const SealTo& to) { return to.cls == cls; });
    base::promise(found != seal_to.end(), "an own part that names a set of every class");
    return found->set;
}

base::Result<base::Bytes> seal_own_secrets(const OwnSecrets& secrets,
                                           const Origin& kiosk,
                                           const BoxPublicKey& receive,
                                           base::RandomSource& random) {
    base::cbor::Writer body;
    body.array(5);
    body.unsigned_integer(1);
    body.text(secrets.pin_hash);
    body.text(secrets.setup_pin_hash);
    body.unsigned_integer(secrets.pin_epoch);
    body.bytes(secrets.deployment_salt);
    return seal_wrapped({kiosk, RecordClass::office_to_kiosk},
                        {kiosk_set(receive), {receive}},
                        base::RecordId::random(random),
                        RecordKind::own_secrets,
                        body.written(),
                        random);
}

base::Result<OwnSecrets> open_own_secrets(const OwnPart& part, const BoxSeed& receive) {
    if (part.secrets.empty()) {
        return base::Error{base::ErrorKind::absent, "the kiosk's own part has no secrets"};
    }
    base::Result<WrappedRecord> record = read_wrapped(RecordClass::office_to_kiosk, part.secrets);
    if (!record) {
        return record.error();
    }
    KeyRing ring;
    ring.add(BoxKeyPair(receive));
    const OpenedBody opened = open_wrapped(
        {{part.org, part.kiosk, part.instance}, RecordClass::office_to_kiosk}, *record, ring);
    if (opened.opening != Opening::opened || opened.kind != RecordKind::own_secrets) {
        return base::Error{base::ErrorKind::unreadable, "the kiosk's own secrets do not open here"};
    }
    return read_secrets(opened.body);
}

base::Result<base::Bytes> sign_own_part(OwnPart part,
                                        std::span<const SignKeyPair* const> publishers) {
    std::sort(part.seal_to.begin(), part.seal_to.end(), [](const SealTo& a, const SealTo& b) {
        return a.cls < b.cls;
    });
    std::sort(part.grants.begin(), part.grants.end(), [](const Grant& a, const Grant& b) {
        return a.occurrence < b.occurrence;
    });
    const base::Bytes body = write_body(part);
    if (!read_body(body)) {
        return refused(
            "the kiosk's own part has a field out of its range: label and site at most 64 bytes of "
            "plain text, k 10 to 50, one set each for answers, contacts and health");
    }
    return write_frame(FrameKind::own_part, body, publishers);
}

base::Result<CheckedOwnPart> check_own_part(base::ByteView file,
                                            const base::KioskId& kiosk,
                                            const TrustDocument& trust,
                                            const std::optional<Floor>& floor) {
    const base::Result<Frame> frame = read_frame(FrameKind::own_part, file);
    if (!frame) {
        return frame.error();
    }
    if (base::Result<void> signed_right = check_publishers(*frame, trust); !signed_right) {
        return signed_right.error();
    }
    base::Result<OwnPart> part = read_body(frame->body);
    if (!part) {
        return part.error();
    }
    if (part->org != trust.org || part->kiosk != kiosk) {
        return refused("this own part is another kiosk's");
    }
    if (base::Result<void> sets = check_sets(*part, trust); !sets) {
        return sets.error();
    }
    const Floor offered{trust.publisher_set(), part->version, frame->digest};
    return CheckedOwnPart{std::move(*part), offered, check_floor(floor, offered)};
}

}  // namespace harmony::sync
