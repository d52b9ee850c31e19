// Recursive descent over the grammar of the survey profile, section 7.1:
//  1. One function a level of the grammar; binary operators of one level group to the left.
//  2. A fault is thrown as `SyntaxFault` inside this file only and returned at its edge: forty
//  early
//     returns would hide the grammar.
//  3. Nesting and chains are bounded, so that neither parsing nor working out can exhaust the
//  stack.
#include "survey/expression/parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "survey/expression/number.h"

namespace harmony::survey {
namespace {

constexpr std::size_t max_characters = 16384;
constexpr std::size_t max_nesting = 64;
constexpr std::size_t max_chain = 2000;

struct LevelOperator {
    std::string_view text;
    Operator how;
};

constexpr auto by_or = std::to_array<LevelOperator>({{"or", Operator::either}});
constexpr auto by_and = std::to_array<LevelOperator>({{"and", Operator::both}});
constexpr auto by_equality =
    std::to_array<LevelOperator>({{"=", Operator::equal}, {"!=", Operator::not_equal}});
constexpr auto by_relation = std::to_array<LevelOperator>({{"<", Operator::less},
                                                           {"<=", Operator::less_or_equal},
                                                           {">", Operator::greater},
                                                           {">=", Operator::greater_or_equal}});
constexpr auto by_sum =
    std::to_array<LevelOperator>({{"+", Operator::plus}, {"-", Operator::minus}});
constexpr auto by_product = std::to_array<LevelOperator>(
    {{"*", Operator::times}, {"div", Operator::divide}, {"mod", Operator::modulo}});
constexpr auto by_union = std::to_array<LevelOperator>({{"|", Operator::join_sets}});

ExpressionOwner own(Expression expression) {
    return std::make_unique<const Expression>(std::move(expression));
}

class Parser {
public:
    explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

    ExpressionOwner run() {
        ExpressionOwner whole = expression();
        if (here().kind != TokenKind::end) {
            unexpected();
        }
        return whole;
    }

private:
    using Level = ExpressionOwner (Parser::*)();

    ExpressionOwner expression() {
        if (++nesting_ > max_nesting) {
            fail("X704", "it is nested more than 64 deep", "split it over two calculations");
        }
        ExpressionOwner whole = chain(by_or, &Parser::both);
        --nesting_;
        return whole;
    }

    ExpressionOwner both() { return chain(by_and, &Parser::equality); }
    ExpressionOwner equality() { return chain(by_equality, &Parser::relation); }
    ExpressionOwner relation() { return chain(by_relation, &Parser::sum); }
    ExpressionOwner sum() { return chain(by_sum, &Parser::product); }
    ExpressionOwner product() { return chain(by_product, &Parser::unary); }
    ExpressionOwner joined() { return chain(by_union, &Parser::path); }

    template <std::size_t Size>
    ExpressionOwner chain(const std::array<LevelOperator, Size>& operators, Level below) {
        ExpressionOwner left = (this->*below)();
        for (std::size_t length = 0; const LevelOperator* found = operator_here(operators);
             ++length) {
            if (length == max_chain) {
                fail("X704", "it has more than 2,000 parts in a row", "split it");
            }
            ++at_;
            ExpressionOwner right = (this->*below)();
            left = own({Binary{found->how, std::move(left), std::move(right)}});
        }
        return left;
    }

    template <std::size_t Size>
    const LevelOperator* operator_here(const std::array<LevelOperator, Size>& operators) const {
        const Token& token = here();
        if (token.kind != TokenKind::symbol && token.kind != TokenKind::operator_word) {
            return nullptr;
        }
        for (const LevelOperator& candidate : operators) {
            const bool needs_operator_word = candidate.how == Operator::times;
            if (candidate.text == token.text &&
                (!needs_operator_word || token.kind == TokenKind::operator_word)) {
                return &candidate;
            }
        }
        return nullptr;
    }

