#include <fmt/format.h>

#include <array>
#include <cmath>

#include "admin/stats/margins.h"
#include "admin/stats/numbers.h"
#include "admin/stats/shares.h"
#include "summary/jackknife.h"

// {"kind": "jackknife", "of": {kind, column, yes|scores}, "rake": {margins, scale, not_stated},
// "emit_replicates"}: how a figure moves when one engagement is left out.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 3> keys = {"of", "rake", "emit_replicates"};

class JackknifeAnalysis final : public Analysis {
public:
    JackknifeAnalysis(const SpecObject& spec, Common common)
        : Analysis(std::move(common)), emit_(spec.flag_or("emit_replicates", false)) {
        read_of(spec.object("of"));
        if (!spec.has("rake")) {
            return;
        }
        const SpecObject rake = spec.object("rake");
        rake.only({"margins", "scale", "not_stated"});
        margins_ = read_margins(rake, "margins");
        const std::string scale = rake.one_of("scale", {"n", "base", "as_given"});
        rule_.scale =
            scale == "as_given" ? summary::RakeScale::as_given : summary::RakeScale::units;
        rule_.not_stated = rake.one_of("not_stated", {"drop", "keep"}) == "keep"
                               ? summary::NotStated::keep
                               : summary::NotStated::drop;
    }

    Outcome run(Workspace& workspace) const override {
        const summary::Design& design = workspace.design(common().design);
        if (!margins_.empty() && design.psus_in.size() > 1) {
            return Refusal{"several_strata",
                           fmt::format("'{}' rakes in every replicate, which is for one stratum.",
                                       common().id)};
        }
        const std::vector<std::uint8_t> marks = workspace.rows_of(common());
        NumberedRows answered = numbered(design,
                                         groups_of({}, marks, workspace.frame()).front().rows,
                                         numbers_of(source(workspace.frame()), workspace.frame()));
        if (answered.rows.empty()) {
            return empty_base(common().id);
        }
        return estimate(workspace, design, std::move(answered));
    }

private:
    void read_of(const SpecObject& of) {
        const std::string kind = of.text("kind");
        if (kind == "proportion") {
            of.only({"kind", "column", "yes"});
            source_.column = of.column("column", Use::text);
            yes_ = of.texts("yes");
        } else if (kind == "mean") {
            of.only({"kind", "column", "scores"});
            source_ = read_numbers(of);
        } else {
            of.must_be("kind", "one of 'proportion', 'mean'");
        }
    }

    /// A share is a mean of 0 and 1.
    [[nodiscard]] NumberSource source(const Frame& frame) const {
        if (!yes_) {
            return source_;
        }
        NumberSource indicator{source_.column, std::vector<std::pair<std::string, double>>()};
        const TextColumn& column = frame.text(source_.column);
        const std::vector<std::uint8_t> yes = codes_among(column, *yes_);
        for (std::size_t code = 0; code < yes.size(); ++code) {
            indicator.scores->emplace_back(column.names[code], yes[code]);
        }
        return indicator;
    }

    [[nodiscard]] Outcome estimate(const Workspace& workspace,
                                   const summary::Design& design,
                                   NumberedRows answered) const {
        Rows everybody(workspace.frame().rows());
        for (std::uint32_t row = 0; row < everybody.size(); ++row) {
            everybody[row] = row;
        }
        const CodedMargins coded(margins_, everybody, workspace.frame());
        const summary::Domain domain(design, std::move(answered.rows));
        const auto result = margins_.empty()
                                ? summary::jackknife(design, domain, answered.values)
                                : summary::jackknife_with_raking(
                                      design, domain, answered.values, coded.margins(), rule_);
        const std::vector<std::string> names = names_of(workspace.frame(), design);
        if (const auto* const fault = std::get_if<summary::JackknifeFault>(&result)) {
            return refused(*fault, coded, names);
        }
        const summary::Jackknife& done = *std::get_if<summary::Jackknife>(&result);
        if (!std::isfinite(done.variance)) {
            return too_large(common().id);
        }
        const double error = std::sqrt(done.variance);
        Answer answer;
        answer.keys["est"] = json_number(done.value);
        answer.keys["se"] = json_number(error);
        answer.keys["df"] = json_number(domain.degrees());
        answer.keys["psu"] = domain.slots().size();
        if (emit_) {
            Json& replicates = answer.keys["replicates"] = Json::object();
            for (std::size_t psu = 0; psu < names.size(); ++psu) {
                replicates[names[psu]] = json_number(done.replicates[psu]);
            }
        }
        return answer;
    }

    [[nodiscard]] Refusal refused(const summary::JackknifeFault& fault,
                                  const CodedMargins& coded,
                                  const std::vector<std::string>& names) const {
        if (fault.rake) {
            return refusal_of(*fault.rake, coded, common().id);
        }
        if (fault.empty) {
            return {"empty_replicate",
                    fmt::format(
                        "Without '{}' nobody is left in '{}'.", names[*fault.empty], common().id)};
        }
        return {"lonely_psu",
                fmt::format("A wave of '{}' has one engagement only: when it is left out, nothing "
                            "stands for the wave.",
                            common().id)};
    }

    /// First-stage units as they are named in the data: `psu`, or `stratum/psu` with several
    /// strata; without a column of them the row, from 1.
    [[nodiscard]] std::vector<std::string> names_of(const Frame& frame,
                                                    const summary::Design& design) const {
        const auto text = [&](const std::string& name, std::size_t row) {
            const TextColumn& column = frame.text(name);
            return column.codes[row] == missing_code ? "" : column.names[column.codes[row]];
        };
        std::vector<std::string> names(design.stratum.size());
        std::vector<bool> named(names.size());
        for (std::size_t row = 0; row < design.weight.size(); ++row) {
            if (!(design.weight[row] > 0) || named[design.psu[row]]) {
                continue;
            }
            named[design.psu[row]] = true;
            std::string& name = names[design.psu[row]];
            name = common().design.psu ? text(*common().design.psu, row) : fmt::to_string(row + 1);
            if (common().design.stratum && design.psus_in.size() > 1) {
                name = text(*common().design.stratum, row) + "/" + name;
            }
        }
        return names;
    }

    NumberSource source_;
    std::optional<std::vector<std::string>> yes_;
    std::vector<NamedMargin> margins_;
    summary::RakeRule rule_;
    bool emit_;
};

}  // namespace

Kind jackknife_kind() {
    return kind_of<JackknifeAnalysis>("jackknife", Stands::on_a_design, keys);
}

}  // namespace harmony::admin::stats
