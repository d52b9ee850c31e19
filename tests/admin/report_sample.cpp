#include "admin/report_sample.h"

#include <chrono>

namespace harmony::tests {

namespace {

using namespace std::chrono_literals;
using summary::ChoiceRole;
using summary::Question;
using summary::QuestionKind;
using summary::ReportCap;
using summary::Table;
using summary::Tabulation;

constexpr std::size_t places = 4;
constexpr std::size_t languages = 4;
constexpr std::size_t engagements = 6;

struct SampleChoice {
    std::string name;
    std::string label;
    std::uint64_t weight;  ///< of 100, as people in the sample chose
    ChoiceRole role = ChoiceRole::answer;
    std::optional<double> value = std::nullopt;
};

struct SampleQuestion {
    std::string name;
    std::string label;
    std::string hint;
    QuestionKind kind = QuestionKind::one_choice;
    std::vector<SampleChoice> choices;
};

/// A scale from 0 to 5.
std::vector<SampleChoice> marks() {
    std::vector<SampleChoice> all;
    for (const std::uint64_t weight : {6, 10, 14, 30, 28, 12}) {
        const std::string name = std::to_string(all.size());
        all.push_back({name, name, weight, ChoiceRole::answer, static_cast<double>(all.size())});
    }
    return all;
}

std::vector<SampleQuestion> sample_questions() {
    const std::vector<SampleChoice> safe = {{"very_safe", "Very safe", 12},
                                            {"fairly_safe", "Fairly safe", 30},
                                            {"neither", "Neither safe nor unsafe", 16},
                                            {"fairly_unsafe", "Fairly unsafe", 24},
                                            {"very_unsafe", "Very unsafe", 12},
                                            {"dk", "Don’t know", 6, ChoiceRole::dont_know}};
    return {
        {"safe_dark",
         "How safe or unsafe do you feel when outside in your local area after dark?",
         "",
         QuestionKind::one_choice,
         safe},
        {"safe_day",
         "How safe or unsafe do you feel when outside in your local area during the day?",
         "",
         QuestionKind::one_choice,
         {{"very_safe", "Very safe", 34},
          {"fairly_safe", "Fairly safe", 41},
          {"neither", "Neither safe nor unsafe", 14},
          {"fairly_unsafe", "Fairly unsafe", 7},
          {"very_unsafe", "Very unsafe", 2},
          {"dk", "Don’t know", 2, ChoiceRole::dont_know}}},
        {"where_unsafe",
         "Where do you feel unsafe?",
         "Choose all that fit.",
         QuestionKind::several_choices,
         {{"my_street", "My street", 14},
          {"park", "The park", 38},
          {"shops", "Shops", 9},
          {"bus_station", "Bus stop or station", 31},
          {"alley_path", "Alley or path", 44},
          {"town_centre", "Town centre", 22},
          {"school_gates", "School gates", 4},
          {"nowhere", "Nowhere", 11}}},
        {"change",
         "Do you feel safer here than 6 months ago?",
         "",
         QuestionKind::one_choice,
         {{"safer", "Safer", 21},
          {"same", "About the same", 52},
          {"less_safe", "Less safe", 20},
          {"new_here", "I have just moved here", 7, ChoiceRole::dont_know}}},
        {"one_help",
         "What one thing would make you feel safer here?",
         "",
         QuestionKind::one_choice,
         {{"patrols", "More patrols", 34},
          {"lights", "Better lights", 29},
          {"tidy", "Tidy streets & paths", 12},
          {"young", "More for young people <18", 17},
          {"other", "Something else", 8}}},
        {"needs",
         "What is needed most?",
         "",
         QuestionKind::ranking,
         {{"lights", "Better lights", 45},
          {"patrols", "More patrols", 35},
          {"tidy", "Tidy streets", 14},
          {"events", "More going on", 6}}},
        {"mark", "What mark do you give Tarnbeck?", "", QuestionKind::one_choice, marks()},
    };
}

/// One answered survey: where, in which language, and the choices made.
struct Person {
    std::size_t place;
    std::size_t language;
    std::size_t engagement;
};

std::size_t drawn(base::RandomSource& random, const std::vector<SampleChoice>& choices) {
    std::uint64_t left = random.below(100);
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (left < choices[i].weight) {
            return i;
        }
        left -= choices[i].weight;
    }
    return choices.size() - 1;
}

/// Puts all choices in order: each place is drawn among those that are left.
void count_order(const SampleQuestion& question,
                 base::RandomSource& random,
                 Tabulation& table,
                 std::size_t group) {
    const std::size_t choices = question.choices.size();
    std::vector<bool> placed(choices, false);
    for (std::size_t place = 0; place < choices; ++place) {
        std::size_t choice = drawn(random, question.choices);
        while (placed[choice]) {
            choice = (choice + 1) % choices;
        }
        placed[choice] = true;
        table.add_choice(group, choice * choices + place, 1);
    }
    table.add_answered(group, 1);
}

void count_person(const SampleQuestion& question,
                  base::RandomSource& random,
                  Tabulation& table,
                  std::size_t group) {
    if (random.below(100) < 4) {
        table.add_skipped(group, 1);
        return;
    }
    if (question.kind == QuestionKind::ranking) {
        count_order(question, random, table, group);
        return;
    }
    if (question.kind == QuestionKind::one_choice) {
        const std::size_t choice = drawn(random, question.choices);
        table.add_choice(group, choice, 1);
        if (question.choices[choice].role == ChoiceRole::answer) {
            table.add_answered(group, 1);
        } else {
            table.add_dont_know(group, 1);
        }
        return;
    }
    bool any = false;
    for (std::size_t i = 0; i < question.choices.size(); ++i) {
        if (random.below(100) < question.choices[i].weight) {
            table.add_choice(group, i, 1);
            any = true;
        }
    }
    any ? table.add_answered(group, 1) : table.add_skipped(group, 1);
}

/// Groups (place, language, engagement) to one of the three.
std::vector<std::size_t> to_one_of(std::size_t divide, std::size_t rest) {
    std::vector<std::size_t> to;
    for (std::size_t group = 0; group < places * languages * engagements; ++group) {
        to.push_back(group / divide % rest);
    }
    return to;
}

/// The same with the engagement kept: (row, engagement).
std::vector<std::size_t> with_engagement(std::size_t divide, std::size_t rest) {
    std::vector<std::size_t> to;
    for (std::size_t group = 0; group < places * languages * engagements; ++group) {
        to.push_back(group / divide % rest * engagements + group % engagements);
    }
    return to;
}

struct SampleGrouping {
    std::string name;
    std::vector<std::string> keys;
    std::size_t divide;
};

std::vector<SampleGrouping> sample_groupings() {
    return {{"place", {"northgate", "eastfield", "millside", "old_quay"}, languages * engagements},
            {"language", {"en", "pl", "ur", "ar"}, engagements}};
}

void add_tables(const Question& question, const Tabulation& counts, std::vector<Table>& tables) {
    if (question.kind != QuestionKind::units) {
        Table table(question, summary::whole(counts));
        table.add_engagements(summary::regroup(counts, to_one_of(1, engagements), engagements));
        tables.push_back(std::move(table));
    }
    for (const SampleGrouping& grouping : sample_groupings()) {
        const std::size_t rows = grouping.keys.size();
        Table table(question,
                    grouping.name,
                    grouping.keys,
                    summary::regroup(counts, to_one_of(grouping.divide, rows), rows));
        table.add_engagements(
            summary::regroup(counts, with_engagement(grouping.divide, rows), rows * engagements));
        tables.push_back(std::move(table));
    }
}

std::vector<Person> sample_people(std::uint64_t responses, base::RandomSource& random) {
    std::vector<Person> people;
    for (std::uint64_t i = 0; i < responses; ++i) {
        const std::uint64_t place = random.below(100);
        const std::uint64_t language = random.below(100);
        people.push_back({place < 42   ? 0U
                          : place < 74 ? 1U
                          : place < 96 ? 2U
                                       : 3U,
                          language < 71   ? 0U
                          : language < 84 ? 1U
                          : language < 95 ? 2U
                                          : 3U,
                          static_cast<std::size_t>(random.below(engagements))});
    }
    return people;
}

admin::ReportTexts sample_texts() {
    admin::ReportTexts texts;
    texts.title = "How safe Tarnbeck feels";
    texts.organisation = "Tarnbeck Council";
    texts.area = "Tarnbeck";
    texts.made = base::Day(std::chrono::year(2026) / 4 / 2);
    for (const SampleQuestion& question : sample_questions()) {
        admin::QuestionTexts& words = texts.questions[question.name];
        words.label = question.label;
        words.hint = question.hint;
        for (const SampleChoice& choice : question.choices) {
            words.choices[choice.name] = choice.label;
        }
    }
    texts.questions["one_thing"].label =
        "Is there something else that would make you feel safer here?";
    texts.questions["eth"].label = "What is your ethnic group?";
    texts.groups["place"] = {{"northgate", "Northgate"},
                             {"eastfield", "Eastfield"},
                             {"millside", "Millside"},
                             {"old_quay", "Old Quay"}};
    texts.groups["language"] = {
        {"en", "English"}, {"pl", "Polish"}, {"ur", "Urdu"}, {"ar", "Arabic"}};
    texts.method = {{"Survey", "Neighbourhood perceptions, version 2026-03-01"},
                    {"Form", "1f0c 44a9 03be 7d51"}};
    return texts;
}

}  // namespace

