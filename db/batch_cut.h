#pragma once

// Private to this room: turning loose rows into batches, inside one transaction.

#include <cstdint>
#include <functional>
#include <vector>

#include "base/error.h"
#include "db/journal_values.h"
#include "db/sqlite.h"

namespace harmony::db {

/// What the number of a group stands for.
using GroupOf = std::function<Group(std::int64_t)>;

/// Cuts survey records out of answers.db by the k rule. Commits or changes nothing.
[[nodiscard]] base::Result<CutOutcome> cut_survey(Database& database,
                                                  const GroupOf& group_of,
                                                  const CutOrder& order,
                                                  BatchMaker& maker);

/// Cuts every row of contacts.db but those of open tasks. Commits or changes nothing.
[[nodiscard]] base::Result<CutOutcome> cut_contacts(Database& database,
                                                    const CutOrder& order,
                                                    BatchMaker& maker);

}  // namespace harmony::db
