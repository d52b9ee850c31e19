#include <catch2/catch.hpp>

#include "survey_support.h"

namespace harmony::survey::test {
namespace {

constexpr std::string_view two_choices = "list_name,name,label\nyn,yes,Yes\nyn,no,No\n";
constexpr std::string_view kiosk_settings =
    "form_id,namespaces\nward,\"kiosk=\"\"urn:harmony:kiosk:1\"\"\"\n";

/// The two lines of the only message.
std::string only_message(const FolderSource& source) {
    return messages_of(source);
}

}  // namespace

TEST_CASE("the six survey templates import without an error", "[survey][import]") {
    const std::string name = GENERATE("T1_neighbourhood",
                                      "T1_quick5",
                                      "T2_town_centre_pspo",
                                      "T3_business",
                                      "T4_event",
                                      "T5_little_things");
    const FolderSource source = template_survey(name);
    const Imported imported = import_folder(source);
    INFO(text_form(std::span<const Message>(imported.messages)));
    CHECK(count(imported.messages).errors == 0);
    CHECK(imported.publishable());
    REQUIRE(imported.compiled);
    CHECK(load_form(base::as_bytes(*imported.compiled), some_form_name(), source.files).ok());
}

TEST_CASE("the summary line counts what the neighbourhood survey asks", "[survey][import]") {
    const Imported imported = import_folder(template_survey("T1_neighbourhood"));
    CHECK(
        summary_line("T1", imported) ==
        "T1: 27 questions, 21 pages, 1 language, about 4 minutes; 0 errors, 0 blocks, 0 warnings");
}

TEST_CASE("a picture that is not there is a warning and no more", "[survey][import]") {
    CHECK(only_message(template_survey("T2_town_centre_pspo")) ==
          "T2_town_centre_pspo: survey row 10, column media::image::English (en), line 10: warning "
          "R511: the picture \"pspo_map.png\" is not in the folder.\n"
          "    Mend: put it beside the survey before you publish.\n");
}

TEST_CASE("an unknown column is told with the nearest known name", "[survey][import]") {
    CHECK(only_message(sheets("type,name,label,relevnt\ntext,a,A?,\n")) ==
          "ward: survey row 1, column relevnt, line 1: warning W107: there is no column called "
          "\"relevnt\".\n"
          "    Mend: write relevant.\n");
}

TEST_CASE("a list that does not exist is told with the nearest name", "[survey][import]") {
    CHECK(only_message(sheets("type,name,label\nselect_one colours,a,A?\n", two_choices)) ==
          "ward: survey row 2, column type, line 2: error C406: there is no list called "
          "\"colours\".\n"
          "    Mend: add a list with that name to the choices sheet.\n");
    CHECK(messages_of(sheets("type,name,label\nselect_one agre5,a,A?\n",
                             "list_name,name,label\nagree5,yes,Yes\n")) ==
          "ward: survey row 2, column type, line 2: error C406: there is no list called "
          "\"agre5\".\n"
          "    Mend: write agree5, or add a list with that name to the choices sheet.\n");
}

TEST_CASE("a circle of conditions is told with all its members", "[survey][import]") {
    CHECK(only_message(sheets("type,name,label,relevant\n"
                              "text,first,A?,${third} = 'x'\n"
                              "text,second,B?,${first} = 'x'\n"
                              "text,third,C?,${second} = 'x'\n")) ==
          "ward: survey row 2, column relevant, line 2: error X705: \"first\", \"second\" and "
          "\"third\" depend on each other in a circle.\n"
          "    Mend: let one of them not refer to the others.\n");
    CHECK(messages_of(sheets("type,name,label,relevant\ntext,a,A?,${a} != ''\n")) ==
          "ward: survey row 2, column relevant, line 2: error X705: whether \"a\" is asked depends "
          "on its own answer.\n"
          "    Mend: refer to another question.\n");
}

TEST_CASE("a group that depends on a question inside it is a circle", "[survey][import]") {
    const std::string told = messages_of(
        sheets("type,name,label,relevant\nbegin_group,g,G,${a} = 'x'\ntext,a,A?,\nend_group,,,\n"));
    CHECK(told.find("error X705: \"g\" and \"a\" depend on each other in a circle") !=
          std::string::npos);
}

TEST_CASE("a misspelt reference is told with the nearest question", "[survey][import]") {
    CHECK(only_message(sheets("type,name,label,relevant\n"
                              "integer,age,How old?,\n"
                              "text,why,Why?,${agee} > 15\n")) ==
          "ward: survey row 3, column relevant, line 3: error R502: there is no question called "
          "\"agee\".\n"
          "    Mend: write ${age}, or add a question with that name.\n");
}

TEST_CASE("an expression that cannot be read says at which character", "[survey][import]") {
    CHECK(
        only_message(sheets("type,name,label,relevant\n"
                            "integer,age,How old?,\n"
                            "text,why,Why?,${age} > \n"
                            "text,how,How?,(${age} > 15\n")) ==
        "ward: survey row 3, column relevant, line 3: error X701: it ends too early, at character "
        "9 of \"${age} >\".\n"
        "    Mend: finish it.\n"
        "ward: survey row 4, column relevant, line 4: error X701: it ends where \")\" is due, at "
        "character 13 of \"(${age} > 15\".\n"
        "    Mend: put \")\" there.\n");
}

TEST_CASE("each mistake has its own sentence", "[survey][import]") {
    struct Mistake {
        std::string survey;
        std::string code;
        std::string part;
    };
    const auto mistake = GENERATE(values<Mistake>({
        {"type,name,label\nbegin_repeat,r,R\ntext,a,A?\nend_repeat,,\n", "P201", "begin_repeat"},
        {"type,name,label\ngeopoint,a,A?\n", "P201", "does not record positions"},
        {"type,name,label\nselect_one ${b},a,A?\n", "P202", "answers of another question"},
        {"type,name,label\nselect_one_from_file a.xml,a,A?\n", "P204", "save the list as a .csv"},
        {"type,name,label,appearance\ntext,a,A?,search('x')\n", "P205", "search()"},
        {"type,name,label\ntext,a,A ${last-saved#a}\n", "P206", "another resident"},
        {"type,name,label,relevant\ntext,a,A?,\ntext,b,B?,//a\n", "P208", "'//'"},
        {"type,name,label\ntxt,a,A?\n", "Q201", "there is no type called \"txt\""},
        {"type,name,label\n,a,A?\n", "Q202", "has no type"},
        {"type,name,label\ntext,,A?\n", "Q203", "has no name"},
        {"type,name,label\ntext,a,\n", "Q204", "\"a\" has nothing to show"},
        {"type,name,label\nbegin_group,g,G\ntext,a,A?\n", "Q205", "this group has no end"},
        {"type,name,label\ntext,a,A?\nend_group,,\n", "Q205", "this end has no beginning"},
        {"type,name,label\nselect_one_from_file places,a,A?\n", "Q206", "must end in .csv"},
        {"type,name,label,disabled\ntext,a,A?,\ntext,b,B?,yes\n", "Q208", "is disabled"},
        {"type,name,label\ncalculate,a,\n", "Q209", "has no calculation"},
        {"type,name,label\ntext,1a,A?\n", "N301", "\"1a\" cannot be a name"},
        {"type,name,label\ntext,meta,A?\n", "N302", "is taken"},
        {"type,name,label\ntext,a,A?\ntext,a,B?\n", "N303", "is used in row 2 already"},
        {"type,name,label\ntext,ab,A?\ntext,AB,B?\n", "N304", "only in capital letters"},
        {"type,name,label\ntext,a,A ${b\n", "R501", "is not closed"},
        {"type,name,label\nselect_one_from_file places.csv,a,A?\n", "R508", "is not in the folder"},
        {"type,name,label,relevant\ntext,a,A?,/data/nosuch = 1\n", "R507", "leads nowhere"},
        {"type,name,label,calculation\ncalculate,a,,count(instance('x')/root)\n",
         "R506",
         "no list or data file called \"x\""},
        {"type,name,label,calculation\ncalculate,a,,cuont(.)\n", "X702", "write count("},
        {"type,name,label,calculation\ncalculate,a,,not()\n", "X703", "not() has 0 values"},
        {"type,name,label,constraint\ntext,a,A?,\"regex(., '(a')\"\n", "X706", "is not a pattern"},
        {"type,name,label,calculation\ncalculate,a,,count(1)\n", "X707", "not a path"},
        {"type,name,label,parameters\ntext,a,A?,5\n", "P601", "not of the form key=value"},
        {"type,name,label,parameters\ntext,a,A?,colour=red\n", "P602", "no parameter \"colour\""},
        {"type,name,label,parameters\ntext,a,A?,rows=many\n", "P606", "no whole number"},
        {"type,name,label,appearance\ntext,a,A?,multilin\n", "S516", "write multiline"},
        {"type,name,label,label\ntext,a,A?,B?\n", "W105", "mean the same"},
        {"type,name,label\ntext,a,A?,stray\n", "W106", "to the right of the last header"},
        {"name,label\na,A?\n", "W103", "has no column type"},
        {"type,name,label\n", "W101", "has no questions"},
        {"type,name,label,bind::kiosk:quick\ntext,a,A?,yes\n", "K901", "do not declare"},
    }));
    const std::string told = messages_of(sheets(mistake.survey));
    INFO(told);
    CHECK(told.find(" " + mistake.code + ": ") != std::string::npos);
    CHECK(told.find(mistake.part) != std::string::npos);
    CHECK(told.find("\n    Mend: ") != std::string::npos);
}

TEST_CASE("mistakes in the choices are told at the choice", "[survey][import]") {
    const std::string survey = "type,name,label\nselect_multiple yn,a,A?\n";
    const auto told = [&](std::string_view choices) {
        return messages_of(sheets(survey, choices));
    };
    CHECK(
        told("list_name,name,label\nyn,yes,Yes\nyn,yes,Yes again\n") ==
        "ward: choices row 3, column name, line 3: error C405: the choice \"yes\" is twice in the "
        "list \"yn\".\n    Mend: rename one of them, or take it out.\n");
    CHECK(told("list_name,name,label\nyn,,Yes\nyn,no,No\n").find("error C403") !=
          std::string::npos);
    CHECK(told("list_name,name,label\nyn,yes,\n").find("block C404") != std::string::npos);
    CHECK(told("list_name,name,label\nyn,oh yes,Yes\n").find("error C407") != std::string::npos);
    CHECK(told("list_name,name,label\n,x,X\nyn,yes,Yes\n").find("warning C402") !=
          std::string::npos);
    CHECK(told("list_name,name,label,my col\nyn,yes,Yes,1\n").find("warning C401") !=
          std::string::npos);
    CHECK(told("list_name,name,label,kiosk_role\nyn,yes,Yes,exclsive\n").find("error K903") !=
          std::string::npos);
    CHECK(told("list_name,name,label,kiosk_score\nyn,a,A,1\nyn,b,B,3\nyn,c,C,2\n")
              .find("choices row 4, column kiosk_score, line 4: warning S523") !=
          std::string::npos);
}

TEST_CASE("our own columns are checked", "[survey][import]") {
    const auto told = [](std::string_view survey) {
        return messages_of(sheets(survey, two_choices, kiosk_settings));
    };
    CHECK(told("type,name,label,bind::kiosk:blok\ntext,a,A?,core\n") ==
          "ward: survey row 1, column bind::kiosk:blok, line 1: error K902: there is no column "
          "called \"bind::kiosk:blok\".\n    Mend: write bind::kiosk:block.\n");
    CHECK(told("type,name,label,bind::kiosk:block\ntext,a,A?,equalty\n") ==
          "ward: survey row 2, column bind::kiosk:block, line 2: error K903: kiosk:block cannot be "
          "\"equalty\".\n    Mend: write core or equality.\n");
    CHECK(told("type,name,label,bind::kiosk:sensitive\nselect_one yn,a,A?,special\n")
              .find("block K905") != std::string::npos);
    CHECK(told("type,name,label,bind::kiosk:report\ntext,a,A?,public\n").find("block K906") !=
          std::string::npos);
    CHECK(told("type,name,label,bind::kiosk:block,relevant\n"
               "text,a,A?,,${e} = 'yes'\nselect_one yn,e,E?,equality,\n")
              .find("error K907: \"a\" is asked before Send and refers to \"e\"") !=
          std::string::npos);
}

TEST_CASE("a missing translation blocks until its language is let through", "[survey][import]") {
    FolderSource source = sheets(
        "type,name,label::English (en),label::Polish (pl),hint::English (en)\n"
        "text,a,Where?,,Not required\n",
        {},
        "form_id,default_language\nward,English (en)\n");
    const Imported blocked = import_folder(source);
    CHECK(count(blocked.messages).blocks == 2);
    CHECK_FALSE(blocked.publishable());
    CHECK(text_form(blocked.messages.front()) ==
          "ward: survey row 2, column label::Polish (pl), line 2: block L802: \"Where?\" has no "
          "label "
          "in Polish.\n"
          "    Mend: add the translation, or let Polish through with --waive L802:pl.");
    const Imported waived = import_folder(source, waive({"L802", "pl", "A. Officer"}));
    CHECK(waived.publishable());
    const Form form = *load_form(base::as_bytes(*waived.compiled), some_form_name(), source.files);
    CHECK(form.languages()[1].tag == "pl");
    CHECK(form.languages()[1].is_draft());
    CHECK(form.content().waivers == std::vector<Waiver>{{"L802", "pl", "A. Officer"}});
    CHECK(form.text(form.nodes()[0].label, "pl") == "Where?");
}

TEST_CASE("a language without a tag blocks", "[survey][import]") {
    const std::string told = messages_of(sheets("type,name,label::English\ntext,a,A?\n"));
    CHECK(told.find("block L801: the language \"English\" has no tag") != std::string::npos);
}

TEST_CASE("the columns of a data file are checked where they are used", "[survey][import]") {
    FolderSource source = sheets(
        "type,name,label,choice_filter\nselect_one_from_file places.csv,a,A?,knd = 'ward'\n");
    source.files["places.csv"] = bytes_of("name,label,kind\nx,X,ward\n");
    CHECK(messages_of(source).find("block R510: \"knd\" is no column of the list") !=
          std::string::npos);
    source.files["places.csv"] = bytes_of("code,label,kind\nx,X,ward\n");
    CHECK(messages_of(source).find("error R509") != std::string::npos);
}

TEST_CASE("text that is not UTF-8 is told with its place", "[survey][import]") {
    CHECK(messages_of(sheets("type,name,label\ntext,a,Caf\xE9?\n")) ==
          "ward: survey.csv: error F113: it is not UTF-8 at byte 27.\n"
          "    Mend: save it again as \"CSV UTF-8\".\n");
}

TEST_CASE("CSV with semicolons, a byte order mark and quoted line breaks is read",
          "[survey][import]") {
    const FolderSource source =
        sheets("\xEF\xBB\xBFtype;name;label\r\ntext;a;\"First line\r\nsaid \"\"so\"\"\"\r\n");
    const Form form = form_of(source);
    CHECK(form.text(form.nodes()[0].label, "und") == "First line\nsaid \"so\"");
}

TEST_CASE("a folder without survey.csv says so", "[survey][import]") {
    FolderSource source{"ward", {}};
    source.files["surve.csv"] = bytes_of("type,name,label\n");
    CHECK(messages_of(source) ==
          "ward: error W101: there is no sheet called survey.\n"
          "    Mend: rename the sheet \"surve\" to survey.\n");
}

TEST_CASE("only the first two hundred messages are listed", "[survey][import]") {
    std::vector<Message> many(203);
    const std::string told = text_form(std::span<const Message>(many));
    CHECK(told.ends_with("and 3 more\n"));
}

}  // namespace harmony::survey::test
