#include "summary/tabulate.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "summary/column_check.h"
#include "summary/planes.h"
#include "summary/runs.h"

// 1. A chunk is cut into runs of rows of one group. Closed chunks are clustered by place and month,
//    so by these runs are long.
// 2. Long runs: each code is counted in place, by AND and popcount on the planes.
// 3. Short runs (the open tail; groupings that rows are not clustered by): codes are unpacked to a
//    byte a row and counted row by row, which costs the same for any number of groups.
// 4. Raw counts of codes become answers, don't know and the rest once, at the end.

namespace harmony::summary {
namespace {

using base::Result;

/// Below this many rows a run, popcounts on parts of words cost more than a pass row by row.
constexpr std::size_t rows_of_a_long_run = 24;

/// One chunk by groups.
struct Cut {
    std::vector<Run> runs;  ///< all of them where they are long, or a question needs them
    std::vector<std::uint32_t> group_of_row;  ///< empty where runs are long: there are few of them
};

Result<Cut> cut_chunk(std::span<const Grouping> groupings,
                      std::size_t chunk,
                      std::size_t rows,
                      bool always_runs) {
    const std::size_t few = rows / rows_of_a_long_run;
    Result<std::vector<Run>> runs = find_runs(groupings, chunk, rows, always_runs ? rows : few);
    if (!runs) {
        return runs.error();
    }
    Cut cut{std::move(*runs), {}};
    if (cut.runs.size() > few) {
        Result<std::vector<std::uint32_t>> groups = group_rows(groupings, chunk, rows);
        if (!groups) {
            return groups.error();
        }
        cut.group_of_row = std::move(*groups);
    }
    return cut;
}

/// Counts of the codes of a one-choice question by group; one extra slot a group takes codes that
/// are not in the form.
class RawCounts {
public:
    RawCounts(std::size_t groups, std::size_t choices)
        : codes_(first_choice_code + choices), cells_(groups * (codes_ + 1)) {}

    [[nodiscard]] std::size_t codes() const { return codes_; }

