// What follows from answers: triggers, dynamic defaults, metadata, numbers, dates and times (survey
// profile, 8.1, 8.7, 8.8, 8.11, 13.4).
#include <array>

#include "draft_support.h"
#include "survey/checking/default_cell.h"

namespace harmony::survey::test {

TEST_CASE("a trigger works a question out when another changes, not before", "[survey][draft]") {
    const Form form =
        form_of(sheets("type,name,label,calculation,trigger\n"
                       "text,a,A?,,\ntext,copy,Copy?,\"concat(${a}, '!')\",${a}\n"
                       "text,blank,Blank?,,${copy}\n"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    CHECK(value(draft, "copy").empty());
    answer(draft, "blank", "kept");
    answer(draft, "a", "one");
    CHECK(value(draft, "copy") == "one!");
    CHECK(value(draft, "blank").empty());  // one trigger sets off another
    answer(draft, "copy", "mine");
    CHECK(value(draft, "copy") == "mine");
    answer(draft, "a", "one");  // the same again is no change
    CHECK(value(draft, "copy") == "mine");
}

TEST_CASE("losing relevance triggers nothing", "[survey][draft]") {
    const Form form =
        form_of(sheets("type,name,label,calculation,trigger,relevant\n"
                       "text,gate,Gate?,,,\ntext,a,A?,,,${gate} = 'open'\n"
                       "text,seen,Seen?,\"concat(${seen}, 'x')\",${a},\n"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    answer(draft, "gate", "open");
    answer(draft, "a", "one");
    CHECK(value(draft, "seen") == "x");
    answer(draft, "gate", "shut");
    CHECK(value(draft, "seen") == "x");
    answer(draft, "gate", "open");
    CHECK(value(draft, "a") == "one");
    CHECK(value(draft, "seen") == "x");
}

TEST_CASE("an answer that reads the same triggers nothing", "[survey][draft]") {
    const Form form =
        form_of(sheets("type,name,label,calculation,trigger,choice_filter\ntext,t,T?,,,\n"
                       "select_one l,a,A?,,,name = ${t}\n"
                       "text,seen,Seen?,\"concat(${seen}, 'x')\",${a},\n",
                       "list_name,name,label\nl,y,Y\n"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    answer(draft, "t", "y");
    answer(draft, "a", "y");
    CHECK(value(draft, "seen") == "x");
    answer(draft, "t", "n");  // no longer offered: it reads as empty now
    CHECK(value(draft, "seen") == "xx");
    answer(draft, "a", "");
    CHECK(value(draft, "seen") == "xx");
}

TEST_CASE("a value that was given out of sight triggers when it comes into sight",
          "[survey][draft]") {
    const Form form =
        form_of(sheets("type,name,label,calculation,trigger,relevant\ntext,gate,Gate?,,,\n"
                       "text,b,B?,'two',${gate},${gate} = 'open'\n"
                       "text,seen,Seen?,\"concat(${seen}, ${b})\",${b},\n"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    answer(draft, "gate", "shut");
    CHECK(value(draft, "seen").empty());
    answer(draft, "gate", "open");
    CHECK(value(draft, "seen") == "two");
    answer(draft, "gate", "shut");
    answer(draft, "gate", "open");
    CHECK(value(draft, "seen") == "two");
}

TEST_CASE("dynamic defaults are worked out once, in the order of the sheet", "[survey][draft]") {
    const Form form =
        form_of(sheets("type,name,label,default\ninteger,count,Count?,3\n"
                       "integer,twice,Twice?,${count} * 2\n"
                       "date,day,Day?,today()\ntext,place,Place?,Norton-on-Tees\n"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    CHECK(value(draft, "twice") == "6");
    CHECK(value(draft, "day") == "2026-03-30");  // 22:30 UTC is 23:30 local, the same day
    CHECK(value(draft, "place") == "Norton-on-Tees");
    answer(draft, "count", "5");
    CHECK(value(draft, "twice") == "6");
}

TEST_CASE("a range holds nothing that lies off its scale", "[survey][draft]") {
    const Form form =
        form_of(sheets("type,name,label,default,parameters,calculation\n"
                       "range,fixed,F?,3,start=0 end=1 step=0.25,\n"
                       "range,dynamic,D?,1 + 0.1,start=0 end=2 step=0.5,\n"
                       "range,good,G?,0.50,start=0 end=1 step=0.25,\n"
                       "range,counted,,,,5 * 5\n"));
    base::SeededRandom random(1);
    const Draft draft(form, start_for(form), random);
    CHECK(value(draft, "fixed").empty());
    CHECK(value(draft, "dynamic").empty());
    CHECK(value(draft, "good") == "0.5");
    CHECK(value(draft, "counted").empty());
}

TEST_CASE("a default may hold any letters and signs", "[survey][default]") {
    for (const char* words : {"£5", "don’t know", "…", "5 €", "“yes”", "😀", "Łódź – Bałuty"}) {
        INFO(words);
        CHECK_FALSE(is_dynamic_default(words, NodeType::text));
    }
    CHECK(is_dynamic_default("concat('£', 5)", NodeType::text));
    CHECK(is_dynamic_default("£ + 5", NodeType::text));
}

TEST_CASE("a default is an expression only when its tokens say so", "[survey][default]") {
    // The examples of the survey profile, section 8.7.
    for (const char* fixed : {"2026-01-31",
                              "-5",
                              "Norton-on-Tees",
                              "what (if)",
                              "'a + b'",
                              "12:30:00",
                              "2026-01-31T10:00:00.000+01:00",
                              "yes no",
                              "0.5"}) {
        INFO(fixed);
        CHECK_FALSE(is_dynamic_default(fixed, NodeType::text));
    }
    for (const char* dynamic : {"Norton - Tees",
                                "5*3",
                                "today()",
                                "${q}",
                                "1 + 2",
                                "a | b",
                                "7 mod 2",
                                "9 div 3",
                                "concat('a', 'b')"}) {
        INFO(dynamic);
        CHECK(is_dynamic_default(dynamic, NodeType::text));
    }
    CHECK_FALSE(is_dynamic_default("2026 - 01", NodeType::date));
    CHECK(is_dynamic_default("2026 - 01", NodeType::integer));
}

TEST_CASE("metadata is known to expressions and in no response", "[survey][draft]") {
    const Form form =
        form_of(sheets("type,name,label,calculation\nstart,s,,\nend,e,,\ntoday,t,,\n"
                       "deviceid,d,,\ncalculate,c,,\"concat(${t}, ' ', ${d})\"\n"
                       "text,q,Q?,\n"));
    base::SeededRandom random(1);
    Start start = start_for(form);
    start.kiosk_name = "Stall 1";
    Draft draft(form, start, random);
    CHECK(value(draft, "s") == "2026-03-30T00:00:00.000+01:00");  // no finer than the day
    CHECK(value(draft, "e") == value(draft, "s"));
    CHECK(value(draft, "c") == "2026-03-30 Stall 1");
    CHECK(form.questions().size() == 2);
    CHECK_FALSE(can_set(draft, "t", text("2020-01-01")));
}

TEST_CASE("days and times are taken as they exist and kept as numbers", "[survey][draft]") {
    const Form form =
        form_of(sheets("type,name,label,bind::kiosk:time\ndate,d,D?,\ntime,t,T?,\n"
                       "time,part,P?,part\ndateTime,dt,DT?,\n",
                       {},
                       "namespaces\n\"kiosk=\"\"urn:harmony:kiosk:1\"\"\"\n"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    struct Case {
        const char* name;
        const char* good;
        std::array<const char*, 3> bad;
    };
    for (const Case& one :
         {Case{"d", "2024-02-29", {"2026-02-29", "2026-3-4", "yesterday"}},
          Case{"t", "23:59", {"24:00", "9:30", "09:30:00"}},
          Case{"part", "3", {"4", "evening", "00"}},
          Case{"dt", "1969-12-31T00:01", {"1969-12-31", "1969-12-31T25:00", "x"}}}) {
        INFO(one.name);
        for (const char* bad : one.bad) {
            CHECK_FALSE(can_set(draft, one.name, text(bad)));
        }
        CHECK(can_set(draft, one.name, text(one.good)));
    }
    while (draft.page().kind == PageKind::questions) {
        REQUIRE(draft.next().ok());
    }
    const auto response = draft.finish(Part::core);
    REQUIRE(response.ok());
    CHECK(std::get<DayNumber>(response->items[0]).day == 19782);  // date -d 2024-02-29 +%s / 86400
    CHECK(std::get<MinuteOfDay>(response->items[1]).minute == 1439);
    CHECK(std::get<PartOfDay>(response->items[2]).part == 3);
    CHECK(std::get<DayAndMinute>(response->items[3]).text.view() == "1969-12-31T00:01");
    CHECK(decode(encode(*response, form), form)->items == response->items);
}

TEST_CASE("a range takes the values that lie on a step", "[survey][range]") {
    Range range;
    range.start = "-1";
    range.end = "1";
    range.step = "0.1";
    CHECK(range.holds("0.3"));  // 0.1 + 0.1 + 0.1 is not 0.3 in binary
    CHECK(range.holds("-1"));
    CHECK_FALSE(range.holds("0.35"));
    CHECK_FALSE(range.holds("1.1"));
    CHECK(range.is_decimal());
    CHECK(range.values(3) == std::vector<std::string>{"-1", "-0.9", "-0.8"});
    Range falling;
    falling.start = "5";
    falling.end = "0";
    falling.step = "2";
    CHECK(falling.values(99) == std::vector<std::string>{"5", "3", "1"});
    CHECK_FALSE(falling.holds("0"));
}

TEST_CASE("a range answer is a number on a step, typed or touched", "[survey][range]") {
    const Form form = form_of(sheets("type,name,label,parameters\nrange,r,R?,start=0 end=10\n"));
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    CHECK_FALSE(can_set(draft, "r", text("11")));
    CHECK_FALSE(can_set(draft, "r", text("1.5")));
    CHECK_FALSE(can_set(draft, "r", text("07")));
    CHECK(draft.type(question(form, "r"), "\u0667").ok());  // an Arabic-Indic seven
    CHECK(value(draft, "r") == "7");
}

TEST_CASE("a data file that only expressions read travels with the survey", "[survey][files]") {
    FolderSource source = sheets(
        "type,name,label,calculation\ncsv-external,rates,,\ntext,a,A?,\n"
        "calculate,rate,,\"pulldata('rates', 'rate', 'area', ${a})\"\n");
    CHECK(messages_of(source).find(
              "error R508: the data file \"rates.csv\" is not in the folder") != std::string::npos);
    source.files["rates.csv"] = bytes_of("area,rate\nnorth,3\nsouth,5\n");
    const Form form = form_of(source);
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    answer(draft, "a", "south");
    CHECK(value(draft, "rate") == "5");
    answer(draft, "a", "west");
    CHECK(value(draft, "rate").empty());
}

}  // namespace harmony::survey::test
