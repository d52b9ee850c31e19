#pragma once

#include <string>
#include <vector>

#include "survey/checking/headers.h"
#include "survey/checking/report.h"
#include "survey/form.h"

namespace harmony::survey {

/// The languages of a workbook, and which tag each column stands for.
class WorkbookLanguages {
public:
    /// `default_language` is the setting, as written. Reports languages without a tag.
    WorkbookLanguages(const std::vector<const Table*>& tables,
                      const std::string& default_language,
                      Report& report);

    /// Default first, then in the order of their columns.
    [[nodiscard]] const std::vector<Language>& languages() const { return languages_; }
    [[nodiscard]] std::vector<Language>& languages() { return languages_; }
    [[nodiscard]] const LanguageTag& default_tag() const { return languages_.front().tag; }
    [[nodiscard]] LanguageTag tag_of(const Column& column) const;

    /// Whether some column has texts in it, as the settings or a header write it.
    [[nodiscard]] bool has(std::string_view text) const;

private:
    struct Written {
        std::string text;  ///< after `::`
        LanguageTag tag;
        Spot spot;
    };

    void add(const std::string& text, const Spot& spot);
    void check(Report& report) const;

    std::string default_text_;
    std::vector<Written> written_;
    std::vector<Language> languages_;
};

/// BCP 47 language[-Script][-REGION] in its usual letters.
[[nodiscard]] bool is_language_tag(std::string_view tag);

}  // namespace harmony::survey
