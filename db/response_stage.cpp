// Decodes a response body straight into code arrays (docs/formats/response.md):
//  1. One pass over the CBOR; nothing is built in between, because at a million responses an
//     allocation an answer would cost more than opening the seal.
//  2. Items go straight to the ends of their columns; when one is bad, what was written of its
//     row is taken back, so that there is no half row.
//  3. Strict in what a form allows (choices of its list, its count of items, texts for texts).
//     Whether a text is NFC is not checked again here: a kiosk that lies about that harms nobody's
//     numbers.
#include "db/response_stage.h"

#include <algorithm>
#include <utility>

#include "db/body_head.h"
#include "db/body_reader.h"
#include "db/stage_parts.h"
#include "db/value_codes.h"

namespace harmony::db {
namespace {

using base::ByteView;
using base::Result;

constexpr std::uint64_t body_schema = 1;
constexpr std::size_t body_fields = 11;
constexpr std::size_t mask_choices = 64;
constexpr std::size_t first_flags = 2;  // after "asked" and "answered"
constexpr std::uint32_t code_not_asked = 0;
constexpr std::uint32_t code_empty = 1;
constexpr std::uint32_t first_code = 2;
constexpr std::uint64_t flag_asked = 1;
constexpr std::uint64_t flag_answered = 2;

void flag(std::uint64_t* flags, std::size_t choice) {
    const std::size_t bit = choice + first_flags;
    flags[bit / 64] |= std::uint64_t{1} << (bit % 64);
}

bool read_listed_choices(BodyReader& reader, const QuestionColumn& column, std::uint64_t* flags) {
    std::size_t count = 0;
    if (!reader.array(count) || count == 0) {
        return false;
    }
    std::uint64_t least = 0;
    for (std::size_t n = 0; n < count; ++n) {
        std::uint64_t choice = 0;
        if (!reader.unsigned_integer(choice) || choice < least || choice >= column.choices) {
            return false;
        }
        flag(flags, choice);
        least = choice + 1;
    }
    return true;
}

bool read_choices(BodyReader& reader, const QuestionColumn& column, std::uint64_t* flags) {
    flags[0] |= flag_asked | flag_answered;
    if (column.choices > mask_choices) {
        return read_listed_choices(reader, column, flags);
    }
    std::uint64_t mask = 0;
    if (!reader.unsigned_integer(mask) || mask == 0 ||
        (column.choices < mask_choices && mask >> column.choices != 0)) {
        return false;
    }
    flags[0] |= mask << 2U;
    if (column.choices > mask_choices - 2) {
        flags[1] |= mask >> (mask_choices - 2);
    }
    return true;
}

/// Writes a place into the flags of a choice; false when it has one.
bool put_position(std::uint64_t* flags, std::size_t bits, std::size_t choice, std::uint64_t place) {
    bool was_free = true;
    for (std::size_t n = 0; n < bits; ++n) {
        const std::size_t bit = first_flags + choice * bits + n;
        was_free = was_free && (flags[bit / 64] >> (bit % 64) & 1U) == 0;
        flags[bit / 64] |= (place >> n & 1U) << (bit % 64);
    }
    return was_free;
}

/// Some of the choices, each once: which were offered is not known here.
template <typename Put>
bool read_order(BodyReader& reader, const QuestionColumn& column, const Put& put) {
    std::size_t count = 0;
    if (!reader.array(count) || count == 0 || count > column.choices) {
        return false;
    }
    for (std::size_t n = 0; n < count; ++n) {
        std::uint64_t choice = 0;
        if (!reader.unsigned_integer(choice) || choice >= column.choices || !put(choice, n + 1)) {
            return false;
        }
    }
    return true;
}

bool read_ranked(BodyReader& reader, const QuestionColumn& column, std::uint64_t* flags) {
    const std::size_t bits = position_bits(column.choices);
    flags[0] |= flag_asked | flag_answered;
    return read_order(reader, column, [&](std::uint64_t choice, std::uint64_t place) {
        return put_position(flags, bits, choice, place);
    });
}

/// A ranking of a list that is too long for planes: only that there is one is kept.
bool read_long_ranking(BodyReader& reader, const QuestionColumn& column, std::uint32_t& code) {
    std::vector<bool> ranked(column.choices);
    code = first_code;
    return read_order(reader, column, [&](std::uint64_t choice, std::uint64_t) {
        const bool was_free = !ranked[choice];
        ranked[choice] = true;
        return was_free;
    });
}

bool read_choice(BodyReader& reader, const QuestionColumn& column, std::uint32_t& code) {
    std::uint64_t choice = 0;
    if (!reader.unsigned_integer(choice) || choice >= column.choices) {
        return false;
    }
    code = first_code + static_cast<std::uint32_t>(choice);
    return true;
}

bool read_value(BodyReader& reader, const QuestionColumn& column, std::uint32_t& code) {
    std::optional<std::uint32_t> read;
    if (column.kind == ColumnKind::decimal || column.kind == ColumnKind::moment ||
        (column.kind == ColumnKind::step && column.steps.decimal)) {
        std::string_view text;
        read = reader.text(text) ? text_code(column, text) : std::nullopt;
    } else {
        std::int64_t value = 0;
        read = reader.integer(value) ? whole_code(column, value) : std::nullopt;
    }
    code = read.value_or(code_not_asked);
    return read.has_value();
}

/// Nothing was asked, or nothing was answered.
bool read_silence(BodyReader& reader, std::uint32_t& code) {
    if (reader.skip_null()) {
        code = code_not_asked;
        return true;
    }
    code = code_empty;
    return reader.skip_undefined();
}

bool read_code(BodyReader& reader, const QuestionColumn& column, std::uint32_t& code) {
    switch (column.kind) {
        case ColumnKind::choice: return read_choice(reader, column, code);
        case ColumnKind::answered: return read_long_ranking(reader, column, code);
        default: return read_value(reader, column, code);
    }
}

bool read_flags(BodyReader& reader, const QuestionColumn& column, OpenColumn& to) {
    const std::size_t at = to.flags.size();
    to.flags.resize(at + to.stride);
    std::uint64_t* const flags = to.flags.data() + at;
    std::uint32_t silence = code_not_asked;
    if (read_silence(reader, silence)) {
        flags[0] |= silence == code_empty ? flag_asked : 0;
        return true;
    }
    return column.kind == ColumnKind::choices ? read_choices(reader, column, flags)
                                              : read_ranked(reader, column, flags);
}

bool read_own_words(BodyReader& reader, OpenColumn& to, OpenText& texts) {
    const auto row = static_cast<std::uint32_t>(to.codes.size());
    std::uint32_t code = first_code;
    std::string_view text;
    if (!read_silence(reader, code)) {
        if (!reader.text(text) || text.empty()) {
            return false;
        }
        code = first_code;
        texts.add(row, text);
    }
    to.codes.push_back(code);
    return true;
}

bool read_item(BodyReader& reader, const QuestionColumn& column, OpenColumn& to, OpenText& texts) {
    if (to.stride != 0) {
        return read_flags(reader, column, to);
    }
    if (column.kind == ColumnKind::text) {
        return read_own_words(reader, to, texts);
    }
    std::uint32_t code = code_not_asked;
    if (!read_silence(reader, code) && !read_code(reader, column, code)) {
        return false;
    }
    to.codes.push_back(code);
    return true;
}

/// "2026-03" of a day.
std::string month_text(std::int32_t day) {
    return base::to_iso(base::day_from_number(day)).substr(0, 7);
}

void set_head(ResponseStage::Parts& parts, HeadColumn column, std::string_view value) {
    const auto at = static_cast<std::size_t>(column);
    parts.row_heads[at] = parts.dictionaries[at].code(value);
}

/// A value of one digit is its own code in a table of the stage, looked up once.
void set_digit(ResponseStage::Parts& parts, HeadColumn column, std::uint8_t digit) {
    const auto at = static_cast<std::size_t>(column);
    std::uint32_t& code = parts.digit_codes[at][digit];
    if (code == 0) {
        const char text[] = {static_cast<char>('0' + digit), 0};
        code = parts.dictionaries[at].code(text);
    }
    parts.row_heads[at] = code;
}

using EngagementCodes = ResponseStage::Parts::EngagementCodes;

EngagementCodes look_up(ResponseStage::Parts& parts,
                        const std::optional<base::EngagementId>& engagement) {
    const auto code = [&](HeadColumn column, std::string_view value) {
        return parts.dictionaries[static_cast<std::size_t>(column)].code(value);
    };
    const EngagementInfo* info = engagement ? parts.context->engagement(*engagement) : nullptr;
    return {engagement,
            code(HeadColumn::place, info != nullptr ? std::string_view(info->place) : ""),
            code(HeadColumn::venue, info != nullptr ? std::string_view(info->venue) : ""),
            code(HeadColumn::engagement, engagement ? engagement->hex() : std::string())};
}

/// A batch has few engagements: each is looked up once.
const EngagementCodes& codes_of(ResponseStage::Parts& parts,
                                const std::optional<base::EngagementId>& engagement) {
    std::vector<EngagementCodes>& known = parts.engagements;
    const auto first = engagement ? std::to_integer<std::size_t>(engagement->view().front()) : 0;
    std::uint16_t& hint = parts.engagement_at[first];
    if (hint < known.size() && known[hint].engagement == engagement) {
        return known[hint];
    }
    const auto found = std::find_if(known.begin(), known.end(), [&](const EngagementCodes& codes) {
        return codes.engagement == engagement;
    });
    hint = static_cast<std::uint16_t>(found - known.begin());
    return found != known.end() ? *found : known.emplace_back(look_up(parts, engagement));
}

void put_engagement(ResponseStage::Parts& parts, const BodyHead& head) {
    const EngagementCodes& codes = codes_of(parts, head.engagement);
    parts.row_heads[static_cast<std::size_t>(HeadColumn::place)] = codes.place;
    parts.row_heads[static_cast<std::size_t>(HeadColumn::venue)] = codes.venue;
    parts.row_heads[static_cast<std::size_t>(HeadColumn::engagement)] = codes.code;
}

/// And few days.
void put_month(ResponseStage::Parts& parts, std::int32_t day) {
    ResponseStage::Parts::DayCode& slot =
        parts.months[static_cast<std::size_t>(day) % parts.months.size()];
    const auto at = static_cast<std::size_t>(HeadColumn::month);
    if (slot.day != day) {
        slot = {day, parts.dictionaries[at].code(month_text(day))};
    }
    parts.row_heads[at] = slot.code;
}

void put_heads(ResponseStage::Parts& parts, const BodyHead& head) {
    put_month(parts, head.day);
    put_engagement(parts, head);
    if (parts.rows == 0) {
        set_head(parts, HeadColumn::kiosk, parts.kiosk);
    }
    set_head(parts, HeadColumn::language, head.language);
    set_digit(parts, HeadColumn::mode, head.mode);
    set_digit(parts, HeadColumn::duration, head.band);
}

bool read_row(BodyReader& reader, StageTable& to) {
    const std::vector<QuestionColumn>& asked = to.table->questions;
    std::size_t items = 0;
    if (!reader.array(items) || items != asked.size()) {
        return false;
    }
    for (std::size_t at = 0; at < items; ++at) {
        if (!read_item(reader, asked[at], to.questions[at], to.texts[at])) {
            return false;
        }
    }
    return reader.at_end();
}

}  // namespace

ResponseStage::ResponseStage(const StageContext& context,
                             const base::KioskId& kiosk,
                             std::size_t expected)
    : parts_(std::make_unique<Parts>()) {
    parts_->context = &context;
    parts_->expected = expected;
    parts_->kiosk = kiosk.hex();
}

ResponseStage::ResponseStage(ResponseStage&&) noexcept = default;
ResponseStage& ResponseStage::operator=(ResponseStage&&) noexcept = default;
ResponseStage::~ResponseStage() = default;

Result<Staged> ResponseStage::add(const base::RecordId& rid, ByteView body) {
    BodyReader reader(body);
    std::size_t fields = 0;
    std::uint64_t schema = 0;
    if (!reader.array(fields) || !reader.unsigned_integer(schema)) {
        return bad_body("not one");
    }
    if (schema != body_schema) {
        return Staged::newer;
    }
    if (fields != body_fields) {
        return bad_body("not eleven fields");
    }
    const Result<BodyHead> head = read_body_head(reader);
    if (!head) {
        return head.error();
    }
    StageTable* const table = parts_->table_of(head->form);
    if (table == nullptr) {
        return Staged::needs_form;
    }
    if (!read_row(reader, *table)) {
        table->drop_beyond(table->rows());
        return bad_body("answers that its form does not allow");
    }
    put_heads(*parts_, *head);
    for (std::size_t at = 0; at < head_columns; ++at) {
        table->heads[at].codes.push_back(parts_->row_heads[at]);
    }
    table->rids.push_back(rid);
    ++parts_->rows;
    return Staged::taken;
}

std::size_t ResponseStage::size() const {
    return parts_->rows;
}

}  // namespace harmony::db
