#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "signed_samples.h"
#include "sync/key_file.h"

using namespace harmony;
using namespace harmony::tests;

TEST_CASE("S1: every changed bit and every other length of every object is refused",
          "[sync][tamper][S1]") {
    REQUIRE(sync::start());
    SmallOffice office(18);
    const std::vector<Sample> all = all_samples(office);
    CHECK(all.size() == 17);
    for (const Sample& sample : all) {
        CAPTURE(sample.name, sample.file.size());
        CHECK(sample.taken(sample.file));
        CHECK(flips_taken(sample) == 0);
        CHECK(lengths_taken(sample, office.random) == 0);
    }
}

TEST_CASE("the tamper test finds a reader that ignores a field or what follows",
          "[sync][tamper][S1][bite]") {
    REQUIRE(sync::start());
    SmallOffice office(18);
    std::vector<Sample> all = all_samples(office);
    const auto ack = std::find_if(
        all.begin(), all.end(), [](const Sample& sample) { return sample.name == "HKA1"; });
    REQUIRE(ack != all.end());
    // Whatever stands in the byte of the version is taken: eight changes pass.
    const base::Bytes right = ack->file;
    const Sample careless{"careless", right, [&](base::ByteView bytes) {
                              base::Bytes mended = base::copy_bytes(bytes);
                              mended[8 + 32] = right[8 + 32];
                              return ack->taken(mended);
                          }};
    CHECK(flips_taken(careless) == 8);
    const Sample blind{"blind", right, [&](base::ByteView bytes) {
                           return ack->taken(bytes.first(std::min(bytes.size(), right.size())));
                       }};
    CHECK(lengths_taken(blind, office.random) == 2 * 299);
}

