#pragma once

#include <set>
#include <vector>

#include "admin/gui/models/words.h"
#include "ui/frame.h"

namespace harmony::admin::gui {

/// Draws a text word by word: what is marked stands out, and any other word can be pressed to be
/// taken out too (`taken`, by number of the piece). Ids: `words.word.<number from 1>`. Returns its
/// height.
double draw_words_text(ui::Frame& frame,
                       const ui::Rect& where,
                       const FreeWords& words,
                       const std::vector<WordPiece>& pieces,
                       std::set<std::size_t>& taken);

}  // namespace harmony::admin::gui
