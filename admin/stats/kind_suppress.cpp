#include <array>

#include "admin/stats/sum_table_spec.h"
#include "summary/search.h"

// {"kind": "suppress", "policy", "table" or "from"}: which numbers of a table to hide.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 3> keys = {"policy", "table", "from"};

class SuppressAnalysis final : public Analysis {
public:
    SuppressAnalysis(const SpecObject& spec, Common common)
        : Analysis(std::move(common)), policy_(read_policy(spec)) {
        if (spec.has("from") && !spec.has("table")) {
            counted_.emplace(spec);
        } else {
            table_ = read_table(spec);
            if (spec.has("from")) {
                spec.must_be("from", "left out where there is a table");
            }
        }
    }

    Outcome run(Workspace& workspace) const override {
        if (!counted_) {
            return suppress(table_);
        }
        const auto counted = counted_->count(workspace, common());
        if (const auto* const refusal = std::get_if<Refusal>(&counted)) {
            return *refusal;
        }
        return suppress(*std::get_if<summary::SumTable>(&counted));
    }

private:
    [[nodiscard]] Outcome suppress(const summary::SumTable& table) const {
        if (const auto refused = refusal_of(table)) {
            return *refused;
        }
        if (const auto fits = summary::check_totals(table, policy_); !fits) {
            return Refusal{"total_below_threshold", fits.error().message};
        }
        const summary::HidingSearch found = summary::search_hiding(table, policy_);
        if (!found.plan || !summary::audit(table, found.plan->hidden, policy_).safe()) {
            return Refusal{"cannot_protect",
                           "No pattern protects this table; merge groups or answers."};
        }
        return answer(table, *found.plan);
    }

    [[nodiscard]] Answer answer(const summary::SumTable& table,
                                const summary::HidingPlan& plan) const {
        std::vector<std::string> primary;
        std::vector<std::string> secondary;
        std::vector<std::string> all;
        Json cells = Json::object();
        for (std::size_t i = 0; i < table.cells.size(); ++i) {
            const summary::SumCell& cell = table.cells[i];
            cells[cell.id] = cell.count;
            if (plan.hidden[i]) {
                (summary::is_primary(cell, policy_) ? primary : secondary).push_back(cell.id);
                all.push_back(cell.id);
            }
        }
        Answer answer;
        answer.keys["safe"] = true;
        answer.keys["primary"] = json_ids(std::move(primary));
        answer.keys["secondary"] = json_ids(std::move(secondary));
        answer.keys["suppressed"] = json_ids(std::move(all));
        answer.keys["secondary_cost"] = plan.cost;
        answer.keys["method"] =
            plan.method == summary::SearchMethod::optimum ? "optimum" : "heuristic";
        answer.keys["cells"] = std::move(cells);
        answer.keys["bounds"] = json_bounds(table, plan.hidden, policy_);
        return answer;
    }

    summary::DisclosurePolicy policy_;
    summary::SumTable table_;
    std::optional<CountedTable> counted_;
};

}  // namespace

Kind suppress_kind() {
    return {"suppress", Stands::alone, keys, [](const SpecObject& spec, Common common) {
                return std::unique_ptr<Analysis>(
                    std::make_unique<SuppressAnalysis>(spec, std::move(common)));
            }};
}

}  // namespace harmony::admin::stats
