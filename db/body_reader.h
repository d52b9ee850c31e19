#pragma once

// Private to this room: the subset of CBOR that bodies use (docs/formats/hk1.md, 7.1), read without
// a result value an item. base/cbor.h is the same for everybody else; at a million responses of
// forty items its error messages, which nobody would read here, cost more than opening the seals. A
// test holds the two against each other.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/bytes.h"
#include "base/text.h"

namespace harmony::db {

/// Front to back. Every call answers false on anything but what it asks for, and is then of no more
/// use.
class BodyReader {
public:
    /// `bytes` must outlive the reader and the views it gives.
    explicit BodyReader(base::ByteView bytes)
        : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

    [[nodiscard]] bool at_end() const { return at_ == end_; }

    /// Takes a null, if one comes next.
    [[nodiscard]] bool skip_null() { return skip(simple_null); }
    [[nodiscard]] bool skip_undefined() { return skip(simple_undefined); }

    [[nodiscard]] bool unsigned_integer(std::uint64_t& value) {
        return head(major_unsigned, value);
    }

    [[nodiscard]] bool integer(std::int64_t& value) {
        constexpr std::uint64_t most = INT64_MAX;
        std::uint64_t magnitude = 0;
        const bool negative =
            at_ != end_ && std::to_integer<unsigned>(*at_) >> 5U == major_negative;
        if (!head(negative ? major_negative : major_unsigned, magnitude) || magnitude > most) {
            return false;
        }
        const auto whole = static_cast<std::int64_t>(magnitude);
        value = negative ? -1 - whole : whole;
        return true;
    }

    [[nodiscard]] bool array(std::size_t& items) {
        std::uint64_t count = 0;
        if (!head(major_array, count) || count > most_items) {
            return false;
        }
        items = static_cast<std::size_t>(count);
        return true;
    }

    [[nodiscard]] bool bytes(base::ByteView& value) { return string(major_bytes, value); }

    [[nodiscard]] bool text(std::string_view& value) {
        base::ByteView letters;
        if (!string(major_text, letters)) {
            return false;
        }
        value = base::as_text(letters);
        return base::is_utf8(value);
    }

private:
    static constexpr unsigned major_unsigned = 0;
    static constexpr unsigned major_negative = 1;
    static constexpr unsigned major_bytes = 2;
    static constexpr unsigned major_text = 3;
    static constexpr unsigned major_array = 4;
    static constexpr std::byte simple_null{0xF6};
    static constexpr std::byte simple_undefined{0xF7};
    static constexpr std::uint64_t most_items = 2000;

    bool skip(std::byte wanted) {
        const bool found = at_ != end_ && *at_ == wanted;
        at_ += found ? 1 : 0;
        return found;
    }

    /// A head of this major type in its shortest form.
    bool head(unsigned major, std::uint64_t& value) {
        if (at_ == end_ || std::to_integer<unsigned>(*at_) >> 5U != major) {
            return false;
        }
        const unsigned low = std::to_integer<unsigned>(*at_++) & 31U;
        if (low < 24) {
            value = low;
            return true;
        }
        return low <= 27 && long_head(std::size_t{1} << (low - 24), value);
    }

    bool long_head(std::size_t width, std::uint64_t& value) {
        if (static_cast<std::size_t>(end_ - at_) < width) {
            return false;
        }
        value = 0;
        for (std::size_t n = 0; n < width; ++n) {
            value = value << 8U | std::to_integer<std::uint64_t>(*at_++);
        }
        return width == 1 ? value >= 24 : value >> (width * 4) != 0;
    }

    bool string(unsigned major, base::ByteView& value) {
        std::uint64_t size = 0;
        if (!head(major, size) || size > static_cast<std::uint64_t>(end_ - at_)) {
            return false;
        }
        value = {at_, static_cast<std::size_t>(size)};
        at_ += size;
        return true;
    }

    const std::byte* at_;
    const std::byte* end_;
};

}  // namespace harmony::db
