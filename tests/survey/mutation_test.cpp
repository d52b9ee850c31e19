// What the check tells an author of a slip. Every survey that ships, and one that uses what they do
// not, gets 200 single slips; the place of each must be told, and none may pass in silence when it
// changes what the survey means (acceptance V4).
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "mistakes.h"
#include "shipped.h"
#include "survey_support.h"

namespace harmony::survey::test {
namespace {

constexpr int slips_a_survey = 200;
constexpr std::uint64_t seed = 4;

/// Calculations, triggers, defaults, parameters, groups: what the shipped surveys do without.
FolderSource hall_survey() {
    FolderSource source = sheets(
        "type,name,label::English (en),label::Polish (pl),relevant,required,constraint,calculation,"
        "trigger,default,choice_filter,parameters,appearance,read_only\n"
        "select_one area,area,Which area?,Która okolica?,,yes,,,,,,,,\n"
        "select_one_from_file halls.csv,hall,Which hall?,Która sala?,,,,,,,area = ${area},"
        "value=code label=title,minimal,\n"
        "select_multiple use or_other,use,What for?,Po co?,,,count-selected(.) <= 2,,,,,"
        "randomize=true seed=7,,\n"
        "begin_group,visit,Your visit,Wizyta,selected(${use}, 'meet') or selected(${use}, "
        "'play'),,,,,,,,field-list,\n"
        "integer,people,How many people?,Ile osób?,,${area} = 'east',. >= 1 and . <= 200,,,,,,,\n"
        "integer,children,How many children?,Ile dzieci?,${people} > 1,,. < ${people},,,0,,,,\n"
        "calculate,adults,,,,,,\"coalesce(${people}, 0) - coalesce(${children}, 0)\",,,,,,,\n"
        "end_group,,,,,,,,,,,,,\n"
        "rank wish,wish,What matters most?,Co najważniejsze?,,,,,,,,,,\n"
        "range,rating,How good is it?,Jak dobrze?,,,,,,,,start=1 end=5 step=1,rating,\n"
        "date,day,Which day?,Który dzień?,,,. >= today(),,,today() + 7,,,,\n"
        "text,why,Why that day?,Dlaczego?,${day} != '',,string-length(.) < 80,,,,,rows=3,"
        "multiline,\n"
        "calculate,last_day,,,,,,${day},${hall},,,,,\n"
        "text,summary,Your wish,Twoje życzenie,${adults} > 0,,,\"if(${rating} >= 4, "
        "concat(${hall}, ' again'), ${hall})\",,,,,,yes\n",
        "list_name,name,label::English (en),label::Polish (pl),kiosk_role\n"
        "area,east,East,Wschód,\narea,west,West,Zachód,\n"
        "use,meet,Meet,Spotkanie,\nuse,play,Play,Zabawa,\nuse,learn,Learn,Nauka,\n"
        "wish,price,Price,Cena,\nwish,place,Place,Miejsce,\nwish,light,Light,Światło,\n",
        "form_title,form_title::Polish (pl),form_id,version,default_language\n"
        "Hall,Sala,hall,1,English (en)\n");
    source.files["halls.csv"] =
        bytes_of("code,title,title::Polish (pl),area\nmill,Mill,Młyn,east\nweir,Weir,Jaz,west\n");
    return source;
}

/// A message apart from its place: rows move when a row is lost.
using Told = std::pair<std::string, std::string>;

std::map<Told, int> told_by(const Imported& imported) {
    std::map<Told, int> all;
    for (const Message& message : imported.messages) {
        ++all[{message.code, message.what}];
    }
    return all;
}

struct Outcome {
    bool named = false;   ///< a new message names a row of the mistake
    bool silent = false;  ///< nothing new is told, and the survey means something else
};

Outcome outcome_of(const Imported& before, const Imported& after, const Mistake& mistake) {
    Outcome outcome;
    std::map<Told, int> known = told_by(before);
    bool any = false;
    for (const Message& message : after.messages) {
        if (--known[{message.code, message.what}] >= 0) {
            continue;
        }
        any = true;
        outcome.named |= mistake.rows.contains({message.sheet, message.row.value_or(0)});
    }
    outcome.silent = !any && after.compiled != before.compiled;
    return outcome;
}

struct Score {
    int made = 0;
    int named = 0;
    int silent = 0;
    std::string missed;
};

class Trial {
public:
    explicit Trial(const FolderSource& source)
        : open_(open_survey(source)), before_(import_folder(closed(open_))) {}

    void run(std::uint64_t number, std::map<std::string, Score>& scores) {
        Tape tape = seeded_tape(number, 40);
        const Slip& slip = slips()[tape.below(slips().size())];
        OpenSurvey changed = open_;
        const std::optional<Mistake> mistake = slip.make(changed, tape);
        if (!mistake) {
            return;
        }
        const Imported after = import_folder(closed(changed));
        const bool same = after.compiled == before_.compiled;
        Score& score = scores[slip.name];
        const Outcome outcome = outcome_of(before_, after, *mistake);
        if (same && !outcome.named) {
            return;  // it changes nothing, and nothing is told
        }
        ++made_;
        ++score.made;
        score.named += outcome.named ? 1 : 0;
        score.silent += outcome.silent ? 1 : 0;
        if (!outcome.named && score.missed.empty()) {
            score.missed = fmt::format("{}: row {}: {}",
                                       open_.source.name,
                                       mistake->rows.empty() ? 0 : mistake->rows.begin()->row,
                                       mistake->did);
            for (const Message& message : after.messages) {
                if (!told_by(before_).contains({message.code, message.what})) {
                    score.missed += "\n        " + text_form(message);
                }
            }
        }
    }

    [[nodiscard]] int made() const { return made_; }

private:
    OpenSurvey open_;
    Imported before_;
    int made_ = 0;
};

bool is_invisible(const std::string& name) {
    const auto slip = std::find_if(
        slips().begin(), slips().end(), [&](const Slip& one) { return one.name == name; });
    return slip->invisible != nullptr;
}

std::string table_of(const std::map<std::string, Score>& scores) {
    std::string table = "slip, made, row named, passed in silence\n";
    for (const auto& [name, score] : scores) {
        table += fmt::format("{:>5} {:>5} {:>5}  {}{}\n",
                             score.made,
                             score.named,
                             score.silent,
                             name,
                             is_invisible(name) ? " (cannot be told)" : "");
        if (!score.missed.empty() && !is_invisible(name)) {
            table += "        missed: " + score.missed + "\n";
        }
    }
    return table;
}

}  // namespace

TEST_CASE("a slip in a survey is told with its row, and none passes in silence",
          "[survey][import][mutation]") {
    std::vector<FolderSource> sources = surveys_under("assets/surveys");
    sources.push_back(hall_survey());
    std::map<std::string, Score> scores;
    for (const FolderSource& source : sources) {
        Trial trial(source);
        for (std::uint64_t i = 0; trial.made() < slips_a_survey && i < 2000; ++i) {
            trial.run(seed * 10'000 + i, scores);
        }
        CHECK(trial.made() == slips_a_survey);
    }
    Score all;
    for (const auto& [name, score] : scores) {
        if (!is_invisible(name)) {
            all.made += score.made;
            all.named += score.named;
            all.silent += score.silent;
        }
    }
    WARN(fmt::format("{} of {} slips are told with their row, {} pass in silence",
                     all.named,
                     all.made,
                     all.silent));
    INFO(table_of(scores));
    CHECK(all.named * 100 >= all.made * 95);
    CHECK(all.silent == 0);
}

}  // namespace harmony::survey::test
