// An expression: taken apart, its sense checked, and worked out over a small tree. What parses must
// parse again with its spaces collapsed, and give a text that is UTF-8.
#include "base/error.h"
#include "base/text.h"
#include "survey/expression/analysis.h"
#include "survey/expression/canonical.h"
#include "survey/expression/evaluate.h"
#include "survey/expression/parser.h"
#include "survey/tree_world.h"
#include "target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace harmony;
    const std::string_view text = base::as_text(fuzz::bytes_of(data, size));
    if (!base::is_utf8(text)) {
        return 0;
    }
    const auto parsed = survey::parse_expression(text);
    const auto* expression = std::get_if<survey::ExpressionOwner>(&parsed);
    if (expression == nullptr) {
        return 0;
    }
    const auto again = survey::parse_expression(survey::collapse_space(text));
    base::promise(std::holds_alternative<survey::ExpressionOwner>(again),
                  "an expression parses with its spaces collapsed");
    survey::FormContent content;
    content.languages.push_back({"en", "English", ""});
    for (const char* name : {"a", "b"}) {
        survey::Node node;
        node.name = name;
        node.path = std::string("/data/") + name;
        content.nodes.push_back(node);
    }
    static_cast<void>(survey::read_by(**expression, survey::Shape(content), {0}, std::nullopt));
    const auto answers = nlohmann::json::parse(
        R"({"tree": ["data", [["a", "1"], ["b", "two words"]]],
            "instances": {"ab": ["root", [["item", [["name", "x"], ["label", "X"]]]]]}})");
    const survey::test::TreeWorld world(answers, {20'542, 36'900'000}, std::chrono::minutes(60));
    const survey::Words words = survey::evaluate_words(**expression, world, {{0, 2}, {0, 2}});
    base::promise(base::is_utf8(words.view()), "an expression gives UTF-8");
    return 0;
}
