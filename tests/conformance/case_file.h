#pragma once

#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "base/error.h"

namespace harmony::conformance {

enum class Kind { expressions, behaviour, importer };

[[nodiscard]] std::string kind_name(Kind kind);

/// A file of cases (survey profile, section 18.2) whose keys and their types are as they should be.
struct CaseFile {
    std::filesystem::path path;
    std::string name;  ///< its path below the folder of the run
    Kind kind = Kind::expressions;
    nlohmann::json content;

    [[nodiscard]] const nlohmann::json& cases() const { return content.at("cases"); }
    [[nodiscard]] std::string id(std::size_t index) const { return cases().at(index).at("id"); }
};

/// Errors: unreadable (no JSON, not of the format, an unknown key; the message says where).
[[nodiscard]] base::Result<CaseFile> read_case_file(const std::filesystem::path& path,
                                                    std::string name);

}  // namespace harmony::conformance
