#pragma once

#include "survey/draft.h"
#include "tape.h"

namespace harmony::survey::test {

/// Does something to a question that a resident could do: answers, touches, clears, or tries to
/// where nothing can be entered. Whether it is taken is the draft's matter.
void do_anything(Draft& draft, NodeIndex node, Tape& tape);

/// Relevance and value of every node.
[[nodiscard]] std::string snapshot(const Draft& draft);

}  // namespace harmony::survey::test
