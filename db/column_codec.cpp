#include "db/column_codec.h"

#include <zstd.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/error.h"

namespace harmony::db {
namespace {

static_assert(std::endian::native == std::endian::little, "columns are stored little-endian");

constexpr std::size_t word_bits = 64;
constexpr unsigned most_plane_bits = 5;
constexpr int text_level = 3;
/// Far above what a chunk of 65,536 answers of 2,000 bytes can hold.
constexpr std::size_t most_text_bytes = std::size_t{256} << 20U;

std::size_t words_for(std::size_t rows) {
    return (rows + word_bits - 1) / word_bits;
}

base::Bytes bytes_of_words(const std::vector<std::uint64_t>& words) {
    const auto view = std::as_bytes(std::span(words));
    return {view.begin(), view.end()};
}

template <typename Narrow>
base::Bytes narrowed(std::span<const std::uint32_t> codes) {
    base::Bytes out(codes.size() * sizeof(Narrow));
    for (std::size_t row = 0; row < codes.size(); ++row) {
        const auto code = static_cast<Narrow>(codes[row]);
        std::memcpy(out.data() + row * sizeof(Narrow), &code, sizeof(Narrow));
    }
    return out;
}

/// Bit `p` of eight codes, which lie in the bytes of `eight`, as eight bits. The factor moves bit
/// 8j to bit 56 + j; no two products meet on the way.
std::uint64_t gathered(std::uint64_t eight, std::size_t p) {
    constexpr std::uint64_t lowest_bits = 0x0101010101010101U;
    constexpr std::uint64_t gather = 0x0102040810204080U;
    return ((eight >> p & lowest_bits) * gather) >> 56U;
}

/// Codes are five bits at most, so eight of them lie in the bytes of a word and give eight bits of
/// each plane at once. The number of planes is known when this is compiled: the words stay in
/// registers.
template <std::size_t Planes>
base::Bytes sliced(std::span<const std::uint32_t> codes) {
    const std::size_t words = words_for(codes.size());
    std::vector<std::uint64_t> out(words * Planes);
    for (std::size_t word = 0; word < words; ++word) {
        std::uint64_t plane[Planes] = {};
        const std::size_t first = word * word_bits;
        const std::size_t count = std::min(word_bits, codes.size() - first);
        for (std::size_t bit = 0; bit < count; bit += 8) {
            std::uint64_t eight = 0;
            for (std::size_t n = 0; n < std::min<std::size_t>(8, count - bit); ++n) {
                eight |= std::uint64_t{codes[first + bit + n]} << (8 * n);
            }
            for (std::size_t p = 0; p < Planes; ++p) {
                plane[p] |= gathered(eight, p) << bit;
            }
        }
        for (std::size_t p = 0; p < Planes; ++p) {
            out[p * words + word] = plane[p];
        }
    }
    return bytes_of_words(out);
}

EncodedColumn encode_codes(std::span<const std::uint32_t> codes, std::uint32_t highest) {
    const auto bits =
        static_cast<unsigned>(std::max<int>(1, static_cast<int>(std::bit_width(highest))));
    switch (bits) {
        case 1: return {Layout::planes, sliced<1>(codes)};
        case 2: return {Layout::planes, sliced<2>(codes)};
        case 3: return {Layout::planes, sliced<3>(codes)};
        case 4: return {Layout::planes, sliced<4>(codes)};
        case most_plane_bits: return {Layout::planes, sliced<most_plane_bits>(codes)};
        default: break;
    }
    if (bits <= 8) {
        return {Layout::u8, narrowed<std::uint8_t>(codes)};
    }
    if (bits <= 16) {
        return {Layout::u16, narrowed<std::uint16_t>(codes)};
    }
    return {Layout::u32, narrowed<std::uint32_t>(codes)};
}

std::uint32_t highest_of(std::span<const std::uint32_t> codes) {
    return codes.empty() ? 0 : *std::max_element(codes.begin(), codes.end());
}

EncodedColumn encode_flags(const OpenColumn& open, std::size_t planes) {
    const std::size_t rows = open.flags.size() / open.stride;
    const std::size_t words = words_for(rows);
    std::vector<std::uint64_t> out(words * planes);
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t part = 0; part < open.stride; ++part) {
            for (std::uint64_t left = open.flags[row * open.stride + part]; left != 0;
                 left &= left - 1) {
                const std::size_t plane =
                    part * word_bits + static_cast<std::size_t>(std::countr_zero(left));
                out[plane * words + row / word_bits] |= std::uint64_t{1} << (row % word_bits);
            }
        }
    }
    return {Layout::planes, bytes_of_words(out)};
}

