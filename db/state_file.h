#pragma once

// Private to this room: the file behind KioskState, and the groups that answers.db counts by.

#include <cstdint>
#include <map>
#include <memory>

#include "base/error.h"
#include "db/journal_values.h"
#include "db/sqlite.h"

namespace harmony::db {

class StateFile {
public:
    explicit StateFile(std::unique_ptr<Database> database);

    [[nodiscard]] Database& database() { return *database_; }

    /// The number of a group; a new one is committed before this returns. Errors: full.
    [[nodiscard]] base::Result<std::int64_t> group_number(const Group& group);

    /// What a number stands for. A number that is not known (its file was lost) is the zero group.
    [[nodiscard]] Group group(std::int64_t number) const;

private:
    std::unique_ptr<Database> database_;
    std::map<Group, std::int64_t> numbers_;
    std::map<std::int64_t, Group> groups_;
};

}  // namespace harmony::db
