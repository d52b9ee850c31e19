#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "admin/town.h"

namespace harmony::tests {

/// A town whose residents answered the shop survey: `very`, `fairly`, `unsafe`, don't know.
struct AnsweredTown : Town {
    explicit AnsweredTown(const std::vector<std::pair<int, int>>& answers_by_choice) {
        make_office();
        base::promise(publish() == 0, terminal.complaints.c_str());
        kiosk = std::make_unique<FakeKiosk>(enrol("A"));
        more(answers_by_choice);
    }

    /// (how many, choice; -1 left empty), all in one batch.
    void more(const std::vector<std::pair<int, int>>& answers_by_choice) {
        std::vector<base::Bytes> bodies;
        for (const auto& [count, choice] : answers_by_choice) {
            const auto next = answers(static_cast<std::size_t>(count), choice);
            bodies.insert(bodies.end(), next.begin(), next.end());
        }
        sync::FolderCourier stick = courier();
        kiosk->send(stick, bodies, clock.today());
        base::promise(sync() == 0, terminal.complaints.c_str());
    }

    /// What a verb prints as JSON. REQUIRES: it works.
    nlohmann::json json_of(std::vector<std::string> words) {
        words.emplace_back("--json");
        const int code = run(words);
        base::promise(code == 0, terminal.complaints.c_str());
        return nlohmann::json::parse(terminal.printed);
    }

    std::unique_ptr<FakeKiosk> kiosk;
};

/// A table of the first survey in what `summarise --json` prints.
inline const nlohmann::json& table_in(const nlohmann::json& report,
                                      const std::string& question,
                                      const std::string& by) {
    for (const nlohmann::json& one : report["surveys"][0]["tables"]) {
        if (one["question"] == question && one["by"] == by) {
            return one;
        }
    }
    throw std::runtime_error("no table of " + question + " by " + by);
}

}  // namespace harmony::tests