/// Bytes that `rows` rows take in an array, or 0 for planes.
std::size_t array_width(Encoding encoding) {
    switch (encoding) {
        case Encoding::u8: return 1;
        case Encoding::u16: return 2;
        case Encoding::u32: return 4;
        case Encoding::planes: break;
    }
    return 0;
}

bool length_fits(Encoding encoding, std::size_t rows, std::size_t size) {
    const std::size_t width = array_width(encoding);
    if (width != 0) {
        return size == rows * width;
    }
    const std::size_t plane = words_for(rows) * sizeof(std::uint64_t);
    return encoding == Encoding::planes && plane != 0 && size != 0 && size % plane == 0;
}

/// Where each run of equal codes ends.
std::vector<std::uint32_t> run_ends(std::span<const std::uint32_t> codes) {
    std::vector<std::uint32_t> ends;
    for (std::size_t row = 1; row <= codes.size(); ++row) {
        if (row == codes.size() || codes[row] != codes[row - 1]) {
            ends.push_back(static_cast<std::uint32_t>(row));
        }
    }
    return ends;
}

/// The ends of the runs, then their codes.
template <typename Narrow>
base::Bytes in_runs(std::span<const std::uint32_t> codes, std::span<const std::uint32_t> ends) {
    std::vector<std::uint32_t> values;
    values.reserve(ends.size());
    for (const std::uint32_t end : ends) {
        values.push_back(codes[end - 1]);
    }
    base::Bytes out;
    base::append(out, std::as_bytes(ends));
    base::append(out, narrowed<Narrow>(values));
    return out;
}

template <typename Narrow>
EncodedColumn smaller_of(std::span<const std::uint32_t> codes, Layout array, Layout runs) {
    const std::vector<std::uint32_t> ends = run_ends(codes);
    const std::size_t as_runs = ends.size() * (sizeof(std::uint32_t) + sizeof(Narrow));
    return as_runs < codes.size() * sizeof(Narrow)
               ? EncodedColumn{runs, in_runs<Narrow>(codes, ends)}
               : EncodedColumn{array, narrowed<Narrow>(codes)};
}

/// Nothing unless every run ends after the one before, and the last with the rows.
template <typename Narrow>
std::optional<ColumnChunk> out_of_runs(Encoding encoding, std::size_t rows, base::ByteView data) {
    const std::size_t count = data.size() / (sizeof(std::uint32_t) + sizeof(Narrow));
    if (data.size() != count * (sizeof(std::uint32_t) + sizeof(Narrow))) {
        return std::nullopt;
    }
    std::vector<std::uint64_t> words((rows * sizeof(Narrow) + 7) / 8);
    auto* const codes = reinterpret_cast<Narrow*>(words.data());
    std::size_t row = 0;
    for (std::size_t run = 0; run < count; ++run) {
        std::uint32_t end = 0;
        Narrow code = 0;
        std::memcpy(&end, data.data() + run * sizeof end, sizeof end);
        std::memcpy(&code, data.data() + count * sizeof end + run * sizeof code, sizeof code);
        if (end <= row || end > rows) {
            return std::nullopt;
        }
        std::fill(codes + row, codes + end, code);
        row = end;
    }
    return row == rows ? std::optional(ColumnChunk(encoding, rows, std::move(words)))
                       : std::nullopt;
}

