// Facts that the office writes: signed, in a stream of this computer's own, part of everything that
// is done with batches.
#include "admin/office_facts.h"

#include <catch2/catch.hpp>
#include <cctype>
#include <filesystem>
#include <fstream>

#include "admin/fact_search.h"
#include "facts_town.h"
#include "sync/store_key.h"

using namespace harmony;
using namespace harmony::tests;

namespace fs = std::filesystem;

namespace {

const events::KnownFact& only_office_fact(const admin::OfficeFacts& all) {
    const events::KnownFact* found = nullptr;
    for (const events::KnownFact& fact : all.facts) {
        if (fact.origin.author == events::Author::office) {
            REQUIRE(found == nullptr);
            found = &fact;
        }
    }
    REQUIRE(found != nullptr);
    return *found;
}

}  // namespace

TEST_CASE("a fact that the office writes is read back as the office's", "[admin][events][facts]") {
    FactsTown town;
    town.sign_up(1, events::Outcome::confirmed, 2, "Ayesha Example", "+447700900123");
    town.bring();
    const auto office = town.office();
    const auto written = town.write_as_office(
        *office,
        {{town.subject(1), town.date, events::CheckedIn{events::CheckInHow::name, 2, ""}, 600}});
    REQUIRE(written.ok());
    REQUIRE(written->size() == 1);

    const admin::OfficeFacts all = FactsTown::read(*office);
    CHECK(all.facts.size() == 3);
    CHECK(all.locked == 0);
    const events::KnownFact& fact = only_office_fact(all);
    CHECK(fact.origin.id == written->front());
    CHECK(fact.standing == events::Standing::good);
    CHECK(fact.head().seq == 1);
    CHECK(fact.head().minute == 600);
    CHECK(fact.head().by == events::FactBy::office);
    CHECK(fact.head().day == town.clock.today());
    CHECK(fact.as<events::CheckedIn>()->party == 2);
}

