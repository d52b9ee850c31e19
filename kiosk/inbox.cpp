#include "kiosk/inbox.h"

#include <algorithm>

namespace harmony::kiosk {
namespace {

using base::Error;
using base::Result;
using sync::FloorAnswer;
using sync::ObjectKind;
using sync::ObjectName;

/// Objects of `kind`, the highest number first, a few of them; the name is a hint, its content is
/// checked later.
std::vector<ObjectName> newest_first(const std::vector<ObjectName>& names, ObjectKind kind) {
    std::vector<ObjectName> all;
    std::copy_if(names.begin(), names.end(), std::back_inserter(all), [&](const ObjectName& name) {
        return name.kind() == kind;
    });
    std::sort(all.begin(), all.end(), [](const ObjectName& a, const ObjectName& b) {
        return a.number() > b.number();
    });
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), newest_tried)),
              all.end());
    return all;
}

/// Whether the office's publishers of today signed it.
Result<void> signed_today(sync::FrameKind kind,
                          base::ByteView file,
                          const sync::TrustDocument& trust) {
    const Result<sync::Frame> frame = sync::read_frame(kind, file);
    return frame ? sync::check_publishers(*frame, trust) : frame.error();
}

sync::FrameKind frame_of(ObjectKind kind) {
    switch (kind) {
        case ObjectKind::pack: return sync::FrameKind::pack;
        case ObjectKind::own_part: return sync::FrameKind::own_part;
        case ObjectKind::roster: return sync::FrameKind::roster;
        case ObjectKind::token: return sync::FrameKind::token;
        default: return sync::FrameKind::ack;
    }
}

std::optional<sync::Floor> held_floor(db::KioskState& state,
                                      std::string_view object,
                                      const sync::TrustDocument& trust) {
    const std::optional<db::VersionFloor> held = state.floor(object, trust.publisher_set());
    if (!held) {
        return std::nullopt;
    }
    return sync::Floor{held->publishers, held->version, held->digest};
}

db::VersionFloor to_store(std::string_view object, const sync::Floor& floor) {
    return {std::string(object), floor.publisher_set, floor.version, floor.digest};
}

}  // namespace

/// The bytes of the newest object that the office's publishers of today signed. A stranger with a
/// high number in its name, or a thief of a key that was replaced, must not stand in its way
/// (security.md, O5). Nothing when there is none; when there are others, that is noted.
std::optional<base::Bytes> Inbox::fetch_newest(const Names& names,
                                               ObjectKind kind,
                                               sync::Courier& in,
                                               InboxReport& report) {
    std::string trouble;
    for (const ObjectName& name : newest_first(names, kind)) {
        Result<base::Bytes> file = in.fetch(name, name.cap());
        const Result<void> good = file ? fits_its_name(name, frame_of(kind), *file) : file.error();
        if (good) {
            if (!trouble.empty() && kind == ObjectKind::pack) {
                refuse_content(trouble, report);  // a newer one lies there, and cannot be believed
            }
            return std::move(*file);
        }
        if (trouble.empty() && !(file && taken_before(frame_of(kind), *file))) {
            trouble = good.error().message;
        }
    }
    if (!trouble.empty() && kind == ObjectKind::pack) {
        refuse_content(trouble, report);
    } else if (!trouble.empty()) {
        report.troubles.push_back(trouble);
    }
    return std::nullopt;
}

/// Signed by the publishers of today, for this machine, and of the number in its name: an old file
/// that somebody put there under a high number must not stand before the newest one.
Result<void> Inbox::fits_its_name(const ObjectName& name,
                                  sync::FrameKind kind,
                                  base::ByteView file) const {
    const sync::TrustDocument& trust = machine_.trust().current();
    if (Result<void> signed_by_us = signed_today(kind, file, trust); !signed_by_us) {
        return signed_by_us;
    }
    std::uint64_t number = name.number();
    if (kind == sync::FrameKind::pack) {
        const auto manifest = sync::read_manifest(file, trust);
        number = manifest ? manifest->version : number;
    } else if (kind == sync::FrameKind::own_part) {
        const auto part = sync::check_own_part(file, machine_.keys().kiosk, trust, std::nullopt);
        if (!part) {
            return part.error();
        }
        number = part->part.version;
    } else if (kind == sync::FrameKind::roster) {
        const auto roster = sync::check_roster(file, machine_.keys().kiosk, trust, std::nullopt);
        if (!roster) {
            return roster.error();
        }
        number = roster->roster.version;
    } else if (kind == sync::FrameKind::ack) {
        const auto ack = sync::check_ack(file, machine_.keys().kiosk, trust, std::nullopt);
        if (!ack) {
            return ack.error();
        }
        number = ack->ack.version;
    }
    return number == name.number()
               ? Result<void>()
               : Result<void>(
                     Error{base::ErrorKind::refused,
                           "An old file was found under a newer number. Tell the office."});
}

