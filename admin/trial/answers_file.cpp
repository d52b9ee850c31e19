#include "admin/trial/answers_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "admin/trial/page_text.h"
#include "admin/trial/reply.h"
#include "admin/trial/texts.h"
#include "base/text.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using survey::Node;
using survey::NodeIndex;
using survey::NodeType;
using survey::PageKind;

namespace {

constexpr std::size_t most_named = 8;

/// The names that a question offers now, for a sentence.
std::string offered_names(const survey::Draft& draft, NodeIndex question) {
    const survey::NodeState state = draft.state(question);
    std::string names;
    for (std::size_t i = 0; i < std::min(state.offered.size(), most_named); ++i) {
        names += fmt::format("{}{}", i == 0 ? "" : ", ", state.offered[i].name);
    }
    return names + (state.offered.size() > most_named ? ", ..." : "");
}

/// Answers a draft line by line.
class Player {
public:
    Player(survey::Draft& draft, const std::string& file, Trace* trace)
        : draft_(draft), file_(file), trace_(trace) {
        look_at_page();
        if (trace_ != nullptr) {
            played_.trace = trace_->initial();
        }
    }

    Played play(const std::vector<GivenAnswer>& answers) {
        for (const GivenAnswer& given : answers) {
            answer(given);
            if (stuck_) {
                return std::move(played_);
            }
        }
        finish();
        return std::move(played_);
    }

private:
    void answer(const GivenAnswer& given) {
        const auto question = node_called(draft_.form(), given.name);
        if (!question) {
            refuse(given, no_such_question(draft_.form(), given.name));
            return;
        }
        if (!draft_.relevant(*question)) {
            refuse(given, given.name + " is not asked with the answers before this line");
            return;
        }
        if (!go_to(*question, given)) {
            return;
        }
        if (const Result<void> set = give_value(draft_, *question, given.value); !set) {
            refuse(given, set.error().message + how(*question));
            return;
        }
        if (trace_ != nullptr) {
            played_.trace += trace_->answered(draft_, *question);
        }
    }

    [[nodiscard]] std::string how(NodeIndex question) const {
        if (draft_.form().node(question).has_choices()) {
            return "; it offers " + offered_names(draft_, question);
        }
        const std::string hint = how_to_answer(draft_, question);
        return ". " + hint.substr(0, hint.size() - 1);
    }

    /// Turns pages until the question is on the page; false when that is not possible, which has
    /// been noted.
    bool go_to(NodeIndex question, const GivenAnswer& given) {
        if (!draft_.form().node(question).is_visible()) {
            return true;  // hidden questions stand on no page
        }
        if (seen_.contains(question) && !on_page(question) && !draft_.change(question)) {
            refuse(given, given.name + " stands on a page that cannot be gone back to");
            return false;
        }
        while (!on_page(question)) {
            if (draft_.page().kind == PageKind::end) {
                refuse(given, given.name + " stands before the lines above: put it in page order");
                return false;
            }
            if (!turn_page(fmt::format("before {}", place(given)))) {
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] bool on_page(NodeIndex question) const {
        const std::vector<NodeIndex>& nodes = draft_.page().nodes;
        return std::find(nodes.begin(), nodes.end(), question) != nodes.end();
    }

    /// Continue, or Send on check answers; false when an answer stands in the way.
    bool turn_page(const std::string& when) {
        const bool sent =
            draft_.page().kind != PageKind::check_answers || draft_.finish(survey::Part::core).ok();
        if (sent && draft_.next()) {
            look_at_page();
            return true;
        }
        stuck_ = true;
        std::string problems;
        for (const survey::Problem& problem : draft_.problems()) {
            problems += fmt::format("; {}: {}",
                                    draft_.form().node(problem.question).name,
                                    problem_in_words(draft_, problem));
        }
        played_.refusals.push_back(
            fmt::format("{}: {} the survey cannot go on{}", file_, when, problems));
        return false;
    }

    void look_at_page() { seen_.insert(draft_.page().nodes.begin(), draft_.page().nodes.end()); }

    void finish() {
        while (draft_.page().kind != PageKind::end) {
            if (!turn_page("after its last line")) {
                return;
            }
        }
        if (const auto response = draft_.finish(survey::Part::whole)) {
            played_.response = *response;
        } else {
            turn_page("at the end");
        }
    }

    [[nodiscard]] static std::string place(const GivenAnswer& given) {
        return fmt::format("line {}", given.line);
    }

    void refuse(const GivenAnswer& given, const std::string& what) {
        played_.refusals.push_back(
            fmt::format("{} {}: {} = {}: {}", file_, place(given), given.name, given.value, what));
    }

    survey::Draft& draft_;
    std::string file_;
    Trace* trace_;
    std::set<NodeIndex> seen_;
    Played played_;
    bool stuck_ = false;
};

}  // namespace

Result<std::vector<GivenAnswer>> read_answers(const std::string& file, std::string_view text) {
    if (!base::is_utf8(text)) {
        return Error{ErrorKind::unreadable, file + " is not UTF-8: save it as UTF-8"};
    }
    std::vector<GivenAnswer> answers;
    std::size_t number = 0;
    for (const std::string& line : base::split(text, '\n')) {
        ++number;
        const std::string_view words = base::trim(line);
        if (words.empty() || words.front() == '#') {
            continue;
        }
        const std::size_t equals = words.find('=');
        const std::string name(base::trim(words.substr(0, equals)));
        if (equals == std::string_view::npos || name.empty()) {
            return Error{ErrorKind::unreadable,
                         fmt::format("{} line {}: '{}' is not of the form name = value, such as "
                                     "age = 34",
                                     file,
                                     number,
                                     printable(words))};
        }
        answers.push_back({number, name, std::string(base::trim(words.substr(equals + 1)))});
    }
    return answers;
}

Played play(survey::Draft& draft,
            const std::string& file,
            const std::vector<GivenAnswer>& answers,
            Trace* trace) {
    return Player(draft, file, trace).play(answers);
}

}  // namespace harmony::admin
