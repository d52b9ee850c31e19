#include "sync/trust.h"

#include <catch2/catch.hpp>

#include "small_office.h"
#include "sync/floor.h"

using namespace harmony;
using namespace harmony::tests;
using sync::TrustChain;

namespace {

/// Version 2 of the office's trust document, with another publisher.
sync::TrustDocument next_version(const SmallOffice& office, const sync::SignKeyPair& publisher) {
    sync::TrustDocument next = office.trust;
    next.version = 2;
    next.previous = office.chain().newest().digest;
    next.publishers = {publisher.public_key()};
    return next;
}

}  // namespace

TEST_CASE("a trust document is read as it was signed", "[sync][trust]") {
    REQUIRE(sync::start());
    const SmallOffice office;
    const TrustChain chain = office.chain();
    CHECK(chain.current().org_name == "Northgate Council");
    CHECK(chain.current().set_of(sync::RecordClass::survey)->members.size() == 2);
    CHECK(chain.current().publisher_set() == office.trust.publisher_set());
    CHECK(chain.find(1) == &chain.first());
    CHECK(chain.find(0) == nullptr);
    CHECK(chain.find(2) == nullptr);
    CHECK(TrustChain::start_pinned(office.trust_file(), chain.first().digest).ok());
    CHECK_FALSE(TrustChain::start_pinned(office.trust_file(), base::Digest{}).ok());
}

TEST_CASE("a trust document that its own roots did not sign is refused", "[sync][trust]") {
    REQUIRE(sync::start());
    const SmallOffice office;
    const base::Bytes file = *sync::sign_trust(office.trust, office.publishers());
    const auto chain = TrustChain::start(file);
    REQUIRE_FALSE(chain);
    CHECK(chain.error().kind == base::ErrorKind::refused);
}

TEST_CASE("two of three roots are needed when the document says two", "[sync][trust]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::SignKeyPair second(sync::SignSeed::random(office.random));
    const sync::SignKeyPair third(sync::SignSeed::random(office.random));
    office.trust.roots = {office.root.public_key(), second.public_key(), third.public_key()};
    office.trust.root_threshold = 2;
    const std::array<const sync::SignKeyPair*, 1> one{&second};
    const std::array<const sync::SignKeyPair*, 2> two{&second, &third};
    CHECK_FALSE(TrustChain::start(*sync::sign_trust(office.trust, one)).ok());
    CHECK(TrustChain::start(*sync::sign_trust(office.trust, two)).ok());
}

TEST_CASE("the chain is walked one version at a time and each is signed by the one before",
          "[sync][trust]") {
    REQUIRE(sync::start());
    SmallOffice office;
    const sync::SignKeyPair publisher(sync::SignSeed::random(office.random));
    TrustChain chain = office.chain();
    const sync::TrustDocument second = next_version(office, publisher);
    const base::Bytes second_file = *sync::sign_trust(second, office.roots());
    sync::TrustDocument third = second;
    third.version = 3;
    third.previous = sync::frame_digest(sync::FrameKind::trust, second_file);
    const base::Bytes third_file = *sync::sign_trust(third, office.roots());
    CHECK(*chain.offer(third_file) == TrustChain::Step::ahead);
    CHECK(*chain.offer(second_file) == TrustChain::Step::taken);
    CHECK(*chain.offer(second_file) == TrustChain::Step::known);
    CHECK(*chain.offer(third_file) == TrustChain::Step::taken);
    CHECK(chain.current().version == 3);
    CHECK(chain.all().size() == 3);
    sync::TrustDocument other = second;
    other.org_name = "Somebody else";
    CHECK(*chain.offer(*sync::sign_trust(other, office.roots())) == TrustChain::Step::fork);
    CHECK(chain.find(2)->document.org_name == "Northgate Council");
}

