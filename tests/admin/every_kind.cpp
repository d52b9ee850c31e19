#include "admin/every_kind.h"

#include "survey/compiled.h"
#include "survey/import.h"
#include "sync/pack.h"

namespace harmony::tests {

namespace {

constexpr const char* survey_sheet =
    "type,name,label::English (en),parameters,relevant,calculation,bind::type,"
    "bind::kiosk:time,bind::kiosk:report\n"
    "begin_group,visit,Your visit,,,,,,\n"
    "date,day,Which day did you come?,,,,,,public\n"
    "time,at,When did you come?,,,,,,public\n"
    "time,part,Which part of the day?,,,,,part,public\n"
    "dateTime,seen,When did you see it?,,,,,,public\n"
    "end_group,,,,,,,,\n"
    "select_one safe4,safe,How safe do you feel here?,,,,,,public\n"
    "select_multiple where,spots,Where?,,,,,,public\n"
    "rank needs,needs,What is needed most?,,,,,,public\n"
    "range,mark,What mark do you give?,start=0 end=10 step=1,,,,,public\n"
    "range,height,How high should it be?,start=0.5 end=2 step=0.5,,,,,public\n"
    "range,budget,What may it cost?,start=0 end=500 step=5,,,,,public\n"
    "integer,years,How many years have you lived here?,,,,,,public\n"
    "decimal,miles,How many miles did you come?,,,,,,public\n"
    "acknowledge,agreed,I have read the notice.,,,,,,public\n"
    "text,words,What should change?,,,,,,\n"
    "text,left,Anything else?,,,,,,\n"
    "select_one safe4,never_seen,And at home?,,${safe} = 'no such answer',,,,public\n"
    "select_one safe4,secret,And between us?,,,,,,never\n"
    "calculate,double,,,,${years} * 2,int,,\n"
    "calculate,half,,,,${years} div 4,decimal,,\n"
    "calculate,group,,,,\"if(${years} > 5, 'long', 'short')\",,,\n"
    "calculate,quote,,,,\"concat('They said: ', ${words})\",,,\n"
    "calculate,next_day,,,,${day} + 1,date,,\n";

constexpr const char* choices_sheet =
    "list_name,name,label::English (en),kiosk_role\n"
    "safe4,very,Very safe,\n"
    "safe4,fairly,Fairly safe,\n"
    "safe4,unsafe,\"=Not safe, at all\",\n"
    "safe4,dk,Don't know,dont_know\n"
    "where,litter,Litter,\n"
    "where,noise,Noise,\n"
    "where,-other,Something else,\n"
    "needs,lights,Better lights,\n"
    "needs,patrols,More patrols,\n"
    "needs,tidy,Tidy streets,\n";

constexpr const char* settings_sheet =
    "form_title,form_id,version,default_language,namespaces,kiosk:purpose\n"
    "Every kind of answer,every_kind,7,English (en),\"kiosk=\"\"urn:harmony:kiosk:1\"\"\",survey\n";

base::SecretText secret(std::string_view text) {
    return base::SecretText(text);
}

}  // namespace

std::map<std::string, std::string> every_kind_sheets() {
    return {{"survey.csv", survey_sheet},
            {"choices.csv", choices_sheet},
            {"settings.csv", settings_sheet}};
}

survey::Form form_of_sheets(const std::map<std::string, std::string>& sheets) {
    survey::FolderSource source{"every_kind", {}};
    for (const auto& [name, text] : sheets) {
        source.files[name] = base::copy_bytes(base::as_bytes(text));
    }
    const survey::Imported imported = survey::import_folder(source);
    base::promise(imported.compiled.has_value(),
                  survey::text_form(std::span<const survey::Message>(imported.messages)).c_str());
    const base::ByteView compiled = base::as_bytes(*imported.compiled);
    return *survey::load_form(compiled, sync::form_name(compiled), source.files);
}

survey::Item& item_of(survey::Response& response,
                      const survey::Form& form,
                      const std::string& question) {
    return response.items.at(*form.node(*form.find(question)).item);
}

survey::Response every_kind_response(const survey::Form& form) {
    survey::Response response;
    response.form = form.name();
    response.language = "en";
    response.day = *base::day_from_iso("2026-03-30");
    response.mode = survey::Mode::assisted;
    response.duration = survey::DurationBand::under_3_min;
    response.flags.fast = true;
    response.items.assign(form.questions().size(), survey::Item(survey::NotAsked{}));
    const auto put = [&](const char* name, survey::Item item) {
        item_of(response, form, name) = std::move(item);
    };
    put("/data/visit/day", survey::DayNumber{20'542});  // 2026-03-30
    put("at", survey::MinuteOfDay{9 * 60 + 5});
    put("part", survey::PartOfDay{2});
    put("seen", survey::DayAndMinute{secret("2026-03-29T23:45")});
    put("safe", survey::One{2});
    put("spots", survey::Many{{0, 2}});
    put("needs", survey::Ranked{{2, 0, 1}});
    put("mark", survey::Whole{7});
    put("height", survey::Decimal{secret("1.5")});
    put("budget", survey::Whole{125});
    put("years", survey::Whole{-3});
    put("miles", survey::Decimal{secret("0.25")});
    put("agreed", survey::Acknowledged{});
    put("words", survey::Text{secret("More lights, please")});
    put("left", survey::Empty{});
    put("secret", survey::One{0});
    put("double", survey::Whole{-6});
    put("half", survey::Decimal{secret("-0.75")});
    put("group", survey::Text{secret("short")});
    put("quote", survey::Text{secret("They said: More lights, please")});
    put("next_day", survey::DayNumber{20'543});
    return response;
}

}  // namespace harmony::tests
