#pragma once

#include <functional>
#include <memory>
#include <string>

#include "admin/cli/desk.h"
#include "admin/intake.h"
#include "db/response_stage.h"
#include "sync/wraps.h"

namespace harmony::admin {

/// An office with what opening its stored batches needs; asks for the passphrase once.
struct OpenOffice {
    std::unique_ptr<Office> office;
    sync::KeyRing ring;
    std::unique_ptr<db::StageContext> context;
    std::unique_ptr<FactSeal> facts;

    [[nodiscard]] static base::Result<OpenOffice> open(Desk& desk);

    /// Good while this and the desk are. `step` hears of progress; may be empty.
    [[nodiscard]] IntakeTools tools(
        const Desk& desk, std::function<void(std::size_t done, std::size_t total)> step) const;
};

/// An office with the key that kiosks believe, and the way to where they fetch.
struct SigningOffice {
    std::unique_ptr<Office> office;
    std::unique_ptr<sync::Courier> courier;
    sync::SignKeyPair publisher;

    [[nodiscard]] static base::Result<SigningOffice> open(Desk& desk, const std::string& address);
};

}  // namespace harmony::admin
