#include "summary/column.h"

#include <bit>

#include "base/error.h"

namespace harmony::summary {

std::size_t counted_cells(const Question& question) {
    const std::size_t choices = question.choices.size();
    return question.kind == QuestionKind::ranking ? choices * choices : choices;
}

std::size_t place_cell(const Question& question, std::size_t choice, std::size_t place) {
    return choice * question.choices.size() + place;
}

std::size_t position_bits(std::size_t choices) {
    return static_cast<std::size_t>(std::bit_width(choices));
}

ChunkView ChunkView::planes(std::size_t rows, std::span<const std::uint64_t> words) {
    ChunkView view(Layout::planes, rows);
    view.words_ = words;
    return view;
}

ChunkView ChunkView::bytes(std::span<const std::uint8_t> codes) {
    ChunkView view(Layout::u8, codes.size());
    view.bytes_ = codes;
    return view;
}

ChunkView ChunkView::u16(std::span<const std::uint16_t> codes) {
    ChunkView view(Layout::u16, codes.size());
    view.u16_ = codes;
    return view;
}

ChunkView ChunkView::u32(std::span<const std::uint32_t> codes) {
    ChunkView view(Layout::u32, codes.size());
    view.u32_ = codes;
    return view;
}

std::size_t ChunkView::plane_count() const {
    const std::size_t each = plane_words();
    return layout_ != Layout::planes || each == 0 || words_.size() % each != 0
               ? 0
               : words_.size() / each;
}

std::uint32_t ChunkView::code(std::size_t row) const {
    base::promise(row < rows_, "a row beyond the chunk");
    switch (layout_) {
        case Layout::u8: return bytes_[row];
        case Layout::u16: return u16_[row];
        case Layout::u32: return u32_[row];
        case Layout::planes: break;
    }
    std::uint32_t code = 0;
    for (std::size_t p = 0; p < plane_count(); ++p) {
        const std::uint64_t bit = (plane(p)[row / 64] >> (row % 64)) & 1U;
        code |= static_cast<std::uint32_t>(bit << p);
    }
    return code;
}

}  // namespace harmony::summary
