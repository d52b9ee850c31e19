#pragma once

#include <memory>
#include <string>

#include "fault/power_cut_disk.h"

struct sqlite3_vfs;

namespace harmony::tests {

/// SQLite on a `PowerCutDisk`, under the name it is given.
///
/// A sync makes the file's own name durable, and a deletion is durable when SQLite asks for a sync
/// of the folder with it: no more than that, as a file system may. A temporary file begins empty.
/// Shared memory is memory, and it is remembered that somebody asked for it.
class PowerCutVfs {
public:
    /// Registers itself. `disk` must outlive this, and folders of databases must be there.
    PowerCutVfs(std::string name, PowerCutDisk& disk);
    PowerCutVfs(const PowerCutVfs&) = delete;
    PowerCutVfs& operator=(const PowerCutVfs&) = delete;
    ~PowerCutVfs();

    [[nodiscard]] const std::string& name() const { return name_; }

    /// True once any connection asked for shared memory.
    [[nodiscard]] bool shared_memory_used() const;

    /// The programs that shared memory are gone: after a power cut or a restart.
    void forget_shared_memory();

    struct Context;

private:
    std::string name_;
    std::unique_ptr<Context> context_;
    std::unique_ptr<sqlite3_vfs> vfs_;
};

}  // namespace harmony::tests
