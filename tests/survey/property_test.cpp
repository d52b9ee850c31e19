// Properties that hold whatever bytes come in. Seeds are fixed: a failure can be repeated. What
// residents do: random_form_test.cpp and shipped_test.cpp.
#include <catch2/catch.hpp>

#include "survey/expression/evaluate.h"
#include "survey/expression/parser.h"
#include "survey_support.h"
#include "tree_world.h"

namespace harmony::survey::test {

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
