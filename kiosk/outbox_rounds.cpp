// What the outbox does without a task: it says how the machine is, writes over the order of
// arrival, and sends by itself (kiosk/rounds.h says when).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/door/door_roster.h"
#include "kiosk/sealing_outbox.h"
#include "sync/expiry_note.h"
#include "sync/heartbeat.h"

namespace harmony::kiosk {

using base::Error;
using base::ErrorKind;
using base::Result;

/// Only the newest is worth carrying: what waits from before is taken away.
Result<void> SealingOutbox::put_health(const sync::Heartbeat& told,
                                       std::optional<sync::ObjectName>* name) {
    const base::SetId id = parts_.machine.own_part().set_of(sync::RecordClass::health);
    const sync::RecipientSet* set = parts_.machine.trust().find_set(id);
    base::promise(set != nullptr, "an own part names a set that its trust does not hold");
    const Result<std::uint64_t> counter = rounds_.next_health();
    if (!counter) {
        return counter.error();
    }
    const Result<base::Bytes> file =
        sync::write_heartbeat(told,
                              {parts_.machine.origin(), {id, set->keys()}, *counter},
                              parts_.machine.sign_key(),
                              parts_.random);
    if (!file) {
        return file.error();
    }
    const base::KioskId& kiosk = parts_.machine.keys().kiosk;
    const auto made = sync::ObjectName::heartbeat(
        kiosk, *counter, sync::frame_digest(sync::FrameKind::health, *file));
    if (const auto put = spool_.out().deliver(made, *file); !put) {
        return put.error().while_doing("writing the note for the office");
    }
    if (name != nullptr) {
        *name = made;
    }
    const auto waiting = spool_.out().list(sync::up_folder(kiosk, sync::RecordClass::health), "");
    for (const sync::ObjectName& old : waiting ? waiting->names : std::vector<sync::ObjectName>{}) {
        if (old.kind() == sync::ObjectKind::heartbeat && old != made) {
            if (Result<void> removed = spool_.remove_out(old); !removed) {
                return removed;
            }
        }
    }
    return {};
}

/// A note that cannot be written holds no answer up.
void SealingOutbox::put_own_health() {
    if (!health()) {
        return;
    }
    if (Result<void> put = put_health(health()()); !put) {
        parts_.log.warning("health", put.error().message);
    }
}

Result<void> SealingOutbox::tell_office(const sync::Heartbeat& told) {
    if (Result<void> made = make_spool(parts_.files, parts_.machine.folder()); !made) {
        return made;
    }
    std::optional<sync::ObjectName> name;
    if (Result<void> put = put_health(told, &name); !put) {
        return put;
    }
    if (!parts_.run_courier) {
        return {};  // a courier of its own takes it along
    }
    if (Result<void> asked = ask_courier({}); !asked) {
        return asked;
    }
    if (Result<void> ran = parts_.run_courier(); !ran) {
        return ran;
    }
    const Result<CourierNews> news = spool_.told();
    if (!news) {
        return news.error();
    }
    const bool there = std::find(news->delivered.begin(), news->delivered.end(), name->text()) !=
                       news->delivered.end();
    return there ? Result<void>{}
                 : Result<void>(
                       Error{ErrorKind::unreachable,
                             news->trouble.empty() ? "the note was not carried" : news->trouble});
}

void SealingOutbox::tidy_when_quiet() {
    if (!tasks_.empty() || !rounds_.tidy_due()) {
        return;
    }
    if (Result<void> tidied = parts_.journal.tidy(); !tidied) {
        parts_.log.warning("tidy", tidied.error().message);  // no space: again in a minute
        return;
    }
    rounds_.note_tidied();
}

/// A courier that runs beside this program is told what to bring, and what it did since is taken
/// in: what lies at the office's place is noted, acknowledgements and content are checked and kept.
void SealingOutbox::hear_courier() {
    if (parts_.run_courier) {
        return;
    }
    take_what_it_brought();
    if (Result<void> asked = ask_courier(wanted_); !asked) {
        parts_.log.warning("courier", asked.error().message);
    }
}

void SealingOutbox::take_what_it_brought() {
    const Result<CourierNews> news = spool_.told();
    if (!news || (news->brought == 0 && heard_ == *news)) {
        return;  // it has not run yet, or says what it said before
    }
    heard_ = *news;
    if (Result<void> noted = note_delivered(); !noted) {
        parts_.log.warning("courier", noted.error().message);
    }
    Result<InboxReport> brought = take_in();
    if (!brought) {
        parts_.log.warning("courier", brought.error().message);
        return;
    }
    brought_content_ = brought_content_ || brought->new_content;
    wanted_ = std::move(brought->missing);
}

/// What a machine sends without being asked. A courier that this program must start itself is
/// started at night alone: it holds the worker up, and by day a resident may be waiting for it.
void SealingOutbox::send_by_itself() {
    if (rounds_.health_due()) {
        put_own_health();
    }
    if (rounds_.night_due() && tasks_.empty()) {
        const Result<SyncReport> sent =
            fill_and_carry(SmallGroups::stay, parts_.run_courier && !parts_.only_for_staff);
        const Result<void> noted = rounds_.note_night();
        if (!sent || !noted) {
            parts_.log.warning("night", (sent ? noted.error() : sent.error()).message);
        }
        brought_content_ = brought_content_ || (sent && sent->new_content);
        return;
    }
    if (!parts_.run_courier && rounds_.contacts_due()) {
        rounds_.note_contacts();
        constexpr std::array contacts = {db::RecordClass::contact};
        const Result<Cuts> cuts = cut(contacts, SmallGroups::stay);
        const Result<void> filled = cuts ? fill_spool() : Result<void>(cuts.error());
        if (!filled) {
            parts_.log.warning("contacts", filled.error().message);
        }
    }
}

/// Names go when their time is over: those for the door, and those that nobody fetched.
void SealingOutbox::drop_what_is_over() {
    const base::Day today = parts_.clock.today();
    if (Result<void> gone = DoorRoster(parts_.machine, parts_.files).drop_when_over(today); !gone) {
        parts_.log.warning("roster", gone.error().message);
    }
    constexpr std::chrono::days longest{unsent_days + 2 * events::listed_days};
    const Result<std::uint32_t> lost = unsent_.settle(today, today + longest, doubt_.stands());
    if (!lost) {
        parts_.log.warning("unsent", lost.error().message);
    } else if (*lost > 0) {
        parts_.log.warning("contacts_expired", fmt::format("records={}", *lost));
        events::Fact fact;
        fact.payload =
            events::ExpiredUnsent{static_cast<int>(*lost), events::ExpiredClass::contact};
        if (Result<void> said = say(std::move(fact)); !said) {
            parts_.log.warning("unsent", said.error().message);
        }
    }
}

/// The note takes the place of the batch in the spool, until the office has closed its gap.
Result<void> SealingOutbox::put_expiry_notes() {
    const base::KioskId& kiosk = parts_.machine.keys().kiosk;
    for (const db::DroppedBatch& batch : unsent_.dropped()) {
        const base::Bytes note = sync::sign_expiry_note({parts_.machine.origin(),
                                                         sync::RecordClass::contact,
                                                         batch.seq,
                                                         batch.digest,
                                                         batch.records,
                                                         batch.dropped_on},
                                                        parts_.machine.sign_key());
        const auto name = sync::ObjectName::expiry_note(kiosk, batch.seq, batch.digest);
        if (const auto put = spool_.out().deliver(name, note); !put) {
            return put.error().while_doing("telling what was dropped");
        }
        const auto was =
            sync::ObjectName::batch(kiosk, sync::RecordClass::contact, batch.seq, batch.digest);
        if (Result<void> removed = spool_.remove_out(was); !removed) {
            return removed;
        }
    }
    return {};
}

void SealingOutbox::tend() {
    const sync::OwnPart& own = parts_.machine.own_part();
    const db::FreeRule rule{static_cast<std::uint8_t>(own.ack_level),
                            own.retention_days,
                            parts_.clock.today(),
                            doubt_.stands()};
    for (const db::RecordClass cls : both_classes) {
        const Result<std::uint32_t> freed = parts_.journal.free_acknowledged(cls, rule);
        if (freed && *freed > 0) {
            parts_.log.info("batches_freed", fmt::format("batches={}", *freed));
        }
    }
    drop_what_is_over();
    tidy_when_quiet();
    if (Result<void> made = make_spool(parts_.files, parts_.machine.folder()); made) {
        send_by_itself();
        hear_courier();
    }
}

}  // namespace harmony::kiosk
