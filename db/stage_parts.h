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
    explicit StageTable(const FormTable& form_table);

    const FormTable* table;
    std::vector<base::RecordId> rids;
    std::array<OpenColumn, head_columns> heads;
    std::vector<OpenColumn> questions;
    std::vector<OpenText> texts;  ///< one a question; empty but for text

    [[nodiscard]] std::size_t rows() const { return rids.size(); }
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
    std::array<LocalDictionary, head_columns> dictionaries;
    std::vector<StageTable> tables;
    std::size_t rows = 0;

    // Of the row under way: only a whole row is appended.
    std::array<std::uint32_t, head_columns> row_heads{};
    std::vector<std::uint32_t> row_codes;
    std::vector<std::uint64_t> row_flags;  ///< the strides of all columns of flags, in order
    std::vector<std::string_view> row_texts;
    std::array<std::array<std::uint32_t, 10>, head_columns> digit_codes{};  ///< 0: not met yet
    std::array<DayCode, 64> months{};  ///< by day, the last that fell into each slot
    std::vector<EngagementCodes> engagements;

    [[nodiscard]] StageTable& table_of(const FormTable& table);
};

}  // namespace harmony::db
