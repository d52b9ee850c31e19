#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/random.h"
#include "summary/column.h"

namespace harmony::tests {

/// Chunks of bit planes made from plain codes, as the store would lay them out.
class PlaneColumn {
public:
    /// A column of codes: `planes` bits each.
    PlaneColumn(const std::vector<std::vector<std::uint32_t>>& chunks, std::size_t planes) {
        for (const std::vector<std::uint32_t>& codes : chunks) {
            const std::size_t each = (codes.size() + 63) / 64;
            std::vector<std::uint64_t> words(each * planes);
            for (std::size_t row = 0; row < codes.size(); ++row) {
                for (std::size_t p = 0; p < planes; ++p) {
                    const std::uint64_t bit = (codes[row] >> p) & 1U;
                    words[p * each + row / 64] |= bit << (row % 64);
                }
            }
            rows_.push_back(codes.size());
            words_.push_back(std::move(words));
        }
        for (std::size_t i = 0; i < words_.size(); ++i) {
            views_.push_back(summary::ChunkView::planes(rows_[i], words_[i]));
        }
    }

    PlaneColumn(const PlaneColumn&) = delete;
    PlaneColumn& operator=(const PlaneColumn&) = delete;
    PlaneColumn(PlaneColumn&&) noexcept = default;  // the words stay where they are on the heap
    PlaneColumn& operator=(PlaneColumn&&) noexcept = default;
    ~PlaneColumn() = default;

    [[nodiscard]] const std::vector<summary::ChunkView>& views() const { return views_; }

private:
    std::vector<std::size_t> rows_;
    std::vector<std::vector<std::uint64_t>> words_;
    std::vector<summary::ChunkView> views_;
};

/// Views of chunks of one byte a code.
inline std::vector<summary::ChunkView> byte_views(
    const std::vector<std::vector<std::uint8_t>>& chunks) {
    std::vector<summary::ChunkView> views;
    for (const std::vector<std::uint8_t>& codes : chunks) {
        views.push_back(summary::ChunkView::bytes(codes));
    }
    return views;
}

/// A question with `answers` answers, then don't know and prefer not to say where wanted.
inline summary::Question question_of(std::string name,
                                     std::size_t answers,
                                     bool dont_know = false,
                                     bool prefer_not = false) {
    summary::Question question{std::move(name), {}, {}, summary::ReportCap::open};
    for (std::size_t i = 0; i < answers; ++i) {
        question.choices.push_back({"a" + std::to_string(i), summary::ChoiceRole::answer});
    }
    if (dont_know) {
        question.choices.push_back({"dk", summary::ChoiceRole::dont_know});
    }
    if (prefer_not) {
        question.choices.push_back({"pns", summary::ChoiceRole::prefer_not});
    }
    return question;
}

}  // namespace harmony::tests
