#pragma once

#include <string>
#include <vector>

#include "admin/authoring/content.h"
#include "admin/authoring/pack_builder.h"
#include "base/error.h"
#include "events/receipt_states.h"
#include "events/town.h"

// What a pack tells residents of what they reported: the states of receipts, and "you said, we
// did".
namespace harmony::admin {

/// Puts the office's own items beside those of the content file, newest first; when there are more
/// than a pack holds, the oldest stay out. Errors: refused (an id that stands in both).
[[nodiscard]] base::Result<void> add_you_said(Content& content,
                                              const std::vector<events::YouSaid>& shown);

/// Languages of the content in which an item has no text of its own, as a sentence an item.
[[nodiscard]] std::vector<std::string> missing_languages(const Content& content);

/// The file `receipts.json` among the entries of a pack, in its place.
void add_receipts(PackContents& pack, const events::ReceiptStates& states);

}  // namespace harmony::admin
