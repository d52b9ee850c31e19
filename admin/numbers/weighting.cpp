#include "admin/numbers/weighting.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "admin/counted_questions.h"
#include "admin/form_table.h"
#include "admin/stats/margins.h"
#include "admin/tabulation_pass.h"
#include "base/text.h"
#include "summary/rake.h"
#include "summary/trim.h"
#include "summary/weigh.h"

// 1. Every response gets the level of each margin, and its wave.
// 2. Each wave is raked and then trimmed by itself; a small one keeps weights of 1.
// 3. What became of the margins is told for all waves together.

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using summary::not_stated_code;

namespace {

constexpr std::uint64_t few_people = 5;
constexpr double wide = 20;
constexpr double large_effect = 2;
constexpr double many_blank = 0.2;
constexpr double far_off = 0.02;

/// All responses of all versions, one after the other.
struct Units {
    std::vector<std::vector<std::uint32_t>> levels;        ///< a margin
    std::vector<std::vector<std::string>> without_target;  ///< a margin: answers behind its levels
    std::vector<std::uint32_t> wave;
    std::vector<std::size_t> of_version;  ///< how many rows each has
};

/// The level of each answer of one version's question: not stated, a target, or one without.
std::vector<std::uint32_t> levels_of(const survey::Form& form,
                                     const survey::Node& node,
                                     const PopulationMargin& margin,
                                     std::vector<std::string>& without_target) {
    std::vector<std::uint32_t> levels(summary::first_choice_code, not_stated_code);
    for (const summary::Choice& choice : counted_question(form, node).choices) {
        if (choice.role != summary::ChoiceRole::answer) {
            levels.push_back(not_stated_code);
            continue;
        }
        const auto merged = margin.merge.find(choice.name);
        const std::string& name = merged == margin.merge.end() ? choice.name : merged->second;
        const auto at = std::find_if(margin.levels.begin(),
                                     margin.levels.end(),
                                     [&](const auto& level) { return level.level == name; });
        std::size_t level = static_cast<std::size_t>(at - margin.levels.begin());
        if (at == margin.levels.end()) {
            const auto known = std::find(without_target.begin(), without_target.end(), name);
            level += static_cast<std::size_t>(known - without_target.begin());
            if (known == without_target.end()) {
                without_target.push_back(name);
            }
        }
        levels.push_back(static_cast<std::uint32_t>(level));
    }
    return levels;
}

std::optional<survey::NodeIndex> margin_question(const survey::Form& form,
                                                 const std::string& name) {
    return name == "place" && form.place() ? form.place() : form.find(name);
}

/// That the newest version has each margin, and an answer for each target.
Result<void> check_margins(const survey::Form& form, const WeightingFile& file) {
    for (const PopulationMargin& margin : file.margins) {
        const auto index = margin_question(form, margin.question);
        if (!index || form.node(*index).answer_kind() != survey::AnswerKind::one) {
            return Error{ErrorKind::absent,
                         fmt::format("{} has no question '{}' with one answer a person: it cannot "
                                     "be a margin",
                                     form.id(),
                                     margin.question)};
        }
        std::vector<std::string> names;
        for (const summary::Choice& choice : counted_question(form, form.node(*index)).choices) {
            const auto merged = margin.merge.find(choice.name);
            names.push_back(merged == margin.merge.end() ? choice.name : merged->second);
        }
        for (const PopulationLevel& level : margin.levels) {
            if (std::find(names.begin(), names.end(), level.level) != names.end()) {
                continue;
            }
            const auto like = base::nearest(level.level, names);
            return Error{ErrorKind::absent,
                         fmt::format("{} line {}: {} has no answer '{}'{}. Merge our answers into "
                                     "it under [merge.{}], or take the line out",
                                     file.population_file,
                                     level.line,
                                     margin.question,
                                     level.level,
                                     like ? fmt::format(" (did you mean {}?)", *like) : "",
                                     margin.question)};
        }
    }
    return {};
}

void add_version(db::OfficeStore& store,
                 const WeighedVersion& version,
                 const WeightingFile& file,
                 const DayIndex& days,
                 Units& units) {
    const base::FormName& name = version.table->table.form;
    const auto head = [&](db::HeadColumn column) {
        return column_codes(store, name, static_cast<std::size_t>(column));
    };
    const std::vector<std::uint32_t> months = head(db::HeadColumn::month);
    const std::vector<std::uint32_t> engagements = head(db::HeadColumn::engagement);
    const std::size_t each = days.engagement.size();
    for (std::size_t row = 0; row < months.size(); ++row) {
        units.wave.push_back(days.of[months[row] * each + engagements[row]]);
    }
    units.of_version.push_back(months.size());
    for (std::size_t m = 0; m < file.margins.size(); ++m) {
        const auto index = margin_question(*version.form, file.margins[m].question);
        const bool usable =
            index && version.form->node(*index).answer_kind() == survey::AnswerKind::one;
        if (!usable) {  // not asked of anybody in this version
            units.levels[m].resize(units.levels[m].size() + months.size(), not_stated_code);
            continue;
        }
        const survey::Node& node = version.form->node(*index);
        const std::vector<std::uint32_t> levels =
            levels_of(*version.form, node, file.margins[m], units.without_target[m]);
        const auto column =
            db::OfficeStore::column_number(*version.table, column_name(*version.form, node));
        for (const std::uint32_t code : column_codes(store, name, column.value_or(0))) {
            units.levels[m].push_back(code < levels.size() ? levels[code] : not_stated_code);
        }
    }
}

/// One wave's margins, for as long as this lives.
class WaveMargins {
public:
    WaveMargins(const Units& units, const WeightingFile& file, std::uint32_t wave) {
        for (std::size_t row = 0; row < units.wave.size(); ++row) {
            if (units.wave[row] == wave) {
                rows_.push_back(row);
            }
        }
        for (std::size_t m = 0; m < file.margins.size(); ++m) {
            std::vector<std::uint32_t>& codes = codes_.emplace_back();
            for (const std::size_t row : rows_) {
                codes.push_back(units.levels[m][row]);
            }
        }
        for (std::size_t m = 0; m < file.margins.size(); ++m) {
            summary::Margin& margin = margins_.emplace_back();
            for (const PopulationLevel& level : file.margins[m].levels) {
                margin.targets.push_back(level.target);
            }
            margin.codes = codes_[m];
        }
    }

