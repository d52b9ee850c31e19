#pragma once

#include <memory>

#include "base/bytes.h"
#include "sync/pack.h"

namespace harmony::sync {

/// `file_hash` of a content that comes in pieces.
class FileHasher {
public:
    FileHasher();
    FileHasher(FileHasher&&) noexcept;
    FileHasher& operator=(FileHasher&&) noexcept;
    ~FileHasher();

    void take(base::ByteView bytes);

    /// Once.
    [[nodiscard]] FileHash finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace harmony::sync
