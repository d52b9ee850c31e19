#pragma once

#include <string_view>

namespace harmony::tests {

/// What a careless store would have asked SQLite for. Done between the store and the library (the
/// linker's --wrap), so that the shipped code holds no switch that could weaken it.
enum class LibraryBite {
    none,
    sync_normal,          ///< synchronous=NORMAL where FULL is asked for
    sync_off,             ///< no syncs
    no_extra,             ///< the switch to WAL without EXTRA
    auto_checkpoint,      ///< checkpoints by themselves, every 16 pages
    go_on,                ///< an I/O error looks like a full disk: the connection is used again
    no_start_checkpoint,  ///< a start replays nothing
    close_checkpoint,     ///< and a failed store is closed, with the checkpoint that closing makes
};

/// For the rest of this process.
void weaken_library(LibraryBite bite);

/// Closes every connection that is open, whatever became of it. For `close_checkpoint`.
void close_all_connections();

}  // namespace harmony::tests
