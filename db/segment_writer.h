#pragma once

// Private to this room: rows of stages into the column tables of the office store.

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/ids.h"
#include "db/connection.h"
#include "db/office_values.h"
#include "db/stage_parts.h"

namespace harmony::db {

/// The open end of one form's table: the rows of its last chunk.
struct Tail {
    FormTable table;
    std::uint64_t closed = 0;  ///< chunks before this one
    std::array<OpenColumn, head_columns> heads;
    std::vector<OpenColumn> questions;
    std::vector<OpenText> texts;
    bool dirty = false;

    [[nodiscard]] std::size_t rows() const { return heads.front().codes.size(); }
};

/// Appends rows inside a transaction of the caller; keeps the open tails between transactions.
///
/// 1. Codes of a stage's own dictionaries become the store's; a new value gets the next code.
/// 2. Rows go to the end of the form's tail. A tail of 65,536 rows is sorted by its head columns,
///    stable, written as a closed chunk and never touched again.
/// 3. `write_tails` writes what is open. After a rollback `forget` drops what is in memory.
class SegmentWriter {
public:
    explicit SegmentWriter(Connection& connection) : connection_(connection) {}

    /// Appends the rows of a stage, without those of records in `skip`.
    [[nodiscard]] base::Result<void> append(const ResponseStage& stage,
                                            const std::set<base::RecordId>& skip);

    /// Writes every tail that has changed.
    [[nodiscard]] base::Result<void> write_tails();

    void forget();

private:
    using CodeMap = std::vector<std::uint32_t>;

    struct Dictionary {
        std::map<std::string, std::uint32_t, std::less<>> codes;
        std::uint32_t next = 1;
    };

    [[nodiscard]] base::Result<void> load_dictionaries();
    [[nodiscard]] base::Result<std::uint32_t> global_code(std::size_t column,
                                                          const std::string& value);
    [[nodiscard]] base::Result<CodeMap> map_codes(std::size_t column,
                                                  const std::vector<std::string>& values);
    [[nodiscard]] base::Result<Tail*> tail_of(const FormTable& table);
    [[nodiscard]] base::Result<void> append_run(Tail& tail,
                                                const StageTable& from,
                                                std::size_t first,
                                                std::size_t count,
                                                const std::array<CodeMap, head_columns>& maps);
    [[nodiscard]] base::Result<void> close_chunk(Tail& tail);
    [[nodiscard]] base::Result<void> write_chunk(const Tail& tail);

    Connection& connection_;
    bool loaded_ = false;
    std::array<Dictionary, head_columns> dictionaries_;
    std::map<base::FormName, std::unique_ptr<Tail>> tails_;
};

}  // namespace harmony::db
