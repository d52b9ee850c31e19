#include "admin/cli/open_office.h"

#include "admin/form_table.h"

namespace harmony::admin {

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
    base::Result<FactSeal> facts = FactSeal::open(**office, *ring, desk.resources.random);
    if (!facts) {
        return facts.error();
    }
    return OpenOffice{std::move(*office),
                      std::move(*ring),
                      std::make_unique<db::StageContext>(std::move(*context)),
                      std::make_unique<FactSeal>(std::move(*facts))};
}

IntakeTools OpenOffice::tools(const Desk& desk,
                              std::function<void(std::size_t, std::size_t)> step) const {
    const base::Clock& clock = desk.resources.clock;
    return {ring, *context, clock.now(), clock.today(), std::move(step), facts.get()};
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
    auto publisher = open_publisher(**office, desk);
    if (!publisher) {
        return publisher.error();
    }
    return SigningOffice{std::move(*office), std::move(*courier), std::move(*publisher)};
}

}  // namespace harmony::admin
