#include "sync/trust_draft.h"

#include <catch2/catch.hpp>
#include <functional>

#include "small_office.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

/// An office of three root holders, two of whom must sign.
struct ThreeRoots {
    ThreeRoots()
        : second(sync::SignSeed::random(office.random)),
          third(sync::SignSeed::random(office.random)),
          fourth(sync::SignSeed::random(office.random)) {
        office.trust.roots = {office.root.public_key(), second.public_key(), third.public_key()};
        office.trust.root_threshold = 2;
    }

    [[nodiscard]] sync::TrustChain chain() const {
        const std::array<const sync::SignKeyPair*, 2> two{&second, &third};
        return *sync::TrustChain::start(*sync::sign_trust(office.trust, two));
    }

    SmallOffice office;
    sync::SignKeyPair second;
    sync::SignKeyPair third;
    sync::SignKeyPair fourth;
};

sync::TrustDraft passed_on(const sync::TrustDraft& draft) {
    return *sync::read_trust_draft(sync::write_trust_draft(draft));
}

}  // namespace

TEST_CASE("root holders sign a draft one after the other and it becomes the next document",
          "[sync][trust]") {
    REQUIRE(sync::start());
    const ThreeRoots town;
    sync::TrustChain chain = town.chain();
    sync::TrustDocument next = chain.current();
    next.org_name = "Northgate Borough";
    sync::TrustDraft draft = passed_on(*sync::make_trust_draft(chain.newest(), next));
    CHECK_FALSE(draft.complete());
    CHECK(sync::finish_trust_draft(draft).error().message.find("0 of 2 root keys of today") !=
          std::string::npos);
    REQUIRE(sync::sign_trust_draft(draft, town.third).ok());
    draft = passed_on(draft);
    CHECK(draft.signed_before() == 1);
    CHECK_FALSE(sync::finish_trust_draft(draft).ok());
    CHECK_FALSE(sync::sign_trust_draft(draft, town.third).ok());
    REQUIRE(sync::sign_trust_draft(draft, town.office.root).ok());
    draft = passed_on(draft);
    REQUIRE(draft.complete());
    CHECK(*chain.offer(*sync::finish_trust_draft(draft)) == sync::TrustChain::Step::taken);
    CHECK(chain.current().version == 2);
    CHECK(chain.current().org_name == "Northgate Borough");
}

TEST_CASE("two roots that are left replace the third", "[sync][trust]") {
    REQUIRE(sync::start());
    const ThreeRoots town;
    sync::TrustChain chain = town.chain();
    sync::TrustDocument next = chain.current();
    next.roots = {
        town.office.root.public_key(), town.second.public_key(), town.fourth.public_key()};
    sync::TrustDraft draft = *sync::make_trust_draft(chain.newest(), next);
    REQUIRE(sync::sign_trust_draft(draft, town.second).ok());
    REQUIRE(sync::sign_trust_draft(draft, town.fourth).ok());
    CHECK(draft.signed_own() == 2);
    CHECK(draft.signed_before() == 1);  // the new one counts for the new document alone
    CHECK_FALSE(sync::finish_trust_draft(draft).ok());
    REQUIRE(sync::sign_trust_draft(draft, town.office.root).ok());
    CHECK(*chain.offer(*sync::finish_trust_draft(passed_on(draft))) ==
          sync::TrustChain::Step::taken);
}

TEST_CASE("a draft is signed by nobody but roots and follows what it names", "[sync][trust]") {
    REQUIRE(sync::start());
    const ThreeRoots town;
    const sync::TrustChain chain = town.chain();
    sync::TrustDraft draft = *sync::make_trust_draft(chain.newest(), chain.current());
    CHECK_FALSE(sync::sign_trust_draft(draft, town.office.publisher).ok());
    CHECK_FALSE(sync::sign_trust_draft(draft, town.fourth).ok());
    // A signature that is none is found when the draft is read.
    REQUIRE(sync::sign_trust_draft(draft, town.second).ok());
    draft.signatures[0].key = town.third.id();
    CHECK_FALSE(sync::read_trust_draft(sync::write_trust_draft(draft)).ok());
}

TEST_CASE("a change that breaks a rule of trust is refused with the rule", "[sync][trust]") {
    REQUIRE(sync::start());
    const ThreeRoots town;
    const sync::TrustChain chain = town.chain();
    const auto refusal = [&](const std::function<void(sync::TrustDocument&)>& change) {
        sync::TrustDocument next = chain.current();
        change(next);
        const auto draft = sync::make_trust_draft(chain.newest(), next);
        return draft ? std::string() : draft.error().message;
    };
    CHECK(refusal([](auto&) {}).empty());
    const std::string escrow = "answers and contact details must be sealed to at least two keys";
    CHECK(refusal([](auto& next) {
              for (auto& set : next.sets) {
                  set.members.resize(1);
              }
          }).find(escrow) == 0);
    CHECK(refusal([](auto& next) {
              for (auto& set : next.sets) {
                  for (auto& member : set.members) {
                      member.role = sync::RecipientRole::online;
                  }
              }
          }).find(escrow) == 0);
    CHECK(refusal([](auto& next) { next.sets[0].members[0] = next.sets[1].members[0]; }) ==
          "a key may stand in one set and one role only");
    CHECK(refusal([](auto& next) { next.publishers = {next.roots[0]}; }) ==
          "a key may stand in one set and one role only");
    CHECK_FALSE(refusal([](auto& next) { next.root_threshold = 4; }).empty());
    CHECK_FALSE(refusal([](auto& next) { next.root_threshold = 0; }).empty());
}

TEST_CASE("every changed bit and every length of a draft is refused", "[sync][trust]") {
    REQUIRE(sync::start());
    const ThreeRoots town;
    const sync::TrustChain chain = town.chain();
    sync::TrustDraft draft = *sync::make_trust_draft(chain.newest(), chain.current());
    REQUIRE(sync::sign_trust_draft(draft, town.second).ok());
    const base::Bytes file = sync::write_trust_draft(draft);
    int taken = 0;
    // Each read checks three signatures: every seventh bit meets every byte and every bit of some.
    for (std::size_t bit = 0; bit < file.size() * 8; bit += 7) {
        base::Bytes changed = file;
        changed[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        taken += sync::read_trust_draft(changed).ok() ? 1 : 0;
    }
    for (std::size_t cut = 1; cut < 300; ++cut) {
        taken += sync::read_trust_draft(base::ByteView(file).first(file.size() - cut)).ok() ? 1 : 0;
    }
    CHECK(taken == 0);
}
