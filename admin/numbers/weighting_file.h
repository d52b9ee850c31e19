#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/files.h"
#include "db/office_store.h"

namespace harmony::admin {

/// How many of everybody gave an answer, by the census or another source.
struct PopulationLevel {
    std::string level;
    double target = 0;
    std::size_t line = 0;  ///< of the population file
};

/// A question and its levels.
struct PopulationMargin {
    std::string question;
    std::vector<PopulationLevel> levels;
    std::map<std::string, std::string> merge;  ///< our answers to a level that holds several
};

/// What answers are weighted by: a weighting file with its population (docs/formats/weighting.md).
struct WeightingFile {
    std::string name;
    std::string source;
    std::string area;
    std::string population_file;  ///< as the file names it
    std::vector<PopulationMargin> margins;
    bool keep_not_stated = true;
    double lower = 0.3;
    double upper = 3;
    std::uint64_t minimum_units = 100;
    std::string hash;  ///< of both files, in hex
};

/// Reads the two files. Errors: absent, unreadable (with file and line).
[[nodiscard]] base::Result<WeightingFile> read_weighting(std::string_view toml,
                                                         const std::string& toml_name,
                                                         std::string_view population);

/// The file and the population that it names, from beside it. Kept as text for the store.
struct WeightingTexts {
    std::string name;  ///< of the file, for what is said of it
    std::string toml;
    std::string population;
};

/// Errors: absent, unreadable.
[[nodiscard]] base::Result<WeightingTexts> load_weighting_texts(base::Files& files,
                                                                const std::filesystem::path& file);

/// What reports are weighted by from now on; nothing takes it away.
[[nodiscard]] base::Result<void> keep_weighting(db::OfficeStore& store,
                                                const std::optional<WeightingTexts>& texts);

/// Nothing when the office has no weighting file. Errors: unreadable.
[[nodiscard]] base::Result<std::optional<WeightingFile>> kept_weighting(db::OfficeStore& store);

}  // namespace harmony::admin
