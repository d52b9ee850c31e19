#include "summary/weigh.h"

#include <utility>

#include "summary/column_check.h"
#include "summary/planes.h"

namespace harmony::summary {

std::vector<std::uint32_t> codes_of(const ChunkView& chunk) {
    std::vector<std::uint32_t> codes(chunk.rows());
    switch (chunk.layout()) {
        case ChunkView::Layout::planes: {
            std::vector<std::uint8_t> bytes;
            unpack_codes(chunk, bytes);
            bytes.resize(chunk.rows());
            codes.assign(bytes.begin(), bytes.end());
            break;
        }
        case ChunkView::Layout::u8:
            codes.assign(chunk.as_bytes().begin(), chunk.as_bytes().end());
            break;
        case ChunkView::Layout::u16:
            codes.assign(chunk.as_u16().begin(), chunk.as_u16().end());
            break;
        case ChunkView::Layout::u32:
            codes.assign(chunk.as_u32().begin(), chunk.as_u32().end());
            break;
    }
    return codes;
}

namespace {

using base::Result;

Result<void> weigh_one_choice(const Question& question,
                              const ChunkView& chunk,
                              const WeighedRows& rows,
                              WeightTabulation& to) {
    const std::vector<std::uint32_t> codes = codes_of(chunk);
    for (std::size_t row = 0; row < codes.size(); ++row) {
        if (codes[row] < first_choice_code || !(rows.weight[row] > 0)) {
            continue;
        }
        const std::size_t choice = codes[row] - first_choice_code;
        if (choice >= question.choices.size()) {
            return unknown_code(question);
        }
        if (question.choices[choice].role == ChoiceRole::answer) {
            to.add_answered(rows.group[row], rows.weight[row]);
            to.add_choice(rows.group[row], choice, rows.weight[row]);
        }
    }
    return {};
}

bool has(std::uint64_t word, std::size_t bit) {
    return ((word >> bit) & 1U) != 0;
}

Result<void> weigh_several(const Question& question,
                           const ChunkView& chunk,
                           const WeighedRows& rows,
                           WeightTabulation& to) {
    for (std::size_t word = 0; word < chunk.plane_words(); ++word) {
        const TickWord sorted =
            sort_ticks(chunk, question.choices, word, row_mask(word, 0, chunk.rows()));
        for (std::size_t bit = 0; sorted.answered != 0 && bit < 64; ++bit) {
            const std::size_t row = word * 64 + bit;
            if (!has(sorted.answered, bit) || !(rows.weight[row] > 0)) {
                continue;
            }
            to.add_answered(rows.group[row], rows.weight[row]);
            for (std::size_t i = 0; i < question.choices.size(); ++i) {
                if (has(chunk.plane(first_choice_plane + i)[word], bit)) {
                    to.add_choice(rows.group[row], i, rows.weight[row]);
                }
            }
        }
    }
    return {};
}

Result<void> weigh_ranking(const Question& question,
                           const ChunkView& chunk,
                           const WeighedRows& rows,
                           WeightTabulation& to) {
    for (std::size_t row = 0; row < chunk.rows(); ++row) {
        if (rows.weight[row] > 0 && has(chunk.plane(answered_plane)[row / 64], row % 64)) {
            to.add_answered(rows.group[row], rows.weight[row]);
        }
    }
    const std::size_t choices = question.choices.size();
    const std::size_t bits = position_bits(choices);
    for (std::size_t i = 0; i < choices; ++i) {
        const std::vector<std::uint32_t> places =
            codes_of(chunk.part(first_choice_plane + i * bits, bits));
        for (std::size_t row = 0; row < places.size(); ++row) {
            if (places[row] > choices) {
                return unknown_code(question);
            }
            if (places[row] > 0 && rows.weight[row] > 0) {
                to.add_choice(
                    rows.group[row], place_cell(question, i, places[row] - 1), rows.weight[row]);
            }
        }
    }
    return {};
}

}  // namespace

void WeightTabulation::add_answered(std::size_t group, double weight) {
    people_[group] += 1;
    cells_[group * (choices_ + 1)] += {weight, weight * weight};
}

void WeightTabulation::add_choice(std::size_t group, std::size_t choice, double weight) {
    cells_[group * (choices_ + 1) + 1 + choice] += {weight, weight * weight};
}

WeightTabulation& WeightTabulation::operator+=(const WeightTabulation& other) {
    base::promise(groups_ == other.groups_ && choices_ == other.choices_,
                  "weights of the same shape are added up");
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        cells_[i] += other.cells_[i];
    }
    for (std::size_t i = 0; i < groups_; ++i) {
        people_[i] += other.people_[i];
    }
    return *this;
}

WeightTabulation regroup(const WeightTabulation& weights,
                         std::span<const std::size_t> to,
                         std::size_t groups) {
    base::promise(to.size() == weights.groups(), "a target a group");
    WeightTabulation result(groups, weights.choices());
    const std::size_t width = weights.choices() + 1;
    for (std::size_t group = 0; group < to.size(); ++group) {
        if (to[group] >= groups) {
            continue;
        }
        result.people_[to[group]] += weights.people_[group];
        for (std::size_t cell = 0; cell < width; ++cell) {
            result.cells_[to[group] * width + cell] += weights.cells_[group * width + cell];
        }
    }
    return result;
}

WeightTabulation choices_of(const WeightTabulation& weights, std::span<const std::size_t> choices) {
    WeightTabulation result(weights.groups(), choices.size());
    result.people_ = weights.people_;
    for (std::size_t group = 0; group < weights.groups(); ++group) {
        WeightSum* const cells = &result.cells_[group * (choices.size() + 1)];
        cells[0] = weights.answered(group);
        for (std::size_t i = 0; i < choices.size(); ++i) {
            cells[1 + i] = weights.chose(group, choices[i]);
        }
    }
    return result;
}

Result<void> weigh(const Question& question,
                   const ChunkView& chunk,
                   const WeighedRows& rows,
                   WeightTabulation& to) {
    base::promise(rows.group.size() == chunk.rows() && rows.weight.size() == chunk.rows(),
                  "a group and a weight a row");
    if (chunk.rows() == 0 || question.kind == QuestionKind::units) {
        return {};
    }
    switch (question.kind) {
        case QuestionKind::several_choices: return weigh_several(question, chunk, rows, to);
        case QuestionKind::ranking: return weigh_ranking(question, chunk, rows, to);
        default: return weigh_one_choice(question, chunk, rows, to);
    }
}

}  // namespace harmony::summary
