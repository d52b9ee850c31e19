#include "sync/pack.h"

#include <catch2/catch.hpp>

#include "small_office.h"
#include "support/temporary_folder.h"
#include "sync/folder_courier.h"

using namespace harmony;
using namespace harmony::tests;
using sync::FloorAnswer;

namespace {

sync::PackFile file_of(std::string name, std::string_view content) {
    return {std::move(name), content.size(), sync::file_hash(base::as_bytes(content))};
}

sync::PackManifest manifest_of(const SmallOffice& office) {
    sync::PackManifest manifest;
    manifest.org = office.trust.org;
    manifest.stream = "main";
    manifest.version = 5;
    manifest.trust_hash = office.chain().newest().digest;
    manifest.created = day(20510);
    manifest.warn_after = day(20610);
    manifest.min_app = sync::app_version(0, 1, 0);
    manifest.files = {file_of("kiosk.json", "{}"),
                      file_of("forms/neighbourhood.json", "[1,2]"),
                      file_of("phrases/pl.toml", "{}")};
    return manifest;
}

sync::InstallContext context() {
    sync::InstallContext context;
    context.stream = "main";
    context.app = sync::app_version(0, 1, 0);
    context.free_bytes = 1U << 20U;
    return context;
}

base::Bytes signed_pack(const SmallOffice& office, const sync::PackManifest& manifest) {
    return *sync::sign_manifest(manifest, office.publishers());
}

}  // namespace

TEST_CASE("S9: content of the office installs, each content fetched once", "[sync][pack]") {
    REQUIRE(sync::start());
    const SmallOffice office;
    const base::Bytes file = signed_pack(office, manifest_of(office));
    const auto plan = sync::check_install(file, office.trust, context());
    REQUIRE(plan);
    CHECK(plan->answer == FloorAnswer::newer);
    CHECK(plan->floor.version == 5);
    CHECK(plan->manifest.files.front().name == "forms/neighbourhood.json");  // sorted
    CHECK(plan->fetch.size() == 2);  // two of the three hold the same bytes
    sync::InstallContext later = context();
    later.already_here = {sync::file_hash(base::as_bytes("[1,2]"))};
    CHECK(sync::check_install(file, office.trust, later)->fetch.size() == 1);
    CHECK(sync::read_manifest(file, office.trust)->version == 5);
}

TEST_CASE("S9: arbitrary content: a manifest the publisher did not sign is refused",
          "[sync][pack]") {
    REQUIRE(sync::start());
    const SmallOffice office;
    const base::Bytes file = *sync::sign_manifest(manifest_of(office), office.roots());
    const auto plan = sync::check_install(file, office.trust, context());
    REQUIRE_FALSE(plan);
    CHECK(plan.error().message == "this content list is not signed by the office's publisher keys");
}

TEST_CASE("S9: key compromise: one of two publishers is not enough", "[sync][pack]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::SignKeyPair second(sync::SignSeed::random(office.random));
    office.trust.publishers.push_back(second.public_key());
    office.trust.publisher_threshold = 2;
    const std::array<const sync::SignKeyPair*, 2> both{&office.publisher, &second};
    const sync::PackManifest manifest = manifest_of(office);
    CHECK_FALSE(sync::check_install(signed_pack(office, manifest), office.trust, context()).ok());
    CHECK(sync::check_install(*sync::sign_manifest(manifest, both), office.trust, context()).ok());
}

TEST_CASE("S9: rollback is ignored, a fork is an alarm, the same again is nothing",
          "[sync][pack]") {
    REQUIRE(sync::start());
    const SmallOffice office;
    sync::PackManifest manifest = manifest_of(office);
    sync::InstallContext here = context();
    here.floor = sync::check_install(signed_pack(office, manifest), office.trust, context())->floor;
    const auto answer = [&] {
        return sync::check_install(signed_pack(office, manifest), office.trust, here)->answer;
    };
    CHECK(answer() == FloorAnswer::same);
    manifest.files.pop_back();
    CHECK(answer() == FloorAnswer::fork);
    manifest.version = 4;
    CHECK(answer() == FloorAnswer::rollback);
    manifest.version = 6;
    CHECK(answer() == FloorAnswer::newer);
}