/// What came under a publisher that was replaced since and is in force here is no news.
bool Inbox::taken_before(sync::FrameKind kind, base::ByteView file) {
    const Result<sync::Frame> frame = sync::read_frame(kind, file);
    const std::string object = kind == sync::FrameKind::pack ? "pack:" + machine_.own_part().stream
                               : kind == sync::FrameKind::own_part ? "own"
                               : kind == sync::FrameKind::roster   ? "roster"
                                                                   : "ack";
    const auto trusted = machine_.trust().all();
    return frame &&
           std::any_of(trusted.begin(), trusted.end(), [&](const sync::TrustedDocument& each) {
               const auto held = journal_.state().floor(object, each.document.publisher_set());
               return held && held->digest == frame->digest;
           });
}

void Inbox::refuse_content(const std::string& why, InboxReport& report) {
    report.content_refused = why;
    report.troubles.push_back("New content was refused: " + why);
    static_cast<void>(journal_.state().raise_fault("pack_sig", clock_.today()));
}

Result<InboxReport> Inbox::take_in(sync::Courier& in) {
    InboxReport report;
    Names names;
    for (const std::string& folder :
         {sync::down_folder(), sync::down_folder(machine_.keys().kiosk)}) {
        const Result<sync::Listing> listing = in.list(folder, "");
        if (!listing) {
            return listing.error().while_doing("reading what the courier brought");
        }
        names.insert(names.end(), listing->names.begin(), listing->names.end());
    }
    std::erase_if(names, [this](const ObjectName& name) {
        const bool strange = name.kiosk().has_value() && *name.kiosk() != machine_.keys().kiosk;
        const bool other_stream =
            name.kind() == ObjectKind::pack && name.stream() != machine_.own_part().stream;
        return strange || other_stream;
    });
    take_trust(names, in, report);
    take_pack(names, in, report);
    take_own_part(names, in, report);
    take_roster(names, in, report);
    take_token(names, in, report);
    take_ack(names, in, report);
    return report;
}

void Inbox::keep(const db::StateChange& change, InboxReport& report) {
    Result<void> kept = journal_.state().apply(change);
    if (kept) {
        kept = machine_.reload();
    }
    if (!kept) {
        report.troubles.push_back(kept.error().message);
    }
}

void Inbox::take_trust(const Names& names, sync::Courier& in, InboxReport& report) {
    sync::TrustChain chain = machine_.trust();
    db::StateChange change;
    for (const ObjectName& name : names) {
        if (name.kind() != ObjectKind::trust) {
            continue;
        }
        const Result<base::Bytes> file = in.fetch(name, name.cap());
        if (!file) {
            report.troubles.push_back(file.error().message);
            continue;
        }
        const Result<sync::TrustChain::Step> step = chain.offer(*file);
        if (!step) {
            report.troubles.push_back(step.error().message);
        } else if (*step == sync::TrustChain::Step::fork) {
            report.troubles.emplace_back("Two different trust documents claim to be the same one.");
        } else if (*step == sync::TrustChain::Step::taken) {
            change.trust.push_back({chain.newest().document.version, chain.newest().file});
        }
    }
    if (change.trust.empty()) {
        return;
    }
    if (chain.current().publisher_set() != machine_.trust().current().publisher_set()) {
        forget_acks(report);
    }
    keep(change, report);
}

/// What a replaced publisher acknowledged does not count any more: it may have been a thief's word.
/// Everything that is still here is offered again until the new publisher acknowledges it. Before
/// the change is kept, since doing it twice is harmless and leaving it out is not.
void Inbox::forget_acks(InboxReport& report) {
    const db::FreeRule nothing_freed{
        static_cast<std::uint8_t>(sync::AckLevel::backed_up), 0, clock_.today(), true};
    for (const db::RecordClass cls : {db::RecordClass::survey, db::RecordClass::contact}) {
        const auto outcome = journal_.apply_ack({machine_.keys().instance,
                                                 cls,
                                                 0,
                                                 base::Digest{},
                                                 static_cast<std::uint8_t>(sync::AckLevel::stored)},
                                                nothing_freed);
        if (!outcome) {
            report.troubles.push_back(outcome.error().message);
        }
    }
}

void Inbox::take_pack(const Names& names, sync::Courier& in, InboxReport& report) {
    const std::optional<base::Bytes> file = fetch_newest(names, ObjectKind::pack, in, report);
    if (!file) {
        return;
    }
    Result<Installed> installed = packs_.offer(*file, in);
    if (!installed) {
        refuse_content(installed.error().message, report);
        return;
    }
    report.new_content = installed->fresh;
    report.missing = std::move(installed->missing);
    if (installed->fresh) {
        static_cast<void>(journal_.state().clear_fault("pack_sig"));
    }
}

