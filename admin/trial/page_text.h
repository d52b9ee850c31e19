#pragma once

#include <optional>
#include <string>
#include <vector>

#include "admin/trial/ink.h"
#include "survey/draft.h"

namespace harmony::admin {

/// Draws what a resident would see, as lines of text in the language of the draft.
class PageText {
public:
    PageText(const survey::Draft& draft, const Ink& ink) : draft_(draft), ink_(ink) {}

    /// The page as it stands; `current` is the question that the next answer goes to.
    [[nodiscard]] std::string page(std::optional<survey::NodeIndex> current) const;

    /// Every relevant core question with its answer.
    [[nodiscard]] std::string check_answers() const;

    /// What stands in the way of leaving the page; empty when nothing does.
    [[nodiscard]] std::string problems() const;

    /// One answer after it was given.
    [[nodiscard]] std::string answered(survey::NodeIndex question) const;

    /// All nodes: asked or not, and what they hold.
    [[nodiscard]] std::string list() const;

private:
    [[nodiscard]] std::string questions(std::optional<survey::NodeIndex> current) const;
    [[nodiscard]] std::string table(survey::NodeIndex group,
                                    std::optional<survey::NodeIndex> current) const;
    [[nodiscard]] std::string shared_choices(survey::NodeIndex row) const;
    [[nodiscard]] std::string table_row(survey::NodeIndex row, bool is_current) const;
    [[nodiscard]] std::string question(survey::NodeIndex index) const;
    [[nodiscard]] std::string choices(survey::NodeIndex index) const;
    [[nodiscard]] std::string written_answer(survey::NodeIndex index) const;
    [[nodiscard]] std::string footnote(survey::NodeIndex index) const;
    [[nodiscard]] std::string place() const;
    [[nodiscard]] const survey::Node& node(survey::NodeIndex index) const;

    const survey::Draft& draft_;
    const Ink& ink_;
};

/// What is wrong with an answer: the survey's own words, else the kiosk's.
[[nodiscard]] std::string problem_in_words(const survey::Draft& draft,
                                           const survey::Problem& problem);

/// The questions of a page that a person can answer, in order.
[[nodiscard]] std::vector<survey::NodeIndex> answerable(const survey::Draft& draft);

}  // namespace harmony::admin
