#pragma once

#include <span>
#include <string>
#include <vector>

#include "survey/form.h"

namespace harmony::admin {

/// Rows of texts; the first is the heading.
using TextRows = std::vector<std::vector<std::string>>;

/// What the columns of an export mean: every question and every choice of the versions, newest
/// first; of older ones what is not the same in a newer one.
struct Codebook {
    TextRows questions;
    TextRows choices;
};

[[nodiscard]] Codebook make_codebook(std::span<const survey::Form> versions);

}  // namespace harmony::admin
