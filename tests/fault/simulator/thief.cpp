#include "thief.h"

#include "sync/ack.h"
#include "sync/pack.h"

namespace harmony::tests::sim {

namespace {

using base::Bytes;
using sync::ObjectName;

constexpr std::uint64_t far_ahead = 1'000'000;

/// A body of the small survey, as any resident could give it, in hex: schema 1, form 01.., no
/// notice, "en", no engagement, day 20543, mode 1, band 1, no flags, no receipt, ["very", empty].
constexpr std::string_view forged_body =
    "8b014801010101010101014800000000000000006265"
    "6e4019503f010100f68200f7";

std::vector<sync::SealedRecord> seal(sync::FreshEpoch& epoch, std::string_view body) {
    std::vector<sync::SealedRecord> rows;
    const Bytes bytes = *base::from_hex(body);
    for (std::size_t at = 0; at + 48 <= epoch.slots.size(); at += 48) {
        const base::ByteView slot = base::ByteView(epoch.slots).subspan(at, 48);
        sync::Slot taken(epoch.block,
                         epoch.context,
                         *base::RecordId::from_bytes(slot.first(16)),
                         slot.subspan(16));
        rows.push_back(*sync::seal_response(*taken.next(), bytes));
    }
    return rows;
}

}  // namespace

void Thief::act(SimOffice& office) {
    switch (loot_) {
        case Loot::nothing: return;
        case Loot::kiosk_key: return forge_batch();
        case Loot::publisher_key:
            return around_.dice.chance(60) ? publish_pack(office) : forge_ack();
        case Loot::old_files: return replay();
    }
}

/// The next batch of the chain as the store shows it; half of them have a fault.
void Thief::forge_batch() {
    const Seat& seat = around_.base.seat(victim_);
    const sync::Origin origin{around_.base.trust().org, seat.keys.kiosk, seat.keys.instance};
    base::Digest last_digest;
    const KnownBatch* last =
        around_.truth.newest(seat.keys.kiosk, sync::RecordClass::survey, last_digest);
    const sync::RecipientSet* set = around_.base.trust().set_of(sync::RecordClass::survey);
    constexpr std::size_t records = 16;
    sync::FreshEpoch epoch =
        sync::make_epoch(origin, set->id, set->keys(), around_.dice.source(), records);
    const std::vector<sync::SealedRecord> rows = seal(epoch, forged_body);
    sync::BatchHead head;
    head.origin = origin;
    head.trust_version = last != nullptr ? last->head.trust_version : 1;
    head.trust_hash = last != nullptr ? last->head.trust_hash : around_.base.trust_digest();
    head.seq = last != nullptr ? last->head.seq + 1 : 1;
    head.previous = last != nullptr ? last_digest : base::Digest{};
    head.total = (last != nullptr ? last->head.total : 0) + records;
    head.day = around_.base.trust().created + std::chrono::days{1};
    const bool right = around_.dice.chance(40);
    if (!right && around_.dice.chance(70)) {
        head.total += 1 + around_.dice.below(20);
    } else if (!right) {
        head.previous = base::Digest::random(around_.dice.source());
    }
    const std::vector<sync::EpochBlock> blocks{epoch.block};
    const sync::BuiltBatch built = sync::build_survey_batch(head, blocks, rows, seat.sign);
    around_.truth.forged(built, head, right);
    around_.place.put(
        ObjectName::batch(seat.keys.kiosk, sync::RecordClass::survey, head.seq, built.digest),
        built.file);
}

/// Half the time of the version that is shown already, with other bytes; else far ahead.
void Thief::publish_pack(SimOffice& office) {
    const std::string content =
        R"({"harmony": "kiosk/1", "organisation": "Somebody else", "languages": ["en"]})";
    const base::ByteView bytes = base::as_bytes(content);
    sync::PackManifest manifest;
    manifest.org = around_.base.trust().org;
    manifest.stream = stream;
    manifest.version = office.newest_pack_version() + (around_.dice.chance(50) ? 0 : far_ahead);
    manifest.trust_version = 1;
    manifest.trust_hash = around_.base.trust_digest();
    manifest.created = around_.base.trust().created;
    manifest.warn_after = manifest.created + std::chrono::days{90};
    manifest.files = {{"kiosk.json", bytes.size(), sync::file_hash(bytes)}};
    const sync::SignKeyPair* const signers[] = {&around_.base.publisher(0)};
    const Bytes file = *sync::sign_manifest(manifest, signers);
    around_.place.put_strange(ObjectName::pack_content(sync::file_hash(bytes)), bytes);
    around_.place.put_strange(
        ObjectName::pack(stream, manifest.version, sync::frame_digest(sync::FrameKind::pack, file)),
        file);
}

/// "The office has everything of yours."
void Thief::forge_ack() {
    const Seat& seat = around_.base.seat(victim_);
    sync::Ack ack{around_.base.trust().org,
                  seat.keys.kiosk,
                  far_ahead + around_.dice.below(100),
                  around_.base.trust().created,
                  {}};
    for (const auto cls : {sync::RecordClass::survey, sync::RecordClass::contact}) {
        base::Digest digest;
        const KnownBatch* last = around_.truth.newest(seat.keys.kiosk, cls, digest);
        if (last != nullptr) {
            ack.entries.push_back(
                {last->head.origin.instance, cls, last->head.seq, digest, sync::AckLevel::opened});
        }
    }
    const std::uint64_t version = ack.version;
    const sync::SignKeyPair* const signers[] = {&around_.base.publisher(0)};
    const Bytes file = sync::sign_ack(std::move(ack), signers);
    around_.place.put_strange(
        ObjectName::ack(seat.keys.kiosk, version, sync::frame_digest(sync::FrameKind::ack, file)),
        file);
}

/// Something that lay there before, under a name that makes it look new.
void Thief::replay() {
    const std::vector<ObjectName> names = around_.place.names();
    if (names.empty()) {
        return;
    }
    const ObjectName& old = names[around_.dice.below(names.size())];
    const Bytes bytes = around_.place.bytes_of(old);
    const std::uint64_t number = old.number() + 1 + around_.dice.below(5);
    const base::Digest any = base::Digest::random(around_.dice.source());
    const base::KioskId& other =
        around_.base.seat(around_.dice.below(around_.base.seats())).keys.kiosk;
    switch (old.kind()) {
        case sync::ObjectKind::pack:
            return around_.place.put_strange(ObjectName::pack(stream, number, any), bytes);
        case sync::ObjectKind::own_part:
            return around_.place.put_strange(ObjectName::own_part(other, number, any), bytes);
        case sync::ObjectKind::ack:
            return around_.place.put_strange(ObjectName::ack(other, number, any), bytes);
        case sync::ObjectKind::survey_batch:
            return around_.place.put_strange(
                ObjectName::batch(other, sync::RecordClass::survey, number, any), bytes);
        case sync::ObjectKind::contact_batch:
            return around_.place.put_strange(
                ObjectName::batch(other, sync::RecordClass::survey, number, any), bytes);
        default: return;
    }
}

}  // namespace harmony::tests::sim
