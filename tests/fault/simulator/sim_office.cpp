#include "sim_office.h"

#include <algorithm>
#include <utility>

#include "admin/backup.h"
#include "admin/erasure.h"
#include "admin/intake_answers.h"
#include "admin/intake_group.h"
#include "admin/kiosk_states.h"
#include "admin/office_books.h"
#include "sync/pack.h"

namespace harmony::tests::sim {

namespace fs = std::filesystem;

namespace {

using base::Bytes;
using sync::ObjectName;

/// Kiosks keep acknowledged batches for seven days: at least twice this.
constexpr std::chrono::days backup_interval{3};

std::string pack_kind() {
    return "pack:" + std::string(stream);
}

void append_file(Bytes& chain, const Bytes& file) {
    const auto length = static_cast<std::uint32_t>(file.size());
    for (unsigned shift = 0; shift < 32; shift += 8) {
        chain.push_back(static_cast<std::byte>((length >> shift) & 0xFFU));
    }
    base::append(chain, file);
}

/// For `skip_total`: makes a batch add up, as if nobody had looked.
class TotalMender final : public sync::Courier {
public:
    TotalMender(sync::Courier& behind, const Surroundings& around, SimOffice& office)
        : behind_(behind), around_(around), office_(office) {}

    [[nodiscard]] base::Result<sync::Listing> list(std::string_view folder,
                                                   std::string_view after) override {
        return behind_.list(folder, after);
    }

    [[nodiscard]] base::Result<Bytes> fetch(const ObjectName& name, std::size_t cap) override {
        base::Result<Bytes> bytes = behind_.fetch(name, cap);
        const base::Result<sync::Batch> batch =
            bytes ? sync::read_batch(*bytes) : base::Result<sync::Batch>(bytes.error());
        return batch ? mended(std::move(*bytes), *batch) : std::move(bytes);
    }

    [[nodiscard]] base::Result<base::Delivery> deliver(const ObjectName& name,
                                                       base::ByteView bytes) override {
        return behind_.deliver(name, bytes);
    }
    [[nodiscard]] std::string_view noun() const override { return behind_.noun(); }

private:
    static constexpr std::size_t body = 8;
    static constexpr std::size_t total_at = 134;

    Bytes mended(Bytes bytes, const sync::Batch& batch) {
        const sync::BatchHead& head = batch.head();
        const auto before = office_.store().head(
            {head.origin.kiosk, head.origin.instance, static_cast<std::uint8_t>(head.cls)});
        const std::uint64_t total = (before ? before->total : 0) + batch.records().size();
        const bool next = head.seq == (before ? before->seq : 0) + 1;
        if (!next || head.total == total) {
            return bytes;
        }
        Bytes changed =
            base::copy_bytes(base::ByteView(bytes).subspan(body, bytes.size() - body - 1 - 72));
        for (unsigned at = 0; at < 8; ++at) {
            changed[total_at + at] = static_cast<std::byte>((total >> (8 * at)) & 0xFFU);
        }
        for (std::size_t seat = 0; seat < around_.base.seats(); ++seat) {
            if (around_.base.seat(seat).keys.kiosk == head.origin.kiosk) {
                return sync::write_frame(
                    sync::FrameKind::batch, changed, around_.base.seat(seat).sign);
            }
        }
        return bytes;
    }

