#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "survey_support.h"

namespace harmony::survey::test {

/// The surveys in the folders below a folder of the project, by their names.
inline std::vector<FolderSource> surveys_under(const std::string& place) {
    std::vector<FolderSource> sources;
    for (const auto& folder :
         std::filesystem::directory_iterator(std::filesystem::path(HARMONY_SOURCE_DIR) / place)) {
        if (!std::filesystem::exists(folder.path() / "survey.csv")) {
            continue;
        }
        FolderSource source{folder.path().filename().string(), {}};
        for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
            source.files[file.path().filename().string()] = file_bytes(file.path());
        }
        sources.push_back(std::move(source));
    }
    std::sort(sources.begin(), sources.end(), [](const FolderSource& a, const FolderSource& b) {
        return a.name < b.name;
    });
    return sources;
}

}  // namespace harmony::survey::test
