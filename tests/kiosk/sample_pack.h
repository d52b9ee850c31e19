#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace harmony::tests {

/// Writes a folder of unsigned content (docs/formats/pack.md) from the shipped surveys, phrases and
/// notices of an invented town. `surveys` are folders of tests/data/kiosk or assets/surveys; the
/// one engagement, on 30 March 2026, offers all of them.
void write_sample_pack(const std::filesystem::path& folder,
                       const std::vector<std::string>& surveys);

/// A state folder with the staff PIN 206417 in its kiosk.toml.
void write_sample_state(const std::filesystem::path& folder);

}  // namespace harmony::tests
