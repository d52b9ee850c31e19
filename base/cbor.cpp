#include "base/cbor.h"

#include <limits>

#include "base/text.h"

namespace harmony::base::cbor {
namespace {

constexpr unsigned major_unsigned = 0;
constexpr unsigned major_negative = 1;
constexpr unsigned major_bytes = 2;
constexpr unsigned major_text = 3;
constexpr unsigned major_array = 4;
constexpr unsigned major_simple = 7;
constexpr std::uint64_t simple_null = 22;
constexpr std::uint64_t simple_undefined = 23;

Error bad(const char* what) { return {ErrorKind::unreadable, what}; }

/// Bytes that follow the first one for `info` 24..27; the smallest value that needs that many.
struct Wide {
    std::size_t extra;
    std::uint64_t least;
};

constexpr Wide wide[] = {{1, 24}, {2, 1U << 8U}, {4, 1U << 16U}, {8, 1ULL << 32U}};

}  // namespace

void Writer::head(unsigned major, std::uint64_t value) {
    const auto first = [&](std::uint64_t info) {
        out_.push_back(static_cast<std::byte>(major << 5U | info));
    };
    if (value < 24) {
        first(value);
        return;
    }
    std::size_t size = 0;
    while (size < 3 && value >= wide[size + 1].least) {
        ++size;
    }
    first(24 + size);
    for (std::size_t i = wide[size].extra; i-- > 0;) {
        out_.push_back(static_cast<std::byte>(value >> (8 * i) & 0xffU));
    }
}

void Writer::unsigned_integer(std::uint64_t value) { head(major_unsigned, value); }

void Writer::integer(std::int64_t value) {
    if (value < 0) {
        head(major_negative, ~static_cast<std::uint64_t>(value));
    } else {
        head(major_unsigned, static_cast<std::uint64_t>(value));
    }
}

void Writer::bytes(ByteView value) {
    head(major_bytes, value.size());
    append(out_, value);
}

void Writer::text(std::string_view value) {
    head(major_text, value.size());
    append(out_, as_bytes(value));
}

void Writer::array(std::size_t items) { head(major_array, items); }
void Writer::null() { head(major_simple, simple_null); }
void Writer::undefined() { head(major_simple, simple_undefined); }

Result<Reader::Head> Reader::head() const {
    if (rest_.empty()) {
        return bad("CBOR ends too early");
    }
    const auto first = std::to_integer<unsigned>(rest_[0]);
    const unsigned major = first >> 5U;
    const unsigned info = first & 31U;
    if (info < 24) {
        return Head{major, info, 1};
    }
    if (info > 27 || major == major_simple) {
        return bad("CBOR item outside the subset");
    }
    const Wide& form = wide[info - 24];
    if (rest_.size() < 1 + form.extra) {
        return bad("CBOR ends too early");
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < form.extra; ++i) {
        value = value << 8U | std::to_integer<std::uint64_t>(rest_[1 + i]);
    }
    if (value < form.least) {
        return bad("CBOR number not in its shortest form");
    }
    return Head{major, value, 1 + form.extra};
}

Result<Kind> Reader::peek() const {
    const Result<Head> next = head();
    if (!next) {
        return next.error();
    }
    switch (next->major) {
        case major_unsigned: return Kind::unsigned_integer;
        case major_negative: return Kind::negative;
        case major_bytes: return Kind::bytes;
        case major_text: return Kind::text;
        case major_array: return Kind::array;
        default: break;
    }
    if (next->major == major_simple && next->value == simple_null) {
        return Kind::null;
    }
    if (next->major == major_simple && next->value == simple_undefined) {
        return Kind::undefined;
    }
    return bad("CBOR item outside the subset");
}

Result<void> Reader::count_item() {
    if (complete_) {
        return bad("CBOR goes on after its end");
    }
    if (++items_ > max_items) {
        return bad("CBOR holds more than 2,000 items");
    }
    while (depth_ > 0 && open_[depth_ - 1] == 0) {
        --depth_;
    }
    if (depth_ > 0) {
        --open_[depth_ - 1];
    }
    return {};
}

Result<Reader::Head> Reader::take(unsigned major) {
    Result<Head> next = head();
    if (!next) {
        return next;
    }
    if (next->major != major) {
        return bad("CBOR item of another kind than is due here");
    }
    if (Result<void> counted = count_item(); !counted) {
        return counted.error();
    }
    rest_ = rest_.subspan(next->length);
    return next;
}

namespace {

/// True when no array still waits for items.
bool closed(const std::size_t* open, std::size_t depth) {
    for (std::size_t i = 0; i < depth; ++i) {
        if (open[i] != 0) {
            return false;
        }
    }
    return true;
}

}  // namespace

Result<std::int64_t> Reader::integer() {
    const Result<Head> next = head();
    const bool negative = next.ok() && next->major == major_negative;
    const Result<Head> taken = take(negative ? major_negative : major_unsigned);
    if (!taken) {
        return taken.error();
    }
    if (taken->value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        return bad("CBOR number too large");
    }
    complete_ = closed(open_, depth_);
    const auto value = static_cast<std::int64_t>(taken->value);
    return negative ? -1 - value : value;
}

Result<std::uint64_t> Reader::unsigned_integer() {
    const Result<Head> taken = take(major_unsigned);
    if (!taken) {
        return taken.error();
    }
    complete_ = closed(open_, depth_);
    return taken->value;
}

Result<ByteView> Reader::string(unsigned major) {
    const Result<Head> taken = take(major);
    if (!taken) {
        return taken.error();
    }
    if (taken->value > rest_.size()) {
        return bad("CBOR string longer than its bytes");
    }
    const ByteView value = rest_.first(static_cast<std::size_t>(taken->value));
    rest_ = rest_.subspan(value.size());
    complete_ = closed(open_, depth_);
    return value;
}

Result<ByteView> Reader::bytes() { return string(major_bytes); }

Result<std::string_view> Reader::text() {
    const Result<ByteView> value = string(major_text);
    if (!value) {
        return value.error();
    }
    if (!is_utf8(as_text(*value))) {
        return bad("CBOR text is not UTF-8");
    }
    return as_text(*value);
}

Result<std::size_t> Reader::array() {
    const Result<Head> taken = take(major_array);
    if (!taken) {
        return taken.error();
    }
    if (taken->value > max_items) {
        return bad("CBOR array too long");
    }
    if (depth_ == max_depth) {
        return bad("CBOR nested too deeply");
    }
    open_[depth_++] = static_cast<std::size_t>(taken->value);
    complete_ = closed(open_, depth_);
    return static_cast<std::size_t>(taken->value);
}

Result<void> Reader::null() {
    const Result<Kind> next = peek();
    if (!next || *next != Kind::null) {
        return bad("CBOR null is due here");
    }
    const Result<Head> taken = take(major_simple);
    if (!taken) {
        return taken.error();
    }
    complete_ = closed(open_, depth_);
    return {};
}

Result<void> Reader::undefined() {
    const Result<Kind> next = peek();
    if (!next || *next != Kind::undefined) {
        return bad("CBOR undefined is due here");
    }
    const Result<Head> taken = take(major_simple);
    if (!taken) {
        return taken.error();
    }
    complete_ = closed(open_, depth_);
    return {};
}

Result<void> Reader::finish() const {
    if (!complete_ || !rest_.empty()) {
        return bad("CBOR does not end where it should");
    }
    return {};
}

}  // namespace harmony::base::cbor
