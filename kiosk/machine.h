#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "base/files.h"
#include "base/random.h"
#include "db/kiosk_journal.h"
#include "kiosk/state_folder.h"
#include "sync/crypto.h"
#include "sync/kiosk_keys.h"
#include "sync/own_part.h"
#include "sync/token.h"
#include "sync/trust.h"

namespace harmony::kiosk {

/// Which machine this is and whom it trusts: its keys, the pinned trust chain, its own part.
///
/// Read from the state folder at start; what the office sends later is taken in by `Inbox`, which
/// calls `reload`. One thread (the worker's) at a time.
class Machine {
public:
    /// A folder without keys is a machine that was never set up: no error. Errors: unreadable (keys
    /// or pinned trust were changed), and those of reading files. `journal` must outlive this.
    [[nodiscard]] static base::Result<std::unique_ptr<Machine>> open(StateFolder folder,
                                                                     base::Files& files,
                                                                     db::KioskJournal& journal);

    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;
    ~Machine() = default;

    [[nodiscard]] const StateFolder& folder() const { return folder_; }
    [[nodiscard]] bool has_keys() const { return keys_.has_value(); }

    /// Keys, trust and own part are all here: it may take answers.
    [[nodiscard]] bool enrolled() const { return trust_.has_value() && own_.has_value(); }

    /// Makes and keeps the keys when there are none yet.
    [[nodiscard]] base::Result<void> make_keys(base::Files& files, base::RandomSource& random);

    /// Reads trust and own part from the journal's state again.
    [[nodiscard]] base::Result<void> reload();

    /// REQUIRES: has_keys().
    [[nodiscard]] const sync::KioskKeys& keys() const;
    [[nodiscard]] const sync::SignKeyPair& sign_key() const;

    /// REQUIRES: enrolled().
    [[nodiscard]] const sync::TrustChain& trust() const;
    [[nodiscard]] const sync::OwnPart& own_part() const;
    [[nodiscard]] sync::Origin origin() const;

    /// PINs and salt from the own part. Absent when the office sent none.
    [[nodiscard]] base::Result<sync::OwnSecrets> secrets() const;

    /// What an admin stick allows on this machine (security.md, "admin stick"). REQUIRES:
    /// enrolled(). Errors: those of `sync::check_token`.
    [[nodiscard]] base::Result<sync::AdminToken> check_token(base::ByteView file,
                                                             base::Day today) const;
    /// The token that was brought last, if it is good today; nothing otherwise.
    [[nodiscard]] std::optional<sync::AdminToken> token(base::Day today) const;
    /// The name under which the state keeps its bytes.
    static constexpr std::string_view token_name = "admin_token";

    /// Why no new task may begin on this machine (revoked, retired, copied), in one sentence for
    /// staff; nothing when it may.
    [[nodiscard]] std::optional<base::Error> standing() const;

private:
    Machine(StateFolder folder, db::KioskJournal& journal)
        : folder_(std::move(folder)), journal_(journal) {}

    base::Result<void> take_keys(sync::KioskKeys keys);

    StateFolder folder_;
    db::KioskJournal& journal_;
    std::optional<sync::KioskKeys> keys_;
    std::optional<sync::SignKeyPair> sign_;
    std::optional<sync::TrustChain> trust_;
    std::optional<sync::OwnPart> own_;
};

}  // namespace harmony::kiosk
