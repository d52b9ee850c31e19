#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "admin/stats/csv.h"
#include "admin/stats/data.h"
#include "admin/stats/json_text.h"

using namespace harmony::admin::stats;

namespace {

using Lines = std::vector<std::vector<std::string>>;

Lines lines_of(std::string_view text) {
    Csv csv(text);
    Lines lines;
    while (true) {
        const auto more = csv.next();
        REQUIRE(more.ok());
        if (!*more) {
            return lines;
        }
        lines.emplace_back(csv.cells().begin(), csv.cells().end());
    }
}

std::string trouble_of(std::string_view text) {
    Csv csv(text);
    while (true) {
        const auto more = csv.next();
        if (!more) {
            return more.error().message;
        }
        if (!*more) {
            return "";
        }
    }
}

}  // namespace

TEST_CASE("a CSV line is cells between commas, however the line ends", "[stats][csv]") {
    const Lines expected = {{"a", "b"}, {"1", ""}, {"", "2"}};
    CHECK(lines_of("a,b\n1,\n,2\n") == expected);
    CHECK(lines_of("a,b\r\n1,\r\n,2\r\n") == expected);
    CHECK(lines_of("\xEF\xBB\xBF"
                   "a,b\n1,\n,2") == expected);
}

TEST_CASE("an empty line is one empty cell, and the end of the file is no line", "[stats][csv]") {
    CHECK(lines_of("a\n\n1\n") == Lines{{"a"}, {""}, {"1"}});
    CHECK(lines_of("").empty());
    CHECK(lines_of("\n") == Lines{{""}});
}

TEST_CASE("cells in quotation marks may hold commas, line ends and doubled marks", "[stats][csv]") {
    CHECK(lines_of("\"a,b\",\"c\nd\"\n\"say \"\"yes\"\"\",\"\"\n") ==
          Lines{{"a,b", "c\nd"}, {"say \"yes\"", ""}});
    CHECK(lines_of("5\" pipe,\"\"\"\"\n") == Lines{{"5\" pipe", "\""}});
}

TEST_CASE("a carriage return alone is part of a cell", "[stats][csv]") {
    CHECK(lines_of("a\rb,c\r\n\rd\n") == Lines{{"a\rb", "c"}, {"\rd"}});
}

TEST_CASE("a quotation mark that does not end a cell is named with its line", "[stats][csv]") {
    CHECK(trouble_of("a\n\"b\nc\n").find("line 2") != std::string::npos);
    CHECK(trouble_of("a\n\"b\"c\n").find("line 2") != std::string::npos);
    CHECK(trouble_of("\"b\nc\"\n\"\n").find("line 3") != std::string::npos);
}

TEST_CASE("lines inside quotation marks count", "[stats][csv]") {
    Csv csv("a\n\"1\n2\n3\"\n4\n");
    std::vector<std::size_t> lines;
    while (*csv.next()) {
        lines.push_back(csv.line());
    }
    CHECK(lines == std::vector<std::size_t>{1, 2, 5});
}

TEST_CASE("a number is digits with a point, and nothing else", "[stats][csv]") {
    const CellPlace place{7, "w", false};
    CHECK(*read_number("12", place) == 12);
    CHECK(*read_number("-0.5", place) == -0.5);
    CHECK(*read_number("1e3", place) == 1000);
    for (const char* const text :
         {"", " 1", "1 ", "1,5", "+1", "0x10", "inf", "nan", "1e999", "E1"}) {
        INFO(text);
        CHECK_FALSE(read_number(text, place).ok());
    }
    CHECK(read_number("E1", place).error().message ==
          "data: line 7, column 'w': 'E1' is not a number");
    CHECK(read_number("-2", {7, "w", true}).error().message ==
          "data: line 7, column 'w': weight -2 is negative");
}

TEST_CASE("numbers are written as the shortest decimal that reads back", "[stats][json]") {
    CHECK(shortest(0.1) == "0.1");
    CHECK(shortest(-0.0) == "0");
    CHECK(shortest(100000) == "100000");
    CHECK(shortest(1e300) == "1e+300");
    CHECK(shortest(1.0 / 3) == "0.3333333333333333");
}

TEST_CASE("JSON keeps its order, and lists of numbers stand on one line", "[stats][json]") {
    Json json = Json::object();
    json["z"] = Json::array({1.0, 2.5, nullptr});
    json["a"] = {{"text", "\"\n\xC3\xBC"}};
    json["none"] = Json::object();
    CHECK(write_json(json) ==
          "{\n  \"z\": [1, 2.5, null],\n  \"a\": {\n    \"text\": \"\\\"\\n\xC3\xBC\"\n  },\n"
          "  \"none\": {}\n}\n");
    CHECK(json_number(1.0 / 0.0).is_null());
}
