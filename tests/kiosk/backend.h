#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "base/files.h"
#include "base/log.h"
#include "base/random.h"
#include "base/time.h"
#include "db/kiosk_journal.h"
#include "kiosk/courier_run.h"
#include "kiosk/enrolment.h"
#include "kiosk/sealing_outbox.h"
#include "support/small_office.h"
#include "support/temporary_folder.h"
#include "sync/crypto.h"

namespace harmony::tests {

/// What lies behind the screens of one kiosk, on real files, with an office beside it.
struct Backend {
    Backend()
        : clock(base::moment_from_iso("2026-03-30T10:00:00+01:00")->moment, std::chrono::hours{1}) {
        base::promise(sync::start().ok(), "libsodium");
        open();
    }

    /// As a restarted program would.
    void open() {
        outbox.reset();
        packs.reset();
        machine.reset();
        journal.reset();
        db::JournalOptions options;
        options.reserve_bytes = 0;
        std::filesystem::create_directories(state());
        journal = *db::KioskJournal::open(state(), options);
        machine = *kiosk::Machine::open({state()}, files, *journal);
        packs = std::make_unique<kiosk::PackStore>(files, *journal, *machine);
    }

    /// Request, answer, confirmation.
    void enrol() {
        const kiosk::Request request = *kiosk::request_enrolment(*machine, *journal, files, random);
        checked = *sync::read_enrolment_request(request.file);
        const kiosk::Offer offer = *kiosk::read_offer(office.welcome(*checked), *machine, *journal);
        base::promise(kiosk::accept_offer(offer, *machine, *journal).ok(), "accepting the office");
    }

    void open_outbox() {
        outbox.reset();  // one program at a time holds the pool
        outbox = *kiosk::SealingOutbox::open(
            {*machine, *journal, *packs, files, random, clock, log, [this] { return carry(); }});
    }

    /// A service of its own carries: here, the test does.
    void open_outbox_beside_a_courier() {
        outbox.reset();
        outbox = *kiosk::SealingOutbox::open(
            {*machine, *journal, *packs, files, random, clock, log, {}});
    }

    [[nodiscard]] base::Result<void> carry() {
        const auto wants = kiosk::wants_of(files, machine->folder());
        sync::FolderCourier there = place();
        const auto news = kiosk::carry_once(files, machine->folder(), *wants, there);
        return news ? base::Result<void>() : base::Result<void>(news.error());
    }

    [[nodiscard]] std::filesystem::path state() const { return folder.path() / "kiosk"; }
    [[nodiscard]] std::filesystem::path store() const { return folder.path() / "store"; }

    [[nodiscard]] sync::FolderCourier place() {
        std::filesystem::create_directories(store());
        return {files, store(), office.org(), sync::Medium::folder};
    }

    TemporaryFolder folder;
    base::SystemRandom random;
    base::RealFiles files{random};
    base::SilentLog log;
    base::ManualClock clock;
    SmallOffice office;
    std::optional<sync::CheckedRequest> checked;
    std::unique_ptr<db::KioskJournal> journal;
    std::unique_ptr<kiosk::Machine> machine;
    std::unique_ptr<kiosk::PackStore> packs;
    std::unique_ptr<kiosk::SealingOutbox> outbox;
};

}  // namespace harmony::tests
