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

survey::Ranked random_ranking(std::uint32_t choices, base::RandomSource& random) {
    survey::Ranked ranked;
    for (std::uint32_t choice = 0; choice < choices; ++choice) {
        const auto at = static_cast<std::ptrdiff_t>(random.below(ranked.choices.size() + 1));
        ranked.choices.insert(ranked.choices.begin() + at, choice);
    }
    return ranked;
}

survey::Many random_choices(std::uint32_t choices, base::RandomSource& random) {
    survey::Many many;
    for (std::uint32_t choice = 0; choice < choices; ++choice) {
        if (random.below(2) == 0 || (many.choices.empty() && choice + 1 == choices)) {
            many.choices.push_back(choice);
        }
    }
    return many;
}

survey::Item random_choice_item(const survey::Form& form,
                                const survey::Node& node,
                                base::RandomSource& random) {
    const auto choices = static_cast<std::uint32_t>(form.list_of(node.index).choices.size());
    switch (node.answer_kind()) {
        case survey::AnswerKind::one:
            return survey::One{static_cast<std::uint32_t>(random.below(choices))};
        case survey::AnswerKind::many: return random_choices(choices, random);
        default: return random_ranking(choices, random);
    }
}

survey::Item random_item(const survey::Form& form,
                         const survey::Node& node,
                         base::RandomSource& random) {
    using survey::AnswerKind;
    switch (random.below(8)) {
        case 0: return survey::NotAsked{};
        case 1: return survey::Empty{};
        default: break;
    }
    const auto below = [&](std::uint64_t bound) {
        return static_cast<std::int32_t>(random.below(bound));
    };
    switch (node.answer_kind()) {
        case AnswerKind::one:
        case AnswerKind::many:
        case AnswerKind::ranked: return random_choice_item(form, node, random);
        case AnswerKind::whole: return survey::Whole{below(11) - (node.range ? 0 : 5)};
        case AnswerKind::decimal:
            return survey::Decimal{secret(below(2) == 0 ? "1.5" : std::to_string(below(3)))};
        case AnswerKind::acknowledged: return survey::Acknowledged{};
        case AnswerKind::day: return survey::DayNumber{below(70'000) - 35'000};
        case AnswerKind::minute:
            return survey::MinuteOfDay{static_cast<std::uint16_t>(below(1440))};
        case AnswerKind::part: return survey::PartOfDay{static_cast<std::uint8_t>(below(4))};
        case AnswerKind::day_and_minute:
            return survey::DayAndMinute{secret(base::to_iso(base::day_from_number(below(40'000))) +
                                               "T10:1" + std::to_string(below(10)))};
        case AnswerKind::text: break;
    }
    return survey::Text{secret("word " + std::to_string(below(1000)) + " \u0142\u00f3")};
}

}  // namespace

std::map<std::string, std::string> every_kind_sheets() {
    return {{"survey.csv", survey_sheet},
            {"choices.csv", choices_sheet},
            {"settings.csv", settings_sheet}};
}

std::string compiled_sheets(const std::map<std::string, std::string>& sheets) {
    survey::FolderSource source{"every_kind", {}};
    for (const auto& [name, text] : sheets) {
        source.files[name] = base::copy_bytes(base::as_bytes(text));
    }
    const survey::Imported imported = survey::import_folder(source);
    base::promise(imported.compiled.has_value(),
                  survey::text_form(std::span<const survey::Message>(imported.messages)).c_str());
    return *imported.compiled;
}

survey::Form form_of_sheets(const std::map<std::string, std::string>& sheets) {
    const std::string compiled = compiled_sheets(sheets);
    return *survey::load_form(
        base::as_bytes(compiled), sync::form_name(base::as_bytes(compiled)), {});
}

survey::Response random_response(const survey::Form& form, base::RandomSource& random) {
    survey::Response response;
    response.form = form.name();
    response.notice = base::NoticeHash::random(random);
    response.language = "en";
    response.day = base::day_from_number(static_cast<std::int32_t>(20'000 + random.below(2000)));
    response.mode = static_cast<survey::Mode>(1 + random.below(3));
    response.duration = static_cast<survey::DurationBand>(1 + random.below(5));
    response.flags = *survey::Flags::from_bits(random.below(64));
    for (const survey::NodeIndex question : form.questions()) {
        response.items.push_back(random_item(form, form.node(question), random));
    }
    return response;
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