std::optional<ColumnChunk> as_it_lies(Encoding encoding, std::size_t rows, base::ByteView data) {
    if (!length_fits(encoding, rows, data.size())) {
        return std::nullopt;
    }
    std::vector<std::uint64_t> words((data.size() + 7) / 8);
    std::memcpy(words.data(), data.data(), data.size());
    return ColumnChunk(encoding, rows, std::move(words));
}

}  // namespace

std::size_t ColumnChunk::planes() const {
    return encoding_ == Encoding::planes && rows_ != 0 ? words_.size() / words_for(rows_) : 0;
}

std::span<const std::uint64_t> ColumnChunk::plane(std::size_t index) const {
    const std::size_t words = words_for(rows_);
    return std::span(words_).subspan(index * words, words);
}

std::span<const std::uint8_t> ColumnChunk::u8() const {
    return encoding_ == Encoding::u8
               ? std::span(reinterpret_cast<const std::uint8_t*>(words_.data()), rows_)
               : std::span<const std::uint8_t>{};
}

std::span<const std::uint16_t> ColumnChunk::u16() const {
    return encoding_ == Encoding::u16
               ? std::span(reinterpret_cast<const std::uint16_t*>(words_.data()), rows_)
               : std::span<const std::uint16_t>{};
}

std::span<const std::uint32_t> ColumnChunk::u32() const {
    return encoding_ == Encoding::u32
               ? std::span(reinterpret_cast<const std::uint32_t*>(words_.data()), rows_)
               : std::span<const std::uint32_t>{};
}

std::uint32_t ColumnChunk::code(std::size_t row) const {
    base::promise(row < rows_, "a row beyond its chunk");
    switch (encoding_) {
        case Encoding::u8: return u8()[row];
        case Encoding::u16: return u16()[row];
        case Encoding::u32: return u32()[row];
        case Encoding::planes: break;
    }
    std::uint32_t code = 0;
    for (std::size_t p = 0; p < planes(); ++p) {
        const std::uint64_t bit = plane(p)[row / word_bits] >> (row % word_bits) & 1U;
        code |= static_cast<std::uint32_t>(bit) << p;
    }
    return code;
}

void OpenText::add(std::uint32_t row, std::string_view text) {
    rows.push_back(row);
    words.append(text);
    ends.push_back(static_cast<std::uint32_t>(words.size()));
}

void OpenText::drop_beyond(std::uint32_t row) {
    while (!rows.empty() && rows.back() >= row) {
        rows.pop_back();
        ends.pop_back();
    }
    words.resize(ends.empty() ? 0 : ends.back());
}

std::string_view OpenText::text(std::size_t index) const {
    const std::size_t from = index == 0 ? 0 : ends[index - 1];
    return std::string_view(words).substr(from, ends[index] - from);
}

std::size_t planes_of(const QuestionColumn& column) {
    switch (column.kind) {
        case ColumnKind::choices: return std::size_t{2} + column.choices;
        case ColumnKind::ranked:
            return std::size_t{2} + column.choices * position_bits(column.choices);
        default: return 0;
    }
}

std::size_t stride_of(std::size_t planes) {
    return words_for(planes);
}

EncodedColumn encode_head(std::span<const std::uint32_t> codes) {
    return highest_of(codes) <= 0xFFU
               ? smaller_of<std::uint8_t>(codes, Layout::u8, Layout::u8_runs)
               : smaller_of<std::uint16_t>(codes, Layout::u16, Layout::u16_runs);
}

EncodedColumn encode_question(const QuestionColumn& column, const OpenColumn& open) {
    switch (column.kind) {
        case ColumnKind::choices:
        case ColumnKind::ranked: return encode_flags(open, planes_of(column));
        case ColumnKind::choice: return encode_codes(open.codes, column.choices + 1);
        case ColumnKind::step: return encode_codes(open.codes, column.choices + 2);
        default: return encode_codes(open.codes, highest_of(open.codes));
    }
}