TEST_CASE("S9: fast-forward: floors start again when the publishers change", "[sync][pack]") {
    REQUIRE(sync::start());
    SmallOffice office;
    sync::PackManifest far_ahead = manifest_of(office);
    far_ahead.version = 1'000'000'000;
    sync::InstallContext here = context();
    here.floor =
        sync::check_install(signed_pack(office, far_ahead), office.trust, context())->floor;
    const sync::SignKeyPair fresh(sync::SignSeed::random(office.random));
    const std::array<const sync::SignKeyPair*, 1> by_fresh{&fresh};
    sync::TrustDocument trust = office.trust;
    trust.publishers = {fresh.public_key()};
    const base::Bytes file = *sync::sign_manifest(manifest_of(office), by_fresh);
    CHECK(sync::check_install(file, trust, here)->answer == FloorAnswer::newer);
    // A replay of what the stolen key signed is refused now.
    CHECK_FALSE(sync::check_install(signed_pack(office, far_ahead), trust, here).ok());
}

TEST_CASE("S9: content of another stream or organisation or for a newer Harmony is refused",
          "[sync][pack]") {
    REQUIRE(sync::start());
    const SmallOffice office;
    const auto refusal = [&office](const sync::PackManifest& manifest) {
        const auto plan =
            sync::check_install(signed_pack(office, manifest), office.trust, context());
        REQUIRE_FALSE(plan);
        CHECK(plan.error().kind == base::ErrorKind::refused);
        return plan.error().message;
    };
    sync::PackManifest manifest = manifest_of(office);
    manifest.stream = "other";
    CHECK(refusal(manifest) == "this content is of another stream");
    manifest = manifest_of(office);
    manifest.org = base::OrgId{};
    CHECK(refusal(manifest) == "this content is another organisation's");
    manifest = manifest_of(office);
    manifest.min_app = sync::app_version(1, 2, 3);
    CHECK(refusal(manifest) == "This content needs Harmony 1.2.3. Update this machine.");
}

TEST_CASE("S9: too little space is said before anything is fetched", "[sync][pack]") {
    REQUIRE(sync::start());
    const SmallOffice office;
    sync::InstallContext small = context();
    small.free_bytes = 13;  // twice the new bytes are 14
    const auto plan =
        sync::check_install(signed_pack(office, manifest_of(office)), office.trust, small);
    REQUIRE_FALSE(plan);
    CHECK(plan.error().kind == base::ErrorKind::full);
    small.free_bytes = 14;
    CHECK(sync::check_install(signed_pack(office, manifest_of(office)), office.trust, small).ok());
}

TEST_CASE("S9: sizes, counts and names over what is allowed are never signed", "[sync][pack]") {
    REQUIRE(sync::start());
    const SmallOffice office;
    const auto refused = [&office](std::vector<sync::PackFile> files) {
        sync::PackManifest manifest = manifest_of(office);
        manifest.files = std::move(files);
        return !sync::sign_manifest(manifest, office.publishers()).ok();
    };
    CHECK(refused({{"big", (64ULL << 20U) + 1, {}}}));
    CHECK_FALSE(refused({{"big", 64ULL << 20U, {}}}));
    std::vector<sync::PackFile> many;
    for (int i = 0; i < 9; ++i) {
        many.push_back({"part" + std::to_string(i), 60ULL << 20U, {}});
    }
    CHECK(refused(many));
    CHECK(refused({file_of("twice", "a"), file_of("twice", "b")}));
    many.assign(2001, {});
    for (std::size_t i = 0; i < many.size(); ++i) {
        many[i].name = "f" + std::to_string(i);
    }
    CHECK(refused(many));
}

