// What holds for the surveys that ship, and for the templates of the tests, whatever a resident
// does. HARMONY_DRAFTS=10000 is the long form (./harmony fuzz drafts).
#include "shipped.h"

#include "any_answer.h"
#include "property.h"

namespace harmony::survey::test {
namespace {

std::vector<Form> shipped_forms() {
    std::vector<Form> forms;
    for (const char* place : {"assets/surveys", "tests/data/survey"}) {
        for (const FolderSource& source : surveys_under(place)) {
            forms.push_back(form_of(source));
        }
    }
    return forms;
}

bool has_problem(const Draft& draft) {
    for (const Node& node : draft.form().nodes()) {
        if (node.is_visible() && draft.state(node.index).invalid != Invalid::none) {
            return true;
        }
    }
    return false;
}

/// One draft of a shipped survey, and what must hold at each step.
class AnyDraft {
public:
    AnyDraft(const Form& form, Tape& tape)
        : form_(form), tape_(tape), draft_(form, start(form, tape), random_) {}

    std::string run() {
        while (!tape_.is_over()) {
            if (std::string wrong = step(); !wrong.empty()) {
                return form_.id() + ": " + wrong;
            }
        }
        const std::string wrong = finish();
        return wrong.empty() ? wrong : form_.id() + ": " + wrong;
    }

private:
    static Start start(const Form& form, Tape& tape) {
        Start start = start_for(form);
        start.language = tape.one_of(form.languages()).tag;
        start.cut = tape.one_in(4) ? Cut::quick : Cut::whole;
        return start;
    }

    std::string step() {
        switch (tape_.below(8)) {
            case 0: return keeps("Back loses an answer", [&] { draft_.back(); });
            case 1:
                return keeps("Continue loses an answer", [&] { static_cast<void>(draft_.next()); });
            case 2:
                return keeps("a language changes a value", [&] {
                    static_cast<void>(draft_.speak(tape_.one_of(form_.languages()).tag));
                });
            case 3:
                return keeps("Change loses an answer",
                             [&] { static_cast<void>(draft_.change(any_node())); });
            case 4: return from_scratch();
            default: do_anything(draft_, any_node(), tape_); return "";
        }
    }

    NodeIndex any_node() { return {static_cast<std::uint32_t>(tape_.below(form_.nodes().size()))}; }

    template <typename Deed>
    std::string keeps(const char* otherwise, const Deed& deed) {
        const std::string before = snapshot(draft_);
        deed();
        return snapshot(draft_) == before ? "" : otherwise;
    }

    /// `finish` works everything out again, whatever changed.
    std::string from_scratch() {
        return keeps("what was worked out on the way differs from scratch",
                     [&] { static_cast<void>(draft_.finish(Part::core)); });
    }

    std::string finish() {
        const bool problem = has_problem(draft_);
        const auto response = draft_.finish(Part::whole);
        if (response.ok() == problem) {
            return problem ? "a response with a problem is taken" : "a response is refused";
        }
        if (const auto partial = draft_.partial(); partial && !comes_back(*partial)) {
            return "a part of a response is not read as it was written";
        }
        return !response.ok() || comes_back(*response) ? ""
                                                       : "a response is not read as it was written";
    }

    bool comes_back(const Response& response) const {
        const auto bytes = encode(response, form_);
        const auto again = decode(bytes, form_);
        return again.ok() && *again == response && encode(*again, form_) == bytes;
    }

    const Form& form_;
    Tape& tape_;
    base::SeededRandom random_{3};
    Draft draft_;
};

/// Continue; where an answer breaks a rule it is left out.
bool leaves(Draft& draft) {
    if (draft.next().ok()) {
        return true;
    }
    for (const Problem& problem : draft.problems()) {
        draft.clear(problem.question);
    }
    return draft.next().ok();
}

}  // namespace

TEST_CASE("whatever a resident does to a shipped survey nothing is lost or judged twice",
          "[survey][draft][property]") {
    const std::vector<Form> forms = shipped_forms();
    REQUIRE(forms.size() >= 8);
    holds_for_any_tapes(100, [&](Tape& choice, Tape& answers) {
        return AnyDraft(forms[choice.below(forms.size())], answers).run();
    });
}

TEST_CASE("a page that shows has something to show", "[survey][draft][property]") {
    const std::vector<Form> forms = shipped_forms();
    holds_for_any_tapes(60, [&](Tape& choice, Tape& answers) -> std::string {
        base::SeededRandom random(11);
        const Form& form = forms[choice.below(forms.size())];
        Draft draft(form, start_for(form), random);
        while (draft.page().kind == PageKind::questions) {
            const Page shown = draft.page();  // a change renews the page: this one stays
            if (shown.nodes.empty() || shown.number < 1 || shown.number > shown.of) {
                return "an empty page, or one with a wrong number";
            }
            for (const NodeIndex node : shown.nodes) {
                do_anything(draft, node, answers);
            }
            if (!leaves(draft)) {
                return "";  // a required question that is not answered
            }
        }
        return draft.page().kind == PageKind::check_answers ? "" : "it does not end at the check";
    });
}

}  // namespace harmony::survey::test
