#include "admin/authoring/shipped_surveys.h"

#include <array>

#include "admin/authoring/catalogue.h"
#include "admin/authoring/shipped_files.h"

namespace harmony::admin {

namespace {

struct Purpose {
    std::string_view id;
    std::string_view sentence;
};

constexpr std::array<Purpose, 6> purposes = {{
    {"neighbourhood",
     "How safe people feel where they live; for drop-ins and residents' associations"},
    {"neighbourhood_quick5",
     "Five questions of the neighbourhood survey, for stalls: one minute, nothing to type"},
    {"town_centre_pspo",
     "The town centre and planned rules (a public spaces protection order); edit the four rules"},
    {"business", "What businesses in the town centre meet with; for monthly visits, by token"},
    {"event", "How an event was; for people on their way out, at any event"},
    {"little_things", "Residents report litter, broken lights and the like; each report is a case"},
}};

survey::FileSet files_of(std::string_view id) {
    survey::FileSet files;
    for (const ShippedFile& file : shipped_files()) {
        if (file.folder == "surveys/" + std::string(id)) {
            files.emplace(file.name, base::copy_bytes(std::as_bytes(file.bytes)));
        }
    }
    return files;
}

}  // namespace

std::vector<std::string> shipped_ids() {
    std::vector<std::string> ids;
    ids.reserve(purposes.size());
    for (const Purpose& purpose : purposes) {
        ids.emplace_back(purpose.id);
    }
    return ids;
}

std::vector<ShippedSurvey> shipped_surveys() {
    std::vector<ShippedSurvey> surveys;
    surveys.reserve(purposes.size());
    for (const Purpose& purpose : purposes) {
        surveys.push_back(
            {std::string(purpose.id), std::string(purpose.sentence), files_of(purpose.id)});
    }
    return surveys;
}

survey::BenchmarkLibrary shipped_benchmarks() {
    for (const ShippedFile& file : shipped_files()) {
        if (file.folder == "benchmarks") {
            return *survey::read_benchmarks(std::as_bytes(file.bytes));
        }
    }
    throw base::BrokenPromise("the program holds no locked wordings");
}

survey::OtherWords shipped_other_words(const survey::LanguageTag& language) {
    survey::OtherWords words;
    for (const ShippedFile& file : shipped_files()) {
        if (file.folder != "phrases" || file.name != language + ".toml") {
            continue;
        }
        const auto catalogue = parse_catalogue(
            language, std::string(file.name), base::copy_bytes(std::as_bytes(file.bytes)));
        base::promise(catalogue.ok(), "the phrases inside the program can be read");
        words.other = catalogue->texts.at("choice.other");
        words.specify = catalogue->texts.at("choice.specify");
    }
    return words;
}

}  // namespace harmony::admin
