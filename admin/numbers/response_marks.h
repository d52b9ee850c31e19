#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "admin/tables.h"
#include "base/bytes.h"
#include "base/error.h"
#include "base/random.h"
#include "db/office_store.h"

namespace harmony::admin {

/// Where the salt lies among the values of the store.
inline constexpr const char* office_salt_name = "release_salt";

/// The office's own salt, for marks and ids that nobody outside can work out; made when it is first
/// needed. Errors: full.
[[nodiscard]] base::Result<base::Bytes> office_salt(db::OfficeStore& store,
                                                    base::RandomSource& random);

/// The responses behind a release: one mark each, with the groups that it was counted in and the
/// questions that it answered. A mark is a salted hash of all that a response says in columns: two
/// responses that say the same are one as far as any table can tell, and one that was corrected is
/// another. Kept in the register of releases, and never exported.
struct ResponseMarks {
    std::vector<std::string> questions;
    std::vector<std::string> groupings;
    std::vector<std::vector<std::string>> keys;  ///< a grouping
    std::vector<std::uint64_t> marks;            ///< ascending
    std::vector<std::uint16_t> groups;           ///< a response and grouping: which key
    std::vector<std::uint8_t> answered;          ///< a response and question: 1 or 0

    [[nodiscard]] std::size_t size() const { return marks.size(); }

    bool operator==(const ResponseMarks&) const = default;
};

/// Of all responses that the order selects. `salt` is the office's own.
/// Errors: as `count_survey`.
[[nodiscard]] base::Result<ResponseMarks> mark_responses(db::OfficeStore& store,
                                                         const std::string& survey,
                                                         const CountOrder& order,
                                                         base::ByteView salt);

/// How many responses came and went between two releases, by the name of each published base
/// (`summary::published_numbers`): "*" all, "safe" who answered, "safe|place=northgate", and
/// "|place=northgate" the responses of a group.
struct BaseChanges {
    std::map<std::string, std::uint64_t> before;
    std::map<std::string, std::uint64_t> now;
    std::map<std::string, std::uint64_t> added;
    std::map<std::string, std::uint64_t> removed;
    std::uint64_t in_common = 0;

    [[nodiscard]] bool same() const { return added.count("*") == 0 && removed.count("*") == 0; }
};

[[nodiscard]] BaseChanges compare_marks(const ResponseMarks& before, const ResponseMarks& now);

}  // namespace harmony::admin
