#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "admin/authoring/content.h"
#include "admin/authoring/pack_builder.h"
#include "base/error.h"
#include "base/ids.h"
#include "db/office_store.h"
#include "survey/form.h"

namespace harmony::admin {

/// What the office ever published and needs for reading answers: compiled forms with their data
/// files, notices, consent texts, engagements. Kept in the store for ever; nothing is taken off.

/// Whether a form or notice has the short name of another one that was published before. The short
/// name stands in every response, so it must stay unique. Errors: refused.
[[nodiscard]] base::Result<void> refuse_clashes(db::OfficeStore& store, const PackContents& pack);

/// Errors: refused (a clash), full.
[[nodiscard]] base::Result<void> keep_on_shelf(db::OfficeStore& store,
                                               const PackContents& pack,
                                               const Content& content);

/// A survey that was published, in the order of publishing; the same form stands there once.
struct ShelvedSurvey {
    std::string id;
    base::FormName name;

    bool operator==(const ShelvedSurvey&) const = default;
};

[[nodiscard]] std::vector<ShelvedSurvey> surveys_on_shelf(db::OfficeStore& store);

/// One published form by its name. Errors: absent (never published here), unreadable.
[[nodiscard]] base::Result<survey::Form> form_on_shelf(db::OfficeStore& store,
                                                       const base::FormName& name);

/// The consent text of that hash, as it was shown; nothing when it was never published here.
[[nodiscard]] std::optional<std::string> consent_on_shelf(db::OfficeStore& store,
                                                          const base::Digest& hash);

/// The area that the newest content is about; empty before the first.
[[nodiscard]] std::string area_on_shelf(db::OfficeStore& store);

/// One date of an event, as residents last saw it.
struct PublishedDate {
    std::string title;  ///< in English
    base::Day day{};
    std::chrono::minutes start{0};  ///< after midnight

    bool operator==(const PublishedDate&) const = default;
};

/// Dates that were published, in their newest wording; those two years before the newest are let
/// go.
[[nodiscard]] std::map<events::OccurrenceId, PublishedDate> dates_on_shelf(db::OfficeStore& store);

/// All engagements ever published; the newest wording of each.
[[nodiscard]] std::vector<Engagement> engagements_on_shelf(db::OfficeStore& store);

}  // namespace harmony::admin
