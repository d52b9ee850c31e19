#pragma once

#include <memory>

#include "fault/power_cut_disk.h"

namespace harmony::tests {

/// How the invented disk disobeys the files' code, for the self-checks.
enum class FileBite {
    none,
    no_folder_sync,      ///< syncs of folders do nothing
    rename_before_sync,  ///< a file is synced only after it has its name
    no_drop,             ///< pages are never dropped from the cache
};

/// While one of these lives, the code of this program that calls open, write, fsync, rename and the
/// rest finds the files of `disk` under the paths that begin with one of its folders; everything
/// else is the real machine's. One at a time.
///
/// The program must be linked with the options of tests/fault/CMakeLists.txt (`--wrap`), which put
/// these functions between our rooms and the C library: the rooms themselves know nothing of it.
class CrashFiles {
public:
    CrashFiles(PowerCutDisk& disk, FileBite bite);
    CrashFiles(const CrashFiles&) = delete;
    CrashFiles& operator=(const CrashFiles&) = delete;
    ~CrashFiles();

    /// The process is gone: its descriptors are no more.
    void forget_descriptors();

    struct Context;

private:
    std::unique_ptr<Context> context_;
};

}  // namespace harmony::tests
