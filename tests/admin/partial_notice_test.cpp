#include <catch2/catch.hpp>

#include "admin/authoring/catalogue.h"
#include "admin/authoring/content.h"
#include "admin/authoring/pack_builder.h"
#include "base/files.h"
#include "survey/import.h"
#include "survey/survey_support.h"
#include "sync/crypto.h"

// A survey that keeps the answers of people who walk away, and the notice that must say so
// (kiosk.md 4.4).
using namespace harmony;

namespace {

/// The survey `walk_away` of the kiosk's tests, which says `kiosk:partial` keep.
admin::CompiledSurvey keeping_survey() {
    const std::filesystem::path folder(HARMONY_SOURCE_DIR "/tests/data/kiosk/walk_away");
    survey::FolderSource source{"walk_away", {}};
    for (const char* file : {"survey.csv", "choices.csv", "settings.csv"}) {
        source.files[file] = survey::test::file_bytes(folder / file);
    }
    const survey::Imported imported = survey::import_folder(source);
    REQUIRE(imported.compiled.has_value());
    admin::CompiledSurvey survey;
    survey.id = "walk_away";
    survey.compiled = base::copy_bytes(base::as_bytes(*imported.compiled));
    survey.name = sync::form_name(survey.compiled);
    return survey;
}

base::Result<admin::PackContents> built(const std::string& notice) {
    base::SeededRandom random(1);
    const auto content = admin::read_content(
        base::as_bytes(R"({"partners":"p","area":"a","readers":"r","keep_until":"2027-03-31",)"
                       R"("languages":["en"]})"),
        "content.json",
        random);
    REQUIRE(content.ok());
    const admin::Catalogue english{"en",
                                   {},
                                   {{"notice.survey", notice},
                                    {"notice.partial", "We keep what you left."},
                                    {"date.long", "{day} {month} {year}"},
                                    {"month.3", "March"}}};
    return admin::build_pack({keeping_survey()}, *content, {english}, "Tarnbeck");
}

}  // namespace

TEST_CASE("a survey that keeps partial answers is published with a notice that says so",
          "[admin][content][S8]") {
    CHECK(built("We ask. We keep what you left. It is your choice.").ok());
}

TEST_CASE("a survey that keeps partial answers is refused without the notice block",
          "[admin][content][S8]") {
    const auto pack = built("We ask.");
    REQUIRE_FALSE(pack.ok());
    CHECK(pack.error().message ==
          "walk_away keeps the answers of people who walk away (kiosk:partial), and the privacy "
          "notice of 'en' does not say so. Put the text of notice.partial into notice.survey, or "
          "take kiosk:partial out");
}
