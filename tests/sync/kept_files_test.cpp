// Files of version 1 that are kept for ever under tests/data/{batches,packs,keys}/v1 and are never
// edited: what a kiosk or an office once wrote must stay readable. The office that made them is
// SmallOffice(18). `sync_tests "[.make-kept-files]"` writes those that are missing, with what
// tests/conformance/hk1_decode.py must find in them beside each (NAME.expect.json).
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/random.h"
#include "small_office.h"
#include "sync/ack.h"
#include "sync/batch.h"
#include "sync/enrolment.h"
#include "sync/object_name.h"
#include "sync/pack.h"

using namespace harmony;
using namespace harmony::tests;

namespace fs = std::filesystem;

namespace {

constexpr std::string_view passphrase = "four plain garden words";
const fs::path data = HARMONY_SOURCE_DIR "/tests/data";

class Keeper {
public:
    void keep(const std::string& name, base::ByteView bytes, const nlohmann::json& expected) {
        REQUIRE(files_.write(data / name, bytes, base::IfPresent::skip, base::public_mode));
        REQUIRE(files_.write(data / (name + ".expect.json"),
                             base::as_bytes(expected.dump(1) + "\n"),
                             base::IfPresent::skip,
                             base::public_mode));
    }

    base::Bytes read(const std::string& name) {
        auto bytes = files_.read(data / name, 8U << 20U);
        REQUIRE(bytes);
        return *bytes;
    }

private:
    base::SystemRandom random_;
    base::RealFiles files_{random_};
};

sync::PackManifest kept_manifest(const SmallOffice& office) {
    sync::PackManifest manifest;
    manifest.org = office.trust.org;
    manifest.stream = "main";
    manifest.version = 5;
    manifest.trust_hash = office.chain().newest().digest;
    manifest.created = day(20510);
    manifest.warn_after = day(20610);
    manifest.files = {{"kiosk.json", 2, sync::file_hash(base::as_bytes("{}"))},
                      {"phrases/ur.toml", 1, sync::file_hash(base::as_bytes("\n"))}};
    return manifest;
}

sync::Welcome kept_welcome(const SmallOffice& office, const sync::CheckedRequest& request) {
    sync::Welcome welcome;
    welcome.org = office.trust.org;
    welcome.kiosk = office.kiosk.kiosk;
    welcome.instance = office.kiosk.instance;
    welcome.nonce = request.request.nonce;
    welcome.request = request.digest;
    welcome.trust_files = {office.trust_file()};
    welcome.own_part = office.own_part_file(office.own_part());
    welcome.stream = "main";
    return welcome;
}

void keep_batches(Keeper& keeper, SmallOffice& office) {
    sync::BatchHead head = office.head();
    head.total = 16;
    const sync::BuiltBatch survey = make_batch(office, head, 16);
    keeper.keep(
        "batches/v1/sixteen-responses.hkb",
        survey.file,
        {{"records", 16},
         {"digest", survey.digest.hex()},
         {"recipient_seed", base::to_hex(office.recipients[1].reveal())},
         {"name", sync::ObjectName::batch(head.origin.kiosk, head.cls, 1, survey.digest).text()}});
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::contact);
    std::vector<base::Bytes> facts;
    nlohmann::json opened = nlohmann::json::array();
    for (unsigned i = 0; i < 4; ++i) {
        std::array<std::byte, 16> id{static_cast<std::byte>(i)};
        const base::RecordId record(id);
        facts.push_back(*sync::seal_wrapped({head.origin, sync::RecordClass::contact},
                                            {set->id, set->keys()},
                                            record,
                                            sync::RecordKind::fact,
                                            base::as_bytes("fact"),
                                            office.random));
        opened.push_back({record.hex(), 0, 2, base::to_hex(base::as_bytes("fact"))});
    }
    head.cls = sync::RecordClass::contact;
    head.total = 4;
    const sync::BuiltBatch contact =
        sync::build_contact_batch(head, facts, sync::SignKeyPair(office.kiosk.sign));
    keeper.keep("batches/v1/four-facts.hkb",
                contact.file,
                {{"digest", contact.digest.hex()},
                 {"recipient_seed", base::to_hex(office.recipients[2].reveal())},
                 {"opened", opened}});
}

