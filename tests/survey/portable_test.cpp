// Workbooks that other tools of the same language read: what they take, Harmony takes as they do,
// and what they refuse it refuses in the same row (survey profile, 2 to 6).
#include "draft_support.h"

namespace harmony::survey::test {
namespace {

/// Codes of the errors with their sheets and rows: `survey 2 P601`.
std::string errors_of(const FolderSource& source) {
    std::string result;
    for (const Message& message : import_folder(source).messages) {
        if (message.level == Level::error) {
            result += (result.empty() ? "" : ", ") + message.sheet + " " +
                      std::to_string(message.row.value_or(0)) + " " + message.code;
        }
    }
    return result;
}

std::string range_errors(const std::string& parameters, const std::string& appearance = {}) {
    return errors_of(sheets("type,name,label,parameters,appearance\nrange,q,Q?,\"" + parameters +
                                "\"," + appearance + "\n",
                            "list_name,name,label\nends,1,One\nends,1,First\nends,10,Ten\n",
                            "allow_choice_duplicates\nyes\n"));
}

}  // namespace

TEST_CASE("parameters are pairs, parted by any white space, commas and semicolons",
          "[survey][portable]") {
    for (const char* good : {"start=2 end=9",
                             "start=2;end=9",
                             "start = 2 , end = 9 , step = 1",
                             "start=2;, end=9 step=1;",
                             "Start=2 EnD=9"}) {
        INFO(good);
        CHECK(range_errors(good).empty());
    }
    for (const char* bad :
         {"start", "start==2", "start=", "=2", "start=2 . end=9", "start=2-end=9"}) {
        INFO(bad);
        CHECK(range_errors(bad) == "survey 2 P601");
    }
}

TEST_CASE("parameters of a type without any must still be pairs", "[survey][portable]") {
    CHECK(errors_of(sheets("type,name,label,parameters\ndate,q,Q?,soon\n")) == "survey 2 P601");
    CHECK(errors_of(sheets("type,name,label,parameters\ndate,q,Q?,a=b\n")).empty());
}

TEST_CASE("both ends of a range without ticks may have more than one label", "[survey][portable]") {
    CHECK(range_errors("tick_labelset=ends", "no-ticks").empty());
    CHECK(range_errors("tick_labelset=ENDS", "no-ticks").empty());
    CHECK(range_errors("end=20 tick_labelset=ends", "no-ticks") == "survey 2 P614");
}

TEST_CASE("what is refused keeps its name, and so does a data file", "[survey][portable]") {
    CHECK(errors_of(sheets("type,name,label\nbegin_repeat,q,R\ntext,a,A?\nend_repeat,,\n"
                           "text,q,Q?\n")) == "survey 2 P201, survey 5 N303");
    FolderSource twice = sheets(
        "type,name,label\ncsv-external,towns,\ntext,towns,T?\n"
        "begin_group,g,G\ncsv-external,towns,\nend_group,,\n");
    twice.files["towns.csv"] = bytes_of("name,label\n");
    CHECK(errors_of(twice) == "survey 3 N303, survey 5 N303");
}

TEST_CASE("every spelling of a repeat is refused with its rows checked", "[survey][portable]") {
    for (const std::string kind : {"repeat", "loop over yn", "lgroup", "looped group"}) {
        const std::string end = kind.substr(0, kind.find(" over"));
        INFO(kind);
        CHECK(errors_of(sheets("type,name,label\nbegin " + kind + ",r,R\ntext,a,${b}\nend " + end +
                               ",,\n")) == "survey 2 P201, survey 3 R502");
    }
}

TEST_CASE("a data file may not be called like a list", "[survey][portable]") {
    constexpr std::string_view towns = "list_name,name,label\ntowns,a,A\n";
    FolderSource named = sheets("type,name,label\ncsv-external,towns,\ntext,q,Q?\n", towns);
    named.files["towns.csv"] = bytes_of("name,label\n");
    CHECK(errors_of(named) == "survey 2 C408");
    FolderSource pulled = sheets(
        "type,name,calculation\ncalculate,q,\"pulldata('towns', 'label', 'name', 'a')\"\n", towns);
    pulled.files["towns.csv"] = bytes_of("name,label\n");
    CHECK(errors_of(pulled) == "survey 2 C408");
}

TEST_CASE("a row with neither type nor name nor label is a remark", "[survey][portable]") {
    const FolderSource source = sheets("type,name,label,hint\n,,,for the printer\ntext,q,Q?,\n");
    CHECK(errors_of(source).empty());
    CHECK(messages_of(source).find("warning Q207") != std::string::npos);
    CHECK(errors_of(sheets("type,name,label\n,q,\ntext,p,P?\n")) == "survey 2 Q202");
}

TEST_CASE("a reference holds a name and nothing else, in names of pictures too",
          "[survey][portable]") {
    CHECK(errors_of(sheets("type,name,label\ntext,a,A?\ntext,b,${a }?\n")) == "survey 3 R502");
    CHECK(errors_of(sheets("type,name,label,image\ntext,a,A?,${b}\n")) == "survey 2 R502");
    CHECK(errors_of(sheets("type,name,label\nselect_one l,a,A?\n",
                           "list_name,name,audio\nl,x,${b\n")) == "choices 2 R501");
}

TEST_CASE("yes and no stand for conditions in every column of expressions", "[survey][portable]") {
    const Form form =
        form_of(sheets("type,name,label,relevant,calculation\ntext,a,A?,no,\n"
                       "text,b,B?,Yes,\ncalculate,c,,,TRUE\n"));
    base::SeededRandom random(1);
    const Draft draft(form, start_for(form), random);
    CHECK_FALSE(draft.state(question(form, "a")).relevant);
    CHECK(draft.state(question(form, "b")).relevant);
    CHECK(value(draft, "c") == "true");
}

TEST_CASE("typographic quotes in names of choices become straight", "[survey][portable]") {
    const Form form = form_of(
        sheets("type,name,label\nselect_one l,a,A?\n", "list_name,name,label\nl,don’t,Don’t\n"));
    CHECK(form.lists().front().choices.front().name == "don't");
    CHECK(form.text(form.lists().front().choices.front().label, "und") == "Don’t");
}

TEST_CASE("expressions that each read every question are refused before they fill the memory",
          "[survey][import]") {
    std::string survey = "type,name,label,relevant\n";
    for (int i = 0; i < 3'000; ++i) {
        survey += "text,q" + std::to_string(i) + ",Q?,\n";
    }
    for (int i = 0; i < 400; ++i) {
        survey += "note,n" + std::to_string(i) + ",N,count(../*) > 1\n";
    }
    CHECK(errors_of(sheets(survey)).find("X704") != std::string::npos);
}

}  // namespace harmony::survey::test
