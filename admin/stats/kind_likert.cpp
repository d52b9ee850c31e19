#include <algorithm>
#include <array>

#include "admin/stats/numbers.h"
#include "admin/stats/shares.h"

// {"kind": "likert", "column", "scale": best first, "top", "bottom", "dont_know"}: the answers of a
// scale, its ends together, net and mean.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 7> keys = {
    "column", "scale", "top", "bottom", "dont_know", "ci", "n_eff_cap"};
constexpr std::size_t usual_end = 2;

class LikertAnalysis final : public Analysis {
public:
    LikertAnalysis(const SpecObject& spec, Common common)
        : Analysis(std::move(common)),
          column_(spec.column("column", Use::text)),
          scale_(spec.texts("scale")),
          dont_know_(spec.texts_or("dont_know", {})),
          ranges_(read_share_ranges(spec, this->common())) {
        // Two answers an end, one where two would meet: a list of three.
        const std::size_t end = std::min(usual_end, scale_.size() / 2);
        top_ = spec.count_or("top", 1, end);
        bottom_ = spec.count_or("bottom", 1, end);
        std::vector<std::string> all = scale_;
        all.insert(all.end(), dont_know_.begin(), dont_know_.end());
        check_differ(spec, "scale", all);
        if (scale_.size() < 2) {
            spec.must_be("scale", "a list of two answers or more");
        } else if (top_ + bottom_ > scale_.size()) {
            spec.must_be("top", "so small that top and bottom do not meet");
        }
    }

    Outcome run(Workspace& workspace) const override {
        const summary::Design& design = workspace.design(common().design);
        std::vector<std::string> codes = scale_;
        codes.insert(codes.end(), dont_know_.begin(), dont_know_.end());
        const std::vector<std::uint8_t> marks = workspace.rows_of(common());
        const auto answers = listed(column_,
                                    codes,
                                    groups_of({}, marks, workspace.frame()).front().rows,
                                    design,
                                    workspace.frame());
        if (const auto* const refusal = std::get_if<Refusal>(&answers)) {
            return *refusal;
        }
        return estimate(design, *std::get_if<Listed>(&answers));
    }

private:
    [[nodiscard]] Outcome estimate(const summary::Design& design, const Listed& answers) const {
        Rows base;
        std::vector<std::uint32_t> level;
        for (std::size_t i = 0; i < answers.rows.size(); ++i) {
            if (answers.level[i] < scale_.size()) {
                base.push_back(answers.rows[i]);
                level.push_back(answers.level[i]);
            }
        }
        if (base.empty()) {
            return empty_base(common().id);
        }
        Answer answer;
        answer.keys["n_asked"] = answers.rows.size() + answers.missing;
        answer.keys["n_base"] = base.size();
        answer.keys["n_dont_know"] = answers.rows.size() - base.size();
        answer.keys["n_missing"] = answers.missing;
        const summary::Domain domain(design, std::move(base));
        add_shares(domain, level, answer.keys);
        add_means(domain, level, answer.keys);
        answer.warnings = warnings_of(domain);
        return answer;
    }

    void add_shares(const summary::Domain& domain,
                    const std::vector<std::uint32_t>& level,
                    Json& keys_of_answer) const {
        const std::vector<summary::Proportion> shares =
            summary::proportions(domain, level, scale_.size(), ranges_.rule);
        Json& of_scale = keys_of_answer["shares"] = Json::object();
        for (std::size_t i = 0; i < scale_.size(); ++i) {
            of_scale[scale_[i]] = json_share(shares[i], ranges_);
        }
        const auto end = [&](const auto& holds) {
            std::vector<std::uint8_t> in(level.size());
            std::transform(level.begin(), level.end(), in.begin(), [&](std::uint32_t one) {
                return holds(one) ? std::uint8_t{1} : std::uint8_t{0};
            });
            return json_share(summary::proportion(domain, in, ranges_.rule), ranges_);
        };
        keys_of_answer["top"] = end([&](std::size_t one) { return one < top_; });
        keys_of_answer["bottom"] =
            end([&](std::size_t one) { return one + bottom_ >= scale_.size(); });
    }

    void add_means(const summary::Domain& domain,
                   const std::vector<std::uint32_t>& level,
                   Json& keys_of_answer) const {
        std::vector<double> net(level.size());
        std::vector<double> score(level.size());
        for (std::size_t i = 0; i < level.size(); ++i) {
            net[i] = level[i] < top_ ? 1 : level[i] + bottom_ >= scale_.size() ? -1 : 0;
            score[i] = static_cast<double>(scale_.size() - level[i]);
        }
        keys_of_answer["net"] = json_estimate(domain, net, common().rule);
        keys_of_answer["mean"] = json_estimate(domain, score, common().rule);
    }

    std::string column_;
    std::vector<std::string> scale_;
    std::vector<std::string> dont_know_;
    std::size_t top_ = usual_end;
    std::size_t bottom_ = usual_end;
    ShareRanges ranges_;
};

}  // namespace

Kind likert_kind() {
    return kind_of<LikertAnalysis>("likert", Stands::on_a_design, keys);
}

}  // namespace harmony::admin::stats
