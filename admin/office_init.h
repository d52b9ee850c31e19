#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "admin/resources.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/secret.h"

namespace harmony::admin {

enum class RootPlan {
    two_of_three,  ///< three root keys, two of them sign a trust document
    single,        ///< one: lose it and every kiosk must be enrolled again
};

/// What an officer orders with `init`.
struct NewOffice {
    std::string organisation;
    std::filesystem::path folder;
    RootPlan roots = RootPlan::two_of_three;
    bool demo = false;  ///< key files that open fast; implies a single root
    base::SecretText passphrase;
    std::string store = {};  ///< `postgresql://...` of an empty database; empty: a file
};

/// What was made, for the officer's eyes.
struct MadeOffice {
    base::OrgId org;
    base::Digest trust_digest;  ///< of trust document 1, what kiosks pin
    unsigned keys = 0;          ///< key files written
};

/// Makes the office folder with its keys, the first trust document, an empty registry and the
/// store.
///
/// All or nothing: everything is made in a folder beside it, which then gets the right name.
/// `step` hears how many key files are done of how many. Errors: refused (something is there
/// already, or the name is not fit), full, unreachable.
[[nodiscard]] base::Result<MadeOffice> make_office(
    const NewOffice& order,
    Resources& resources,
    const std::function<void(unsigned done, unsigned total)>& step);

}  // namespace harmony::admin
