#include "admin/intake_answers.h"

#include <algorithm>
#include <map>
#include <vector>

#include "admin/backed_up.h"
#include "admin/intake_history.h"
#include "admin/own_parts.h"
#include "sync/ack.h"
#include "sync/own_part.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

/// Named value of the store: set until every kiosk was answered afresh.
constexpr std::string_view answer_everybody = "answer_everybody";

/// How far the office got with each stream: opened, unless some record of it could not be.
std::map<db::StreamKey, sync::AckLevel> levels(db::OfficeStore& store) {
    std::map<db::StreamKey, sync::AckLevel> all;
    for (const db::BatchSummary& batch : store.batches()) {
        const db::OpenedCounts& counts = batch.counts;
        const bool opened = counts.no_key == 0 && counts.cannot_open == 0 && counts.newer == 0;
        auto& level = all.try_emplace(batch.stream, sync::AckLevel::opened).first->second;
        level = opened ? level : sync::AckLevel::stored;
    }
    return all;
}

/// As an acknowledgement is written.
void sort_entries(std::vector<sync::AckEntry>& entries) {
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
        return std::tie(a.instance, a.cls) < std::tie(b.instance, b.cls);
    });
}

std::map<base::KioskId, std::vector<sync::AckEntry>> entries(db::OfficeStore& store) {
    const auto reached = levels(store);
    const auto safe = backed_up(store);
    std::map<base::KioskId, std::vector<sync::AckEntry>> all;
    for (const db::StreamHead& head : heads_of_kiosks(store)) {
        const auto level = reached.find(head.stream);
        if (head.stream.kiosk.is_zero()) {
            continue;  // the office itself, which waits for no answer
        }
        if (head.seq > 0 && level != reached.end()) {
            const auto backup = safe.find(head.stream);
            const bool in_backup = level->second == sync::AckLevel::opened &&
                                   backup != safe.end() && backup->second >= head.seq;
            all[head.stream.kiosk].push_back(
                {head.stream.instance,
                 static_cast<sync::RecordClass>(head.stream.cls),
                 head.seq,
                 head.digest,
                 in_backup ? sync::AckLevel::backed_up : level->second});
        }
    }
    return all;
}

/// A stream of which nothing is here is named, too: a kiosk that was told otherwise (by an office
/// that was restored since, or by a thief) must offer everything again before it frees it. Kiosks
/// of which nothing at all is here are told when `everybody` is to hear.
void say_what_is_not_here(const sync::Registry& registry,
                          bool everybody,
                          std::map<base::KioskId, std::vector<sync::AckEntry>>& all) {
    for (const sync::RegisteredKiosk& kiosk : registry.kiosks) {
        if (!everybody && !all.contains(kiosk.kiosk)) {
            continue;
        }
        std::vector<sync::AckEntry>& entries = all[kiosk.kiosk];
        for (const auto cls : {sync::RecordClass::survey, sync::RecordClass::contact}) {
            const bool known =
                std::any_of(entries.begin(), entries.end(), [&](const sync::AckEntry& entry) {
                    return entry.instance == kiosk.first_instance && entry.cls == cls;
                });
            if (!known) {
                entries.push_back(
                    {kiosk.first_instance, cls, 0, base::Digest{}, sync::AckLevel::stored});
            }
        }
        sort_entries(entries);
    }
}

/// The newest acknowledgement, when it says just this already.
std::optional<db::Published> unchanged(Office& office,
                                       const base::KioskId& kiosk,
                                       const std::vector<sync::AckEntry>& entries) {
    auto newest = office.store().newest_published("ack:" + kiosk.hex());
    if (!newest) {
        return std::nullopt;
    }
    const auto read = sync::check_ack(newest->bytes, kiosk, office.trust().current(), std::nullopt);
    return read && read->ack.entries == entries ? std::move(newest) : std::nullopt;
}

