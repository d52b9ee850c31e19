#include "sync/wire.h"

#include <limits>

#include "base/error.h"
#include "base/text.h"
#include "survey/unicode.h"

namespace harmony::sync {
namespace {

/// U+0000 to U+001F, U+007F, U+0080 to U+009F.
bool has_control(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const char32_t letter = base::next_code_point(text, at);
        if (letter < 0x20 || (letter >= 0x7F && letter < 0xA0)) {
            return true;
        }
    }
    return false;
}

}  // namespace

bool is_wire_text(std::string_view text, std::size_t cap) {
    return text.size() <= cap && base::is_utf8(text) && !has_control(text) && survey::is_nfc(text);
}

void WireWriter::number(std::uint64_t value, int bytes) {
    const std::size_t at = out_.size();
    out_.resize(at + static_cast<std::size_t>(bytes));
    for (int i = 0; i < bytes; ++i) {
        out_[at + static_cast<std::size_t>(i)] = static_cast<std::byte>(value >> (8 * i));
    }
}

void WireWriter::raw(base::ByteView bytes) {
    base::append(out_, bytes);
}

void WireWriter::var(base::ByteView bytes) {
    base::promise(bytes.size() <= std::numeric_limits<std::uint32_t>::max(), "a field over 4 GiB");
    u32(static_cast<std::uint32_t>(bytes.size()));
    raw(bytes);
}

void WireWriter::day(base::Day day) {
    const std::int32_t number = base::day_number(day);
    base::promise(number >= 0, "a day before 1970");
    u32(static_cast<std::uint32_t>(number));
}

base::ByteView WireReader::raw(std::size_t size) {
    if (failed_ || size > rest_.size()) {
        failed_ = true;
        return {};
    }
    const base::ByteView taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
}

std::uint64_t WireReader::number(std::size_t bytes) {
    const base::ByteView taken = raw(bytes);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < taken.size(); ++i) {
        value |= static_cast<std::uint64_t>(taken[i]) << (8 * i);
    }
    return value;
}

base::ByteView WireReader::var(std::size_t cap) {
    const std::uint32_t size = u32();
    require(size <= cap);
    return raw(size);
}

std::string WireReader::text(std::size_t cap) {
    const std::string_view text = base::as_text(var(cap));
    require(is_wire_text(text, cap));
    return failed_ ? std::string() : std::string(text);
}

base::Day WireReader::day() {
    const std::uint32_t number = u32();
    require(number <= static_cast<std::uint32_t>(std::numeric_limits<std::int32_t>::max()));
    return base::day_from_number(failed_ ? 0 : static_cast<std::int32_t>(number));
}

std::size_t WireReader::count(std::uint64_t value, std::size_t cap, std::size_t each) {
    require(value <= cap && value <= rest_.size() / each);
    return failed_ ? 0 : static_cast<std::size_t>(value);
}

}  // namespace harmony::sync
