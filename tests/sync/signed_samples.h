#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "small_office.h"

namespace harmony::tests {

/// One object as it travels or lies on a disk, and whether its reader takes such bytes.
struct Sample {
    std::string name;  ///< its magic
    base::Bytes file;
    std::function<bool(base::ByteView)> taken;
};

/// One of each kind that Harmony makes, of one small office.
[[nodiscard]] std::vector<Sample> all_samples(SmallOffice& office);

/// How many of all changes by one bit are taken.
[[nodiscard]] int flips_taken(const Sample& sample);

/// How many truncations and extensions by 1 to 299 bytes are taken.
[[nodiscard]] int lengths_taken(const Sample& sample, base::RandomSource& random);

}  // namespace harmony::tests
