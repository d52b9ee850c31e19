#include "summary/planes.h"

namespace harmony::summary {
namespace {

/// Adds the popcount of each minterm of planes 0 to P - 1 within `mask`.
template <unsigned P>
inline void split(std::uint64_t mask, const std::uint64_t* planes, std::uint32_t* counts) {
    if constexpr (P == 0) {
        *counts += static_cast<std::uint32_t>(std::popcount(mask));
    } else {
        split<P - 1>(mask & ~planes[P - 1], planes, counts);
        split<P - 1>(mask & planes[P - 1], planes, counts + (1U << (P - 1)));
    }
}

template <unsigned P>
void count_planes(const std::uint64_t* words,
                  std::size_t plane_words,
                  std::size_t begin,
                  std::size_t end,
                  CodeCounts& into) {
    std::array<std::uint32_t, (1U << P)> counts{};
    for (std::size_t word = begin / 64; word * 64 < end; ++word) {
        std::array<std::uint64_t, P> planes;
        for (unsigned p = 0; p < P; ++p) {
            planes[p] = words[p * plane_words + word];
        }
        split<P>(row_mask(word, begin, end), planes.data(), counts.data());
    }
    for (std::size_t code = 0; code < counts.size(); ++code) {
        into[code] += counts[code];
    }
}

/// Byte i of entry b is bit i of b: eight rows of a plane as eight bytes.
constexpr std::array<std::uint64_t, 256> spread_bits() {
    std::array<std::uint64_t, 256> table{};
    for (std::size_t byte = 0; byte < table.size(); ++byte) {
        for (std::size_t bit = 0; bit < 8; ++bit) {
            table[byte] |= static_cast<std::uint64_t>((byte >> bit) & 1U) << (8 * bit);
        }
    }
    return table;
}

constexpr std::array<std::uint64_t, 256> spread = spread_bits();

}  // namespace

void count_codes(const ChunkView& chunk, std::size_t begin, std::size_t end, CodeCounts& counts) {
    const std::uint64_t* words = chunk.plane(0).data();
    const std::size_t each = chunk.plane_words();
    switch (chunk.plane_count()) {
        case 1: return count_planes<1>(words, each, begin, end, counts);
        case 2: return count_planes<2>(words, each, begin, end, counts);
        case 3: return count_planes<3>(words, each, begin, end, counts);
        case 4: return count_planes<4>(words, each, begin, end, counts);
        default: return count_planes<5>(words, each, begin, end, counts);
    }
}

void unpack_codes(const ChunkView& chunk, std::vector<std::uint8_t>& codes) {
    codes.resize(chunk.plane_words() * 64);
    for (std::size_t word = 0; word < chunk.plane_words(); ++word) {
        std::array<std::uint64_t, 8> eight{};
        for (std::size_t p = 0; p < chunk.plane_count(); ++p) {
            const std::uint64_t bits = chunk.plane(p)[word];
            for (std::size_t byte = 0; byte < 8; ++byte) {
                eight[byte] |= spread[(bits >> (8 * byte)) & 0xFFU] << p;
            }
        }
        for (std::size_t row = 0; row < 64; ++row) {
            codes[word * 64 + row] =
                static_cast<std::uint8_t>((eight[row / 8] >> (8 * (row % 8))) & 0xFFU);
        }
    }
}

TickWord sort_ticks(const ChunkView& chunk,
                    std::span<const Choice> choices,
                    std::size_t word,
                    std::uint64_t mask) {
    std::uint64_t answer = 0;
    std::uint64_t dont_know = 0;
    std::uint64_t prefer_not = 0;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const std::uint64_t ticks = chunk.plane(first_choice_plane + i)[word];
        switch (choices[i].role) {
            case ChoiceRole::answer: answer |= ticks; break;
            case ChoiceRole::dont_know: dont_know |= ticks; break;
            case ChoiceRole::prefer_not: prefer_not |= ticks; break;
            case ChoiceRole::no_answer: break;
        }
    }
    const std::uint64_t asked = chunk.plane(asked_plane)[word] & mask;
    const std::uint64_t answered = chunk.plane(answered_plane)[word] & asked;
    TickWord sorted;
    sorted.answered = answered & answer;
    sorted.dont_know = answered & ~answer & dont_know;
    sorted.prefer_not = answered & ~answer & ~dont_know & prefer_not;
    sorted.skipped = asked & ~sorted.answered & ~sorted.dont_know & ~sorted.prefer_not;
    sorted.not_asked = mask & ~asked;
    return sorted;
}

}  // namespace harmony::summary
