#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "admin/gui/host.h"
#include "base/error.h"

namespace harmony::admin::gui {

/// Something the check says of a survey.
struct SurveyRemark {
    std::string level;  ///< "error", "block", "warning", "note"
    std::string place;  ///< "survey, row 14, label::English (en)"
    std::string what;
    std::string mend;
};

struct SurveyLanguage {
    std::string tag;
    std::string name;
    std::size_t percent = 0;  ///< of the texts of the default language that it has
    bool draft = false;       ///< no speaker has checked it
};

/// A survey file of this office, as it lies on the disk now.
struct SurveyOnDisk {
    std::string path;
    std::string id;
    std::string title;  ///< the file's name where it cannot be read
    std::string version;
    std::size_t questions = 0;
    std::size_t minutes = 0;
    std::size_t errors = 0;
    std::size_t blocks = 0;
    std::size_t warnings = 0;
    bool publishable = false;
    bool published = false;  ///< just as it is now
    std::vector<SurveyLanguage> languages;
    std::vector<SurveyRemark> remarks;  ///< errors first
};

struct SurveyTemplate {
    std::string id;
    std::string purpose;
};

struct SurveysModel {
    std::vector<SurveyOnDisk> surveys;
    std::vector<SurveyTemplate> templates;
    bool has_content = false;
    std::string content_trouble;         ///< what is wrong with the content file; empty: nothing
    std::vector<std::string> languages;  ///< of the content: those that kiosks offer
    std::uint64_t version = 0;           ///< newest that was published; 0: none
};

/// Reads and checks every survey of the settings. Errors: those of the store.
[[nodiscard]] base::Result<SurveysModel> read_surveys(Reader& reader,
                                                      const WindowSettings& settings);

}  // namespace harmony::admin::gui
