#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/ids.h"
#include "base/time.h"

namespace harmony::sync {

/// Writes the fields of section 2: little-endian, fixed width, nothing between them.
class WireWriter {
public:
    void u8(std::uint8_t value) { number(value, 1); }

    void u16(std::uint16_t value) { number(value, 2); }

    void u32(std::uint32_t value) { number(value, 4); }

    void u64(std::uint64_t value) { number(value, 8); }

    void raw(base::ByteView bytes);

    template <typename Tag, std::size_t Size>
    void id(const base::Id<Tag, Size>& id) {
        raw(id.view());
    }

    void var(base::ByteView bytes);
    void text(std::string_view text) { var(base::as_bytes(text)); }

    /// REQUIRES: not before 1970.
    void day(base::Day day);

    void reserve(std::size_t size) { out_.reserve(size); }

    [[nodiscard]] const base::Bytes& written() const { return out_; }
    [[nodiscard]] base::Bytes take() { return std::move(out_); }

private:
    void number(std::uint64_t value, int bytes);

    base::Bytes out_;
};

/// Reads the same. A read that cannot be done fails the reader for good, answers zero or nothing,
/// and never reads past the end: ask `finished()` once at the end. Views point into the bytes given
/// to it.
class WireReader {
public:
    explicit WireReader(base::ByteView bytes) : rest_(bytes) {}

    [[nodiscard]] std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }

    [[nodiscard]] std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }

    [[nodiscard]] std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }

    [[nodiscard]] std::uint64_t u64() { return number(8); }

    [[nodiscard]] base::ByteView raw(std::size_t size);

    template <typename Id>
    [[nodiscard]] Id id() {
        return Id::from_bytes(raw(Id::size)).value_or(Id{});
    }

    /// At most `cap` bytes.
    [[nodiscard]] base::ByteView var(std::size_t cap);

    /// str(cap): at most `cap` bytes of UTF-8 in NFC, without control characters.
    [[nodiscard]] std::string text(std::size_t cap);

    [[nodiscard]] base::Day day();

    /// A count of things that take at least `each` bytes: fails when they cannot be there, or are
    /// more than `cap`, so nothing is reserved for what does not exist.
    [[nodiscard]] std::size_t count(std::uint64_t value, std::size_t cap, std::size_t each);

    /// Fails unless `held`.
    void require(bool held) { failed_ = failed_ || !held; }

    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] std::size_t left() const { return rest_.size(); }
    [[nodiscard]] bool finished() const { return !failed_ && rest_.empty(); }

private:
    [[nodiscard]] std::uint64_t number(std::size_t bytes);

    base::ByteView rest_;
    bool failed_ = false;
};

/// Whether a text may stand in a str field: UTF-8, NFC, no control characters, at most `cap` bytes.
[[nodiscard]] bool is_wire_text(std::string_view text, std::size_t cap);

/// Whether each item's key comes after the one before it: sorted, none twice.
template <typename Range, typename Key>
[[nodiscard]] bool strictly_ascending(const Range& range, Key key) {
    for (std::size_t i = 1; i < range.size(); ++i) {
        if (!(key(range[i - 1]) < key(range[i]))) {
            return false;
        }
    }
    return true;
}

}  // namespace harmony::sync
