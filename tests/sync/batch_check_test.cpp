#include "sync/batch_check.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "small_office.h"

using namespace harmony;
using namespace harmony::tests;
using sync::BatchVerdict;

namespace {

/// Remembers what was imported, as the intake's store does.
class Remembered final : public sync::BatchHistory {
public:
    void import(const sync::Batch& batch) {
        const sync::BatchHead& head = batch.head();
        heads_[{head.origin.instance, head.cls}] = {head.seq, batch.digest(), head.total};
        digests_[{head.origin.instance, head.seq}] = batch.digest();
    }

    std::optional<sync::StreamHead> head(const sync::Origin& origin,
                                         sync::RecordClass cls) override {
        const auto found = heads_.find({origin.instance, cls});
        return found == heads_.end() ? std::nullopt : std::optional(found->second);
    }

    std::optional<base::Digest> digest(const sync::Origin& origin,
                                       sync::RecordClass,
                                       std::uint64_t seq) override {
        const auto found = digests_.find({origin.instance, seq});
        return found == digests_.end() ? std::nullopt : std::optional(found->second);
    }

    bool known_renewal(const base::KioskId&,
                       sync::RecordClass cls,
                       const base::Digest& link) override {
        for (const auto& [stream, head] : heads_) {
            if (stream.second == cls &&
                sync::renewal_link(stream.first, head.seq, head.digest) == link) {
                return true;
            }
        }
        return false;
    }

private:
    std::map<std::pair<base::InstanceId, sync::RecordClass>, sync::StreamHead> heads_;
    std::map<std::pair<base::InstanceId, std::uint64_t>, base::Digest> digests_;
};

/// An office that took in batch 1 (two records) of its kiosk.
struct Intake {
    SmallOffice office;
    sync::Registry registry;
    sync::TrustChain chain;
    Remembered history;
    sync::BuiltBatch first;

    Intake() : registry(office.registry()), chain(office.chain()), first(batch(1, {}, 2)) {
        sync::CheckedBatch checked = check(first.file);
        REQUIRE(checked.verdict == BatchVerdict::ok);
        history.import(*checked.batch);
    }

    /// `total` is right when it follows batch 1.
    sync::BuiltBatch batch(std::uint64_t seq, const base::Digest& previous, std::size_t records) {
        sync::BatchHead head = office.head();
        head.seq = seq;
        head.previous = previous;
        head.total = records + (seq == 1 ? 0 : 2);
        return make_batch(office, head, records);
    }

    sync::BuiltBatch second() { return batch(2, first.digest, 3); }

    sync::CheckedBatch check(const base::Bytes& file) {
        return sync::check_batch(file, registry, chain, history);
    }

    BatchVerdict verdict(const base::Bytes& file) { return check(file).verdict; }
};

}  // namespace

TEST_CASE("S6: a batch that follows the last one is taken in", "[sync][intake]") {
    REQUIRE(sync::start());
    Intake intake;
    const sync::CheckedBatch checked = intake.check(intake.second().file);
    CHECK(checked.verdict == BatchVerdict::ok);
    REQUIRE(checked.batch);
    CHECK(checked.batch->records().size() == 3);
    CHECK(checked.batch->epochs().size() == 1);
}

TEST_CASE("S6: what is no whole batch is told apart", "[sync][intake]") {
    REQUIRE(sync::start());
    Intake intake;
    base::Bytes file = intake.second().file;
    CHECK(intake.verdict(base::Bytes((8U << 20U) + 1)) == BatchVerdict::oversize);
    CHECK(intake.verdict({}) == BatchVerdict::partial);
    base::Bytes cut(file.begin(), file.end() - 1);
    CHECK(intake.verdict(cut) == BatchVerdict::partial);
    base::Bytes newer = file;
    newer[3] = std::byte{'2'};
    CHECK(intake.verdict(newer) == BatchVerdict::newer);
    file.push_back(std::byte{0});
    CHECK(intake.verdict(file) == BatchVerdict::badfmt);
    CHECK(intake.verdict(base::copy_bytes(base::as_bytes("a photo"))) == BatchVerdict::badfmt);
}

