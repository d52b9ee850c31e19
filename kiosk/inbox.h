#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "db/kiosk_journal.h"
#include "kiosk/door/door_roster.h"
#include "kiosk/machine.h"
#include "kiosk/pack_store.h"
#include "kiosk/spool.h"
#include "sync/courier.h"

namespace harmony::kiosk {

/// What the spool brought and what became of it.
struct InboxReport {
    int acknowledged = 0;                 ///< batches that the office has acknowledged since
    bool new_content = false;             ///< a newer pack was taken in
    std::vector<sync::FileHash> missing;  ///< content that the courier must still bring
    std::vector<std::string> troubles;    ///< one sentence for each thing refused
    std::string content_refused;          ///< the one about the pack; empty: none
};

/// Takes in what lies in the spool, each kind checked before anything changes: trust documents, the
/// pack, the own part, lists for the door, admin tokens, acknowledgements, in this order
/// (docs/formats/hk1.md, sections 11.5 and 13). A thing that is refused is noted, and the rest goes
/// on.
class Inbox {
public:
    /// All must outlive this.
    Inbox(Machine& machine,
          db::KioskJournal& journal,
          PackStore& packs,
          base::Files& files,
          const base::Clock& clock)
        : machine_(machine),
          journal_(journal),
          packs_(packs),
          roster_(machine, files),
          clock_(clock) {}

    [[nodiscard]] base::Result<InboxReport> take_in(sync::Courier& in);

private:
    using Names = std::vector<sync::ObjectName>;

    [[nodiscard]] std::optional<base::Bytes> fetch_newest(const Names& names,
                                                          sync::ObjectKind kind,
                                                          sync::Courier& in,
                                                          InboxReport& report);
    [[nodiscard]] base::Result<void> fits_its_name(const sync::ObjectName& name,
                                                   sync::FrameKind kind,
                                                   base::ByteView file) const;
    [[nodiscard]] bool taken_before(sync::FrameKind kind, base::ByteView file);
    void refuse_content(const std::string& why, InboxReport& report);

    /// Writes what was checked, and lets the machine read itself anew.
    void keep(const db::StateChange& change, InboxReport& report);
    void take_trust(const Names& names, sync::Courier& in, InboxReport& report);
    void forget_acks(InboxReport& report);
    void take_pack(const Names& names, sync::Courier& in, InboxReport& report);
    void take_own_part(const Names& names, sync::Courier& in, InboxReport& report);
    void take_roster(const Names& names, sync::Courier& in, InboxReport& report);
    void take_token(const Names& names, sync::Courier& in, InboxReport& report);
    void take_ack(const Names& names, sync::Courier& in, InboxReport& report);
    base::Result<void> apply_ack(const sync::CheckedAck& ack, InboxReport& report);

    Machine& machine_;
    db::KioskJournal& journal_;
    PackStore& packs_;
    DoorRoster roster_;
    const base::Clock& clock_;
};

}  // namespace harmony::kiosk
