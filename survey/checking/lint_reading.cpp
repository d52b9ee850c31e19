// How hard the English is to read:
//  1. Locked wordings are left out: nobody may change them.
//  2. The formula is made for pages, not for lines. One question is told only when it would be too
//     hard even with two syllables fewer, and captions of a few words are not judged alone.
//  3. When no question stands out, the questions as a whole are judged.
#include <fmt/format.h>

#include "survey/checking/lint.h"
#include "survey/checking/reading_grade.h"

namespace harmony::survey {
namespace {

constexpr double hardest_grade = 6;
constexpr std::size_t longest_sentence = 20;
constexpr std::size_t fewest_words_alone = 5;
constexpr std::size_t fewest_words_together = 40;
constexpr std::size_t doubtful_syllables = 2;

bool is_hard(TextCounts counts) {
    counts.syllables -= std::min(doubtful_syllables, counts.syllables);
    return counts.words >= fewest_words_alone && reading_grade(counts) > hardest_grade;
}

/// The value of another question reads like one short word.
std::string spoken(const Line& line) {
    std::string text;
    for (const Piece& piece : line) {
        text += piece.value_of ? "x" : piece.words;
    }
    return text;
}

class ReadingLint {
public:
    ReadingLint(const LintInput& in, LanguageTag english) : in_(in), english_(std::move(english)) {}

    void run() {
        for (const Node& node : in_.check.content.nodes) {
            const Line* line = line_in(node.label, english_);
            if (line == nullptr || !node.kiosk.benchmark.empty()) {
                continue;
            }
            const TextCounts counts = count_text(spoken(*line));
            if (node.is_visible() && node.type != NodeType::note) {
                all_ += counts;
            }
            label(node, counts);
        }
        together();
    }

private:
    void label(const Node& node, const TextCounts& counts) {
        const bool long_sentence = counts.longest_sentence > longest_sentence;
        if (!long_sentence && !is_hard(counts)) {
            return;
        }
        told_ = true;
        in_.check.report.warning(
            text_spot(in_.check.table,
                      *in_.check.survey.rows[node.index.value],
                      "label",
                      english_,
                      in_.languages),
            "S502",
            long_sentence
                ? fmt::format("a sentence of {} words is hard to follow", counts.longest_sentence)
                : fmt::format("this is hard to read (reading grade {:.1f}, easy is up to {:.0f})",
                              reading_grade(counts),
                              hardest_grade),
            long_sentence ? "make two sentences of it, of 20 words or fewer"
                          : "use shorter words and shorter sentences");
    }

    void together() {
        if (told_ || all_.words < fewest_words_together || reading_grade(all_) <= hardest_grade) {
            return;
        }
        for (const Column* column : in_.check.table.all("label")) {
            if (in_.languages.tag_of(*column) == english_) {
                in_.check.report.warning(
                    in_.check.table.header_spot(*column),
                    "S502",
                    fmt::format("the questions together are hard to read (reading grade {:.1f}, "
                                "easy is up to {:.0f})",
                                reading_grade(all_),
                                hardest_grade),
                    "use shorter words and shorter sentences");
            }
        }
    }

    const LintInput& in_;
    LanguageTag english_;
    TextCounts all_;
    bool told_ = false;
};

}  // namespace

void lint_reading(const LintInput& in) {
    if (const auto english = english_of(in.check.content)) {
        ReadingLint(in, *english).run();
    }
}

}  // namespace harmony::survey