    [[nodiscard]] const std::vector<std::size_t>& rows() const { return rows_; }
    [[nodiscard]] const std::vector<summary::Margin>& margins() const { return margins_; }

private:
    std::vector<std::size_t> rows_;
    std::vector<std::vector<std::uint32_t>> codes_;
    std::vector<summary::Margin> margins_;
};

class Weighing {
public:
    Weighing(const Units& units, const WeightingFile& file, const DayIndex& days)
        : units_(units), file_(file), days_(days), weights_(units.wave.size(), 1.0) {
        told_.name = file.name;
        told_.source = file.source;
        told_.area = file.area;
        told_.file_hash = file.hash;
        for (const PopulationMargin& margin : file.margins) {
            told_.margins.push_back(margin.question);
        }
    }

    [[nodiscard]] ResponseWeights run() {
        bool any = false;
        for (std::uint32_t wave = 0; wave < days_.waves.size(); ++wave) {
            const WaveMargins margins(units_, file_, wave);
            if (margins.rows().empty()) {
                continue;
            }
            if (margins.rows().size() < file_.minimum_units) {
                told_.small_waves.push_back(days_.waves[wave].name);
                continue;
            }
            any = true;
            if (!weigh_wave(margins, days_.waves[wave].name)) {
                return {{}, std::move(told_)};
            }
        }
        if (!any) {
            told_.refusal =
                fmt::format("Fewer than {} answers: too few to weight.", file_.minimum_units);
            told_.small_waves.clear();
            return {{}, std::move(told_)};
        }
        tell();
        return {split(), std::move(told_)};
    }

private:
    /// False: it cannot be, and `told_` says why.
    [[nodiscard]] bool weigh_wave(const WaveMargins& wave, const std::string& name) {
        summary::RakeRule rule;
        rule.not_stated =
            file_.keep_not_stated ? summary::NotStated::keep : summary::NotStated::drop;
        const auto raked = summary::rake(wave.rows().size(), wave.margins(), {}, rule);
        if (const auto* const refusal = std::get_if<summary::RakeRefusal>(&raked)) {
            return refuse(name, in_words(*refusal));
        }
        const auto& done = std::get<summary::Raked>(raked);
        const auto trimmed =
            summary::trim(done.weights,
                          wave.margins(),
                          {summary::TrimMethod::rake_clip, file_.lower, file_.upper});
        if (const auto* const refusal = std::get_if<summary::RakeRefusal>(&trimmed)) {
            return refuse(name, in_words(*refusal));
        }
        if (std::holds_alternative<summary::TrimFault>(trimmed)) {
            return refuse(name,
                          fmt::format("The weights do not come to rest between {} and {} times "
                                      "their mean. Widen the bounds.",
                                      file_.lower,
                                      file_.upper));
        }
        const std::vector<double>& weights = std::get<summary::Trimmed>(trimmed).weights;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            weights_[wave.rows()[i]] = weights[i];
        }
        return true;
    }

