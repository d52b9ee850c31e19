// Properties that hold whatever a resident does and whatever bytes come in. Seeds are fixed: a
// failure can be repeated.
#include <catch2/catch.hpp>

#include "survey/answers.h"
#include "survey/expression/evaluate.h"
#include "survey/expression/parser.h"
#include "survey_support.h"
#include "tree_world.h"

namespace harmony::survey::test {
namespace {

constexpr int drafts = 25;
constexpr int touches = 60;

/// Something that the question can hold, or nothing.
void answer_at_random(Draft& draft, NodeIndex node, base::RandomSource& random) {
    const Form& form = draft.form();
    const Node& asked = form.node(node);
    if (random.below(6) == 0) {
        draft.clear(node);
    } else if (asked.is_select()) {
        const auto& choices = form.list_of(node).choices;
        static_cast<void>(draft.touch(node, choices[random.below(choices.size())].name));
    } else if (asked.type == NodeType::integer) {
        static_cast<void>(draft.type(node, std::to_string(random.below(1200))));
    } else {
        static_cast<void>(draft.type(node, "words " + std::to_string(random.below(1000))));
    }
}

/// Relevance and value of every node.
std::string snapshot(const Draft& draft) {
    std::string all;
    for (const Node& node : draft.form().nodes()) {
        const NodeState state = draft.state(node.index);
        all += state.relevant ? "+" : "-";
        all += std::string(state.value.view()) + "|";
    }
    return all;
}

bool has_problem(const Draft& draft) {
    for (const Node& node : draft.form().nodes()) {
        if (node.is_visible() && draft.why_invalid(node.index)) {
            return true;
        }
    }
    return false;
}

std::string some_template(base::RandomSource& random) {
    constexpr const char* names[] = {
        "T1_neighbourhood", "T2_town_centre_pspo", "T3_business", "T5_little_things"};
    return names[random.below(std::size(names))];
}

}  // namespace

TEST_CASE("whatever is touched the draft agrees with itself worked out from scratch",
          "[survey][draft][property]") {
    base::SeededRandom random(20260330);
    for (int i = 0; i < drafts; ++i) {
        const Form form = form_of(template_survey(some_template(random)));
        Draft draft(form, start_for(form), random);
        for (int j = 0; j < touches; ++j) {
            const NodeIndex node{static_cast<std::uint32_t>(random.below(form.nodes().size()))};
            if (form.node(node).type != NodeType::group) {
                answer_at_random(draft, node, random);
            }
        }
        const std::string before = snapshot(draft);
        const bool problem = has_problem(draft);
        const auto finished = draft.finish(Part::whole);  // works everything out again
        REQUIRE(snapshot(draft) == before);
        REQUIRE(finished.ok() != problem);
        if (finished.ok()) {
            REQUIRE(*decode(encode(*finished, form), form) == *finished);
        }
    }
}

TEST_CASE("going back and on never loses an answer", "[survey][draft][property]") {
    base::SeededRandom random(7);
    for (int i = 0; i < drafts; ++i) {
        const Form form = form_of(template_survey(some_template(random)));
        Draft draft(form, start_for(form), random);
        for (int j = 0; j < touches; ++j) {
            const Page shown = draft.page();  // a change renews the page: this one stays
            for (const NodeIndex node : shown.nodes) {
                if (random.below(3) == 0) {
                    answer_at_random(draft, node, random);
                }
            }
            const std::string before = snapshot(draft);
            if (random.below(3) == 0) {
                static_cast<void>(draft.back());
            } else {
                static_cast<void>(draft.next());
            }
            REQUIRE(snapshot(draft) == before);
        }
    }
}

TEST_CASE("a page that shows has something to show", "[survey][draft][property]") {
    base::SeededRandom random(11);
    for (int i = 0; i < drafts; ++i) {
        const Form form = form_of(template_survey(some_template(random)));
        Draft draft(form, start_for(form), random);
        while (draft.page().kind == PageKind::questions) {
            REQUIRE_FALSE(draft.page().nodes.empty());
            REQUIRE(draft.page().number >= 1);
            REQUIRE(draft.page().number <= draft.page().of);
            const Page shown = draft.page();
            for (const NodeIndex node : shown.nodes) {
                answer_at_random(draft, node, random);
            }
            if (!draft.next().ok()) {  // an answer breaks a rule: leave it out
                for (const Problem& problem : draft.problems()) {
                    draft.clear(problem.question);
                }
            }
        }
        CHECK(draft.page().kind == PageKind::check_answers);
    }
}

TEST_CASE("expressions made of any tokens are refused or give a value",
          "[survey][expression][property]") {
    constexpr const char* tokens[] = {
        "1",      "2.5",     "'x'",    "a",         "/data/a",   ".",        "..",
        "+",      "-",       "*",      "div",       "mod",       "=",        "!=",
        "<",      ">=",      "and",    "or",        "|",         "(",        ")",
        "[",      "]",       ",",      "not(",      "selected(", "concat(",  "if(",
        "count(", "substr(", "round(", "position(", "today(",    "current(", "instance('x')",
        "/",      "*"};
    const TreeWorld world(nlohmann::json::parse(R"({"tree":["data",[["a","4"],["b","x y"]]]})"),
                          LocalMoment{20526, 0},
                          std::chrono::minutes(0));
    base::SeededRandom random(3);
    int parsed_count = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (std::uint64_t left = 1 + random.below(9); left > 0; --left) {
            text += std::string(tokens[random.below(std::size(tokens))]) + " ";
        }
        const auto parsed = parse_expression(text);
        if (const auto* expression = std::get_if<ExpressionOwner>(&parsed)) {
            ++parsed_count;
            const NodeRef root{0, 1};
            static_cast<void>(evaluate_words(**expression, world, {root, root, 1}));
        } else {
            REQUIRE(std::get<SyntaxFault>(parsed).at <= text.size());
        }
    }
    CHECK(parsed_count > 500);
}

TEST_CASE("a compiled form with a changed letter is refused or is another proper form",
          "[survey][compiled][property]") {
    const FolderSource source = template_survey("T5_little_things");
    const std::string good = *import_folder(source).compiled;
    base::SeededRandom random(5);
    for (int i = 0; i < 400; ++i) {
        std::string changed = good;
        changed[random.below(changed.size())] = static_cast<char>(0x20 + random.below(95));
        const auto form = load_form(base::as_bytes(changed), some_form_name(), source.files);
        if (form.ok()) {
            REQUIRE(compiled_text(form->content()) == changed);
        } else {
            REQUIRE(form.error().kind == base::ErrorKind::unreadable);
        }
    }
}

TEST_CASE("CSV sheets with changed letters never break the reading", "[survey][import][property]") {
    const FolderSource good = template_survey("T3_business");
    base::SeededRandom random(9);
    for (int i = 0; i < 150; ++i) {
        FolderSource changed = good;
        for (const char* name : {"survey.csv", "choices.csv", "settings.csv"}) {
            base::Bytes& bytes = changed.files[name];
            bytes[random.below(bytes.size())] = static_cast<std::byte>(random.below(256));
        }
        const Imported imported = import_folder(changed);
        const bool refused = count(imported.messages).errors > 0;
        REQUIRE(imported.compiled.has_value() == !refused);
        if (imported.compiled) {
            REQUIRE(load_form(base::as_bytes(*imported.compiled), some_form_name(), changed.files)
                        .ok());
        }
    }
}

}  // namespace harmony::survey::test