    /// `- - -x` is `-x` and `- -x` is the number of x: more than two signs never matter.
    ExpressionOwner unary() {
        std::size_t signs = 0;
        while (is_symbol("-")) {
            ++signs;
            ++at_;
        }
        ExpressionOwner value = joined();
        const std::size_t kept = signs == 0 ? 0 : 2 - signs % 2;
        for (std::size_t i = 0; i < kept; ++i) {
            value = own({Negation{std::move(value)}});
        }
        return value;
    }

    ExpressionOwner path() {
        const std::size_t start = here().at;
        if (!begins_primary()) {
            return location();
        }
        ExpressionOwner primary_value = primary();
        std::vector<ExpressionOwner> filters = predicates();
        if (filters.empty() && !is_symbol("/")) {
            return primary_value;
        }
        Path result;
        result.at = start;
        result.start = std::move(primary_value);
        result.start_predicates = std::move(filters);
        if (take("/")) {
            relative(result.steps);
        }
        return own({std::move(result)});
    }

    [[nodiscard]] bool begins_primary() const {
        const Token& token = here();
        if (token.kind == TokenKind::literal || token.kind == TokenKind::number) {
            return true;
        }
        if (token.kind == TokenKind::symbol) {
            return token.text == "(";
        }
        return token.kind == TokenKind::name && symbol_after("(") && token.text != "node";
    }

    ExpressionOwner primary() {
        const Token token = here();
        ++at_;
        if (token.kind == TokenKind::literal) {
            return own({LiteralText{std::string(token.text)}});
        }
        if (token.kind == TokenKind::number) {
            return own({LiteralNumber{number_from_text(token.text).value_or(0)}});
        }
        if (token.kind == TokenKind::symbol) {
            ExpressionOwner inside = expression();
            expect(")");
            return inside;
        }
        return call(token);
    }

    ExpressionOwner call(const Token& name) {
        if (name.text == "text" || name.text == "comment" ||
            name.text == "processing-instruction") {
            throw SyntaxFault{"P208",
                              name.at,
                              fmt::format("{}() is not part of the kiosk profile", name.text),
                              "take it out: a path to a question gives its text"};
        }
        const FunctionRow* row = find_function(name.text);
        if (row == nullptr) {
            unknown_function(name);
        }
        expect("(");
        Call result;
        result.function = row->function;
        if (!take(")")) {
            do {
                result.arguments.push_back(expression());
            } while (take(","));
            expect(")");
        }
        check_count(name, *row, result.arguments.size());
        return own({std::move(result)});
    }

    [[noreturn]] static void unknown_function(const Token& name) {
        const std::vector<std::string> known = function_names();
        const auto near = base::nearest(name.text, known);
        throw SyntaxFault{"X702",
                          name.at,
                          fmt::format("there is no function called \"{}\"", name.text),
                          near ? fmt::format("write {}(", *near)
                               : "use one of the functions of the kiosk profile"};
    }

    static void check_count(const Token& name, const FunctionRow& row, std::size_t count) {
        const bool pairs = row.function == Function::weighted_checklist;
        if (count >= row.least && count <= row.most && (!pairs || count % 2 == 0)) {
            return;
        }
        std::string due = fmt::format("{}", row.least);
        if (row.most == any_number) {
            due = pairs ? "an even number of" : fmt::format("{} or more", row.least);
        } else if (row.most != row.least) {
            due = fmt::format("{} to {}", row.least, row.most);
        }
        throw SyntaxFault{"X703",
                          name.at,
                          fmt::format("{}() has {} values, it takes {}", name.text, count, due),
                          "put the values between the brackets, parted by commas"};
    }

    ExpressionOwner location() {
        Path result;
        result.at = here().at;
        if (take("/")) {
            result.from_document = true;
            if (begins_step()) {
                relative(result.steps);
            }
        } else {
            relative(result.steps);
        }
        result.is_plain = std::all_of(result.steps.begin(), result.steps.end(), is_plain_step);
        return own({std::move(result)});
    }

    static bool is_plain_step(const Step& step) {
        const bool is_child = step.axis == Axis::child;
        return step.predicates.empty() && !step.any_element && is_child == !step.name.empty();
    }

