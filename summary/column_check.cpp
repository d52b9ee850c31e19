#include "summary/column_check.h"

#include <string>

namespace harmony::summary {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// Codes in planes have 5 bits at most; more would not be planes (docs/formats/segment.md).
constexpr std::size_t most_code_planes = 5;

Result<void> check_rows(std::span<const ChunkView> chunks, std::span<const ChunkView> first) {
    if (chunks.size() != first.size()) {
        return Error{ErrorKind::unreadable, "the columns have different numbers of chunks"};
    }
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        if (chunks[i].rows() != first[i].rows()) {
            return Error{ErrorKind::unreadable, "chunks of the same rows differ in length"};
        }
        if (chunks[i].layout() == ChunkView::Layout::planes && chunks[i].rows() > 0 &&
            chunks[i].plane_count() == 0) {
            return Error{ErrorKind::unreadable, "a chunk holds no whole number of planes"};
        }
    }
    return {};
}

/// Planes of a question whose planes are flags; 0: they are the bits of one code.
std::size_t wanted_planes(const Question& question) {
    const std::size_t choices = question.choices.size();
    switch (question.kind) {
        case QuestionKind::several_choices: return first_choice_plane + choices;
        case QuestionKind::ranking: return first_choice_plane + choices * position_bits(choices);
        default: return 0;
    }
}

Result<void> check_layout(const QuestionColumn& column) {
    for (const ChunkView& chunk : column.chunks) {
        const bool planes = chunk.layout() == ChunkView::Layout::planes;
        if (const std::size_t wanted = wanted_planes(*column.question); wanted > 0) {
            if (!planes || (chunk.rows() > 0 && chunk.plane_count() != wanted)) {
                return Error{ErrorKind::unreadable,
                             "the chunk has not the planes that its choices need"};
            }
        } else if (planes && chunk.plane_count() > most_code_planes) {
            return Error{ErrorKind::unreadable, "the chunk has more planes than codes have bits"};
        }
    }
    return {};
}

std::string about(const Question& question) {
    return "column '" + question.name + "'";
}

}  // namespace

Result<void> check_columns(std::span<const QuestionColumn> questions,
                           std::span<const Grouping> groupings) {
    const std::span<const ChunkView> first =
        !groupings.empty()
            ? groupings[0].chunks
            : (questions.empty() ? std::span<const ChunkView>{} : questions[0].chunks);
    for (const Grouping& grouping : groupings) {
        if (Result<void> fits = check_rows(grouping.chunks, first); !fits) {
            return fits.error().while_doing("head column");
        }
    }
    for (const QuestionColumn& column : questions) {
        base::promise(column.question != nullptr, "a column without its question");
        if (Result<void> fits = check_rows(column.chunks, first); !fits) {
            return fits.error().while_doing(about(*column.question));
        }
        if (Result<void> fits = check_layout(column); !fits) {
            return fits.error().while_doing(about(*column.question));
        }
    }
    return {};
}

Error unknown_code(const Question& question) {
    return {ErrorKind::unreadable,
            about(question) + " holds a code that is not in its list of " +
                std::to_string(question.choices.size()) + " choices"};
}

Error unknown_group() {
    return {ErrorKind::unreadable, "a head column holds a code beyond its dictionary"};
}

}  // namespace harmony::summary