    [[nodiscard]] bool refuse(const std::string& wave, const std::string& why) {
        told_.refusal = days_.waves.size() > 1 ? wave + ": " + why : why;
        return false;
    }

    [[nodiscard]] std::string in_words(const summary::RakeRefusal& refusal) const {
        return stats::refusal_text(
            refusal,
            {[&](std::size_t margin) { return file_.margins[margin].question; },
             [&](std::size_t margin, std::size_t level) {
                 const auto& levels = file_.margins[margin].levels;
                 return level < levels.size()
                            ? levels[level].level
                            : units_.without_target[margin][level - levels.size()];
             }});
    }

    /// The margins of all waves together, and what to be wary of.
    void tell() {
        const std::vector<double> before(weights_.size(), 1.0);
        for (std::size_t m = 0; m < file_.margins.size(); ++m) {
            summary::Margin margin;
            for (const PopulationLevel& level : file_.margins[m].levels) {
                margin.targets.push_back(level.target);
            }
            margin.codes = units_.levels[m];
            tell_margin(m, summary::margin_shifts(margin, before, weights_));
        }
        const summary::Kish kish = *summary::kish(weights_);
        told_.worth = static_cast<std::uint64_t>(std::llround(kish.n_eff));
        if (kish.deff > large_effect) {
            told_.warnings.push_back(
                fmt::format("Weighting makes {:.1f} answers worth one.", kish.deff));
        }
        const auto [least, most] = std::minmax_element(weights_.begin(), weights_.end());
        if (*least > 0 && *most / *least > wide) {
            told_.warnings.push_back(
                fmt::format("The largest weight is {:.0f} times the smallest.", *most / *least));
        }
    }

    void tell_margin(std::size_t m, const std::vector<summary::MarginShift>& shifts) {
        const PopulationMargin& margin = file_.margins[m];
        for (const summary::MarginShift& shift : shifts) {
            const bool blank = shift.level == margin.levels.size();
            const auto code = blank ? not_stated_code : static_cast<std::uint32_t>(shift.level);
            const auto people = static_cast<std::uint64_t>(
                std::count(units_.levels[m].begin(), units_.levels[m].end(), code));
            const std::string level = blank ? "" : margin.levels[shift.level].level;
            told_.lines.push_back({margin.question,
                                   level,
                                   summary::percent(shift.target),
                                   summary::percent(shift.before),
                                   summary::percent(shift.after),
                                   people});
            const std::string name =
                fmt::format("{} = '{}'", margin.question, blank ? "(not stated)" : level);
            if (blank && shift.before > many_blank) {
                told_.warnings.push_back(fmt::format(
                    "{:.0f} % of people did not state {}.", 100 * shift.before, margin.question));
            } else if (!blank && people > 0 && people < few_people) {
                told_.warnings.push_back(fmt::format("Few people chose {}.", name));
            }
            if (std::abs(shift.after - shift.target) > far_off) {
                told_.warnings.push_back(
                    fmt::format("{} is {:.0f} % of the weighted answers, its target {:.0f} %.",
                                name,
                                100 * shift.after,
                                100 * shift.target));
            }
        }
    }

    [[nodiscard]] std::vector<std::vector<double>> split() const {
        std::vector<std::vector<double>> of_version;
        auto at = weights_.begin();
        for (const std::size_t rows : units_.of_version) {
            of_version.emplace_back(at, at + static_cast<std::ptrdiff_t>(rows));
            at += static_cast<std::ptrdiff_t>(rows);
        }
        return of_version;
    }

    const Units& units_;
    const WeightingFile& file_;
    const DayIndex& days_;
    std::vector<double> weights_;
    summary::Weighting told_;
};

}  // namespace

std::vector<std::uint32_t> column_codes(db::OfficeStore& store,
                                        const base::FormName& form,
                                        std::size_t column) {
    std::vector<std::uint32_t> codes;
    const std::size_t wanted[] = {column};
    store.for_each_chunk(form, wanted, [&](const db::TableChunk& chunk) {
        const std::vector<std::uint32_t> of_chunk =
            summary::codes_of(chunk_view(chunk.columns.front()));
        codes.insert(codes.end(), of_chunk.begin(), of_chunk.end());
    });
    return codes;
}

Result<ResponseWeights> weigh_responses(db::OfficeStore& store,
                                        const std::vector<WeighedVersion>& versions,
                                        const WeightingFile& file,
                                        const DayIndex& days) {
    if (auto fits = check_margins(*versions.back().form, file); !fits) {
        return fits.error();
    }
    Units units;
    units.levels.resize(file.margins.size());
    units.without_target.resize(file.margins.size());
    for (const WeighedVersion& version : versions) {
        add_version(store, version, file, days, units);
    }
    return Weighing(units, file, days).run();
}

}  // namespace harmony::admin