TEST_CASE("S6: a rightly signed body in a wrong form is badfmt", "[sync][intake]") {
    REQUIRE(sync::start());
    Intake intake;
    const base::Bytes file = intake.second().file;
    const sync::SignKeyPair kiosk(intake.office.kiosk.sign);
    const base::Bytes good(file.begin() + 8, file.end() - 73);
    const auto verdict_of = [&](const base::Bytes& body) {
        return intake.verdict(sync::write_frame(sync::FrameKind::batch, body, kiosk));
    };
    CHECK(verdict_of(good) == BatchVerdict::ok);
    base::Bytes body = good;
    body.push_back(std::byte{0});
    CHECK(verdict_of(body) == BatchVerdict::badfmt);
    body = good;
    body[49] = std::byte{16};  // a flag that does not exist
    CHECK(verdict_of(body) == BatchVerdict::badfmt);
    body = good;
    body[48] = std::byte{3};  // a class without batches
    CHECK(verdict_of(body) == BatchVerdict::badfmt);
    body = good;
    const std::size_t record = 2 + 16 + 1 + 4 + 144;
    const std::size_t start = body.size() - 3 * record;
    base::Bytes swapped(body.begin(), body.begin() + static_cast<std::ptrdiff_t>(start));
    for (const std::size_t index : {1U, 0U, 2U}) {  // the first two records change places
        base::append(swapped, base::ByteView(body).subspan(start + index * record, record));
    }
    CHECK(verdict_of(swapped) == BatchVerdict::badfmt);
    base::Bytes twice(body.begin(), body.begin() + static_cast<std::ptrdiff_t>(start));
    for (const std::size_t index : {0U, 0U, 2U}) {
        base::append(twice, base::ByteView(body).subspan(start + index * record, record));
    }
    CHECK(verdict_of(twice) == BatchVerdict::badfmt);
    body[start + 18] = std::byte{2};  // a third sealing
    CHECK(verdict_of(body) == BatchVerdict::badfmt);
    body = good;
    body[start] = std::byte{1};  // an epoch that is not there
    CHECK(verdict_of(body) == BatchVerdict::badfmt);
}

TEST_CASE("S6: another organisation, an unknown kiosk and a forged signature are told apart",
          "[sync][intake]") {
    REQUIRE(sync::start());
    Intake intake;
    sync::BatchHead head = intake.office.head();
    head.total = 1;
    head.origin.org = base::OrgId::random(intake.office.random);
    CHECK(intake.verdict(make_batch(intake.office, head, 1).file) == BatchVerdict::wrongorg);
    head = intake.office.head();
    head.total = 1;
    head.origin.kiosk = base::KioskId::random(intake.office.random);
    CHECK(intake.verdict(make_batch(intake.office, head, 1).file) == BatchVerdict::unknown);
    base::Bytes forged = intake.second().file;
    forged.back() ^= std::byte{1};
    CHECK(intake.verdict(forged) == BatchVerdict::badsig);
    base::Bytes flipped = intake.second().file;
    flipped[flipped.size() / 2] ^= std::byte{1};
    CHECK(intake.verdict(flipped) == BatchVerdict::badsig);
}

TEST_CASE("S6: a trust document that was never issued here is an alarm", "[sync][intake]") {
    REQUIRE(sync::start());
    Intake intake;
    sync::BatchHead head = intake.office.head();
    head.trust_hash = base::Digest::random(intake.office.random);
    CHECK(intake.verdict(make_batch(intake.office, head, 1).file) == BatchVerdict::badtrust);
    head = intake.office.head();
    head.trust_version = 2;
    CHECK(intake.verdict(make_batch(intake.office, head, 1).file) == BatchVerdict::badtrust);
}

TEST_CASE("S6: of a revoked or retired kiosk only what lies before the cut counts",
          "[sync][intake]") {
    REQUIRE(sync::start());
    Intake intake;
    const sync::BuiltBatch second = intake.second();
    sync::RegisteredKiosk& kiosk = intake.registry.kiosks.front();
    kiosk.state = sync::KioskState::revoked;
    CHECK(intake.verdict(second.file) == BatchVerdict::revoked);
    kiosk.state = sync::KioskState::retired;
    CHECK(intake.verdict(second.file) == BatchVerdict::retired);
    kiosk.marks.push_back(
        {intake.office.kiosk.instance, sync::RecordClass::survey, 2, base::Digest{}});
    CHECK(intake.verdict(second.file) == BatchVerdict::ok);
    kiosk.marks.back().seq = 1;
    CHECK(intake.verdict(second.file) == BatchVerdict::retired);
}

TEST_CASE("S6: a new instance is held unless it renews or an officer confirmed it",
          "[sync][intake]") {
    REQUIRE(sync::start());
    Intake intake;
    sync::BatchHead head = intake.office.head();
    head.origin.instance = base::InstanceId::random(intake.office.random);
    head.total = 1;
    const base::Bytes fresh = make_batch(intake.office, head, 1).file;
    CHECK(intake.verdict(fresh) == BatchVerdict::newinstance);
    head.previous = sync::renewal_link(intake.office.kiosk.instance, 1, intake.first.digest);
    CHECK(intake.verdict(make_batch(intake.office, head, 1).file) == BatchVerdict::ok);
    intake.registry.kiosks.front().marks.push_back(
        {head.origin.instance, sync::RecordClass::survey, sync::StreamMark::confirmed, {}});
    CHECK(intake.verdict(fresh) == BatchVerdict::ok);
}

