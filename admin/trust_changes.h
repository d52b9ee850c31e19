#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/key_shelf.h"
#include "admin/office.h"
#include "base/error.h"
#include "sync/trust_draft.h"

namespace harmony::admin {

/// What a draft of the next trust document is begun from: the draft that lies in `file`, when it
/// follows the newest document, else the newest document itself. Signatures are gone once anything
/// changes: `had_signatures` says that there were some.
struct DraftBasis {
    sync::TrustDocument document;
    bool had_signatures = false;
};

[[nodiscard]] base::Result<DraftBasis> draft_basis(Office& office,
                                                   base::Files& files,
                                                   const std::filesystem::path& file);

/// Makes and keeps the draft of a changed document. Refused with the sentence of the rule that it
/// breaks (docs/formats/hk1.md, 3).
[[nodiscard]] base::Result<sync::TrustDraft> keep_draft(Office& office,
                                                        sync::TrustDocument changed,
                                                        base::Day today,
                                                        base::Files& files,
                                                        const std::filesystem::path& file);

/// New keys for one class: a new set with as many members of each role. `escrow`: public halves
/// that their holders made themselves; without, they are made in the folder `escrow`.
[[nodiscard]] base::Result<std::vector<MadeKey>> rotate_set(sync::TrustDocument& document,
                                                            std::string_view name,
                                                            const std::vector<PublicHalf>& escrow,
                                                            const OfficeFolder& folder,
                                                            KeyTools& tools);

/// A new publisher in the place of the one there is.
[[nodiscard]] base::Result<MadeKey> replace_publisher(sync::TrustDocument& document,
                                                      const OfficeFolder& folder,
                                                      KeyTools& tools);

/// Another root key in the place of one that is lost or was seen by others. Errors: absent (no such
/// root), refused (the new one is no root key).
[[nodiscard]] base::Result<void> replace_root(sync::TrustDocument& document,
                                              std::string_view lost,
                                              const PublicHalf& fresh);

/// What changes from one document to the next, a sentence each.
[[nodiscard]] std::vector<std::string> changes_between(const sync::TrustDocument& before,
                                                       const sync::TrustDocument& after);

/// "answers", "contact details", "heartbeats".
[[nodiscard]] std::string_view class_words(sync::RecordClass cls);

/// The class that a key name stands for; nothing when it is none that can be rotated.
[[nodiscard]] std::optional<sync::RecordClass> class_called(std::string_view name);

}  // namespace harmony::admin