SampleReport make_sample_report(std::uint64_t responses, std::uint64_t seed) {
    base::SeededRandom random(seed);
    SampleReport sample;
    sample.texts = sample_texts();
    const std::vector<Person> people = sample_people(responses, random);
    const auto group_of = [](const Person& person) {
        return (person.place * languages + person.language) * engagements + person.engagement;
    };
    constexpr std::size_t groups = places * languages * engagements;
    Tabulation units(groups, 0);
    for (const Person& person : people) {
        units.add_answered(group_of(person), 1);
    }
    add_tables({"", QuestionKind::units, {}, ReportCap::open}, units, sample.tables);
    for (const SampleQuestion& asked : sample_questions()) {
        Question question{asked.name, asked.kind, {}, ReportCap::open};
        for (const SampleChoice& choice : asked.choices) {
            question.choices.push_back({choice.name, choice.role, true, choice.value});
        }
        Tabulation counts(groups, summary::counted_cells(question));
        for (const Person& person : people) {
            count_person(asked, random, counts, group_of(person));
        }
        add_tables(question, counts, sample.tables);
        sample.fieldwork.asked.push_back(
            {asked.name, ReportCap::open, true, summary::Treatment::shown});
    }
    sample.fieldwork.asked.push_back(
        {"one_thing", ReportCap::internal, false, summary::Treatment::shown});
    sample.fieldwork.asked.push_back({"eth", ReportCap::internal, true, summary::Treatment::shown});
    sample.fieldwork.responses = responses;
    sample.fieldwork.events = engagements;
    sample.fieldwork.places = {"northgate", "eastfield", "millside"};
    sample.fieldwork.first = base::Day(std::chrono::year(2026) / 3 / 12);
    sample.fieldwork.last = base::Day(std::chrono::year(2026) / 3 / 28);
    return sample;
}

}  // namespace harmony::tests
