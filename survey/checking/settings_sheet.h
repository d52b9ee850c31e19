#pragma once

#include <map>
#include <optional>
#include <string>

#include "survey/checking/headers.h"
#include "survey/checking/report.h"
#include "survey/form.h"

namespace harmony::survey {

/// What the settings sheet says, as far as it can be known without the survey.
struct SettingsRead {
    Settings settings;
    std::string form_id;
    std::string version;
    std::string root = "data";
    std::string default_language;                     ///< as written
    std::map<std::string, std::string> translations;  ///< status by tag
    bool has_kiosk_namespace = false;
    bool choice_duplicates = false;
    bool clean_text = true;
};

/// `table` is null when there is no settings sheet.
[[nodiscard]] SettingsRead read_settings_sheet(const Table* table, Report& report);

/// `yes Yes YES true True TRUE true()` and the same for no; nothing for another text.
[[nodiscard]] std::optional<bool> yes_or_no(std::string_view text);

}  // namespace harmony::survey
