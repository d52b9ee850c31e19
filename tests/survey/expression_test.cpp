#include <catch2/catch.hpp>
#include <cmath>

#include "base/bytes.h"
#include "survey/expression/canonical.h"
#include "survey/expression/convert.h"
#include "survey/expression/evaluate.h"
#include "survey/expression/function_table.h"
#include "survey/expression/number.h"
#include "survey/expression/parser.h"
#include "survey/expression/sha256.h"
#include "survey/expression/shuffle.h"
#include "tree_world.h"

namespace harmony::survey::test {
namespace {

/// 2026-03-14 10:15 local, no offset; the root `data` with a = "4", empty = "", many = "x y".
const TreeWorld& world() {
    static const TreeWorld made(
        nlohmann::json::parse(
            R"({"tree":["data",[["a","4"],["empty",""],["many","x y"],["word","Zażółć"]]]})"),
        LocalMoment{20526, (10 * 60 + 15) * 60 * 1000},
        std::chrono::minutes(0));
    return made;
}

std::string worked_out(std::string_view expression) {
    const auto parsed = parse_expression(expression);
    if (const auto* fault = std::get_if<SyntaxFault>(&parsed)) {
        return fault->code + "@" + std::to_string(fault->at);
    }
    const NodeRef root{0, 1};
    return std::string(
        evaluate_words(*std::get<ExpressionOwner>(parsed), world(), {root, root, 1}).view());
}

}  // namespace

TEST_CASE("operators group to the left and bind as the grammar says", "[survey][expression]") {
    CHECK(worked_out("1 + 2 * 3") == "7");
    CHECK(worked_out("10 - 3 - 2") == "5");
    CHECK(worked_out("3 < 4 < 5") == "true");
    CHECK(worked_out("3 > 2 > 1") == "false");
    CHECK(worked_out("1div1") == "1");
    CHECK(worked_out("- - 4") == "4");
    CHECK(worked_out("7 mod -3") == "1");
    CHECK(worked_out("true() or nosuch and false()") == "true");
}

TEST_CASE("what the reference tools disagree about is decided as the profile says",
          "[survey][expression]") {
    CHECK(worked_out("0 div 0").empty());                           // D1
    CHECK(worked_out("number('  ')").empty());                      // D2
    CHECK(worked_out("number('1.1e6')").empty());                   // D3
    CHECK(worked_out("number('4,6')").empty());                     // D4
    CHECK(worked_out("6.1 - 7.8 = -1.7") == "true");                // D6
    CHECK(worked_out("round(-2.5)") == "-2");                       // D7
    CHECK(worked_out("round(1.005, 2)") == "1.01");                 // 7.6
    CHECK(worked_out("regex('abc123', '[0-9]+')") == "false");      // D9
    CHECK(worked_out("substring-after('abcdef', 'bcd')") == "ef");  // D11
    CHECK(worked_out("if(empty, 'yes', 'no')") == "no");            // D12
    CHECK(worked_out("'2026-03-14' < today()") == "false");         // D19, the same day
    CHECK(worked_out("min(1, empty)").empty());                     // D22
    CHECK(worked_out("string-length(word)") == "6");                // D27, letters and not bytes
    CHECK(worked_out("empty > 3") == "false");
    CHECK(worked_out("empty != 'x'") == "true");
    CHECK(worked_out("nosuch != 'x'") == "false");
}

TEST_CASE("choices are counted and found by word", "[survey][expression]") {
    CHECK(worked_out("selected(many, 'y')") == "true");
    CHECK(worked_out("selected(many, 'x y')") == "false");
    CHECK(worked_out("selected(empty, '')") == "true");
    CHECK(worked_out("count-selected(many)") == "2");
    CHECK(worked_out("selected-at(many, 1)") == "y");
}

TEST_CASE("an expression that does not parse says where", "[survey][expression]") {
    CHECK(worked_out("1 +") == "X701@3");
    CHECK(worked_out("(1") == "X701@2");
    CHECK(worked_out("'open") == "X701@0");
    CHECK(worked_out("a ? b") == "X701@2");
    CHECK(worked_out("cuont(a)") == "X702@0");
    CHECK(worked_out("1 + not()") == "X703@4");
    CHECK(worked_out("//a") == "P208@0");
    CHECK(worked_out("ancestor::a") == "P208@0");
    CHECK(worked_out("a = $b") == "P208@4");
}

TEST_CASE("an expression too deep or too long is refused and not worked out",
          "[survey][expression]") {
    CHECK(worked_out(std::string(64, '(') + "1" + std::string(64, ')')) == "X704@64");
    CHECK(worked_out(std::string(63, '(') + "1" + std::string(63, ')')) == "1");
    std::string sum = "1";
    for (int i = 0; i < 2500; ++i) {
        sum += "+1";
    }
    CHECK(worked_out(sum).starts_with("X704"));
    CHECK(worked_out(std::string(16385, ' ')) == "X704@0");
    CHECK(worked_out(std::string(16000, '-') + "1") == "1");
}

TEST_CASE("every function of the profile has a row and is known by its name",
          "[survey][expression]") {
    CHECK(functions().size() == 52);
    for (const FunctionRow& row : functions()) {
        CHECK(find_function(row.name) == &row_of(row.function));
    }
    CHECK(find_function("floor") == nullptr);
}

TEST_CASE("numbers become the shortest decimal and never an exponent", "[survey][expression]") {
    CHECK(text_from_number(1e21) == "1000000000000000000000");
    CHECK(text_from_number(0.1) == "0.1");
    CHECK(text_from_number(-0.0) == "0");
    CHECK(text_from_number(std::nan("")).empty());
    CHECK(text_from_number(-HUGE_VAL) == "-Infinity");
    CHECK(canonical_decimal("007.50") == "7.5");
    CHECK(canonical_decimal("-0.0") == "0");
    CHECK_FALSE(canonical_decimal("1e3").has_value());
    CHECK_FALSE(canonical_whole("2.5").has_value());
    CHECK_FALSE(canonical_whole("1234567890123456").has_value());
}

TEST_CASE("a shuffle gives the order that other tools give for the same seed",
          "[survey][expression]") {
    // Vectors of the survey profile, section 8.9.
    const auto order = [](std::size_t count, double number, std::string_view text) {
        std::string letters;
        for (const std::uint32_t place : shuffled(count, shuffle_seed(number, text))) {
            letters += static_cast<char>('A' + place);
        }
        return letters;
    };
    CHECK(order(6, 42, "") == "AFCBDE");
    CHECK(order(6, -42, "") == "EDAFBC");
    CHECK(order(6, 1, "") == "BFEACD");
    CHECK(order(6, 11111111, "") == "ACDBFE");
    CHECK(order(6, std::nan(""), "") == "CBEAFD");
    CHECK(order(6, std::nan(""), "mirror") == "ACBEDF");
    CHECK(order(5, 42, "") == "AECBD");
}

TEST_CASE("SHA-256 gives the digests of its standard", "[survey]") {
    // FIPS 180-4 examples: "abc" and the empty message.
    CHECK(base::to_hex(sha256(base::as_bytes("abc"))) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(base::to_hex(sha256({})) ==
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("references become paths and white space outside quotes collapses",
          "[survey][expression]") {
    const std::string cell = "${a}='two  words'  and\n ${b} > 1";
    const Expanded expanded =
        expand_mentions(cell, [](std::string_view name) { return "/data/" + std::string(name); });
    CHECK(collapse_space(expanded.text) == "/data/a ='two  words' and /data/b > 1");
    CHECK(expanded.character(cell, expanded.text.find('>')) == cell.find('>') + 1);
    CHECK(mentions_in("${a and ${b}").front().length == 0);
}

}  // namespace harmony::survey::test