void keep_packs(Keeper& keeper, SmallOffice& office) {
    const std::string org = office.trust.org.hex();
    keeper.keep("packs/v1/trust.hkt",
                office.trust_file(),
                {{"org", org},
                 {"org_name", "Northgate Council"},
                 {"digest", office.chain().newest().digest.hex()},
                 {"signers", {office.root.id().hex()}}});
    keeper.keep("packs/v1/main.hkp",
                *sync::sign_manifest(kept_manifest(office), office.publishers()),
                {{"org", org}, {"stream", "main"}, {"version", 5}});
    keeper.keep("packs/v1/library.hko",
                office.own_part_file(office.own_part()),
                {{"label", "Library"}, {"kiosk", office.kiosk.kiosk.hex()}, {"k", 10}});
    const base::Bytes request = sync::make_enrolment_request(
        office.kiosk, sync::EnrolmentNonce::random(office.random), sync::app_version(0, 1, 0));
    keeper.keep("packs/v1/library.hke",
                request,
                {{"kiosk", office.kiosk.kiosk.hex()}, {"app", sync::app_version(0, 1, 0)}});
    keeper.keep("packs/v1/library.hkw",
                sync::make_welcome(kept_welcome(office, *sync::read_enrolment_request(request)),
                                   office.publishers()),
                {{"org", org},
                 {"stream", "main"},
                 {"request", sync::read_enrolment_request(request)->digest.hex()}});
}

void keep_keys(Keeper& keeper, SmallOffice& office) {
    const base::Bytes file = *sync::write_key_file(sync::KeyKind::survey,
                                                   office.recipients[0],
                                                   passphrase,
                                                   sync::demo_passphrase_cost,
                                                   office.random);
    keeper.keep("keys/v1/survey.hkk",
                file,
                {{"passphrase", passphrase},
                 {"kind", 3},
                 {"secret", base::to_hex(office.recipients[0].reveal())}});
    keeper.keep("keys/v1/keys.hkl",
                sync::write_kiosk_keys(office.kiosk),
                {{"kiosk", office.kiosk.kiosk.hex()}, {"instance", office.kiosk.instance.hex()}});
}

}  // namespace

TEST_CASE("write the kept files that are missing", "[.make-kept-files]") {
    REQUIRE(sync::start());
    Keeper keeper;
    SmallOffice office(18);
    keep_batches(keeper, office);
    keep_packs(keeper, office);
    keep_keys(keeper, office);
}

TEST_CASE("S1: batches that were once written are still read and opened", "[sync][kept]") {
    REQUIRE(sync::start());
    Keeper keeper;
    const SmallOffice office(18);
    const auto survey = sync::read_batch(keeper.read("batches/v1/sixteen-responses.hkb"));
    REQUIRE(survey);
    int wrong = 0;
    const sync::OpeningCounts counts = sync::open_records(
        *survey, office.survey_ring(), [&wrong](const sync::OpenedRecord& record) {
            wrong += base::equal(record.body, record.record.view()) ? 0 : 1;
        });
    CHECK(counts == sync::OpeningCounts{16, 0, 0, 0});
    CHECK(wrong == 0);
    const auto contact = sync::read_batch(keeper.read("batches/v1/four-facts.hkb"));
    REQUIRE(contact);
    sync::KeyRing ring;
    ring.add(sync::BoxKeyPair(office.recipients[3]));
    CHECK(sync::open_records(*contact, ring, [](const sync::OpenedRecord&) {}).opened == 4);
}

TEST_CASE("S1: documents that were once signed are still read", "[sync][kept]") {
    REQUIRE(sync::start());
    Keeper keeper;
    const SmallOffice office(18);
    const auto chain = sync::TrustChain::start(keeper.read("packs/v1/trust.hkt"));
    REQUIRE(chain);
    CHECK(chain->current() == sync::TrustChain::start(office.trust_file())->current());
    const auto manifest = sync::read_manifest(keeper.read("packs/v1/main.hkp"), chain->current());
    REQUIRE(manifest);
    CHECK(*manifest == kept_manifest(office));
    const auto request = sync::read_enrolment_request(keeper.read("packs/v1/library.hke"));
    REQUIRE(request);
    const auto welcome =
        sync::check_welcome(keeper.read("packs/v1/library.hkw"), *request, office.kiosk);
    REQUIRE(welcome);
    CHECK(welcome->own_part == office.own_part());
    CHECK(welcome->own_part_file == keeper.read("packs/v1/library.hko"));
}

TEST_CASE("S1: key files that were once written still open", "[sync][kept]") {
    REQUIRE(sync::start());
    Keeper keeper;
    const SmallOffice office(18);
    const auto key = sync::open_key_file(keeper.read("keys/v1/survey.hkk"), passphrase);
    REQUIRE(key);
    CHECK(base::equal(key->box_seed().reveal(), office.recipients[0].reveal()));
    const auto kiosk = sync::read_kiosk_keys(keeper.read("keys/v1/keys.hkl"));
    REQUIRE(kiosk);
    CHECK(kiosk->kiosk == office.kiosk.kiosk);
}
