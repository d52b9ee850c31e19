#include "summary/runs.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "summary/column_check.h"

namespace harmony::summary {
namespace {

/// First row after `from` whose code differs from that of `from`. Eight bytes at a time: clustered
/// chunks hold runs of a hundred rows and more.
std::size_t next_change(std::span<const std::uint8_t> codes, std::size_t from) {
    const std::uint8_t code = codes[from];
    const std::uint64_t all = 0x0101010101010101U * std::uint64_t{code};
    std::size_t at = from + 1;
    while (at + 8 <= codes.size()) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, codes.data() + at, sizeof eight);
        if (eight != all) {
            break;
        }
        at += 8;
    }
    while (at < codes.size() && codes[at] == code) {
        ++at;
    }
    return at;
}

template <typename T>
std::size_t next_change(std::span<const T> codes, std::size_t from) {
    std::size_t at = from + 1;
    while (at < codes.size() && codes[at] == codes[from]) {
        ++at;
    }
    return at;
}

std::size_t next_change(const ChunkView& chunk, std::size_t from) {
    switch (chunk.layout()) {
        case ChunkView::Layout::u8: return next_change(chunk.as_bytes(), from);
        case ChunkView::Layout::u16: return next_change(chunk.as_u16(), from);
        case ChunkView::Layout::u32: return next_change(chunk.as_u32(), from);
        case ChunkView::Layout::planes: break;
    }
    std::size_t at = from + 1;
    while (at < chunk.rows() && chunk.code(at) == chunk.code(from)) {
        ++at;
    }
    return at;
}

/// Puts the codes of one more grouping behind those of the ones before. The highest code.
template <typename T>
std::size_t cross(std::span<const T> codes, std::size_t groups, std::span<std::uint32_t> rows) {
    T highest = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        rows[row] = static_cast<std::uint32_t>(rows[row] * groups + codes[row]);
        highest = std::max(highest, codes[row]);
    }
    return highest;
}

std::vector<std::uint32_t> codes_of(const ChunkView& chunk) {
    std::vector<std::uint32_t> codes(chunk.rows());
    for (std::size_t row = 0; row < codes.size(); ++row) {
        codes[row] = chunk.code(row);
    }
    return codes;
}

/// Calls `take` with the codes of a chunk as they lie.
template <typename Take>
std::size_t with_codes(const ChunkView& chunk, const Take& take) {
    switch (chunk.layout()) {
        case ChunkView::Layout::u8: return take(chunk.as_bytes());
        case ChunkView::Layout::u16: return take(chunk.as_u16());
        case ChunkView::Layout::u32: return take(chunk.as_u32());
        case ChunkView::Layout::planes: break;
    }
    const std::vector<std::uint32_t> codes = codes_of(chunk);
    return take(std::span<const std::uint32_t>(codes));
}

/// Where one grouping stands in its chunk.
struct Cursor {
    std::size_t until = 0;
    std::size_t code = 0;
};

}  // namespace

std::size_t crossed_groups(std::span<const Grouping> groupings) {
    std::size_t groups = 1;
    for (const Grouping& grouping : groupings) {
        groups *= grouping.groups;
    }
    return groups;
}

base::Result<std::vector<Run>> find_runs(std::span<const Grouping> groupings,
                                         std::size_t chunk,
                                         std::size_t rows,
                                         std::size_t most) {
    std::vector<Run> runs;
    std::vector<Cursor> cursors(groupings.size());
    for (std::size_t row = 0; row < rows && runs.size() <= most;) {
        Run run{row, rows, 0};
        for (std::size_t i = 0; i < groupings.size(); ++i) {
            Cursor& cursor = cursors[i];
            if (cursor.until == row) {
                cursor.code = groupings[i].chunks[chunk].code(row);
                cursor.until = next_change(groupings[i].chunks[chunk], row);
                if (cursor.code >= groupings[i].groups) {
                    return unknown_group();
                }
            }
            run.end = std::min(run.end, cursor.until);
            run.group = run.group * groupings[i].groups + cursor.code;
        }
        runs.push_back(run);
        row = run.end;
    }
    return runs;
}

base::Result<std::vector<std::uint32_t>> group_rows(std::span<const Grouping> groupings,
                                                    std::size_t chunk,
                                                    std::size_t rows) {
    std::vector<std::uint32_t> groups(rows);
    for (const Grouping& grouping : groupings) {
        const std::size_t highest = with_codes(grouping.chunks[chunk], [&](auto codes) {
            return cross(codes, grouping.groups, std::span(groups));
        });
        if (rows > 0 && highest >= grouping.groups) {
            return unknown_group();
        }
    }
    return groups;
}

}  // namespace harmony::summary
