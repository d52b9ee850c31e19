#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "random_form.h"
#include "survey/draft.h"

namespace harmony::survey::test {

/// What a planned survey must do, worked out from the plan alone, from scratch each time: no
/// expression, order of work or memory of the survey room takes part (survey profile, section 8).
class PlainModel {
public:
    /// `plan` must outlive the model.
    explicit PlainModel(const Plan& plan);

    /// Whether an answer that its type allows is taken.
    [[nodiscard]] bool takes(std::size_t node) const;

    /// REQUIRES: it takes one, and its type allows this text; names of a select_multiple in any
    /// order.
    void set(std::size_t node, const std::string& text);

    [[nodiscard]] bool relevant(std::size_t node) const;
    [[nodiscard]] std::string text(std::size_t node) const;
    [[nodiscard]] bool required(std::size_t node) const;
    [[nodiscard]] bool read_only(std::size_t node) const;
    [[nodiscard]] std::vector<std::string> offered(std::size_t node) const;
    [[nodiscard]] Invalid invalid(std::size_t node) const;

    /// Whether a response is taken: no visible question has something wrong.
    [[nodiscard]] bool can_finish() const;

private:
    [[nodiscard]] const Planned& planned(std::size_t node) const { return plan_.nodes[node]; }
    [[nodiscard]] bool holds(const Rule& rule) const;
    [[nodiscard]] std::string worked_out(const Formula& formula) const;
    [[nodiscard]] bool offers(std::size_t node, const PlannedChoice& choice) const;
    [[nodiscard]] std::string still_offered(std::size_t node) const;
    [[nodiscard]] std::string held(std::size_t node) const;
    [[nodiscard]] bool is_read_anew(std::size_t node) const;
    void start();
    void run_triggers();

    const Plan& plan_;
    bool starting_ = false;  ///< everything is relevant and nothing worked out yet
    std::vector<std::string> entered_;
    std::vector<std::string> last_read_;  ///< the value of each when it last was relevant
    mutable std::map<std::size_t, bool> relevance_;    ///< until something is entered
    mutable std::map<std::size_t, std::string> held_;  ///< likewise
};

}  // namespace harmony::survey::test