TEST_CASE("S9: file names cannot leave their folder", "[sync][pack]") {
    for (const std::string_view good : {"kiosk.json", "forms/a_b-c.json", "0", "a/0"}) {
        CAPTURE(good);
        CHECK(sync::is_pack_file_name(good));
    }
    for (const std::string_view bad : {"",
                                       "/a",
                                       "a/",
                                       "../a",
                                       "a/../b",
                                       "a/b/c",
                                       ".a",
                                       "a/.b",
                                       "A",
                                       "a b",
                                       "a\\b",
                                       "a..b",
                                       "-a",
                                       "a/-b",
                                       "caf\xC3\xA9"}) {
        CAPTURE(bad);
        CHECK_FALSE(sync::is_pack_file_name(bad));
    }
    CHECK_FALSE(sync::is_pack_file_name(std::string(65, 'a')));
    CHECK_FALSE(sync::is_stream_name(""));
    CHECK_FALSE(sync::is_stream_name("Main"));
    CHECK_FALSE(sync::is_stream_name("a/b"));
    CHECK(sync::is_stream_name("town-centre-2"));
}

TEST_CASE("S9: wrong content: mixed, cut short or changed files are not what the list names",
          "[sync][pack]") {
    REQUIRE(sync::start());
    const sync::PackFile file = file_of("forms/a.json", "version two");
    CHECK(sync::check_content(file, base::as_bytes("version two")).ok());
    CHECK_FALSE(sync::check_content(file, base::as_bytes("version one")).ok());
    CHECK_FALSE(sync::check_content(file, base::as_bytes("version tw")).ok());
    CHECK_FALSE(sync::check_content(file, base::as_bytes("version two ")).ok());
}

TEST_CASE("S9: endless data: no more is fetched than the list names", "[sync][pack]") {
    REQUIRE(sync::start());
    const SmallOffice office;
    const TemporaryFolder folder;
    base::SystemRandom random;
    base::RealFiles files(random);
    sync::FolderCourier courier(files, folder.path(), office.trust.org, sync::Medium::folder);
    const sync::PackFile file = file_of("forms/a.json", "short");
    const sync::ObjectName name = sync::ObjectName::pack_content(file.hash);
    const base::Bytes endless(100'000);
    REQUIRE(courier.deliver(name, endless));
    const auto fetched = courier.fetch(name, file.length);
    REQUIRE_FALSE(fetched);
    CHECK(fetched.error().kind == base::ErrorKind::refused);
}

TEST_CASE("S9: every changed bit and every shorter manifest is refused", "[sync][pack]") {
    REQUIRE(sync::start());
    const SmallOffice office;
    const base::Bytes file = signed_pack(office, manifest_of(office));
    int taken = 0;
    for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
        base::Bytes changed = file;
        changed[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        taken += sync::check_install(changed, office.trust, context()).ok() ? 1 : 0;
    }
    for (std::size_t size = 0; size < file.size(); ++size) {
        const base::ByteView cut = base::ByteView(file).first(size);
        taken += sync::check_install(cut, office.trust, context()).ok() ? 1 : 0;
    }
    CHECK(taken == 0);
}

TEST_CASE("S1: random manifests are read as they were signed", "[sync][pack]") {
    REQUIRE(sync::start());
    SmallOffice office;
    int different = 0;
    for (int round = 0; round < 300; ++round) {
        sync::PackManifest manifest = manifest_of(office);
        manifest.version = office.random.next_u64();
        manifest.created = day(static_cast<int>(office.random.below(40000)));
        manifest.min_app = static_cast<std::uint32_t>(office.random.next_u64());
        manifest.files.clear();
        const std::uint64_t count = office.random.below(10);  // one digit: sorted as counted
        for (std::uint64_t i = 0; i < count; ++i) {
            manifest.files.push_back({"f" + std::to_string(i),
                                      office.random.below(1000),
                                      sync::FileHash::random(office.random)});
        }
        const auto read = sync::read_manifest(signed_pack(office, manifest), office.trust);
        different += read && *read == manifest ? 0 : 1;
    }
    CHECK(different == 0);
}
