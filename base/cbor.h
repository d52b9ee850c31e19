#pragma once

#include <cstdint>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"

namespace harmony::base::cbor {

/// The subset of RFC 8949 that Harmony's records use (docs/formats/hk1.md, section 7.1): unsigned,
/// negative, byte string, text, array, null, undefined; definite lengths, shortest form, nesting at
/// most 4, at most 2,000 items. Whether a text is NFC is for the caller to check.
class Writer {
public:
    void integer(std::int64_t value);
    void unsigned_integer(std::uint64_t value);
    void bytes(ByteView value);
    void text(std::string_view value);
    void array(std::size_t items);  ///< `items` values must follow
    void null();
    void undefined();

    [[nodiscard]] const Bytes& written() const { return out_; }
    [[nodiscard]] Bytes take() { return std::move(out_); }

private:
    void head(unsigned major, std::uint64_t value);

    Bytes out_;
};

enum class Kind { unsigned_integer, negative, bytes, text, array, null, undefined };

/// Reads item by item, front to back; allocates nothing. Views point into the bytes given to it.
/// Every call answers `unreadable` on anything outside the subset.
class Reader {
public:
    /// `bytes` must outlive the reader.
    explicit Reader(ByteView bytes) : rest_(bytes) {}

    /// What comes next, without moving on.
    [[nodiscard]] Result<Kind> peek() const;

    /// Fits int64, or it is unreadable.
    [[nodiscard]] Result<std::int64_t> integer();
    [[nodiscard]] Result<std::uint64_t> unsigned_integer();
    [[nodiscard]] Result<ByteView> bytes();
    [[nodiscard]] Result<std::string_view> text();  ///< well-formed UTF-8
    [[nodiscard]] Result<std::size_t> array();      ///< items that follow; at most 2,000
    [[nodiscard]] Result<void> null();
    [[nodiscard]] Result<void> undefined();

    /// Done exactly at the end: `unreadable` when bytes are left or an array lacks items.
    [[nodiscard]] Result<void> finish() const;

private:
    struct Head {
        unsigned major;
        std::uint64_t value;
        std::size_t length;
    };

    [[nodiscard]] Result<Head> head() const;
    [[nodiscard]] Result<Head> take(unsigned major);
    [[nodiscard]] Result<ByteView> string(unsigned major);
    Result<void> count_item();

    static constexpr std::size_t max_depth = 4;
    static constexpr std::size_t max_items = 2000;

    ByteView rest_;
    std::size_t open_[max_depth] = {};  ///< items still due of each open array
    std::size_t depth_ = 0;
    std::size_t items_ = 0;
    bool complete_ = false;
};

}  // namespace harmony::base::cbor
