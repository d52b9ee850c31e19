#include <array>

#include "admin/stats/workspace.h"
#include "summary/release_guard.h"

// {"kind": "release_guard", "mode", "threshold", "next", "previous", "rounding"}: may a release be
// published after another one?

namespace harmony::admin::stats {
namespace {

constexpr std::array<std::string_view, 5> keys = {
    "mode", "threshold", "next", "previous", "rounding"};

std::optional<std::uint64_t> responses(const SpecObject& object, std::string_view key) {
    return object.has(key) ? std::optional<std::uint64_t>(object.count_or(key, 0, 0))
                           : std::nullopt;
}

summary::Snapshot read_snapshot(const SpecObject& object) {
    object.only({"bases", "cells"});
    summary::Snapshot snapshot;
    for (const SpecObject& base : object.objects("bases")) {
        base.only({"id", "n", "added", "removed"});
        static_cast<void>(base.number("n"));  // needed
        snapshot.bases.push_back({base.text("id"),
                                  base.count_or("n", 0, 0),
                                  responses(base, "added"),
                                  responses(base, "removed")});
    }
    if (object.has("cells")) {
        const SpecObject cells = object.object("cells");
        for (const auto& [id, count] : cells.json().items()) {
            snapshot.cells[id] = cells.count_or(id, 0, 0);
        }
    }
    return snapshot;
}

const char* word_of(summary::GuardViolation::What what) {
    using What = summary::GuardViolation::What;
    switch (what) {
        case What::rounding: return "rounding";
        case What::base: return "base";
        case What::cell: break;
    }
    return "cell";
}

class GuardAnalysis final : public Analysis {
public:
    GuardAnalysis(const SpecObject& spec, Common common)
        : Analysis(std::move(common)), next_(read_snapshot(spec.object("next"))) {
        static_cast<void>(spec.text("mode"));  // needed
        static_cast<void>(spec.number("threshold"));
        wave_ = spec.one_of("mode", {"live", "final"}) == "live" ? summary::WaveState::live
                                                                 : summary::WaveState::closed;
        threshold_ = spec.count_or("threshold", 1, 1);
        rounding_ = spec.count_or("rounding", 1, 1);
        if (spec.has("previous")) {
            previous_ = read_snapshot(spec.object("previous"));
        }
    }

    Outcome run(Workspace&) const override {
        const auto violations =
            summary::guard_release(wave_, threshold_, rounding_, next_, previous_);
        Answer answer;
        answer.keys["allowed"] = violations.empty();
        Json& list = answer.keys["violations"] = Json::array();
        for (const summary::GuardViolation& violation : violations) {
            Json one = Json::object();
            one["what"] = word_of(violation.what);
            one["id"] = violation.id;
            one["change"] = violation.change;
            list.push_back(std::move(one));
        }
        return answer;
    }

private:
    summary::Snapshot next_;
    std::optional<summary::Snapshot> previous_;
    summary::WaveState wave_ = summary::WaveState::closed;
    std::uint64_t threshold_ = 1;
    std::uint64_t rounding_ = 1;
};

}  // namespace

Kind release_guard_kind() {
    return {"release_guard", Stands::alone, keys, [](const SpecObject& spec, Common common) {
                return std::unique_ptr<Analysis>(
                    std::make_unique<GuardAnalysis>(spec, std::move(common)));
            }};
}

}  // namespace harmony::admin::stats