void Inbox::take_own_part(const Names& names, sync::Courier& in, InboxReport& report) {
    const std::optional<base::Bytes> file = fetch_newest(names, ObjectKind::own_part, in, report);
    if (!file) {
        return;
    }
    const sync::TrustDocument& trust = machine_.trust().current();
    const Result<sync::CheckedOwnPart> part = sync::check_own_part(
        *file, machine_.keys().kiosk, trust, held_floor(journal_.state(), "own", trust));
    if (!part) {
        report.troubles.push_back(part.error().message);
        return;
    }
    if (part->answer != FloorAnswer::newer || part->part.needs_pack > packs_.version()) {
        return;  // nothing new, or its pack comes first
    }
    db::StateChange change;
    change.values = {{std::string(db::value_name::own_part), *file}};
    change.floors = {to_store("own", part->floor)};
    keep(change, report);
}

/// Its place and its floor are written one after the other: after a kill in between, the same list
/// is taken again, which changes nothing.
void Inbox::take_roster(const Names& names, sync::Courier& in, InboxReport& report) {
    if (!roster_.is_allowed()) {
        return;  // the own part does not let names lie here, whatever comes
    }
    const std::optional<base::Bytes> file = fetch_newest(names, ObjectKind::roster, in, report);
    if (!file) {
        return;
    }
    const sync::TrustDocument& trust = machine_.trust().current();
    const auto checked = sync::check_roster(
        *file, machine_.keys().kiosk, trust, held_floor(journal_.state(), "roster", trust));
    if (!checked) {
        report.troubles.push_back(checked.error().message);
        return;
    }
    if (checked->answer != FloorAnswer::newer || sync::is_over(checked->roster, clock_.today())) {
        return;
    }
    db::StateChange change;
    change.floors = {to_store("roster", checked->floor)};
    Result<void> kept = roster_.keep(*file);
    kept = kept ? journal_.state().apply(change) : kept;
    if (!kept) {
        report.troubles.push_back(kept.error().message);
    }
}

/// A token is kept as it came; whoever acts on it checks it again, on that day.
void Inbox::take_token(const Names& names, sync::Courier& in, InboxReport& report) {
    const std::optional<base::Bytes> file = fetch_newest(names, ObjectKind::token, in, report);
    if (!file) {
        return;
    }
    const Result<sync::AdminToken> token = machine_.check_token(*file, clock_.today());
    if (!token) {
        report.troubles.push_back(token.error().message);
        return;
    }
    static_cast<void>(journal_.state().set_value(Machine::token_name, *file));
}

void Inbox::take_ack(const Names& names, sync::Courier& in, InboxReport& report) {
    const std::optional<base::Bytes> file = fetch_newest(names, ObjectKind::ack, in, report);
    if (!file) {
        return;
    }
    const sync::TrustDocument& trust = machine_.trust().current();
    const Result<sync::CheckedAck> ack = sync::check_ack(
        *file, machine_.keys().kiosk, trust, held_floor(journal_.state(), "ack", trust));
    if (!ack) {
        report.troubles.push_back(ack.error().message);
        return;
    }
    if (ack->answer != FloorAnswer::newer) {
        return;
    }
    if (Result<void> applied = apply_ack(*ack, report); !applied) {
        report.troubles.push_back(applied.error().message);
    }
}

Result<void> Inbox::apply_ack(const sync::CheckedAck& ack, InboxReport& report) {
    db::FreeRule nothing_freed;  // the outbox frees, once a minute
    nothing_freed.today = clock_.today();
    nothing_freed.clock_doubted = true;
    for (const sync::AckEntry& entry : ack.ack.entries) {
        const Result<db::AckOutcome> outcome =
            journal_.apply_ack({entry.instance,
                                static_cast<db::RecordClass>(entry.cls),
                                entry.seq,
                                entry.hash,
                                static_cast<std::uint8_t>(entry.level)},
                               nothing_freed);
        if (!outcome) {
            return outcome.error();
        }
        if (outcome->verdict == db::AckVerdict::mismatch) {
            static_cast<void>(journal_.state().raise_fault("ack_mismatch", clock_.today()));
            report.troubles.emplace_back(
                "The office acknowledged a package that this machine did not send. Tell the "
                "office.");
        }
        report.acknowledged += static_cast<int>(outcome->acknowledged);
    }
    // The floor last: after a kill in between, the same acknowledgement is applied again, which
    // changes nothing.
    db::StateChange change;
    change.floors = {to_store("ack", ack.floor)};
    return journal_.state().apply(change);
}

}  // namespace harmony::kiosk