    [[nodiscard]] std::uint32_t* group(std::size_t index) {
        return cells_.data() + index * (codes_ + 1);
    }

private:
    std::size_t codes_;
    std::vector<std::uint32_t> cells_;  // half the cache of a wider one; see `most_rows`
};

/// Counts have 32 bits.
constexpr std::uint64_t most_rows = std::numeric_limits<std::uint32_t>::max();

void count_run_of_planes(const ChunkView& chunk, const Run& run, RawCounts& raw) {
    CodeCounts counts{};
    count_codes(chunk, run.begin, run.end, counts);
    std::uint32_t* into = raw.group(run.group);
    const std::size_t held = std::size_t{1} << chunk.plane_count();
    for (std::size_t code = 0; code < held; ++code) {
        into[std::min(code, raw.codes())] += counts[code];
    }
}

template <typename T>
void count_rows(std::span<const T> codes, std::span<const std::uint32_t> groups, RawCounts& raw) {
    std::uint32_t* const cells = raw.group(0);
    const std::size_t beyond = raw.codes();
    for (std::size_t row = 0; row < groups.size(); ++row) {
        ++cells[groups[row] * (beyond + 1) + std::min<std::size_t>(codes[row], beyond)];
    }
}

/// The same of codes that are all in the form, since their planes can hold no others.
void count_rows_of_planes(const std::vector<std::uint8_t>& codes,
                          std::span<const std::uint32_t> groups,
                          RawCounts& raw) {
    std::uint32_t* const cells = raw.group(0);
    const std::size_t stride = raw.codes() + 1;
    for (std::size_t row = 0; row < groups.size(); ++row) {
        ++cells[groups[row] * stride + codes[row]];
    }
}

template <typename T>
void count_codes_of(std::span<const T> codes, const Cut& cut, RawCounts& raw) {
    if (!cut.group_of_row.empty()) {
        return count_rows(codes, cut.group_of_row, raw);
    }
    for (const Run& run : cut.runs) {
        std::uint32_t* const into = raw.group(run.group);
        for (std::size_t row = run.begin; row < run.end; ++row) {
            into[std::min<std::size_t>(codes[row], raw.codes())] += 1;
        }
    }
}

void count_one_choice(const ChunkView& chunk, const Cut& cut, RawCounts& raw) {
    switch (chunk.layout()) {
        case ChunkView::Layout::u8: return count_codes_of(chunk.as_bytes(), cut, raw);
        case ChunkView::Layout::u16: return count_codes_of(chunk.as_u16(), cut, raw);
        case ChunkView::Layout::u32: return count_codes_of(chunk.as_u32(), cut, raw);
        case ChunkView::Layout::planes: break;
    }
    if (cut.group_of_row.empty()) {
        for (const Run& run : cut.runs) {
            count_run_of_planes(chunk, run, raw);
        }
        return;
    }
    std::vector<std::uint8_t> codes;
    unpack_codes(chunk, codes);
    if (std::size_t{1} << chunk.plane_count() <= raw.codes()) {
        return count_rows_of_planes(codes, cut.group_of_row, raw);
    }
    count_rows(std::span<const std::uint8_t>(codes), cut.group_of_row, raw);
}

Result<Tabulation> sort_codes(const Question& question, RawCounts& raw, std::size_t groups) {
    Tabulation table(groups, question.choices.size());
    for (std::size_t group = 0; group < groups; ++group) {
        const std::uint32_t* counts = raw.group(group);
        if (counts[raw.codes()] != 0) {
            return unknown_code(question);
        }
        table.add_not_asked(group, counts[not_asked_code]);
        table.add_skipped(group, counts[skipped_code]);
        for (std::size_t i = 0; i < question.choices.size(); ++i) {
            const std::uint64_t n = counts[first_choice_code + i];
            table.add_choice(group, i, n);
            switch (question.choices[i].role) {
                case ChoiceRole::answer: table.add_answered(group, n); break;
                case ChoiceRole::dont_know: table.add_dont_know(group, n); break;
                case ChoiceRole::prefer_not: table.add_prefer_not(group, n); break;
                case ChoiceRole::no_answer: table.add_skipped(group, n); break;
            }
        }
    }
    return table;
}

std::uint64_t ones(std::uint64_t word) {
    return static_cast<std::uint64_t>(std::popcount(word));
}

/// Several choices: a unit may be in many counts, so each plane is counted by itself.
void count_several(const QuestionColumn& column,
                   const ChunkView& chunk,
                   std::span<const Run> runs,
                   Tabulation& table) {
    const std::span<const Choice> choices = column.question->choices;
    for (const Run& run : runs) {
        for (std::size_t word = run.begin / 64; word * 64 < run.end; ++word) {
            const TickWord sorted =
                sort_ticks(chunk, choices, word, row_mask(word, run.begin, run.end));
            table.add_answered(run.group, ones(sorted.answered));
            table.add_dont_know(run.group, ones(sorted.dont_know));
            table.add_prefer_not(run.group, ones(sorted.prefer_not));
            table.add_skipped(run.group, ones(sorted.skipped));
            table.add_not_asked(run.group, ones(sorted.not_asked));
            const std::uint64_t replied = sorted.answered | sorted.dont_know | sorted.prefer_not;
            for (std::size_t i = 0; i < choices.size(); ++i) {
                const std::uint64_t ticks = chunk.plane(first_choice_plane + i)[word];
                table.add_choice(run.group, i, ones(ticks & replied));
            }
        }
    }
}

/// Those who put the choices in order, and who did not.
void count_who_ranked(const ChunkView& chunk, std::span<const Run> runs, Tabulation& table) {
    for (const Run& run : runs) {
        for (std::size_t word = run.begin / 64; word * 64 < run.end; ++word) {
            const std::uint64_t mask = row_mask(word, run.begin, run.end);
            const std::uint64_t asked = chunk.plane(asked_plane)[word] & mask;
            const std::uint64_t answered = chunk.plane(answered_plane)[word] & asked;
            table.add_answered(run.group, ones(answered));
            table.add_skipped(run.group, ones(asked & ~answered));
            table.add_not_asked(run.group, ones(mask & ~asked));
        }
    }
}

/// A ranking: the place of each choice is a code of its own, counted as any other.
Result<Tabulation> count_ranking(const QuestionColumn& column,
                                 std::span<const Cut> cuts,
                                 std::size_t groups) {
    const Question& question = *column.question;
    const std::size_t choices = question.choices.size();
    const std::size_t bits = position_bits(choices);
    Tabulation table(groups, counted_cells(question));
    std::vector<RawCounts> raw(choices, RawCounts(groups, choices));
    for (std::size_t at = 0; at < column.chunks.size(); ++at) {
        const ChunkView& chunk = column.chunks[at];
        for (std::size_t i = 0; chunk.rows() > 0 && i < choices; ++i) {
            count_one_choice(chunk.part(first_choice_plane + i * bits, bits), cuts[at], raw[i]);
        }
        count_who_ranked(chunk, cuts[at].runs, table);
    }
    for (std::size_t i = 0; i < choices; ++i) {
        for (std::size_t group = 0; group < groups; ++group) {
            const std::uint32_t* counts = raw[i].group(group);
            for (std::size_t place = 0; place < choices; ++place) {
                table.add_choice(group, place_cell(question, i, place), counts[place + 1]);
            }
            // Codes are 0 to `choices`; those beyond, and the one between, are not places.
            if (counts[choices + 1] + counts[raw[i].codes()] != 0) {
                return unknown_code(question);
            }
        }
    }
    return table;
}

/// A question of several choices, or a ranking.
Result<Tabulation> count_question(const QuestionColumn& column,
                                  std::span<const Cut> cuts,
                                  std::size_t groups) {
    const Question& question = *column.question;
    if (question.kind == QuestionKind::ranking) {
        return count_ranking(column, cuts, groups);
    }
    Tabulation table(groups, question.choices.size());
    for (std::size_t i = 0; i < column.chunks.size(); ++i) {
        count_several(column, column.chunks[i], cuts[i].runs, table);
    }
    return table;
}

bool is_one_choice(const QuestionColumn& column) {
    return column.question->kind != QuestionKind::ranking &&
           column.question->kind != QuestionKind::several_choices;
}

/// All questions of one choice, chunk by chunk: what belongs to a chunk's rows is then at hand for
/// one question after the other. Nothing for the others.
std::vector<std::optional<RawCounts>> count_choices(std::span<const QuestionColumn> questions,
                                                    std::span<const Cut> cuts,
                                                    std::size_t groups) {
    std::vector<std::optional<RawCounts>> raw;
    for (const QuestionColumn& column : questions) {
        raw.push_back(
            is_one_choice(column)
                ? std::optional<RawCounts>(std::in_place, groups, column.question->choices.size())
                : std::nullopt);
    }
    for (std::size_t chunk = 0; chunk < cuts.size(); ++chunk) {
        for (std::size_t at = 0; at < questions.size(); ++at) {
            if (raw[at] && questions[at].chunks[chunk].rows() > 0) {
                count_one_choice(questions[at].chunks[chunk], cuts[chunk], *raw[at]);
            }
        }
    }
    return raw;
}

Result<std::vector<Cut>> cut_chunks(std::span<const QuestionColumn> questions,
                                    std::span<const Grouping> groupings) {
    const bool always_runs = !std::all_of(questions.begin(), questions.end(), is_one_choice);
    std::vector<Cut> cuts;
    std::uint64_t rows = 0;
    for (const ChunkView& chunk : questions.front().chunks) {
        Result<Cut> cut = cut_chunk(groupings, cuts.size(), chunk.rows(), always_runs);
        if (!cut) {
            return cut.error();
        }
        rows += chunk.rows();
        cuts.push_back(std::move(*cut));
    }
    base::promise(rows <= most_rows, "more rows than a count can hold");
    return cuts;
}

}  // namespace

Result<std::vector<Tabulation>> tabulate_all(std::span<const QuestionColumn> questions,
                                             std::span<const Grouping> groupings) {
    if (Result<void> fits = check_columns(questions, groupings); !fits) {
        return fits.error();
    }
    std::vector<Tabulation> tables;
    if (questions.empty()) {
        return tables;
    }
    const Result<std::vector<Cut>> cuts = cut_chunks(questions, groupings);
    if (!cuts) {
        return cuts.error();
    }
    const std::size_t groups = crossed_groups(groupings);
    std::vector<std::optional<RawCounts>> raw = count_choices(questions, *cuts, groups);
    for (std::size_t at = 0; at < questions.size(); ++at) {
        const QuestionColumn& column = questions[at];
        Result<Tabulation> table = raw[at] ? sort_codes(*column.question, *raw[at], groups)
                                           : count_question(column, *cuts, groups);
        if (!table) {
            return table.error();
        }
        tables.push_back(std::move(*table));
    }
    return tables;
}

Result<Tabulation> tabulate(const QuestionColumn& question) {
    Result<std::vector<Tabulation>> tables = tabulate_all({&question, 1}, {});
    if (!tables) {
        return tables.error();
    }
    return std::move(tables->front());
}

Result<Tabulation> tabulate_by(const QuestionColumn& question, const Grouping& grouping) {
    Result<std::vector<Tabulation>> tables = tabulate_all({&question, 1}, {&grouping, 1});
    if (!tables) {
        return tables.error();
    }
    return std::move(tables->front());
}

Result<Tabulation> count_units(const Grouping& grouping) {
    Tabulation table(grouping.groups, 0);
    for (std::size_t chunk = 0; chunk < grouping.chunks.size(); ++chunk) {
        const Result<std::vector<Run>> runs =
            find_runs({&grouping, 1}, chunk, grouping.chunks[chunk].rows());
        if (!runs) {
            return runs.error();
        }
        for (const Run& run : *runs) {
            table.add_answered(run.group, run.end - run.begin);
        }
    }
    return table;
}

}  // namespace harmony::summary
