// T6 of security.md 12.3: sizes say little. At most four ciphertext lengths a form; batches hold
// multiples of 16 answers and of 4 contact records (docs/formats/hk1.md, 6.4 and 9).
#include <catch2/catch.hpp>
#include <set>

#include "stall.h"
#include "support/small_survey.h"
#include "support/temporary_folder.h"
#include "sync/record.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

constexpr std::size_t most_lengths = 4;
constexpr std::size_t longest_words = 700;

/// Encoded answers with a text of every length up to some hundred letters.
std::vector<base::SecretBytes> bodies(const survey::Form& form) {
    std::vector<base::SecretBytes> all;
    for (std::size_t letters = 0; letters < longest_words; ++letters) {
        const survey::Response response = small_response("w" + std::string(letters, 'x'));
        all.push_back(survey::encode(response, form));
    }
    return all;
}

}  // namespace

TEST_CASE("T6 sealed answers of a form have at most four lengths", "[privacy][T6]") {
    TemporaryFolder folder;
    const sim::BaseWorld base(folder.path() / "base", 1);
    base::SeededRandom random(1);
    const sync::RecipientSet* set = base.trust().set_of(sync::RecordClass::survey);
    const sync::FreshEpoch epoch =
        sync::make_epoch({base.trust().org, base.seat(0).keys.kiosk, base.seat(0).keys.instance},
                         set->id,
                         set->keys(),
                         random);
    std::set<std::size_t> sealed;
    std::set<std::size_t> bare;
    std::size_t at = 0;
    for (const base::SecretBytes& body : bodies(base.form())) {
        const base::ByteView slot = base::ByteView(epoch.slots).subspan(at, 48);
        at += 48;
        sync::Slot taken(epoch.block,
                         epoch.context,
                         *base::RecordId::from_bytes(slot.first(16)),
                         slot.subspan(16));
        sealed.insert(sync::seal_response(*taken.next(), body)->sealed.size());
        bare.insert(body.size());
    }
    CHECK(sealed.size() <= most_lengths);
    // The bite: without padding there would be hundreds.
    CHECK(bare.size() > 100);
}

TEST_CASE("T6 batches hold multiples of 16 answers and of 4 contact records", "[privacy][T6]") {
    TemporaryFolder folder;
    const sim::BaseWorld base(folder.path() / "base", 1);
    for (const std::size_t people : {10U, 17U, 33U}) {
        Stall stall(base, folder.path() / ("stall" + std::to_string(people)), people, Fault::none);
        stall.open(people, false, 0);
        const Loot loot = stall.close();
        std::size_t batches = 0;
        for (const auto& [name, bytes] : loot.objects) {
            const auto kind = sync::ObjectName::parse(name)->kind();
            if (kind != sync::ObjectKind::survey_batch && kind != sync::ObjectKind::contact_batch) {
                continue;
            }
            ++batches;
            const sync::Batch batch = *sync::read_batch(bytes);
            const std::size_t multiple = kind == sync::ObjectKind::survey_batch ? 16 : 4;
            INFO(name << ": " << batch.records().size());
            CHECK(batch.records().size() % multiple == 0);
            std::set<std::size_t> lengths;
            for (const sync::BatchRecord& record : batch.records()) {
                lengths.insert(record.sealed.size());
            }
            CHECK(lengths.size() <= most_lengths);
        }
        CHECK(batches == 2);
    }
}
