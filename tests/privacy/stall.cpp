#include "stall.h"

#include <fmt/format.h>

#include <utility>

#include "kiosk/courier_run.h"
#include "order_on_disk.h"
#include "support/small_survey.h"
#include "sync/own_part.h"

namespace harmony::tests {

namespace fs = std::filesystem;

namespace {

constexpr unsigned sign_ups_in_100 = 40;
constexpr int minutes_a_person = 4;

/// Ids that ascend, as a counter would give them out: what `no_shuffle` is.
class Counting final : public base::RandomSource {
public:
    explicit Counting(std::uint64_t seed) : random_(seed) {}

    void fill(std::span<std::byte> out) override {
        random_.fill(out);
        if (out.size() == base::RecordId::size) {
            ++count_;
            for (std::size_t at = 0; at < 8; ++at) {
                out[at] = static_cast<std::byte>((count_ >> (56 - 8 * at)) & 0xFFU);
            }
        }
    }

private:
    base::SeededRandom random_;
    std::uint64_t count_ = 0;
};

std::unique_ptr<base::RandomSource> source_for(std::uint64_t seed, Fault fault) {
    if (fault == Fault::no_shuffle) {
        return std::make_unique<Counting>(seed);
    }
    return std::make_unique<base::SeededRandom>(seed);
}

events::Event evening(base::Day today) {
    events::Event event;
    event.id = *events::OccurrenceId::from_hex("7c20d4e91b6f3a58");
    event.day = today + std::chrono::days{16};
    event.sign_up = events::SignUpMode::request;
    return event;
}

}  // namespace

Stall::Stall(const sim::BaseWorld& base, fs::path folder, std::uint64_t seed, Fault fault)
    : dice_(seed),
      place_(dice_, truth_),
      base_(base),
      fault_(fault),
      folder_(std::move(folder)),
      random_(source_for(seed + 77, fault)),
      files_(dice_.source()),
      clock_(sim::first_moment()),
      courier_(place_),
      office_({base, place_, truth_, dice_},
              (fs::create_directories(folder_),
               fs::copy(base.office(), folder_ / "office", fs::copy_options::recursive),
               folder_ / "office")) {
    const fs::path disk = folder_ / "kiosk";
    fs::copy(base.kiosk(0), disk, fs::copy_options::recursive);
    db::JournalOptions options;
    options.reserve_bytes = 0;
    journal_ = std::move(*db::KioskJournal::open(disk, options));
    machine_ = std::move(*kiosk::Machine::open({disk}, files_, *journal_));
    packs_ = std::make_unique<kiosk::PackStore>(files_, *journal_, *machine_);
    if (fault_ == Fault::no_k) {
        let_small_groups_go();
    }
    outbox_ = std::move(*kiosk::SealingOutbox::open(
        {*machine_, *journal_, *packs_, files_, *random_, clock_, log_, [this] {
             const auto wants = kiosk::wants_of(files_, machine_->folder());
             const auto news = kiosk::carry_once(files_, machine_->folder(), *wants, courier_);
             return news ? base::Result<void>() : base::Result<void>(news.error());
         }}));
}

Stall::~Stall() = default;

/// What waits for no days goes at once.
void Stall::let_small_groups_go() {
    sync::OwnPart part = machine_->own_part();
    part.version += 1;
    part.small_after = 0;
    const sync::SignKeyPair* const signers[] = {&base_.publisher(0)};
    db::StateChange change;
    change.values = {
        {std::string(db::value_name::own_part), *sync::sign_own_part(std::move(part), signers)}};
    base::promise(journal_->state().apply(change).ok() && machine_->reload().ok(),
                  "an own part without the k rule");
}

void Stall::open(std::size_t people, bool lunch, unsigned other_languages) {
    int minute = 0;
    for (std::size_t number = 0; number < people; ++number) {
        minute += 1 + static_cast<int>(dice_.below(2 * minutes_a_person - 1));
        Person person;
        person.minute = minute;
        person.language = dice_.chance(other_languages) ? (dice_.chance(50) ? "ur" : "pl") : "en";
        answer(person);
        if (dice_.chance(sign_ups_in_100)) {
            sign_up(person);
        }
        people_.push_back(std::move(person));
        if (lunch && number == people / 2) {
            sync();
        }
    }
}

void Stall::answer(Person& person) {
    person.answer = *outbox_->begin_task();
    survey::Response response = small_response(
        fault_ == Fault::exact_time ? fmt::format("@{}", person.minute) : "The park is dark.");
    response.language = person.language;
    response.engagement = base::EngagementId::from_hex(std::string(sim::engagements[0]));
    response.day = clock_.today();
    base::promise(outbox_
                      ->submit({person.answer, kiosk::Revision::core, std::move(response), {}, {}},
                               base_.form())
                      .ok(),
                  "an answer that is kept");
    outbox_->end_task(person.answer);
    truth_.acknowledged(person.answer, {});
}

void Stall::sign_up(Person& person) {
    events::SignUpEntry entry;
    entry.party = 1;
    if (fault_ == Fault::exact_time) {
        entry.needs = {events::Need::other};
        entry.note.assign(fmt::format("@{}", person.minute + 1));
        events::Agreement agreement;
        agreement.box = events::Box::needs;
        agreement.yes = true;
        agreement.language = "en";
        entry.agreements = {agreement};
    }
    const auto made = events::finish(entry,
                                     evening(clock_.today()),
                                     events::draw_sign_up(*random_),
                                     person.language,
                                     clock_.today());
    kiosk::SignUpSubmission submission{std::get<events::SignUp>(made), {}, {}};
    for (base::RecordId& record : submission.records) {
        record = base::RecordId::random(*random_);
    }
    person.sign_up = submission.records.front();
    base::promise(outbox_->keep(std::move(submission)).ok(), "a sign-up that is kept");
}

void Stall::sync() {
    base::promise(outbox_->sync_now().ok(), "a sync");
    office_.sync();
    std::vector<sync::ObjectName> fresh;
    for (const sync::ObjectName& name : place_.names()) {
        if (seen_.insert(name.text()).second) {
            fresh.push_back(name);
        }
    }
    deliveries_.push_back(std::move(fresh));
}

void Stall::seize(Loot& loot) const {
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
        if (entry.is_regular_file()) {
            loot.files[fs::relative(entry.path(), folder_).string()] = raw_bytes(entry.path());
        }
    }
}

Loot Stall::close() {
    if (fault_ == Fault::no_vacuum) {
        seize(early_);
    }
    sync();
    clock_.advance(std::chrono::hours{1});
    outbox_->tend();
    Loot loot;
    seize(loot);
    for (const auto& [name, bytes] : early_.files) {
        loot.files["before " + name] = bytes;
    }
    loot.deliveries = deliveries_;
    for (const sync::ObjectName& name : place_.names()) {
        loot.objects[name.text()] = place_.bytes_of(name);
    }
    return loot;
}

}  // namespace harmony::tests
