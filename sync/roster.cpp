#include "sync/roster.h"

#include <string>

#include "sync/frame.h"
#include "sync/record.h"
#include "sync/wire.h"

namespace harmony::sync {
namespace {

constexpr std::size_t number_digits = 12;
constexpr std::size_t hash_letters = 16;
constexpr std::size_t sealed_cap = std::size_t{34} << 10U;  // one bucket of 32 KiB and its head

base::Bytes write_body(const Roster& roster) {
    WireWriter out;
    out.id(roster.org);
    out.id(roster.kiosk);
    out.u64(roster.version);
    out.day(roster.last_day);
    out.var(roster.sealed);
    return out.take();
}

base::Result<Roster> read_body(base::ByteView body) {
    WireReader from(body);
    Roster roster;
    roster.org = from.id<base::OrgId>();
    roster.kiosk = from.id<base::KioskId>();
    roster.version = from.u64();
    roster.last_day = from.day();
    roster.sealed = base::copy_bytes(from.var(sealed_cap));
    from.require(read_wrapped(RecordClass::office_to_kiosk, roster.sealed).ok());
    if (!from.finished() || !base::equal(write_body(roster), body)) {
        return frame_error(FrameKind::roster, FrameFault::badfmt);
    }
    return roster;
}

}  // namespace

base::Result<base::Bytes> seal_roster(base::ByteView body,
                                      const Origin& kiosk,
                                      const BoxPublicKey& receive,
                                      base::RandomSource& random) {
    return seal_wrapped({kiosk, RecordClass::office_to_kiosk},
                        {kiosk_set(receive), {receive}},
                        base::RecordId::random(random),
                        RecordKind::roster,
                        body,
                        random);
}

base::Result<base::SecretBytes> open_roster(const Roster& roster,
                                            const Origin& kiosk,
                                            const BoxSeed& receive) {
    base::Result<WrappedRecord> record = read_wrapped(RecordClass::office_to_kiosk, roster.sealed);
    if (!record) {
        return record.error();
    }
    KeyRing ring;
    ring.add(BoxKeyPair(receive));
    OpenedBody opened = open_wrapped({kiosk, RecordClass::office_to_kiosk}, *record, ring);
    if (opened.opening != Opening::opened || opened.kind != RecordKind::roster) {
        return base::Error{base::ErrorKind::unreadable, "the list for the door does not open here"};
    }
    return std::move(opened.body);
}

base::Bytes sign_roster(const Roster& roster, std::span<const SignKeyPair* const> publishers) {
    base::promise(read_wrapped(RecordClass::office_to_kiosk, roster.sealed).ok(), "a sealed list");
    return write_frame(FrameKind::roster, write_body(roster), publishers);
}

base::Result<CheckedRoster> check_roster(base::ByteView file,
                                         const base::KioskId& kiosk,
                                         const TrustDocument& trust,
                                         const std::optional<Floor>& floor) {
    const base::Result<Frame> frame = read_frame(FrameKind::roster, file);
    if (!frame) {
        return frame.error();
    }
    if (base::Result<void> signed_right = check_publishers(*frame, trust); !signed_right) {
        return signed_right.error();
    }
    base::Result<Roster> roster = read_body(frame->body);
    if (!roster) {
        return roster.error();
    }
    if (roster->org != trust.org || roster->kiosk != kiosk) {
        return base::Error{base::ErrorKind::refused, "this list for the door is another machine's"};
    }
    const Floor offered{trust.publisher_set(), roster->version, frame->digest};
    return CheckedRoster{std::move(*roster), offered, check_floor(floor, offered)};
}

ObjectName roster_name(const Roster& roster, base::ByteView file) {
    const std::string hash = frame_digest(FrameKind::roster, file).hex();
    std::string number = std::to_string(roster.version);
    number.insert(0, number.size() < number_digits ? number_digits - number.size() : 0, '0');
    const auto name = ObjectName::parse("down/" + roster.kiosk.hex() + "/roster-" + number + "-" +
                                        hash.substr(0, hash_letters) + ".hkr");
    base::promise(name.has_value(), "a name that its parser accepts");
    return *name;
}

bool is_over(const Roster& roster, base::Day today) {
    return today > roster.last_day + std::chrono::days{1};
}

}  // namespace harmony::sync
