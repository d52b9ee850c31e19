#include "support/small_survey.h"

#include "survey/import.h"

namespace harmony::tests {
namespace {

const std::string survey_sheet =
    "type,name,label::English (en)\n"
    "select_one safe,day,How safe do you feel by day?\n"
    "text,words,Anything else?\n";
const std::string choices_sheet =
    "list_name,name,label::English (en)\n"
    "safe,very,Very safe\n"
    "safe,not,Not safe\n";
const std::string settings_sheet =
    "form_title,form_id,version,default_language\n"
    "Small,small,1,English (en)\n";

base::FormName small_name() {
    return *base::FormName::from_hex("0101010101010101");
}

}  // namespace

std::string small_survey() {
    survey::FolderSource source;
    source.name = "small";
    source.files = {{"survey.csv", base::copy_bytes(base::as_bytes(survey_sheet))},
                    {"choices.csv", base::copy_bytes(base::as_bytes(choices_sheet))},
                    {"settings.csv", base::copy_bytes(base::as_bytes(settings_sheet))}};
    const survey::Imported imported = survey::import_folder(source);
    base::promise(imported.compiled.has_value(), "the small survey has errors");
    return *imported.compiled;
}

survey::Form small_form() {
    const std::string compiled = small_survey();
    return *survey::load_form(base::as_bytes(compiled), small_name(), {});
}

survey::Response small_response(const std::string& words) {
    survey::Response response;
    response.form = small_name();
    response.language = "en";
    response.engagement = base::EngagementId::from_hex("d1e08e2775d8bd5a");
    response.day = *base::day_from_iso("2026-03-30");
    response.items.emplace_back(survey::One{0});
    response.items.emplace_back(survey::Text{base::SecretText(words)});
    return response;
}

}  // namespace harmony::tests
