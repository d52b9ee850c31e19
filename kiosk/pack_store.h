#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/files.h"
#include "db/kiosk_journal.h"
#include "kiosk/machine.h"
#include "kiosk/pack_content.h"
#include "sync/courier.h"
#include "sync/pack.h"

namespace harmony::kiosk {

/// What came of a manifest.
struct Installed {
    bool fresh = false;                   ///< a newer pack is in use from the next session on
    std::vector<sync::FileHash> missing;  ///< content to be brought before it can be
};

/// The packs of this machine. Content lies under `packs/f/<hash>`, so a file that two versions
/// share is kept once; which manifest is in use is a value in the journal's state, changed in the
/// same transaction as its floor. The pack before stays until the next one.
class PackStore {
public:
    /// All three must outlive this.
    PackStore(base::Files& files, db::KioskJournal& journal, const Machine& machine)
        : files_(files), journal_(journal), machine_(machine) {}

    /// The manifest in use; nothing when there is none. Its signature was checked when it came.
    [[nodiscard]] std::optional<sync::PackManifest> manifest() const;

    /// 0 when there is none.
    [[nodiscard]] std::uint64_t version() const;

    /// Reads the files of the pack in use, each checked against its hash.
    [[nodiscard]] PackFile content() const;

    /// Tells the letters of a text that no font draws.
    using MissingLetters = std::function<std::string(std::string_view text)>;
    /// From now on a pack with such letters is refused. Without, letters are not looked at.
    void check_letters(MissingLetters missing) { missing_letters_ = std::move(missing); }

    /// The letters for which the newest pack was refused; empty when it was not.
    [[nodiscard]] std::string undrawable() const;

    /// Offers a manifest that lies in the spool with (part of) its content. Anything wrong leaves
    /// the pack in use as it is. Errors: refused, unreadable, full: the sentence is for staff.
    [[nodiscard]] base::Result<Installed> offer(base::ByteView manifest_file, sync::Courier& in);

private:
    [[nodiscard]] std::filesystem::path file_of(const sync::FileHash& hash) const;
    [[nodiscard]] sync::InstallContext context() const;
    [[nodiscard]] base::Result<std::vector<sync::FileHash>> fetch(const sync::InstallPlan& plan,
                                                                  sync::Courier& in);
    [[nodiscard]] PackFile content_of(sync::PackManifest manifest) const;
    [[nodiscard]] base::Result<void> put_in_use(base::ByteView manifest_file,
                                                const sync::InstallPlan& plan);
    [[nodiscard]] base::Result<void> check_drawable(const sync::PackManifest& manifest);
    void remove_unused();

    base::Files& files_;
    db::KioskJournal& journal_;
    const Machine& machine_;
    MissingLetters missing_letters_;
};

}  // namespace harmony::kiosk
