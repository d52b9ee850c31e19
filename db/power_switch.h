#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/bytes.h"

struct sqlite3_file;
struct sqlite3_vfs;

namespace harmony::db {

/// A disk under the journal whose power can be cut, for scripts: the system's own files, but what
/// was not synced when the power goes is taken back, as if it had never reached the medium.
///
/// (tests/fault/power_cut_vfs.h is harsher, and in memory: it keeps, drops or garbles each sector
/// by chance. This one leaves real files in a real folder.) One thread.
class PowerSwitch {
public:
    /// Registers itself as an SQLite VFS under `name`, for `JournalOptions::vfs`.
    explicit PowerSwitch(std::string name);
    PowerSwitch(const PowerSwitch&) = delete;
    PowerSwitch& operator=(const PowerSwitch&) = delete;
    /// REQUIRES: whatever was opened through it is closed, or was open when the power was cut.
    ~PowerSwitch();

    [[nodiscard]] const std::string& name() const { return name_; }

    /// The machine is dark: every file is as it was last synced, and nothing that is open can be
    /// read or written any more. A journal that is open must be thrown away before `back`.
    void cut();
    /// The power is back.
    void back() { dark_ = false; }

    // For the VFS alone: each answers with an SQLite result code.
    struct Calls;

private:
    void before_change(const std::string& path);

    std::string name_;
    sqlite3_vfs* real_ = nullptr;  ///< the system's; SQLite keeps it
    std::unique_ptr<sqlite3_vfs> vfs_;
    /// Files that changed since their last sync, as they were then; nothing: they were not there.
    std::map<std::string, std::optional<base::Bytes>> synced_;
    std::map<sqlite3_file*, std::string> open_;
    bool dark_ = false;
};

}  // namespace harmony::db