    sync::Courier& behind_;
    const Surroundings& around_;
    SimOffice& office_;
};

}  // namespace

SimOffice::SimOffice(const Surroundings& around, fs::path folder)
    : around_(around),
      folder_(std::move(folder)),
      files_(around.dice.source()),
      clock_(first_moment()),
      courier_(around.place) {
    open();
}

void SimOffice::open() {
    office_.reset();
    auto opened = admin::Office::open(folder_, files_);
    demand(opened.ok(), "I9", "the office does not open");
    office_ = std::move(*opened);
}

void SimOffice::take_in(admin::Office& office, sync::Courier& courier) {
    TotalMender mender(courier, around_, *this);
    sync::Courier& way = around_.bite == Bite::skip_total ? mender : courier;
    const auto report = admin::take_in(office, way, tools());
    if (report) {
        report_ = *report;
    } else {
        report_ = {};
        demand(report.error().kind == base::ErrorKind::unreachable,
               "I9",
               "an intake fails: " + report.error().message);
    }
}

admin::IntakeTools SimOffice::tools() const {
    return {around_.base.ring(), around_.base.context(), clock_.now(), clock_.today(), {}};
}

/// As `harmony-admin sync` does it: what came again goes again.
void SimOffice::erase_again() {
    const auto again = admin::came_again(store());
    demand(admin::erase(*office_, again, sync::ErasureReason::withdrawn, publisher(), tools()).ok(),
           "I9",
           "what was erased and came again cannot be erased");
}

void SimOffice::answer() {
    const auto answers =
        admin::answer_kiosks(*office_, report_.cloned, publisher(), courier_, clock_.today());
    demand(answers.ok() || answers.error().kind == base::ErrorKind::unreachable,
           "I9",
           "no answer can be made: " + (answers ? std::string() : answers.error().message));
}

void SimOffice::sync(std::optional<std::size_t> second_after) {
    admin::IntakeReport of_second;
    if (second_after) {
        around_.place.interrupt(*second_after, [&] {
            const auto second = std::move(*admin::Office::open(folder_, files_));
            take_in(*second, courier_);
            of_second = report_;
        });
    }
    take_in(*office_, courier_);
    around_.place.no_interrupt();
    report_.cloned.insert(report_.cloned.end(), of_second.cloned.begin(), of_second.cloned.end());
    erase_again();
    bite_after();
    answer();
}

void SimOffice::publish() {
    const auto version = *office_->store().issue_version(pack_kind());
    const std::string content = R"({"harmony": "kiosk/1", "organisation": "Example Borough )" +
                                std::to_string(version) + R"(", "languages": ["en"]})";
    const base::ByteView bytes = base::as_bytes(content);
    const sync::TrustedDocument& trusted = trust().newest();
    sync::PackManifest manifest;
    manifest.org = trusted.document.org;
    manifest.stream = stream;
    manifest.version = version;
    manifest.trust_version = trusted.document.version;
    manifest.trust_hash = trusted.digest;
    manifest.created = clock_.today();
    manifest.warn_after = clock_.today() + std::chrono::days{90};
    manifest.files = {{"kiosk.json", bytes.size(), sync::file_hash(bytes)}};
    const sync::SignKeyPair* const signers[] = {&publisher()};
    const Bytes file = *sync::sign_manifest(manifest, signers);
    const base::Digest digest = sync::frame_digest(sync::FrameKind::pack, file);
    base::promise(office_->store().keep_published({pack_kind(), version, digest, file}).ok(),
                  "keeping a pack");
    // What does not get there lies in the office, and is delivered again.
    static_cast<void>(courier_.deliver(ObjectName::pack_content(sync::file_hash(bytes)), bytes));
    static_cast<void>(courier_.deliver(ObjectName::pack(stream, version, digest), file));
    around_.place.put_later(ObjectName::pack_content(sync::file_hash(bytes)), bytes);
    around_.place.put_later(ObjectName::pack(stream, version, digest), file);
    newest_pack_ = digest;
    newest_pack_version_ = version;
}

void SimOffice::revoke(std::size_t seat) {
    const auto ended = admin::end_kiosk(*office_,
                                        around_.base.seat(seat).label,
                                        sync::KioskState::revoked,
                                        publisher(),
                                        courier_,
                                        clock_.today());
    demand(ended.ok(), "I9", "a kiosk cannot be reported lost");
    const base::KioskId& kiosk = around_.base.seat(seat).keys.kiosk;
    revoked_[kiosk] = held();
    write_off(kiosk);
}

void SimOffice::keep_backup() {
    const fs::path file = folder_ / ("backup" + std::to_string(++backups_));
    base::promise(office_->store().copy_to(file).ok(), "a backup");
    backup_day_ = clock_.today();
    backup_generation_ = generation_;
    remembered_ = {around_.truth.erased(), said_, granted_};
}

bool SimOffice::restore_backup() {
    const bool young = backup_day_ && clock_.today() - *backup_day_ <= backup_interval &&
                       backup_generation_ == generation_;
    if (!young) {
        return false;
    }
    office_.reset();
    for (const char* part : {"-wal", "-shm"}) {
        fs::remove(folder_ / (std::string("office.db") + part));
    }
    fs::copy_file(folder_ / ("backup" + std::to_string(backups_)),
                  folder_ / "office.db",
                  fs::copy_options::overwrite_existing);
    open();
    heads_.clear();
    demand(admin::raise_versions(office_->store(), around_.place.names()).ok(),
           "I9",
           "versions cannot be raised after a restore");
    around_.truth.erased_are(remembered_.erased);
    // An own part that this office does not know of may still lie where a kiosk fetches.
    for (const auto& [kiosk, granted] : std::exchange(granted_, remembered_.granted)) {
        granted_.try_emplace(kiosk, 0);
        said_ = remembered_.said;
        put_own_part(kiosk, trust().newest().document);
        remembered_.said = said_;
    }
    said_ = remembered_.said;
    const auto lost = std::exchange(revoked_, {});
    for (std::size_t seat = 0; seat < around_.base.seats(); ++seat) {
        if (lost.contains(around_.base.seat(seat).keys.kiosk)) {
            revoke(seat);
        }
    }
    return true;
}

