// S2 of sync-protocol.md 19, D1 of security.md: a thief has the disk of a kiosk, its keys, the
// slots it has left and an image of its memory, all taken after the last answer was kept. Nothing
// of what a record was sealed with is there: neither the key of its slot nor that of its epoch,
// from which all slots are made. The keys are those that the office finds, looked for in every
// writable byte.
#include <sodium.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "fault/simulator/base_world.h"
#include "fault/simulator/stick.h"
#include "kiosk/courier_run.h"
#include "kiosk/sealing_outbox.h"
#include "order_on_disk.h"
#include "support/small_survey.h"
#include "support/temporary_folder.h"
#include "sync/batch.h"

using namespace harmony;
using namespace harmony::tests;

namespace fs = std::filesystem;

namespace {

constexpr std::size_t answers = 1000;
constexpr std::size_t key_size = 32;

using Image = std::vector<unsigned char>;

/// Every writable byte of this process.
Image memory() {
    Image image;
    std::ifstream maps("/proc/self/maps");
    std::ifstream bytes("/proc/self/mem", std::ios::binary);
    image.reserve(std::size_t{1} << 28U);  // or the image would grow into itself
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t from = 0;
        std::uintptr_t to = 0;
        char dash = 0;
        std::string rights;
        std::istringstream(line) >> std::hex >> from >> dash >> to >> rights;
        const auto own = reinterpret_cast<std::uintptr_t>(image.data());
        const bool is_image = own >= from && own < to;
        if (!rights.starts_with("rw") || is_image) {
            continue;
        }
        const std::size_t before = image.size();
        image.resize(before + (to - from));
        bytes.seekg(static_cast<std::streamoff>(from));
        bytes.read(reinterpret_cast<char*>(image.data() + before),
                   static_cast<std::streamsize>(to - from));
        bytes.clear();
    }
    return image;
}

Image files_below(const fs::path& folder) {
    Image image;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            const base::Bytes bytes = raw_bytes(entry.path());
            const auto* first = reinterpret_cast<const unsigned char*>(bytes.data());
            image.insert(image.end(), first, first + bytes.size());
        }
    }
    return image;
}

using Key = std::array<unsigned char, key_size>;

/// How many of these stand anywhere in the image.
std::size_t count_in(const Image& image, const std::set<Key>& keys) {
    std::set<Key> found;
    std::array<bool, 65536> begins{};
    for (const Key& key : keys) {
        begins.at(key[0] * 256U + key[1]) = true;
    }
    for (std::size_t at = 0; at + key_size <= image.size(); ++at) {
        if (begins.at(image[at] * 256U + image[at + 1])) {
            Key here{};
            std::copy_n(image.begin() + static_cast<std::ptrdiff_t>(at), key_size, here.begin());
            if (keys.contains(here)) {
                found.insert(here);
            }
        }
    }
    return found.size();
}

/// One kiosk that has taken its answers.
class Stolen {
public:
    Stolen() : base_(folder_.path() / "base", 1), clock_(sim::first_moment()) {
        fs::copy(base_.kiosk(0), disk(), fs::copy_options::recursive);
        db::JournalOptions options;
        options.reserve_bytes = 0;
        journal_ = std::move(*db::KioskJournal::open(disk(), options));
        machine_ = std::move(*kiosk::Machine::open({disk()}, files_, *journal_));
        packs_ = std::make_unique<kiosk::PackStore>(files_, *journal_, *machine_);
        outbox_ = std::move(*kiosk::SealingOutbox::open(
            {*machine_, *journal_, *packs_, files_, random_, clock_, log_, [this] {
                 const auto wants = kiosk::wants_of(files_, machine_->folder());
                 const auto news = kiosk::carry_once(files_, machine_->folder(), *wants, stick_);
                 return news ? base::Result<void>() : base::Result<void>(news.error());
             }}));
        for (std::size_t i = 0; i < answers; ++i) {
            answer();
        }
    }

    [[nodiscard]] fs::path disk() const { return folder_.path() / "kiosk"; }

    /// The keys of all epochs and of all records, as the office finds them.
    [[nodiscard]] std::set<Key> keys() {
        base::promise(outbox_->sync_now().ok(), "a sync");
        std::set<Key> all;
        for (const auto& [name, bytes] : stick_.files()) {
            const auto batch = sync::read_batch(base::copy_bytes(bytes));
            if (batch) {
                add(*batch, all);
            }
        }
        return all;
    }

private:
    void answer() {
        const base::RecordId task = *outbox_->begin_task();
        survey::Response response = small_response("The park is dark.");
        response.engagement = base::EngagementId::from_hex(std::string(sim::engagements[0]));
        response.day = clock_.today();
        base::promise(
            outbox_->submit({task, kiosk::Revision::core, response, {}, {}}, base_.form()).ok(),
            "an answer that is kept");
        outbox_->end_task(task);
    }

    void add(const sync::Batch& batch, std::set<Key>& all) const {
        std::set<base::RecordId> given;  // not what fills the batch up, whose slots were left
        sync::open_records(batch, base_.ring(), [&](const sync::OpenedRecord& record) {
            if (record.opening == sync::Opening::opened) {
                given.insert(record.record);
            }
        });
        for (const sync::EpochBlock& block : batch.epochs()) {
            const sync::Unwrapped epoch = sync::unwrap_key(block.wraps, base_.ring());
            base::promise(epoch.opening == sync::Opening::opened, "an epoch that the office opens");
            const auto* key = reinterpret_cast<const unsigned char*>(epoch.key.data());
            Key whole{};
            std::copy_n(key, key_size, whole.begin());
            all.insert(whole);
            for (const base::RecordId& record : given) {
                Key slot{};
                crypto_core_hchacha20(slot.data(),
                                      reinterpret_cast<const unsigned char*>(record.view().data()),
                                      key,
                                      nullptr);
                all.insert(slot);
            }
        }
    }

    TemporaryFolder folder_;
    sim::BaseWorld base_;
    base::SystemRandom random_;
    base::RealFiles files_{random_};
    base::SilentLog log_;
    base::ManualClock clock_;
    sim::Stick stick_;
    std::unique_ptr<db::KioskJournal> journal_;
    std::unique_ptr<kiosk::Machine> machine_;
    std::unique_ptr<kiosk::PackStore> packs_;
    std::unique_ptr<kiosk::SealingOutbox> outbox_;
};

}  // namespace

TEST_CASE("a stolen kiosk opens none of 1,000 answers, with its memory and its disk",
          "[privacy][S2][D1]") {
    Stolen kiosk;
    const Image before = memory();
    const Image disk = files_below(kiosk.disk());
    const std::set<Key> keys = kiosk.keys();
    REQUIRE(keys.size() > answers);
    CHECK(count_in(before, keys) == 0);
    CHECK(count_in(disk, keys) == 0);
    // The same search finds them where they are: in this test.
    CHECK(count_in(memory(), keys) == keys.size());
}
