#include <fmt/format.h>

#include <array>

#include "admin/stats/sum_table_spec.h"

// {"kind": "audit", "table", "suppressed": [ids], "policy"}: what a reader can work out.

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 3> keys = {"table", "suppressed", "policy"};

std::string reason(const summary::Audit& audit,
                   const summary::SumTable& table,
                   const summary::DisclosurePolicy& policy) {
    using summary::AuditFault;
    if (audit.fault == AuditFault::none) {
        return "Nothing that is hidden can be worked out.";
    }
    const std::string& id = table.cells[audit.cell].id;
    switch (audit.fault) {
        case AuditFault::small_shown:
            return fmt::format("'{}' is below {} and is shown.", id, policy.threshold);
        case AuditFault::total_hidden:
            return fmt::format("'{}' is hidden but always published.", id);
        case AuditFault::zero_hidden: return fmt::format("'{}' is a zero and is hidden.", id);
        case AuditFault::worked_out: return fmt::format("'{}' can be worked out.", id);
        case AuditFault::below_threshold:
            return fmt::format("'{}' can be seen to be below {}.", id, policy.threshold);
        case AuditFault::by_one_person:
            return fmt::format(
                "The one person in '{}' can work out '{}'.", table.cells[audit.known].id, id);
        case AuditFault::none: break;
    }
    return {};
}

class AuditAnalysis final : public Analysis {
public:
    AuditAnalysis(const SpecObject& spec, Common common)
        : Analysis(std::move(common)),
          policy_(read_policy(spec)),
          table_(read_table(spec)),
          hidden_(table_.cells.size()) {
        for (const std::size_t cell : read_cells(spec, "suppressed", table_)) {
            hidden_[cell] = true;
        }
    }

    Outcome run(Workspace&) const override {
        if (const auto refused = refusal_of(table_)) {
            return *refused;
        }
        const summary::Audit found = summary::audit(table_, hidden_, policy_);
        Answer answer;
        answer.keys["safe"] = found.safe();
        answer.keys["reason"] = reason(found, table_, policy_);
        const Json bounds = json_bounds(table_, hidden_, policy_);
        std::vector<std::string> disclosed;
        for (const auto& [id, ends] : bounds.items()) {
            if (ends[0] == ends[1]) {
                disclosed.push_back(id);
            }
        }
        answer.keys["bounds"] = bounds;
        answer.keys["disclosed"] = json_ids(std::move(disclosed));
        return answer;
    }

private:
    summary::DisclosurePolicy policy_;
    summary::SumTable table_;
    summary::HiddenCells hidden_;
};

}  // namespace

Kind audit_kind() {
    return {"audit", Stands::alone, keys, [](const SpecObject& spec, Common common) {
                return std::unique_ptr<Analysis>(
                    std::make_unique<AuditAnalysis>(spec, std::move(common)));
            }};
}

}  // namespace harmony::admin::stats
