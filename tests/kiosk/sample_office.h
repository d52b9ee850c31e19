#pragma once

#include <filesystem>

namespace harmony::tests {

/// Sets the machine in `state` up at an office of the tests (staff PIN 206417), and puts what
/// `pack` holds, signed, onto the folder `stick`, where the machine fetches it at its first start.
void enrol_at_office(const std::filesystem::path& state,
                     const std::filesystem::path& pack,
                     const std::filesystem::path& stick);

}  // namespace harmony::tests
