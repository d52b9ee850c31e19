#pragma once

#include <filesystem>
#include <memory>

#include "admin/cli/desk.h"
#include "db/response_stage.h"
#include "sync/wraps.h"

namespace harmony::admin {

/// A folder beside an office's store that is gone with this; an empty path when there is no room.
class Scratch {
public:
    explicit Scratch(const std::filesystem::path& beside);
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// An office with what opening its stored batches needs; asks for the passphrase once.
struct OpenOffice {
    std::unique_ptr<Office> office;
    sync::KeyRing ring;
    std::unique_ptr<db::StageContext> context;

    [[nodiscard]] static base::Result<OpenOffice> open(Desk& desk);
};

/// An office with the key that kiosks believe, and the way to where they fetch.
struct SigningOffice {
    std::unique_ptr<Office> office;
    std::unique_ptr<sync::Courier> courier;
    sync::SignKeyPair publisher;

    [[nodiscard]] static base::Result<SigningOffice> open(Desk& desk, const std::string& address);
};

}  // namespace harmony::admin
