#include "kiosk/inbox.h"

#include <algorithm>

namespace harmony::kiosk {
namespace {

using base::Error;
using base::Result;
using sync::FloorAnswer;
using sync::ObjectKind;
using sync::ObjectName;

/// The object of `kind` with the highest number; the name is a hint, its content is checked later.
const ObjectName* newest(const std::vector<ObjectName>& names, ObjectKind kind) {
    const ObjectName* best = nullptr;
    for (const ObjectName& name : names) {
        if (name.kind() == kind && (best == nullptr || name.number() > best->number())) {
            best = &name;
        }
    }
    return best;
}

/// Its bytes; nothing when there is none, or when it cannot be read (which is noted).
std::optional<base::Bytes> fetch_newest(const std::vector<ObjectName>& names,
                                        ObjectKind kind,
                                        sync::Courier& in,
                                        InboxReport& report) {
    const ObjectName* name = newest(names, kind);
    if (name == nullptr) {
        return std::nullopt;
    }
    Result<base::Bytes> file = in.fetch(*name, name->cap());
    if (!file) {
        report.troubles.push_back(file.error().message);
        return std::nullopt;
    }
    return std::move(*file);
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
    keep(change, report);
}

void Inbox::take_pack(const Names& names, sync::Courier& in, InboxReport& report) {
    const std::optional<base::Bytes> file = fetch_newest(names, ObjectKind::pack, in, report);
    if (!file) {
        return;
    }
    Result<Installed> installed = packs_.offer(*file, in);
    if (!installed) {
        report.content_refused = installed.error().message;
        report.troubles.push_back("New content was refused: " + report.content_refused);
        static_cast<void>(journal_.state().raise_fault("pack_sig", clock_.today()));
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
    const sync::OwnPart& own = machine_.own_part();
    const db::FreeRule rule{
        static_cast<std::uint8_t>(own.ack_level), own.retention_days, clock_.today(), false};
    for (const sync::AckEntry& entry : ack.ack.entries) {
        const Result<db::AckOutcome> outcome =
            journal_.apply_ack({entry.instance,
                                static_cast<db::RecordClass>(entry.cls),
                                entry.seq,
                                entry.hash,
                                static_cast<std::uint8_t>(entry.level)},
                               rule);
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