TEST_CASE("S6: the same batch again changes nothing, another in its place is a copied disk",
          "[sync][intake]") {
    REQUIRE(sync::start());
    Intake intake;
    CHECK(intake.verdict(intake.first.file) == BatchVerdict::dup);
    CHECK(intake.verdict(intake.batch(1, {}, 2).file) == BatchVerdict::fork);
    CHECK(intake.verdict(intake.batch(2, base::Digest{}, 3).file) == BatchVerdict::fork);
}

TEST_CASE("S6: a later batch waits for the one that is missing", "[sync][intake]") {
    REQUIRE(sync::start());
    Intake intake;
    CHECK(intake.verdict(intake.batch(3, base::Digest{}, 3).file) == BatchVerdict::gap);
    CHECK(intake.verdict(intake.batch(~std::uint64_t{0}, base::Digest{}, 3).file) ==
          BatchVerdict::gap);
}

TEST_CASE("S6: records sealed to keys that are not this class's are not taken in",
          "[sync][intake]") {
    REQUIRE(sync::start());
    Intake intake;
    const sync::TrustDocument honest = intake.office.trust;
    std::swap(intake.office.trust.sets[0].cls, intake.office.trust.sets[1].cls);
    sync::BatchHead head = intake.office.head();
    head.trust_hash = intake.chain.newest().digest;
    head.seq = 2;
    head.previous = intake.first.digest;
    head.total = 3;
    CHECK(intake.verdict(make_batch(intake.office, head, 1).file) == BatchVerdict::badset);
    intake.office.trust = honest;
    CHECK(intake.verdict(make_batch(intake.office, head, 1).file) == BatchVerdict::ok);
}

TEST_CASE("S6: rows sealed before a set was replaced are taken in under the document after it",
          "[sync][intake]") {
    REQUIRE(sync::start());
    Intake intake;
    sync::TrustDocument next = intake.office.trust;
    next.version = 2;
    next.previous = intake.chain.newest().digest;
    for (sync::RecipientSet& set : next.sets) {
        set.id = base::SetId::random(intake.office.random);
    }
    REQUIRE(*intake.chain.offer(*sync::sign_trust(next, intake.office.roots())) ==
            sync::TrustChain::Step::taken);
    sync::BatchHead head = intake.office.head();
    head.seq = 2;
    head.previous = intake.first.digest;
    head.total = 3;
    head.trust_version = 2;
    head.trust_hash = intake.chain.newest().digest;
    // Sealed under document 1, cut under 2.
    CHECK(intake.verdict(make_batch(intake.office, head, 1).file) == BatchVerdict::ok);
    // A set of a document after the one it names is none that the kiosk could have known.
    intake.office.trust.sets = next.sets;
    head.trust_version = 1;
    head.trust_hash = intake.chain.first().digest;
    CHECK(intake.verdict(make_batch(intake.office, head, 1).file) == BatchVerdict::badset);
    head.trust_version = 2;
    head.trust_hash = intake.chain.newest().digest;
    CHECK(intake.verdict(make_batch(intake.office, head, 1).file) == BatchVerdict::ok);
}

TEST_CASE("S6: a chain that does not add up is not taken in", "[sync][intake]") {
    REQUIRE(sync::start());
    Intake intake;
    sync::BatchHead head = intake.office.head();
    head.seq = 2;
    head.previous = intake.first.digest;
    head.total = 4;  // 2 + 3 are 5
    CHECK(intake.verdict(make_batch(intake.office, head, 3).file) == BatchVerdict::badcount);
}

TEST_CASE("every verdict has a name and a sentence", "[sync][intake]") {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < sync::batch_verdicts; ++i) {
        const auto verdict = static_cast<BatchVerdict>(i);
        names.insert(sync::verdict_name(verdict));
        CHECK(sync::verdict_sentence(verdict).size() > 10);
    }
    CHECK(names.size() == sync::batch_verdicts);
    CHECK(sync::verdict_name(BatchVerdict::badsig) == "badsig");
}

TEST_CASE("a refused file still says whose it claims to be", "[sync][intake]") {
    REQUIRE(sync::start());
    Intake intake;
    const auto claim = sync::read_claim(intake.first.file);
    REQUIRE(claim);
    CHECK(claim->origin == intake.office.origin());
    CHECK(claim->cls == sync::RecordClass::survey);
    CHECK(claim->seq == 1);
    CHECK_FALSE(sync::read_claim(base::Bytes(10)).has_value());
}