TEST_CASE("facts of the office go on in one chain, which an audit follows",
          "[admin][events][facts][audit]") {
    FactsTown town;
    const auto office = town.office();
    for (int minute = 0; minute < 5; ++minute) {
        const events::WalkedIn two{1, 1, events::FirstTime::yes};
        REQUIRE(town.write_as_office(*office,
                                     {{{}, town.date, two, minute}, {{}, town.date, two, minute}})
                    .ok());
    }
    std::vector<std::uint64_t> numbers;
    for (const events::KnownFact& fact : FactsTown::read(*office).facts) {
        numbers.push_back(fact.head().seq);
    }
    std::sort(numbers.begin(), numbers.end());
    CHECK(numbers == std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    CHECK(office->store().heads().size() == 1);
    CHECK(town.run({"audit"}) == 0);
    // A sync after it neither counts the office among the kiosks nor writes to it.
    CHECK(town.sync() == 0);
    CHECK(town.terminal.printed.find(base::KioskId{}.hex()) == std::string::npos);
    CHECK(town.office()->store().newest_published("ack:" + base::KioskId{}.hex()) == std::nullopt);
}

TEST_CASE("an audit tells a batch of the office that nobody of the office signed",
          "[admin][events][facts][audit]") {
    FactsTown town;
    {
        const auto office = town.office();
        const sync::SignKeyPair stranger(sync::SignSeed::random(town.random));
        const admin::FactPen pen{*office, stranger, town.files, town.random, town.clock.today()};
        const std::vector<admin::OfficeFact> facts{{{}, town.date, events::WalkedIn{1, 0, {}}, 1}};
        REQUIRE(admin::write_facts(pen, facts).ok());
    }
    CHECK(town.run({"audit"}) == 1);
    CHECK(town.terminal.printed.find("this office") != std::string::npos);
}

TEST_CASE("what breaks a limit is refused and nothing of it is written", "[admin][events][facts]") {
    FactsTown town;
    const auto office = town.office();
    const admin::OfficeFact good{{}, town.date, events::WalkedIn{1, 0, {}}, 1};
    const events::CheckedIn wordy{
        events::CheckInHow::override, 0, std::string(161, 'x')};  // up to 160 letters
    const auto refused =
        town.write_as_office(*office, {good, {town.subject(1), town.date, wordy, 600}});
    REQUIRE(!refused.ok());
    CHECK(refused.error().kind == base::ErrorKind::refused);
    // A kiosk's to say, not an office's (docs/formats/fact.md).
    CHECK(!town.write_as_office(*office, {{{}, town.date, events::Counted{0, 1, 0}, 5}}).ok());
    CHECK(FactsTown::read(*office).facts.empty());
}

TEST_CASE("facts of the office are in a backup, and a restored office goes on beside them",
          "[admin][events][facts][backup]") {
    FactsTown town;
    fs::create_directories(town.path("safe"));
    {
        const auto office = town.office();
        REQUIRE(
            town.write_as_office(*office, {{{}, town.date, events::WalkedIn{2, 0, {}}, 1}}).ok());
    }
    REQUIRE(town.run({"backup", "--to", town.text_path("safe")}) == 0);
    fs::path file;
    for (const fs::directory_entry& entry : fs::directory_iterator(town.path("safe"))) {
        file = entry.path().extension() == ".hkz" ? entry.path() : file;
    }
    fs::copy_file(town.office()->folder().escrow("backup"), town.path("safe/backup.hkk"));
    fs::remove_all(town.path("office"));
    REQUIRE(town.run({"restore",
                      file.string(),
                      "--key",
                      town.text_path("safe/backup.hkk"),
                      "--seen",
                      "folder:" + town.text_path("stick")}) == 0);
    const auto office = town.office();
    CHECK(FactsTown::read(*office).facts.size() == 1);
    REQUIRE(town.write_as_office(*office, {{{}, town.date, events::WalkedIn{1, 0, {}}, 2}}).ok());
    CHECK(FactsTown::read(*office).facts.size() == 2);
    CHECK(office->store().heads().size() == 2);  // another computer, another stream
    CHECK(town.run({"rebuild"}) == 0);
    CHECK(town.run({"audit"}) == 0);
}

TEST_CASE("a row of the table opens under its key, for its place and unchanged alone",
          "[admin][facts][E7]") {
    base::SeededRandom random(1);
    const sync::StoreKey key = sync::StoreKey::random(random);
    const sync::StoreKey other = sync::StoreKey::random(random);
    const base::ByteView body = base::as_bytes("Ayesha Example");
    const base::ByteView place = base::as_bytes("one place");
    const base::Bytes sealed = key.seal(body, place);
    CHECK(sealed == key.seal(body, place));  // `rebuild` gives the same bytes
    CHECK(base::as_text(sealed).find("Ayesha") == std::string_view::npos);
    const auto opened = key.open(sealed, place);
    REQUIRE(opened);
    CHECK(base::as_text(*opened) == "Ayesha Example");
    CHECK(!key.open(sealed, base::as_bytes("another place")));
    CHECK(!other.open(sealed, place));
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        base::Bytes changed = sealed;
        changed[at] ^= std::byte{1};
        CHECK(!key.open(changed, place));
        CHECK(!key.open(base::ByteView(sealed).first(at), place));
    }
}

TEST_CASE("names rest sealed in the table and on its pages", "[admin][events][facts][E7]") {
    FactsTown town;
    town.sign_up(1, events::Outcome::confirmed, 2, "Canary Kanarienvogel", "+447700900123");
    town.bring();
    {
        const auto office = town.office();
        const auto ring = office->ring_of(admin::key_names::contact, FactsTown::passphrase());
        REQUIRE(ring.ok());
        const auto book = admin::FactBook::open(*office, *ring, town.random);
        REQUIRE(book.ok());
        CHECK(book->all().facts.size() == 2);
        CHECK(admin::search_people(*book, "kanarien", 8)->size() == 1);
    }
    for (const auto& entry : fs::recursive_directory_iterator(town.path("office"))) {
        if (!entry.is_regular_file()) {
            continue;
        }
        std::ifstream in(entry.path(), std::ios::binary);
        std::string content{std::istreambuf_iterator<char>(in), {}};
        std::transform(content.begin(), content.end(), content.begin(), [](unsigned char letter) {
            return static_cast<char>(std::tolower(letter));
        });
        INFO(entry.path());
        CHECK(content.find("kanarienvogel") == std::string::npos);
        CHECK(content.find("7700900123") == std::string::npos);
    }
}
