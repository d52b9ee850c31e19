#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/files.h"
#include "base/ids.h"
#include "kiosk/state_folder.h"
#include "sync/folder_courier.h"
#include "sync/pack.h"

namespace harmony::kiosk {

/// What the courier is asked for: `out/want.json`.
struct Wants {
    base::OrgId org;
    base::KioskId kiosk;
    std::string stream;
    std::vector<sync::FileHash> content;  ///< files of the newest manifest that are not here yet

    bool operator==(const Wants&) const = default;
};

[[nodiscard]] std::string write_wants(const Wants& wants);
[[nodiscard]] base::Result<Wants> read_wants(std::string_view json);

/// What the courier says of its last run: `in/courier.json`. A stranger's word: it frees nothing.
struct CourierNews {
    bool reached = false;                 ///< the place answered, and everything was carried
    std::string trouble;                  ///< else one sentence
    std::optional<base::ErrorKind> kind;  ///< of the trouble
    std::vector<std::string> delivered;   ///< object names that lie there, read back whole
    std::size_t brought = 0;              ///< objects that are new in `in`

    bool operator==(const CourierNews&) const = default;
};

[[nodiscard]] std::string write_news(const CourierNews& news);
[[nodiscard]] base::Result<CourierNews> read_news(std::string_view json);

/// How many of the newest objects of one kind are brought and tried: names are only hints, so an
/// older one may be the newest that is the office's.
inline constexpr std::size_t newest_tried = 16;

/// The two folders between the kiosk and the courier (docs/formats/hk1.md, section 16.1). Both use
/// the layout of the store, so one `FolderCourier` each reads and writes them.
class Spool {
public:
    /// `files` must outlive this.
    Spool(base::Files& files, StateFolder folder, const base::OrgId& org);

    [[nodiscard]] sync::Courier& out() { return out_; }
    [[nodiscard]] sync::Courier& in() { return in_; }

    [[nodiscard]] base::Result<void> ask(const Wants& wants);
    [[nodiscard]] base::Result<void> tell(const CourierNews& news);
    /// Absent when no courier ran yet.
    [[nodiscard]] base::Result<CourierNews> told() const;

    /// Takes an object out of `out` once nobody needs it there.
    [[nodiscard]] base::Result<void> remove_out(const sync::ObjectName& name);

    /// Takes what the courier brought of one kind for this kiosk out of `in`: it was taken in, or
    /// is not wanted.
    [[nodiscard]] base::Result<void> remove_in(sync::ObjectKind kind, const base::KioskId& kiosk);

private:
    base::Files& files_;
    StateFolder folder_;
    base::OrgId org_;
    sync::FolderCourier out_;
    sync::FolderCourier in_;
};

/// Makes both folders when they are missing.
[[nodiscard]] base::Result<void> make_spool(base::Files& files, const StateFolder& folder);

/// Which kiosk the spool of `folder` belongs to: read by the courier, which knows nothing else.
[[nodiscard]] base::Result<Wants> wants_of(base::Files& files, const StateFolder& folder);

}  // namespace harmony::kiosk
