#include "sim_kiosk.h"

#include <array>
#include <utility>

#include "kiosk/courier_run.h"
#include "kiosk/unsent_contacts.h"
#include "support/small_survey.h"

namespace harmony::tests::sim {

namespace fs = std::filesystem;

namespace {

constexpr std::array both_classes = {db::RecordClass::survey, db::RecordClass::contact};

/// The program dies here.
struct Crash {};

events::Event some_event(base::Day today) {
    events::Event event;
    event.id = *events::OccurrenceId::from_hex("7c20d4e91b6f3a58");
    event.day = today + std::chrono::days{20};
    event.sign_up = events::SignUpMode::request;
    return event;
}

base::EngagementId engagement(Dice& dice) {
    return *base::EngagementId::from_hex(
        std::string(engagements[dice.below(std::size(engagements))]));
}

}  // namespace

SimKiosk::SimKiosk(const Surroundings& around, std::size_t seat, fs::path folder, base::Moment now)
    : around_(around),
      seat_(seat),
      folder_(std::move(folder)),
      files_(around.dice.source()),
      clock_(now),
      courier_(around.place) {
    start();
}

SimKiosk::~SimKiosk() = default;

const base::KioskId& SimKiosk::id() const {
    return around_.base.seat(seat_).keys.kiosk;
}

void SimKiosk::start() {
    db::JournalOptions options;
    options.reserve_bytes = 0;
    auto journal = db::KioskJournal::open(folder_, options);
    demand(journal.ok(), "I4", "the journal of a kiosk does not open");
    journal_ = std::move(*journal);
    auto machine = kiosk::Machine::open({folder_}, files_, *journal_);
    demand(machine.ok() && (*machine)->enrolled(),
           "I9",
           "a kiosk does not start: " + (machine.ok() ? "not enrolled" : machine.error().message));
    machine_ = std::move(*machine);
    packs_ = std::make_unique<kiosk::PackStore>(files_, *journal_, *machine_);
    auto outbox = kiosk::SealingOutbox::open(
        {*machine_, *journal_, *packs_, files_, around_.dice.source(), clock_, log_, [this] {
             return carry();
         }});
    demand(outbox.ok(), "I9", "an outbox does not open");
    outbox_ = std::move(*outbox);
}

void SimKiosk::stop() {
    outbox_.reset();
    packs_.reset();
    machine_.reset();
    journal_.reset();
}

void SimKiosk::restart() {
    stop();
    start();
    observe();
}

void SimKiosk::power_cycle() {
    stop();
    fs::remove_all(folder_ / "run");
    start();
    observe();
}

void SimKiosk::keep_image() {
    const fs::path image = folder_.string() + ".image";
    stop();
    fs::remove_all(image);
    fs::copy(folder_, image, fs::copy_options::recursive);
    fs::remove_all(image / "run");
    image_ = memory_;
    start();
}

bool SimKiosk::restore_image() {
    if (!image_) {
        return false;
    }
    stop();
    fs::remove_all(folder_);
    fs::copy(folder_.string() + ".image", folder_, fs::copy_options::recursive);
    const std::vector<base::RecordId>& taken = memory_.taken;
    around_.truth.excuse(
        {taken.begin() + static_cast<std::ptrdiff_t>(image_->taken.size()), taken.end()});
    memory_ = *image_;
    around_.truth.set_spaces_aside(id());
    start();
    return true;
}

std::unique_ptr<SimKiosk> SimKiosk::clone(fs::path folder) {
    stop();
    fs::copy(folder_, folder, fs::copy_options::recursive);
    fs::remove_all(folder / "run");
    start();
    auto copy = std::make_unique<SimKiosk>(around_, seat_, std::move(folder), clock_.now());
    copy->memory_ = memory_;
    around_.truth.set_spaces_aside(id());
    return copy;
}

fs::path SimKiosk::reinstall(OldDisk old_disk) {
    observe();
    stop();
    const fs::path old = folder_.string() + ".old" + std::to_string(disks_++);
    fs::rename(folder_, old);
    if (old_disk == OldDisk::lost) {
        around_.truth.excuse({memory_.taken.begin(), memory_.taken.end()});
        fs::remove_all(old);
    }
    fs::copy(around_.base.kiosk(seat_), folder_, fs::copy_options::recursive);
    const fs::path file = kiosk::StateFolder{folder_}.keys();
    sync::KioskKeys keys = *sync::read_kiosk_keys(*files_.read(file, sync::kiosk_keys_size));
    keys.instance = base::InstanceId::random(around_.dice.source());
    base::promise(
        files_
            .write(file, sync::write_kiosk_keys(keys), base::IfPresent::replace, base::private_mode)
            .ok(),
        "the keys of a new disk");
    around_.truth.reinstalled(id(), keys.instance);
    Memory fresh;
    fresh.freed = memory_.freed;
    memory_ = std::move(fresh);
    image_.reset();
    start();
    return old_disk == OldDisk::kept ? old : fs::path();
}

void SimKiosk::answer(std::size_t count) {
    const base::EngagementId where = engagement(around_.dice);
    for (std::size_t i = 0; i < count; ++i) {
        const auto task = outbox_->begin_task();
        if (!task) {
            return;  // a copied or reported machine takes nothing
        }
        survey::Response response = small_response("w");
        response.engagement = where;
        response.day = clock_.today();
        // A clock that went back is held to the floor; the group is that of the record.
        const base::Day floor = journal_->state().clock_floor().value_or(response.day);
        const base::Day held = std::max({response.day, floor, around_.base.trust().created});
        const auto sent =
            outbox_->submit({*task, kiosk::Revision::core, response, {}, {}}, around_.base.form());
        const bool again =
            sent.ok() && around_.dice.chance(10) &&
            outbox_
                ->submit({*task, kiosk::Revision::whole, std::move(response), {}, {}},
                         around_.base.form())
                .ok();
        static_cast<void>(again);
        outbox_->end_task(*task);
        demand(sent.ok(), "I4", "a response was refused");
        around_.truth.acknowledged(*task, {db::RecordClass::survey, {where, held}, true});
        memory_.taken.push_back(*task);
    }
}

void SimKiosk::sign_up() {
    events::SignUpEntry entry;
    entry.party = 1;
    const auto made = events::finish(entry,
                                     some_event(clock_.today()),
                                     events::draw_sign_up(around_.dice.source()),
                                     "en",
                                     clock_.today());
    static_cast<void>(hand_in({std::get<events::SignUp>(made), {}, {}}));
}

base::Result<kiosk::KeptSignUp> SimKiosk::hand_in(kiosk::SignUpSubmission submission) {
    for (base::RecordId& record : submission.records) {
        record = base::RecordId::random(around_.dice.source());
    }
    const std::size_t facts = events::facts_of(submission.sign_up, 1, clock_.today()).size();
    const auto records = submission.records;
    const auto kept = outbox_->keep(std::move(submission));
    for (std::size_t i = 0; kept && kept->kept() && i < facts; ++i) {
        around_.truth.acknowledged(records.at(i), {db::RecordClass::contact, {}, true});
        memory_.taken.push_back(records.at(i));
    }
    return kept;
}

base::Result<void> SimKiosk::carry() {
    const auto wants = kiosk::wants_of(files_, machine_->folder());
    const auto news = kiosk::carry_once(files_, machine_->folder(), *wants, courier_);
    return news ? base::Result<void>() : base::Result<void>(news.error());
}

void SimKiosk::sync(std::optional<std::size_t> crash_after) {
    bite_before();
    if (crash_after) {
        around_.place.interrupt(*crash_after, [] { throw Crash{}; });
    }
    try {
        const auto report = outbox_->sync_now();
        trouble_ = report.ok() ? report->trouble : report.error().message;
    } catch (const Crash&) {
        trouble_ = "(killed)";
        stop();
        start();
    }
    around_.place.no_interrupt();
    bite_after();
    observe();
}

void SimKiosk::night() {
    outbox_->tend();
    observe();
}

void SimKiosk::observe() {
    learn_batches();
    check_floors();
    check_pack();
    const std::uint64_t records = journal_->records_total();
    demand(records >= memory_.records, "I5", "the number of records ever kept went down");
    memory_.records = records;
}

void SimKiosk::learn_batches() {
    for (const db::RecordClass cls : both_classes) {
        for (const db::WaitingBatch& waiting : journal_->batches_to_offer(cls)) {
            if (!memory_.batches.contains(waiting.digest)) {
                const base::Bytes file = *journal_->batch_bytes(cls, waiting.seq);
                learn_facts(file);
                around_.truth.cut(file, machine_->own_part().k);
                memory_.batches[waiting.digest] = {cls, waiting.seq};
            }
        }
    }
    for (const auto& [digest, place] : memory_.batches) {
        if (!memory_.freed.contains(digest) &&
            !journal_->batch_bytes(place.first, place.second).ok()) {
            memory_.freed.insert(digest);
        }
    }
    // What waited for too long to be of use is dropped, and a note of the kiosk's says so (HKX1).
    for (const db::DroppedBatch& dropped : kiosk::UnsentContacts(*journal_).dropped()) {
        around_.truth.kiosk_dropped(dropped.digest);
    }
}

void SimKiosk::learn_facts(base::ByteView file) {
    for (const base::RecordId& fact : facts_in(file, around_.base.ring())) {
        if (around_.truth.words().contains(fact)) {
            continue;
        }
        around_.truth.acknowledged(fact, {db::RecordClass::contact, {}, true});
        memory_.taken.push_back(fact);
    }
}

void SimKiosk::check_floors() {
    const base::Digest publishers = machine_->trust().current().publisher_set();
    for (const std::string& object :
         {std::string("own"), std::string("ack"), "pack:" + std::string(stream)}) {
        std::uint64_t& before = memory_.floors[object + publishers.hex()];
        const std::uint64_t now = floor(object);
        demand(now >= before, "I5", "the floor of " + object + " went down");
        before = now;
    }
    demand(machine_->trust().all().size() >= memory_.trust, "I5", "trust went back");
    memory_.trust = machine_->trust().all().size();
}

std::uint64_t SimKiosk::floor(std::string_view object) {
    const auto held = journal_->state().floor(object, machine_->trust().current().publisher_set());
    return held ? held->version : 0;
}

base::Digest SimKiosk::pack_digest() const {
    const auto file = journal_->state().value(db::value_name::pack);
    return file ? sync::frame_digest(sync::FrameKind::pack, *file) : base::Digest{};
}

void SimKiosk::check_pack() {
    const auto file = journal_->state().value(db::value_name::pack);
    const base::Digest digest = pack_digest();
    if (!file || digest == memory_.pack) {
        return;
    }
    memory_.pack = digest;
    for (const sync::TrustedDocument& trusted : machine_->trust().all()) {
        const auto manifest = sync::read_manifest(*file, trusted.document);
        if (!manifest) {
            continue;
        }
        demand(manifest->stream == stream, "I7", "a pack of another stream is shown");
        auto& shown = memory_.shown[trusted.document.publisher_set()];
        const bool newer = manifest->version > shown.first;
        demand(newer || digest == shown.second,
               "I7",
               "a pack is shown that is not newer than the one before");
        shown = {manifest->version, digest};
        return;
    }
    demand(false, "I7", "a pack is shown that nobody published");
}

bool SimKiosk::active() const {
    return machine_->own_part().state == sync::OwnState::active;
}

std::uint64_t SimKiosk::loose() {
    return journal_->counts(db::RecordClass::survey).loose +
           journal_->counts(db::RecordClass::contact).loose;
}

bool SimKiosk::has_unsent() {
    return !journal_->batches_to_offer(db::RecordClass::survey).empty() ||
           !journal_->batches_to_offer(db::RecordClass::contact).empty() || loose() > 0;
}

std::uint32_t SimKiosk::trust_version() const {
    return machine_->trust().current().version;
}

void SimKiosk::use_other_pack(base::ByteView manifest) {
    base::promise(journal_->state().set_value(db::value_name::pack, manifest).ok(), "a bite");
}

/// `keep_floors`: as if floors were kept without the publishers they belong to.
void SimKiosk::bite_before() {
    if (around_.bite != Bite::keep_floors || machine_->trust().all().size() > 1) {
        return;
    }
    sync::TrustDocument next = machine_->trust().current();
    next.publishers = {around_.base.publisher(1).public_key()};
    for (const std::string& object : {std::string("ack"), "pack:" + std::string(stream)}) {
        const auto held =
            journal_->state().floor(object, machine_->trust().current().publisher_set());
        if (held) {
            db::StateChange change;
            change.floors = {{object, next.publisher_set(), held->version, held->digest}};
            static_cast<void>(journal_->state().apply(change));
        }
    }
}

void SimKiosk::bite_after() {
    if (around_.bite == Bite::count_on_upload) {
        const db::FreeRule at_once{2, 0, clock_.today(), false};
        for (const db::RecordClass cls : both_classes) {
            for (const db::WaitingBatch& waiting : journal_->batches_to_offer(cls)) {
                if (waiting.state == db::BatchState::delivered) {
                    learn_batches();
                    static_cast<void>(journal_->apply_ack(
                        {machine_->keys().instance, cls, waiting.seq, waiting.digest, 2}, at_once));
                }
            }
        }
    }
    if (around_.bite == Bite::equal_version) {
        for (const sync::ObjectName& name : around_.place.lying()) {
            const bool same = name.kind() == sync::ObjectKind::pack &&
                              name.number() == packs_->version() &&
                              pack_digest().hex().substr(0, name.hash().size()) != name.hash();
            if (same) {
                use_other_pack(around_.place.lying_bytes(name));
            }
        }
    }
}

}  // namespace harmony::tests::sim
