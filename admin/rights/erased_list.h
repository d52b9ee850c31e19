#pragma once

#include <filesystem>
#include <set>

#include "base/error.h"
#include "base/files.h"
#include "base/ids.h"
#include "db/office_store.h"
#include "events/ids.h"

// The list of what was erased, beside the store: `erased.txt` in the office folder, and beside each
// backup. It holds random ids and nothing else. An office that is restored from an older backup
// takes it along, opens no contacts until it was applied, and applies it with the next `sync`
// (docs/formats/office-folder.md).
namespace harmony::admin {

inline constexpr std::string_view erased_file = "erased.txt";

/// Subjects that were erased as persons, and records that were taken out one by one.
struct ErasedList {
    std::set<events::SubjectId> subjects;
    std::set<base::RecordId> records;

    [[nodiscard]] bool empty() const { return subjects.empty() && records.empty(); }

    bool operator==(const ErasedList&) const = default;
};

/// The list in a folder; an empty one when there is none. Errors: unreadable (not such a list).
[[nodiscard]] base::Result<ErasedList> read_erased(base::Files& files,
                                                   const std::filesystem::path& folder);

/// Adds to the list in a folder; nothing is ever taken off it. Errors: those of files.
[[nodiscard]] base::Result<void> add_erased(base::Files& files,
                                            const std::filesystem::path& folder,
                                            const ErasedList& more);

/// Whether the office's store knows of everything on its list; a restored one may not.
[[nodiscard]] bool is_applied(db::OfficeStore& store, const ErasedList& list);

/// Notes that it does now. Errors: full.
[[nodiscard]] base::Result<void> note_applied(db::OfficeStore& store, const ErasedList& list);

}  // namespace harmony::admin
