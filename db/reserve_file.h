#pragma once

// Private to this room: space kept aside for the tasks under way when the disk fills up.

#include <cstddef>
#include <filesystem>

namespace harmony::db {

class ReserveFile {
public:
    /// Makes the file when it is missing or short and there is space; never fails.
    ReserveFile(std::filesystem::path file, std::size_t bytes);

    [[nodiscard]] bool held() const { return held_; }

    /// Gives the space back to the disk. False when there was none left to give.
    [[nodiscard]] bool release();

private:
    std::filesystem::path file_;
    bool held_ = false;
};

}  // namespace harmony::db
