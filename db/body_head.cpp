#include "db/body_head.h"

#include <string>

namespace harmony::db {
namespace {

using base::ByteView;
using base::Result;

constexpr std::uint64_t mode_max = 3;
constexpr std::uint64_t band_max = 5;
constexpr std::uint64_t flags_max = 63;
constexpr std::size_t language_max = 35;

template <typename IdType>
bool read_id(BodyReader& reader, IdType& out) {
    ByteView bytes;
    if (!reader.bytes(bytes) || bytes.size() != IdType::size) {
        return false;
    }
    out = *IdType::from_bytes(bytes);
    return true;
}

bool read_number(BodyReader& reader,
                 std::uint64_t lowest,
                 std::uint64_t highest,
                 std::uint64_t& out) {
    return reader.unsigned_integer(out) && out >= lowest && out <= highest;
}

bool read_engagement(BodyReader& reader, BodyHead& head) {
    ByteView bytes;
    if (!reader.bytes(bytes)) {
        return false;
    }
    head.engagement = base::EngagementId::from_bytes(bytes);
    return bytes.empty() || head.engagement.has_value();
}

bool read_receipt(BodyReader& reader) {
    base::ReceiptKey ignored;
    return reader.skip_null() || read_id(reader, ignored);
}

}  // namespace

base::Error bad_body(const char* what) {
    return {base::ErrorKind::unreadable, std::string("a response body: ") + what};
}

Result<BodyHead> read_body_head(BodyReader& reader) {
    BodyHead head;
    base::NoticeHash notice;
    if (!read_id(reader, head.form) || !read_id(reader, notice)) {
        return bad_body("no form or notice");
    }
    // A code is a text of the store, and no database but SQLite keeps a zero byte in one.
    if (!reader.text(head.language) || head.language.empty() ||
        head.language.size() > language_max || head.language.find('\0') != std::string_view::npos) {
        return bad_body("no language");
    }
    if (!read_engagement(reader, head)) {
        return bad_body("no engagement");
    }
    std::uint64_t day = 0;
    std::uint64_t mode = 0;
    std::uint64_t band = 0;
    std::uint64_t flags = 0;
    if (!read_number(reader, 0, 0xFFFF, day) || !read_number(reader, 1, mode_max, mode) ||
        !read_number(reader, 1, band_max, band) || !read_number(reader, 0, flags_max, flags)) {
        return bad_body("day, mode, duration or flags");
    }
    head.day = static_cast<std::int32_t>(day);
    head.mode = static_cast<std::uint8_t>(mode);
    head.band = static_cast<std::uint8_t>(band);
    if (!read_receipt(reader)) {
        return bad_body("no receipt key");
    }
    return head;
}

}  // namespace harmony::db
