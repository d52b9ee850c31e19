#include "admin/cli/open_office.h"

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp

#include "admin/form_table.h"

namespace harmony::admin {

namespace fs = std::filesystem;

Scratch::Scratch(const fs::path& beside) {
    std::string pattern = (beside / ".work-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) {
        path_ = pattern;
    }
}

Scratch::~Scratch() {
    std::error_code ignored;
    if (!path_.empty()) {
        fs::remove_all(path_, ignored);
    }
}

base::Result<OpenOffice> OpenOffice::open(Desk& desk) {
    auto office = open_office(desk);
    if (!office) {
        return office.error();
    }
    const auto passphrase = desk.passphrase.known();
    if (!passphrase) {
        return passphrase.error();
    }
    auto ring = (*office)->ring(*passphrase);
    if (!ring) {
        return ring.error();
    }
    auto context = stage_context((*office)->store());
    if (!context) {
        return context.error();
    }
    return OpenOffice{std::move(*office),
                      std::move(*ring),
                      std::make_unique<db::StageContext>(std::move(*context))};
}

base::Result<SigningOffice> SigningOffice::open(Desk& desk, const std::string& address) {
    auto office = open_office(desk);
    if (!office) {
        return office.error();
    }
    auto courier = open_courier(address, **office, desk);
    if (!courier) {
        return courier.error();
    }
    const auto passphrase = desk.passphrase.known();
    if (!passphrase) {
        return passphrase.error();
    }
    auto publisher = (*office)->publisher(*passphrase);
    if (!publisher) {
        return publisher.error();
    }
    return SigningOffice{std::move(*office), std::move(*courier), std::move(*publisher)};
}

}  // namespace harmony::admin