std::optional<ColumnChunk> decode_column(Layout layout, std::size_t rows, base::ByteView data) {
    switch (layout) {
        case Layout::planes: return as_it_lies(Encoding::planes, rows, data);
        case Layout::u8: return as_it_lies(Encoding::u8, rows, data);
        case Layout::u16: return as_it_lies(Encoding::u16, rows, data);
        case Layout::u32: return as_it_lies(Encoding::u32, rows, data);
        case Layout::u8_runs: return out_of_runs<std::uint8_t>(Encoding::u8, rows, data);
        case Layout::u16_runs: return out_of_runs<std::uint16_t>(Encoding::u16, rows, data);
    }
    return std::nullopt;
}

OpenColumn reopen_column(const ColumnChunk& chunk, std::size_t planes) {
    OpenColumn open;
    if (planes == 0) {
        open.codes.resize(chunk.rows());
        for (std::size_t row = 0; row < chunk.rows(); ++row) {
            open.codes[row] = chunk.code(row);
        }
        return open;
    }
    open.stride = stride_of(planes);
    open.flags.resize(chunk.rows() * open.stride);
    for (std::size_t plane = 0; plane < planes; ++plane) {
        const std::span<const std::uint64_t> words = chunk.plane(plane);
        for (std::size_t row = 0; row < chunk.rows(); ++row) {
            const std::uint64_t bit = words[row / word_bits] >> (row % word_bits) & 1U;
            open.flags[row * open.stride + plane / word_bits] |= bit << (plane % word_bits);
        }
    }
    return open;
}

base::Bytes encode_text(const OpenText& text) {
    const auto count = static_cast<std::uint32_t>(text.rows.size());
    base::Bytes plain;
    base::append(plain, std::as_bytes(std::span(&count, 1)));
    base::append(plain, std::as_bytes(std::span(text.rows)));
    base::append(plain, std::as_bytes(std::span(text.ends)));
    base::append(plain, base::as_bytes(text.words));
    base::Bytes out(ZSTD_compressBound(plain.size()));
    const std::size_t size =
        ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), text_level);
    base::promise(ZSTD_isError(size) == 0, "text could not be compressed");
    out.resize(size);
    return out;
}

namespace {

std::optional<base::Bytes> decompress(base::ByteView data) {
    const unsigned long long size = ZSTD_getFrameContentSize(data.data(), data.size());
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR ||
        size > most_text_bytes) {
        return std::nullopt;
    }
    base::Bytes plain(size);
    const std::size_t got = ZSTD_decompress(plain.data(), plain.size(), data.data(), data.size());
    if (ZSTD_isError(got) != 0 || got != plain.size()) {
        return std::nullopt;
    }
    return plain;
}

/// Ends go up, and the last one is where the words end.
bool ends_are_sound(const OpenText& text) {
    return std::is_sorted(text.ends.begin(), text.ends.end()) &&
           std::is_sorted(text.rows.begin(), text.rows.end()) &&
           (text.ends.empty() ? 0 : text.ends.back()) == text.words.size();
}

}  // namespace

std::optional<OpenText> decode_text(base::ByteView data) {
    const std::optional<base::Bytes> plain = decompress(data);
    std::uint32_t count = 0;
    if (!plain || plain->size() < sizeof count) {
        return std::nullopt;
    }
    std::memcpy(&count, plain->data(), sizeof count);
    const std::size_t table = std::size_t{count} * sizeof count;
    if (plain->size() < sizeof count + 2 * table) {
        return std::nullopt;
    }
    OpenText text;
    text.rows.resize(count);
    text.ends.resize(count);
    if (count != 0) {
        std::memcpy(text.rows.data(), plain->data() + sizeof count, table);
        std::memcpy(text.ends.data(), plain->data() + sizeof count + table, table);
    }
    text.words = base::as_text(base::ByteView(*plain).subspan(sizeof count + 2 * table));
    return ends_are_sound(text) ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace harmony::db
