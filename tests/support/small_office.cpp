#include "support/small_office.h"

#include "sync/frame.h"
#include "sync/object_name.h"
#include "sync/pack.h"

namespace harmony::tests {
namespace {

using sync::RecordClass;

const base::Day today = *base::day_from_iso("2026-03-30");

sync::BoxKeyPair box(base::RandomSource& random) {
    return sync::BoxKeyPair(sync::BoxSeed::random(random));
}

/// An online and an escrow member; the online one's key is put into `ring`.
sync::RecipientSet make_set(RecordClass cls, base::RandomSource& random, sync::KeyRing& ring) {
    sync::BoxKeyPair online = box(random);
    sync::RecipientSet set;
    set.cls = cls;
    set.id = base::SetId::random(random);
    set.members = {{sync::RecipientRole::online, online.public_key()},
                   {sync::RecipientRole::escrow, box(random).public_key()}};
    ring.add(std::move(online));
    return set;
}

}  // namespace

SmallOffice::SmallOffice()
    : root_(sync::SignSeed::random(random_)), publisher_(sync::SignSeed::random(random_)) {
    trust_.org = base::OrgId::random(random_);
    trust_.org_name = "Test partnership";
    trust_.created = today;
    trust_.warn_after = today + std::chrono::days{365};
    trust_.roots = {root_.public_key()};
    trust_.publishers = {publisher_.public_key()};
    trust_.sets = {make_set(RecordClass::survey, random_, ring_),
                   make_set(RecordClass::contact, random_, ring_),
                   make_set(RecordClass::health, random_, ring_)};
    const sync::SignKeyPair* const signers[] = {&root_};
    trust_file_ = *sync::sign_trust(trust_, signers);
    trust_digest_ = sync::frame_digest(sync::FrameKind::trust, trust_file_);
    newest_trust_ = trust_file_;
    newest_digest_ = trust_digest_;
}

sync::OwnPart SmallOffice::part_for(const sync::CheckedRequest& request) {
    sync::OwnPart part;
    part.org = trust_.org;
    part.kiosk = request.request.kiosk;
    part.version = ++own_version_;
    part.day = today;
    part.trust_version = trust_.version;
    part.trust_hash = newest_digest_;
    part.instance = request.request.instance;
    part.grants = grants;
    part.label = "Kiosk A";
    part.site = "Library";
    part.stream = "main";
    part.rights = rights;
    for (const RecordClass cls : {RecordClass::survey, RecordClass::contact, RecordClass::health}) {
        part.seal_to.push_back({cls, trust_.set_of(cls)->id});
    }
    const sync::PassphraseCost quick = sync::demo_passphrase_cost;
    const sync::OwnSecrets secrets{*sync::hash_pin(pin, quick),
                                   *sync::hash_pin("20641738", quick),
                                   1,
                                   base::Bytes(16, std::byte{7})};
    part.secrets = *sync::seal_own_secrets(
        secrets, {trust_.org, part.kiosk, part.instance}, request.request.receive, random_);
    return part;
}

base::Bytes SmallOffice::own_part(const sync::CheckedRequest& request, sync::OwnState state) {
    sync::OwnPart part = part_for(request);
    part.state = state;
    const sync::SignKeyPair* const signers[] = {&publisher_};
    return *sync::sign_own_part(std::move(part), signers);
}

base::Bytes SmallOffice::welcome(const sync::CheckedRequest& request) {
    sync::Welcome welcome;
    welcome.org = trust_.org;
    welcome.kiosk = request.request.kiosk;
    welcome.instance = request.request.instance;
    welcome.nonce = request.request.nonce;
    welcome.request = request.digest;
    welcome.trust_files = {trust_file_};
    welcome.own_part = own_part(request, sync::OwnState::active);
    welcome.stream = "main";
    const sync::SignKeyPair* const signers[] = {&publisher_};
    return sync::make_welcome(welcome, signers);
}

void SmallOffice::sign_next(sync::Courier& place) {
    ++trust_.version;
    trust_.previous = newest_digest_;
    const sync::SignKeyPair* const signers[] = {&root_};
    newest_trust_ = *sync::sign_trust(trust_, signers);
    newest_digest_ = sync::frame_digest(sync::FrameKind::trust, newest_trust_);
    const auto name = sync::ObjectName::trust(trust_.version, newest_digest_);
    base::promise(place.deliver(name, newest_trust_).ok(), "a trust document for a test");
}

void SmallOffice::replace_publisher(sync::Courier& place) {
    publisher_ = sync::SignKeyPair(sync::SignSeed::random(random_));
    trust_.publishers = {publisher_.public_key()};
    sign_next(place);
}

void SmallOffice::replace_survey_keys(sync::Courier& place) {
    for (sync::RecipientSet& set : trust_.sets) {
        if (set.cls == RecordClass::survey) {
            set = make_set(RecordClass::survey, random_, ring_);
        }
    }
    sign_next(place);
}

void SmallOffice::tell(sync::Courier& place,
                       const sync::CheckedRequest& request,
                       sync::OwnState state) {
    const base::Bytes file = own_part(request, state);
    const auto name = sync::ObjectName::own_part(
        request.request.kiosk, own_version_, sync::frame_digest(sync::FrameKind::own_part, file));
    base::promise(place.deliver(name, file).ok(), "an own part for a test");
}

void SmallOffice::acknowledge(sync::Courier& place,
                              const base::KioskId& kiosk,
                              std::uint64_t version,
                              const sync::AckEntry& entry) {
    const base::Bytes file = ack(kiosk, version, entry);
    const auto name =
        sync::ObjectName::ack(kiosk, version, sync::frame_digest(sync::FrameKind::ack, file));
    base::promise(place.deliver(name, file).ok(), "an acknowledgement for a test");
}

void SmallOffice::publish(sync::Courier& place,
                          std::uint64_t version,
                          const std::map<std::string, std::string>& files) {
    sync::PackManifest manifest;
    manifest.org = trust_.org;
    manifest.stream = "main";
    manifest.version = version;
    manifest.trust_version = trust_.version;
    manifest.trust_hash = newest_digest_;
    manifest.created = today;
    manifest.warn_after = today + std::chrono::days{90};
    for (const auto& [name, content] : files) {
        const base::ByteView bytes = base::as_bytes(content);
        manifest.files.push_back({name, bytes.size(), sync::file_hash(bytes)});
        base::promise(
            place.deliver(sync::ObjectName::pack_content(sync::file_hash(bytes)), bytes).ok(),
            "publishing for a test");
    }
    const sync::SignKeyPair* const signers[] = {&publisher_};
    const base::Bytes file = *sync::sign_manifest(manifest, signers);
    const auto name =
        sync::ObjectName::pack("main", version, sync::frame_digest(sync::FrameKind::pack, file));
    base::promise(place.deliver(name, file).ok(), "publishing for a test");
}

base::Bytes SmallOffice::ack(const base::KioskId& kiosk,
                             std::uint64_t version,
                             const sync::AckEntry& entry) {
    const sync::SignKeyPair* const signers[] = {&publisher_};
    return sync::sign_ack({trust_.org, kiosk, version, today, {entry}}, signers);
}

}  // namespace harmony::tests