/// A copy of the newest own part, signed again.
void SimOffice::put_own_part(const base::KioskId& kiosk, const sync::TrustDocument& before) {
    const std::string kind = "own:" + kiosk.hex();
    const auto published = office_->store().newest_published(kind);
    sync::OwnPart part = sync::check_own_part(published->bytes, kiosk, before, std::nullopt)->part;
    part.version = *office_->store().issue_version(kind);
    part.trust_version = trust().newest().document.version;
    part.trust_hash = trust().newest().digest;
    const std::uint64_t version = part.version;
    const sync::SignKeyPair* const signers[] = {&publisher()};
    const Bytes file = *sync::sign_own_part(std::move(part), signers);
    const base::Digest digest = sync::frame_digest(sync::FrameKind::own_part, file);
    const db::Published next{kind, version, digest, file};
    base::promise(office_->store().keep_published(next).ok(), "keeping an own part");
    put(next, kiosk);
    if (granted_.contains(kiosk)) {
        note_grant(kiosk, version, granted_[kiosk]);
    }
}

void SimOffice::put(const db::Published& own_part, const base::KioskId& kiosk) {
    const ObjectName name = ObjectName::own_part(kiosk, own_part.version, own_part.digest);
    static_cast<void>(courier_.deliver(name, own_part.bytes));
    around_.place.put_later(name, own_part.bytes);
}

void SimOffice::rotate() {
    const sync::TrustedDocument before = trust().newest();
    ++generation_;
    sync::TrustDocument next = before.document;
    next.version += 1;
    next.previous = before.digest;
    next.created = clock_.today();
    next.publishers = {publisher().public_key()};
    const sync::SignKeyPair* const roots[] = {&around_.base.root()};
    const Bytes file = *sync::sign_trust(next, roots);
    Bytes chain;
    for (const sync::TrustedDocument& document : trust().all()) {
        append_file(chain, document.file);
    }
    append_file(chain, file);
    sync::Registry registry = office_->registry();
    registry.trust_version = next.version;
    registry.trust_hash = sync::frame_digest(sync::FrameKind::trust, file);
    base::promise(
        office_->store().set_value("trust_chain", chain).ok() &&
            admin::keep_registry(office_->store(), registry, clock_.today(), publisher()).ok(),
        "a new trust document");
    open();
    base::promise(admin::answer_everybody_anew(store()).ok(), "answers under the new key");
    const ObjectName name = ObjectName::trust(next.version, trust().newest().digest);
    static_cast<void>(courier_.deliver(name, file));
    around_.place.put_later(name, file);
    for (const sync::RegisteredKiosk& kiosk : office_->registry().kiosks) {
        put_own_part(kiosk.kiosk, before.document);
    }
    publish();
}

void SimOffice::deliver_again() {
    for (const sync::RegisteredKiosk& kiosk : office_->registry().kiosks) {
        const auto own = office_->store().newest_published("own:" + kiosk.kiosk.hex());
        static_cast<void>(courier_.deliver(
            ObjectName::own_part(kiosk.kiosk, own->version, own->digest), own->bytes));
    }
    answer();
}

std::set<base::Digest> SimOffice::held() {
    std::set<base::Digest> all;
    for (const db::BatchSummary& batch : store().batches()) {
        all.insert(batch.digest);
    }
    return all;
}

void SimOffice::check_heads() {
    for (const db::StreamHead& head : store().heads()) {
        std::uint64_t& before = heads_[head.stream];
        demand(head.seq >= before, "I5", "the head of a stream went back");
        before = head.seq;
    }
}

void SimOffice::bite_after() {
    if (around_.bite == Bite::hide_forks) {
        for (const db::Quarantined& kept : store().quarantined()) {
            if (kept.reason == "fork") {
                static_cast<void>(store().dismiss(kept.digest));
            }
        }
        report_.cloned.clear();
    }
    const auto batches = store().batches();
    if (around_.bite == Bite::import_twice && !batches.empty()) {
        const auto stored = store().batch(batches.back().stream, batches.back().seq);
        const auto read = sync::read_batch(stored->bytes);
        db::OfficeBatch again = admin::open_batch(*read, {}, tools());
        again.batch.stream.instance = base::InstanceId::random(around_.dice.source());
        again.batch.seq = 1;
        again.batch.prev = {};
        static_cast<void>(store().insert(std::span(&again, 1)));
    }
}

}  // namespace harmony::tests::sim
