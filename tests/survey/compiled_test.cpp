#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "survey/canonical_json.h"
#include "survey_support.h"

namespace harmony::survey::test {
namespace {

std::string compiled_of(const FolderSource& source) {
    return *import_folder(source).compiled;
}

base::Result<Form> loaded(std::string_view compiled, const FileSet& files = {}) {
    return load_form(base::as_bytes(compiled), some_form_name(), files);
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

}  // namespace

TEST_CASE("a small survey compiles to the bytes of the format document", "[survey][compiled]") {
    // The worked example of docs/formats/form.md.
    const std::string compiled = compiled_of(
        sheets("type,name,label::English (en),relevant\n"
               "select_one yn,dog,Do you have a dog?,\n"
               "text,name,\"What is its name?\",${dog} = 'yes'\n",
               "list_name,name,label::English (en)\nyn,yes,Yes\nyn,no,No\n",
               "form_title,form_id,version,default_language\nDogs,dogs,1,English (en)\n"));
    CHECK(
        compiled ==
        R"({"files":[],"harmony":"survey/1","id":"dogs","languages":[{"name":"English","status":"",)"
        R"("tag":"en"}],"lists":{"yn":{"choices":[{"label":{"en":"Yes"},"name":"yes"},)"
        R"({"label":{"en":"No"},"name":"no"}],"columns":[]}},"nodes":[{"label":{"en":"Do you have )"
        R"(a dog?"},"list":"yn","parent":null,"path":"/data/dog","type":"select_one"},{"label":)"
        R"({"en":"What is its name?"},"parent":null,"path":"/data/name","relevant":"/data/dog = )"
        R"('yes'","type":"text"}],"places":null,"root":"data","settings":{},"title":{"en":"Dogs"},)"
        R"("version":"1","waivers":[]})");
}

TEST_CASE("one node of each newer kind compiles to the bytes of the format document",
          "[survey][compiled]") {
    FolderSource source = sheets(
        "type,name,label,calculation,trigger,default,parameters,bind::type\n"
        "integer,age,How old is it?,,,3,,\n"
        "rank walks,best,Which walk first?,,,,\"randomize=true, seed=${age}\",\n"
        "range,fit,How fit is it?,,,,start=0 end=1 step=0.5,\n"
        "date,since,Since when?,,,today() - 1,,\n"
        "calculate,asked,,today(),${best},,,date\n"
        "csv-external,parks,,,,,,\n",
        "list_name,name,label,audio\nwalks,lake,The lake,lake.opus\n"
        "walks,wood,The wood,wood.opus\n",
        "form_id,version,default_language\nwalks,1,English (en)\n");
    source.files["parks.csv"] = bytes_of("name,place\nmill,Mill\n");
    const Imported imported = import_folder(source);
    REQUIRE(imported.compiled.has_value());
    const base::Bytes document =
        file_bytes(std::filesystem::path(HARMONY_SOURCE_DIR) / "docs/formats/form.md");
    INFO(*imported.compiled);
    CHECK(base::as_text(document).find("\n" + *imported.compiled + "\n") != std::string::npos);
    const auto form = loaded(*imported.compiled, source.files);
    REQUIRE(form.ok());
    CHECK(compiled_text(form->content()) == *imported.compiled);
}

TEST_CASE("compiling twice gives the same bytes and loading gives the same content",
          "[survey][compiled]") {
    const FolderSource source = template_survey("T1_neighbourhood");
    const std::string compiled = compiled_of(source);
    CHECK(compiled_of(source) == compiled);
    const auto form = loaded(compiled, source.files);
    REQUIRE(form.ok());
    CHECK(compiled_text(form->content()) == compiled);
    CHECK(form->place() == form->find("ward"));
    CHECK(form->questions().size() == 27);
}

TEST_CASE("a form that is not understood whole is not loaded", "[survey][compiled]") {
    const std::string good = compiled_of(template_survey("T4_event"));
    REQUIRE(loaded(good).ok());
    const auto told = [&](std::string_view what, std::string_view by) {
        const auto form = loaded(replaced(good, what, by));
        REQUIRE_FALSE(form.ok());
        CHECK(form.error().kind == base::ErrorKind::unreadable);
        return form.error().message;
    };
    CHECK(told(R"("root":)", R"("colour":"red","root":)") ==
          "loading a form: the form has an unknown key \"colour\"");
    CHECK(told(R"("block":"equality")", R"("block":"later")") ==
          "loading a form: node 12: kiosk: \"block\" cannot be \"later\"");
    CHECK(told("survey/1", "survey/2") == "loading a form: it is not of the kind \"survey/1\"");
    CHECK(told(R"("type":"text")", R"("type":"hologram")").find("not known") != std::string::npos);
    CHECK(told("{", "{ ") == "loading a form: it is not in its one proper form");
    CHECK(told("/data/heard", "/data/overall").find("is there twice") != std::string::npos);
    CHECK_FALSE(loaded("").ok());
    CHECK_FALSE(loaded("[]").ok());
    CHECK_FALSE(loaded(good.substr(0, good.size() / 2)).ok());
}

TEST_CASE("a form needs its own data files", "[survey][compiled]") {
    FolderSource source = template_survey("T1_quick5");
    const std::string compiled = compiled_of(source);
    const auto without = loaded(compiled);
    REQUIRE_FALSE(without.ok());
    CHECK(without.error().kind == base::ErrorKind::absent);
    CHECK(without.error().message == "loading a form: the data file places.csv is not there");
    source.files["places.csv"].push_back(std::byte{'\n'});
    CHECK(loaded(compiled, source.files).error().kind == base::ErrorKind::unreadable);
}

TEST_CASE("JSON keys are sorted as UTF-16 and texts escaped as RFC 8785 says",
          "[survey][compiled]") {
    // RFC 8785 section 3.2.3: U+1F600 (surrogates D83D DE00) stands before U+FB33.
    const nlohmann::json value = {{"\xEF\xAC\xB3", 1}, {"\xF0\x9F\x98\x80", 2}, {"1", "\x01\n\"/"}};
    CHECK(canonical_json(value) ==
          "{\"1\":\"\\u0001\\n\\\"/\",\"\xF0\x9F\x98\x80\":2,\"\xEF\xAC\xB3\":1}");
}

}  // namespace harmony::survey::test