TEST_CASE("S1: every byte of a key file is bound to its secret", "[sync][tamper][key][S1]") {
    REQUIRE(sync::start());
    base::SeededRandom random(31);
    constexpr std::string_view passphrase = "four plain garden words";
    const base::Bytes file = *sync::write_key_file(sync::KeyKind::publisher,
                                                   sync::SignSeed::random(random),
                                                   passphrase,
                                                   sync::demo_passphrase_cost,
                                                   random);
    int taken = 0;
    // Opening costs a tenth of a second on purpose, so this walks with a step that meets every
    // field. Flips of the memory field are those of its lowest byte: others ask for up to 2 GiB.
    for (std::size_t bit = 0; bit < file.size() * 8; bit += bit < 240 ? 13 : 61) {
        if (bit / 8 > 10 && bit / 8 < 14) {
            continue;
        }
        base::Bytes changed = file;
        changed[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        taken += sync::open_key_file(changed, passphrase).ok() ? 1 : 0;
    }
    const Sample lengths{"HKK1", file, [&](base::ByteView bytes) {
                             return sync::read_key_label(bytes).ok() ||
                                    sync::open_key_file(bytes, passphrase).ok();
                         }};
    CHECK(taken == 0);
    CHECK(lengths_taken(lengths, random) == 0);
}

namespace {

/// Where each name of docs/formats/hk1.md, 2.1 may stand in the source. A name has one purpose;
/// those with two files are made in one and checked in the other.
const std::map<std::string, std::set<std::string>> purposes{
    {"hk1.trust.1", {"sync/frame.cpp"}},
    {"hk1.registry.1", {"sync/frame.cpp"}},
    {"hk1.enrol.1", {"sync/frame.cpp"}},
    {"hk1.welcome.1", {"sync/frame.cpp"}},
    {"hk1.batch.1", {"sync/frame.cpp"}},
    {"hk1.expired.1", {"sync/frame.cpp"}},
    {"hk1.health.1", {"sync/frame.cpp"}},
    {"hk1.ack.1", {"sync/frame.cpp"}},
    {"hk1.pack.1", {"sync/frame.cpp"}},
    {"hk1.own.1", {"sync/frame.cpp"}},
    {"hk1.roster.1", {"sync/frame.cpp"}},
    {"hk1.token.1", {"sync/frame.cpp"}},
    {"hk1.redact.1", {"sync/frame.cpp"}},
    {"hk1.keyid.1", {"sync/crypto.cpp", "sync/record.cpp"}},
    {"hk1.epoch.1", {"sync/epoch.cpp"}},
    {"hk1.epochkey.1", {"sync/epoch.cpp", "sync/batch_open.cpp"}},
    {"hk1.dek.1", {"sync/record.cpp", "sync/backup_stream.cpp"}},
    {"hk1.record.w.1", {"sync/record.cpp"}},
    {"hk1.pubset.1", {"sync/trust.cpp"}},
    {"hk1.instance.1", {"sync/batch_build.cpp"}},
    {"hk1.file.1", {"sync/pack.cpp", "sync/file_hasher.cpp"}},
    {"hk1.form.1", {"sync/crypto.cpp"}},
    {"hk1.fpr.1", {"sync/fingerprint.cpp"}},
    {"hk1.paper.1", {"sync/paper_key.cpp"}},
    {"hk1.secret.1", {"sync/kiosk_keys.cpp"}},
    {"hk1.text.1", {"sync/crypto.cpp"}},
    {"hk1.escrow.1", {"sync/escrow.cpp"}},
    {"hk1.joining.1", {"sync/escrow.cpp"}},
    {"hk1.occurrence.1", {"events/occurrence.cpp"}},
    {"hk1.ticket.1", {"events/ticket.cpp"}},
    {"hk1.pictures.1", {"events/ticket.cpp"}},
    {"hk1.fact.1", {"events/known_fact.cpp"}},
    {"hk1.turn.1", {"events/fold_occurrences.cpp"}},
    {"hk1.message.1", {"admin/messages/message_ref.cpp"}},
    {"hk1.words.1", {"admin/fact_seal.cpp"}},
    {"hk1.plan.1", {"admin/office_dates.cpp"}},
    {"hk1.mark.1", {"kiosk/outbox_door.cpp"}},
    {"hk1.conflict.1", {"admin/conflict_inbox.cpp"}},
};

/// Names that stand in the code of a file, without its comments.
void add_names(std::istream& source, std::set<std::string>& found) {
    constexpr std::string_view beginning = "\"hk1.";
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz.0123456789";
    for (std::string line; std::getline(source, line);) {
        const std::string code = line.substr(0, line.find("//"));
        for (std::size_t at = code.find(beginning); at != std::string::npos;
             at = code.find(beginning, at + 1)) {
            const std::size_t end = code.find_first_not_of(letters, at + 1);
            found.insert(code.substr(at + 1, end - at - 1));
        }
    }
}

std::vector<std::string> misused(const std::map<std::string, std::set<std::string>>& used) {
    std::vector<std::string> wrong;
    for (const auto& [name, files] : used) {
        const auto known = purposes.find(name);
        if (known == purposes.end() || files != known->second) {
            wrong.push_back(name);
        }
    }
    return wrong;
}

std::map<std::string, std::set<std::string>> names_of_the_house() {
    namespace fs = std::filesystem;
    std::map<std::string, std::set<std::string>> used;
    const fs::path root = HARMONY_SOURCE_DIR;
    for (const char* room :
         {"base", "survey", "events", "summary", "db", "sync", "ui", "kiosk", "admin"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
            const std::string ending = entry.path().extension().string();
            if (ending != ".cpp" && ending != ".h") {
                continue;
            }
            std::ifstream file(entry.path());
            std::set<std::string> names;
            add_names(file, names);
            for (const std::string& name : names) {
                used[name].insert(fs::relative(entry.path(), root).string());
            }
        }
    }
    return used;
}

}  // namespace

TEST_CASE("S1: each name that a hash or a signature is made under serves one purpose",
          "[sync][names][S1]") {
    const auto used = names_of_the_house();
    CHECK(misused(used).empty());
    CHECK(used.size() >= 28);
    for (const auto& [name, files] : purposes) {
        CAPTURE(name);
        CHECK(name.size() <= 16);
        CHECK(used.count(name) == 1);
    }
    // Bite: a name taken for something else, and one that is in no list.
    auto other = used;
    other["hk1.text.1"].insert("kiosk/receipt.cpp");
    other["hk1.mine.1"].insert("kiosk/receipt.cpp");
    CHECK(misused(other) == std::vector<std::string>{"hk1.mine.1", "hk1.text.1"});
}
