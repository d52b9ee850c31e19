#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/cli/terminal.h"
#include "admin/trial/ink.h"
#include "admin/trial/page_text.h"
#include "admin/trial/trace.h"
#include "base/time.h"
#include "survey/draft.h"

namespace harmony::admin {

/// Walks through a survey with a person at the terminal, page by page, as a resident would.
///
///  1. A line is a command when it begins with a command's word and has its shape; else it is the
///     answer to the current question. `= TEXT` is always an answer.
///  2. The current question is the first of its page that has no answer; after an answer, the next
///     one of the page. An empty line leaves the page.
///  3. After the last page come check answers, then `send`, then the equality questions, then the
///     end: there the response is taken.
class Walk {
public:
    /// All must outlive the walk. `trace` may be absent, and `clock` too: then time stands still.
    Walk(survey::Draft& draft, Terminal& terminal, Trace* trace, const base::Clock* clock);

    /// Until the end of the survey, or until the person quits or the input ends: then there is no
    /// response.
    [[nodiscard]] std::optional<survey::Response> run();

private:
    enum class Going { on, over };

    /// Does one line.
    Going take(std::string_view line);
    bool do_command(const std::string& word, const std::string& rest);
    void answer(std::string_view typed);
    void go_on();
    void go_back();
    void send();
    void send_core();
    void speak(const std::string& tag);
    void change(const std::string& name);
    void explain();
    void help() const;

    /// Continue once; false when the page cannot be left, which has been said.
    bool next();
    void say(std::string_view text) const { terminal_.print(text); }
    void show_page();
    void choose_current();
    [[nodiscard]] std::string prompt() const;
    [[nodiscard]] bool at_check() const;

    survey::Draft& draft_;
    Terminal& terminal_;
    Trace* trace_;
    const base::Clock* clock_;
    Ink ink_;
    PageText page_text_;
    std::optional<survey::NodeIndex> current_;
    std::optional<survey::Response> response_;
    bool over_ = false;
};

}  // namespace harmony::admin