    void relative(std::vector<Step>& steps) {
        do {
            if (steps.size() > max_chain) {
                fail("X704", "it has more than 2,000 parts in a row", "split it");
            }
            steps.push_back(step());
        } while (take("/"));
    }

    [[nodiscard]] bool begins_step() const {
        const Token& token = here();
        return token.kind == TokenKind::name ||
               (token.kind == TokenKind::symbol &&
                (token.text == "." || token.text == ".." || token.text == "*"));
    }

    Step step() {
        Step result;
        result.at = here().at;
        if (take(".")) {
            result.axis = Axis::self;
        } else if (take("..")) {
            result.axis = Axis::parent;
        } else {
            if (here().kind == TokenKind::name && symbol_after("::")) {
                result.axis = axis();
            }
            node_test(result);
        }
        result.predicates = predicates();
        return result;
    }

    Axis axis() {
        const Token token = here();
        at_ += 2;
        if (token.text == "child") {
            return Axis::child;
        }
        if (token.text == "parent") {
            return Axis::parent;
        }
        if (token.text == "self") {
            return Axis::self;
        }
        throw SyntaxFault{
            "P208",
            token.at,
            fmt::format("the axis \"{}\" is not part of the kiosk profile", token.text),
            "write ${name} for a question"};
    }

    void node_test(Step& result) {
        if (take("*")) {
            result.any_element = true;
            return;
        }
        const Token token = here();
        if (token.kind != TokenKind::name) {
            unexpected();
        }
        ++at_;
        if (!is_symbol("(")) {
            result.name = std::string(token.text);
            return;
        }
        if (token.text != "node") {
            throw SyntaxFault{"P208",
                              token.at,
                              fmt::format("{}() is not part of the kiosk profile here", token.text),
                              "write the name of a question"};
        }
        expect("(");
        expect(")");
    }

    std::vector<ExpressionOwner> predicates() {
        std::vector<ExpressionOwner> result;
        while (take("[")) {
            result.push_back(expression());
            expect("]");
        }
        return result;
    }

    [[nodiscard]] const Token& here() const { return tokens_[at_]; }

    [[nodiscard]] bool is_symbol(std::string_view text) const {
        return here().kind == TokenKind::symbol && here().text == text;
    }

    [[nodiscard]] bool symbol_after(std::string_view text) const {
        const Token& after = tokens_[at_ + 1 < tokens_.size() ? at_ + 1 : at_];
        return after.kind == TokenKind::symbol && after.text == text;
    }

    bool take(std::string_view text) {
        if (!is_symbol(text)) {
            return false;
        }
        ++at_;
        return true;
    }

    void expect(std::string_view text) {
        if (!take(text)) {
            fail("X701",
                 here().kind == TokenKind::end
                     ? fmt::format("it ends where \"{}\" is due", text)
                     : fmt::format("\"{}\" stands where \"{}\" is due", here().text, text),
                 fmt::format("put \"{}\" there", text));
        }
    }

    [[noreturn]] void unexpected() const {
        if (here().kind == TokenKind::end) {
            fail("X701", "it ends too early", "finish it");
        }
        fail("X701",
             fmt::format("\"{}\" does not fit here", here().text),
             "look for a missing operator, bracket or quote before it");
    }

    [[noreturn]] void fail(const char* code, std::string what, std::string mend) const {
        throw SyntaxFault{code, here().at, std::move(what), std::move(mend)};
    }

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    std::size_t nesting_ = 0;
};

}  // namespace

std::variant<ExpressionOwner, SyntaxFault> parse_expression(std::string_view text) {
    if (base::code_points(text) > max_characters) {
        return SyntaxFault{
            "X704", 0, "it is longer than 16,384 characters", "split it over two calculations"};
    }
    auto tokens = tokens_of(text);
    if (const auto* fault = std::get_if<SyntaxFault>(&tokens)) {
        return *fault;
    }
    try {
        return Parser(std::get<std::vector<Token>>(std::move(tokens))).run();
    } catch (const SyntaxFault& fault) {
        return fault;
    }
}

}  // namespace harmony::survey
