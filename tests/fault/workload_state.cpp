// W3: what a kiosk remembers besides records, and the packs it shows (reliability.md, section 3):
// its own part with the trust it came under, packs staged as files and then switched to, PIN tries,
// the clock's floor, counts. Floors and tries never go down, and the pack in use is there whole.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/files.h"
#include "base/random.h"
#include "db/failure.h"
#include "db/journal_fixture.h"
#include "db/kiosk_journal.h"
#include "fault/power_cut_vfs.h"
#include "fault/workload.h"

namespace harmony::tests {
namespace {

using base::Bytes;
using db::KioskJournal;

constexpr std::size_t days = 8;
constexpr std::size_t files_a_pack = 3;
constexpr const char* pack_folder = "/kiosk/packs/f/";

base::Digest digest_of(std::uint64_t number) {
    base::SeededRandom random(number);
    return base::Digest::random(random);
}

class KioskMemory final : public Workload {
public:
    KioskMemory(PowerCutDisk& disk, std::uint64_t seed)
        : disk_(disk),
          vfs_("power-cut", disk),
          random_(seed),
          part_names_(seed + 1),
          files_(part_names_) {
        install_folder(disk_, "/kiosk");
    }

    [[nodiscard]] std::size_t steps() const override { return days; }

    void start() override {
        db::JournalOptions options;
        options.vfs = vfs_.name();
        options.reserve_bytes = 0;
        auto opened = KioskJournal::open("/kiosk", options);
        journal_ = opened ? std::move(*opened) : nullptr;
    }

    void stop() override { journal_.reset(); }

    void leave() override {
        static_cast<void>(journal_.release());
        vfs_.forget_shared_memory();
    }

    void step(std::size_t number) override {
        if (!journal_) {
            start();
        }
        if (journal_) {
            trust_step(number);
            new_pack(number);
            wrong_pins(number);
            const base::Day today = day(20'000 + static_cast<int>(number));
            if (journal_->state().raise_clock_floor(today).ok()) {
                clock_floor_ = today;
            }
            ++asked_counts_;
            told_counts_ += journal_->state().count(day(20'000), "responses", 1).ok() ? 1 : 0;
        }
    }

    void check(SweepCounts& counts) override;

private:
    void trust_step(std::size_t number);
    void new_pack(std::size_t number);
    void wrong_pins(std::size_t number);
    [[nodiscard]] std::uint64_t number_of(std::string_view name);
    void check_state(SweepCounts& counts);
    void check_pack(std::uint64_t version, SweepCounts& counts);

    PowerCutDisk& disk_;
    PowerCutVfs vfs_;
    base::SeededRandom random_;
    base::SeededRandom part_names_;
    base::RealFiles files_;
    std::unique_ptr<KioskJournal> journal_;
    std::map<std::uint64_t, std::map<std::string, Bytes>> packs_;  // by version, what each needs
    std::uint64_t trust_ = 0;  // the newest that somebody was told of
    std::uint64_t pack_ = 0;
    std::uint32_t tries_ = 0;
    base::Day clock_floor_{};
    std::uint64_t asked_counts_ = 0;
    std::uint64_t told_counts_ = 0;
};

/// A trust document with the own part that was made under it: one transaction.
void KioskMemory::trust_step(std::size_t number) {
    const auto version = static_cast<std::uint32_t>(journal_->state().trust_chain().size() + 1);
    db::StateChange change;
    change.trust.push_back({version, Bytes(700, static_cast<std::byte>(version))});
    change.values.push_back({std::string(db::value_name::own_part),
                             base::copy_bytes(base::as_bytes(std::to_string(version)))});
    change.floors.push_back({"own", digest_of(1), version, digest_of(100 + version)});
    if (number % 2 == 0 && journal_->state().apply(change).ok()) {
        trust_ = version;
    }
}

/// Its files first, each whole under its name; then the switch.
void KioskMemory::new_pack(std::size_t number) {
    const std::uint64_t version = number + 1;
    std::map<std::string, Bytes>& pack = packs_[version];
    for (std::size_t n = 0; n < files_a_pack; ++n) {
        Bytes content(800 + n * 2000);
        random_.fill(content);
        const std::string path = pack_folder + cheap_digest(content).hex();
        pack[path] = content;
        if (!files_.write(path, content, base::IfPresent::skip, base::public_mode).ok()) {
            return;
        }
    }
    db::StateChange change;
    change.values.push_back({std::string(db::value_name::pack),
                             base::copy_bytes(base::as_bytes(std::to_string(version)))});
    change.floors.push_back({"pack:main", digest_of(1), version, digest_of(200 + version)});
    if (journal_->state().apply(change).ok()) {
        pack_ = version;
    }
}

void KioskMemory::wrong_pins(std::size_t number) {
    for (int n = 0; n < 2; ++n) {
        tries_ += journal_->state().count_pin_try("staff", {}).ok() ? 1 : 0;
    }
    if (number == 5) {
        tries_ = 0;  // from here on fewer are right as well, whether or not it answers
        static_cast<void>(journal_->state().clear_pin_tries("staff"));
    }
}

std::uint64_t KioskMemory::number_of(std::string_view name) {
    const auto bytes = journal_->state().value(name);
    return bytes ? std::stoull(std::string(base::as_text(*bytes))) : 0;
}

void KioskMemory::check(SweepCounts& counts) {
    try {
        start();
        if (!journal_ || !journal_->state().faults().empty()) {
            ++counts.corrupt;
            return;
        }
        check_state(counts);
        stop();
    } catch (const db::StoreFailed&) {
        leave();
        ++counts.corrupt;
        return;
    }
    counts.corrupt += is_whole(vfs_.name(), "/kiosk/state.db") ? 0 : 1;
}

void KioskMemory::check_state(SweepCounts& counts) {
    db::KioskState& state = journal_->state();
    const std::uint64_t own = number_of(db::value_name::own_part);
    const auto own_floor = state.floor("own", digest_of(1));
    counts.lost += own < trust_ ? 1 : 0;
    // Made in one transaction: none without the others.
    counts.broken += own != state.trust_chain().size() ? 1 : 0;
    counts.broken += own != (own_floor ? own_floor->version : 0) ? 1 : 0;

    const std::uint64_t pack = number_of(db::value_name::pack);
    const auto pack_floor = state.floor("pack:main", digest_of(1));
    counts.lost += pack < pack_ ? 1 : 0;
    counts.broken += pack != (pack_floor ? pack_floor->version : 0) ? 1 : 0;
    check_pack(pack, counts);

    counts.lost += state.pin_tries("staff").tries < tries_ ? 1 : 0;
    counts.lost += clock_floor_ != base::Day{} && state.clock_floor() < clock_floor_ ? 1 : 0;
    const std::uint64_t counted = state.counted(day(20'000), "responses");
    counts.lost += counted < told_counts_ ? 1 : 0;
    counts.doubled += counted > asked_counts_ ? 1 : 0;
}

void KioskMemory::check_pack(std::uint64_t version, SweepCounts& counts) {
    for (const auto& [path, content] : packs_[version]) {
        const auto bytes = files_.read(path, std::size_t{1} << 20U);
        counts.broken += !bytes || *bytes != content ? 1 : 0;
    }
}

}  // namespace

std::unique_ptr<Workload> kiosk_state_workload(PowerCutDisk& disk, std::uint64_t seed) {
    return std::make_unique<KioskMemory>(disk, seed);
}

}  // namespace harmony::tests