TEST_CASE("a next version that the old roots did not sign or that follows another is refused",
          "[sync][trust]") {
    REQUIRE(sync::start());
    SmallOffice office;
    TrustChain chain = office.chain();
    const sync::SignKeyPair thief(sync::SignSeed::random(office.random));
    sync::TrustDocument taken_over = next_version(office, office.publisher);
    taken_over.roots = {thief.public_key()};
    const std::array<const sync::SignKeyPair*, 1> by_thief{&thief};
    CHECK_FALSE(chain.offer(*sync::sign_trust(taken_over, by_thief)).ok());
    sync::TrustDocument elsewhere = next_version(office, thief);
    elsewhere.previous = base::Digest::random(office.random);
    CHECK_FALSE(chain.offer(*sync::sign_trust(elsewhere, office.roots())).ok());
    sync::TrustDocument other_org = next_version(office, thief);
    other_org.org = base::OrgId::random(office.random);
    CHECK_FALSE(chain.offer(*sync::sign_trust(other_org, office.roots())).ok());
    CHECK(chain.current().version == 1);
    // The control: the same step, rightly signed.
    const std::array<const sync::SignKeyPair*, 2> both{&thief, &office.root};
    CHECK(*chain.offer(*sync::sign_trust(taken_over, both)) == TrustChain::Step::taken);
}

TEST_CASE("answers are never sealed to a single key or to no escrow", "[sync][trust]") {
    REQUIRE(sync::start());
    SmallOffice office;
    CHECK(sync::check_trust_rules(office.trust).ok());
    sync::TrustDocument lonely = office.trust;
    lonely.sets[0].members.pop_back();
    CHECK_FALSE(sync::sign_trust(lonely, office.roots()).ok());
    sync::TrustDocument no_escrow = office.trust;
    no_escrow.sets[0].members[1].role = sync::RecipientRole::online;
    CHECK_FALSE(sync::check_trust_rules(no_escrow).ok());
    sync::TrustDocument shared = office.trust;
    shared.sets[1].members[0].key = shared.sets[0].members[0].key;
    const auto refused = sync::check_trust_rules(shared);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message == "a key may stand in one set and one role only");
}

TEST_CASE("the registry is read as it was signed and by nobody else", "[sync][registry]") {
    REQUIRE(sync::start());
    SmallOffice office;
    sync::Registry registry = office.registry();
    sync::RegisteredKiosk second = office.registered();
    second.kiosk = base::KioskId::random(office.random);
    second.marks.push_back({second.first_instance, sync::RecordClass::survey, 7, {}});
    registry.kiosks.push_back(second);
    const base::Bytes file = sync::sign_registry(registry, office.publishers());
    const auto read = sync::read_registry(file, office.trust);
    REQUIRE(read);
    CHECK(*read->find(second.kiosk) == second);
    CHECK(read->find(base::KioskId{}) == nullptr);
    const base::Bytes forged = sync::sign_registry(registry, office.roots());
    CHECK_FALSE(sync::read_registry(forged, office.trust).ok());
    SmallOffice other(2);
    CHECK_FALSE(sync::read_registry(file, other.trust).ok());
    registry.kiosks.push_back(second);
    CHECK_THROWS_AS(sync::sign_registry(registry, office.publishers()), base::BrokenPromise);
}

TEST_CASE("a floor knows newer, same, older and two of one version", "[sync][floor]") {
    REQUIRE(sync::start());
    base::SeededRandom random(1);
    const sync::Floor held{base::Digest::random(random), 5, base::Digest::random(random)};
    sync::Floor offered = held;
    CHECK(sync::check_floor(std::nullopt, offered) == sync::FloorAnswer::newer);
    CHECK(sync::check_floor(held, offered) == sync::FloorAnswer::same);
    offered.digest = base::Digest::random(random);
    CHECK(sync::check_floor(held, offered) == sync::FloorAnswer::fork);
    offered.version = 4;
    CHECK(sync::check_floor(held, offered) == sync::FloorAnswer::rollback);
    offered.publisher_set = base::Digest::random(random);
    CHECK(sync::check_floor(held, offered) == sync::FloorAnswer::newer);
}
