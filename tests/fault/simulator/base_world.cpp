#include "base_world.h"

#include <utility>

#include "admin/enrolment.h"
#include "admin/form_table.h"
#include "admin/office.h"
#include "admin/office_books.h"
#include "db/kiosk_journal.h"
#include "kiosk/enrolment.h"
#include "kiosk/machine.h"
#include "place.h"
#include "support/small_survey.h"

namespace harmony::tests::sim {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t generations = 4;

sync::RecipientSet make_set(sync::RecordClass cls,
                            base::RandomSource& random,
                            sync::KeyRing& ring) {
    sync::BoxKeyPair online(sync::BoxSeed::random(random));
    sync::RecipientSet set;
    set.cls = cls;
    set.id = base::SetId::random(random);
    const sync::BoxKeyPair escrow(sync::BoxSeed::random(random));
    set.members = {{sync::RecipientRole::online, online.public_key()},
                   {sync::RecipientRole::escrow, escrow.public_key()}};
    ring.add(std::move(online));
    return set;
}

db::StageContext context_of(const survey::Form& form) {
    std::vector<db::EngagementInfo> known;
    for (const std::string_view id : engagements) {
        known.push_back({*base::EngagementId::from_hex(std::string(id)), "northgate", "The shops"});
    }
    return db::StageContext({admin::form_table(form)}, std::move(known));
}

}  // namespace

base::Moment first_moment() {
    return *base::day_from_iso("2026-03-30") + std::chrono::hours{10};
}

BaseWorld::BaseWorld(fs::path folder, std::size_t kiosks)
    : folder_(std::move(folder)),
      random_(20260330),
      files_(random_),
      root_(sync::SignSeed::random(random_)),
      form_(small_form()),
      context_(context_of(form_)) {
    for (std::size_t i = 0; i < generations; ++i) {
        publishers_.emplace_back(sync::SignSeed::random(random_));
    }
    make_trust();
    make_office();
    for (std::size_t number = 0; number < kiosks; ++number) {
        enrol(number);
    }
}

fs::path BaseWorld::kiosk(std::size_t seat) const {
    return folder_ / ("kiosk" + std::to_string(seat));
}

void BaseWorld::make_trust() {
    trust_.org = base::OrgId::random(random_);
    trust_.org_name = "Example Borough";
    trust_.created = *base::day_from_iso("2026-03-29");
    trust_.warn_after = trust_.created + std::chrono::days{365};
    trust_.roots = {root_.public_key()};
    trust_.publishers = {publishers_.front().public_key()};
    for (const auto cls :
         {sync::RecordClass::survey, sync::RecordClass::contact, sync::RecordClass::health}) {
        trust_.sets.push_back(make_set(cls, random_, ring_));
    }
    backup_ = {sync::BoxKeyPair(sync::BoxSeed::random(random_)).public_key()};
    const sync::SignKeyPair* const signers[] = {&root_};
    trust_file_ = *sync::sign_trust(trust_, signers);
    trust_digest_ = sync::frame_digest(sync::FrameKind::trust, trust_file_);
    first_objects_[sync::ObjectName::trust(1, trust_digest_).text()] = trust_file_;
}

void BaseWorld::make_office() {
    const admin::OfficeFolder where(office());
    fs::create_directories(office());
    const admin::OfficeSettings about{"Example Borough", trust_.org, 1, true, {}, {}};
    const std::string settings = admin::write_settings(about);
    base::promise(files_
                      .write(where.settings(),
                             base::as_bytes(settings),
                             base::IfPresent::replace,
                             base::private_mode)
                      .ok(),
                  "the settings of an office");
    base::promise(
        admin::first_books(
            admin::store_of(where, about), trust_, trust_file_, backup_, publishers_.front())
            .ok(),
        "the books of an office");
}

void BaseWorld::enrol(std::size_t number) {
    base::ManualClock clock(first_moment());
    fs::create_directories(kiosk(number));
    db::JournalOptions options;
    options.reserve_bytes = 0;
    const auto journal = std::move(*db::KioskJournal::open(kiosk(number), options));
    const auto machine = std::move(*kiosk::Machine::open({kiosk(number)}, files_, *journal));
    const auto request = *kiosk::request_enrolment(*machine, *journal, files_, random_);
    auto opened = std::move(*admin::Office::open(office(), files_));
    Dice dice(1);
    Truth truth;
    Place place(dice, truth);
    PlaceCourier courier(place);
    const std::string label = "Kiosk " + std::to_string(number);
    const auto enrolled =
        admin::enrol(*opened,
                     *sync::read_enrolment_request(request.file),
                     {label, "Town", std::string(stream), admin::draw_pins(random_)},
                     publishers_.front(),
                     courier,
                     random_,
                     clock.today());
    base::promise(enrolled.ok(), "a kiosk that is enrolled");
    const auto offer = kiosk::read_offer(place.bytes_of(enrolled->welcome), *machine, *journal);
    base::promise(offer.ok() && kiosk::accept_offer(*offer, *machine, *journal).ok(),
                  "a kiosk that takes the office's answer");
    for (const sync::ObjectName& name : place.names()) {
        if (name.kind() == sync::ObjectKind::own_part) {
            first_objects_[name.text()] = place.bytes_of(name);
        }
    }
    const base::Bytes file = *files_.read(kiosk::StateFolder{kiosk(number)}.keys(), 4096);
    sync::KioskKeys keys = *sync::read_kiosk_keys(file);
    sync::SignKeyPair sign(keys.sign);
    seats_.push_back({label, std::move(keys), std::move(sign)});
}

}  // namespace harmony::tests::sim
