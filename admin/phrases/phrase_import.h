#pragma once

#include <map>
#include <string>
#include <vector>

#include "admin/phrases/phrase_sheet.h"

namespace harmony::admin {

/// Who stands for the rows that are marked `checked`, and the day (YYYY-MM-DD); both empty when
/// nobody does.
struct CheckedBy {
    std::string name;
    std::string day;
};

/// What a translator's file changes, or why it may not.
struct PhraseImport {
    std::vector<std::string> findings;  ///< a sentence each; when there is one, nothing is taken
    std::map<std::string, PhraseEntry> changes;  ///< by key, as they will stand in the catalogue
    std::size_t texts = 0;                       ///< of the changes: another text than before
    std::size_t checked = 0;                     ///< of the changes: checked now, and not so before
};

/// Judges every row against the master and the rules; rows that say what the catalogue says already
/// change nothing. `language` is a code such as "pl".
[[nodiscard]] PhraseImport judge_phrases(const PhraseRules& rules,
                                         const PhraseFile& master,
                                         const PhraseFile& translation,
                                         const std::string& language,
                                         const std::vector<PhraseRow>& rows,
                                         const CheckedBy& checked_by);

}  // namespace harmony::admin
