#pragma once

// Private to this room: what a stage holds on its way to the segment writer.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "db/column_codec.h"
#include "db/columns.h"
#include "db/response_stage.h"

namespace harmony::db {

/// Responses of one form, in the order they were added. Head codes are the stage's own.
struct StageTable {
    /// With room for so many rows.
    StageTable(const FormTable& form_table, std::size_t rows);

    const FormTable* table;
    std::vector<base::RecordId> rids;
    std::array<OpenColumn, head_columns> heads;
    std::vector<OpenColumn> questions;
    std::vector<OpenText> texts;  ///< one a question; empty but for text

    [[nodiscard]] std::size_t rows() const { return rids.size(); }

    /// Takes back what was written of a row that turned out bad after its first items.
    void drop_beyond(std::size_t rows);
};

/// The values of one head column in the order they were met; code 0 is "unknown or none".
class LocalDictionary {
public:
    LocalDictionary() : values_{""} {}

    /// The code of a value. Few values a batch: the last one first, then one after the other.
    [[nodiscard]] std::uint32_t code(std::string_view value);

    [[nodiscard]] const std::vector<std::string>& values() const { return values_; }

private:
    std::vector<std::string> values_;
    std::uint32_t last_ = 0;
};

struct ResponseStage::Parts {
    /// Head codes of an engagement that was met.
    struct EngagementCodes {
        std::optional<base::EngagementId> engagement;
        std::uint32_t place = 0;
        std::uint32_t venue = 0;
        std::uint32_t code = 0;
    };

    struct DayCode {
        std::int32_t day = -1;
        std::uint32_t code = 0;
    };

    const StageContext* context = nullptr;
    std::string kiosk;
    std::size_t expected = 0;  ///< rows
    std::array<LocalDictionary, head_columns> dictionaries;
    std::vector<StageTable> tables;
    std::size_t rows = 0;

    std::array<std::uint32_t, head_columns> row_heads{};  ///< of the row under way
    std::array<std::array<std::uint32_t, 10>, head_columns> digit_codes{};  ///< 0: not met yet
    std::array<DayCode, 64> months{};  ///< by day, the last that fell into each slot
    std::vector<EngagementCodes> engagements;
    std::array<std::uint16_t, 256> engagement_at{};  ///< by first byte: where to look first

    /// The table of a form; nothing when it is not among the context's.
    [[nodiscard]] StageTable* table_of(const base::FormName& form);
};

}  // namespace harmony::db