Result<db::Published> keep(Office& office,
                           const std::string& kind,
                           std::uint64_t version,
                           sync::FrameKind frame,
                           base::Bytes file) {
    db::Published published{kind, version, sync::frame_digest(frame, file), std::move(file)};
    if (Result<void> kept = office.store().keep_published(published); !kept) {
        return kept.error();
    }
    return published;
}

Result<void> tell_to_stop(Office& office,
                          const base::KioskId& kiosk,
                          const sync::SignKeyPair& publisher,
                          base::Day today) {
    const Result<db::Published> part = issue_own_part(
        office,
        kiosk,
        [](sync::OwnPart& next) { next.state = sync::OwnState::cloned; },
        publisher,
        today);
    return part ? Result<void>() : part.error();
}

/// Kiosks that must stop (copied, revoked, given up) hear it wherever they fetch next.
Result<void> deliver_stops(Office& office, sync::Courier& courier) {
    for (const sync::RegisteredKiosk& kiosk : office.registry().kiosks) {
        const Result<sync::OwnPart> part = newest_own_part(office, kiosk.kiosk);
        if (!part || part->state == sync::OwnState::active) {
            continue;
        }
        const auto kept = office.store().newest_published("own:" + kiosk.kiosk.hex());
        const auto name = sync::ObjectName::own_part(kiosk.kiosk, kept->version, kept->digest);
        if (const auto sent = courier.deliver(name, kept->bytes); !sent) {
            return sent.error();
        }
    }
    return {};
}

Result<db::Published> new_ack(Office& office,
                              const base::KioskId& kiosk,
                              std::vector<sync::AckEntry> entries,
                              const sync::SignKeyPair& publisher,
                              base::Day today) {
    const std::string kind = "ack:" + kiosk.hex();
    const auto version = office.store().issue_version(kind);
    if (!version) {
        return version.error();
    }
    const sync::SignKeyPair* const signers[] = {&publisher};
    const sync::Ack ack{office.settings().org, kiosk, *version, today, std::move(entries)};
    return keep(office, kind, *version, sync::FrameKind::ack, sync::sign_ack(ack, signers));
}

}  // namespace

Result<Answers> answer_kiosks(Office& office,
                              std::span<const base::KioskId> cloned,
                              const sync::SignKeyPair& publisher,
                              sync::Courier& courier,
                              base::Day today) {
    Answers answers;
    const bool anew = office.store().value(answer_everybody).has_value();
    auto all = entries(office.store());
    say_what_is_not_here(office.registry(), anew, all);
    for (auto& [kiosk, list] : all) {
        std::optional<db::Published> ack = anew ? std::nullopt : unchanged(office, kiosk, list);
        if (!ack) {
            Result<db::Published> made = new_ack(office, kiosk, list, publisher, today);
            if (!made) {
                return made.error().while_doing("writing an acknowledgement");
            }
            ack = std::move(*made);
            ++answers.acknowledgements;
        }
        const auto name = sync::ObjectName::ack(kiosk, ack->version, ack->digest);
        if (const auto sent = courier.deliver(name, ack->bytes); !sent) {
            return sent.error().while_doing("writing an acknowledgement");
        }
    }
    for (const base::KioskId& kiosk : cloned) {
        if (Result<void> told = tell_to_stop(office, kiosk, publisher, today); !told) {
            return told.error().while_doing("telling a copied kiosk to stop");
        }
        ++answers.own_parts;
    }
    if (Result<void> sent = deliver_stops(office, courier); !sent) {
        return sent.error().while_doing("telling a kiosk to stop");
    }
    if (anew) {
        if (Result<void> done = office.store().set_value(answer_everybody, {}); !done) {
            return done.error();
        }
    }
    return answers;
}

Result<void> answer_everybody_anew(db::OfficeStore& store) {
    return store.set_value(answer_everybody, base::as_bytes("1"));
}

}  // namespace harmony::admin
