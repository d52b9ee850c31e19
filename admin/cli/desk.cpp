#include "admin/cli/desk.h"

#include "admin/store_secrets.h"
#include "sync/open_courier.h"

namespace harmony::admin {

base::Result<std::unique_ptr<Office>> open_office(Desk& desk) {
    auto office = Office::open(desk.office, desk.resources.files);
    if (office && (*office)->settings().roots == 1) {
        desk.resources.terminal.complain(
            "One root key. Lose it and every kiosk must be enrolled again.\n");
    }
    return office;
}

namespace {

/// None when nothing is kept for this store: some ask for none.
base::Result<sync::Credentials> credentials_of(const sync::StoreAddress& store,
                                               Office& office,
                                               Desk& desk) {
    if (!store.on_network() || !keeps_store_secret(office, store.web, desk.resources.files)) {
        return sync::Credentials{};
    }
    const auto passphrase = desk.passphrase.known();
    if (!passphrase) {
        return passphrase.error();
    }
    return store_secret(office, store.web, desk.resources.files, *passphrase);
}

}  // namespace

base::Result<std::unique_ptr<sync::Courier>> open_courier(const std::string& address,
                                                          Office& office,
                                                          Desk& desk) {
    const auto store = sync::parse_store_address(address);
    if (!store) {
        return store.error();
    }
    const auto credentials = credentials_of(*store, office, desk);
    if (!credentials) {
        return credentials.error();
    }
    const Resources& resources = desk.resources;
    return sync::open_courier(*store,
                              office.settings().org,
                              {resources.files, resources.random, resources.clock},
                              *credentials,
                              office.settings().network);
}

base::Result<sync::SignKeyPair> open_publisher(Office& office, Desk& desk) {
    const auto passphrase = desk.passphrase.known();
    return passphrase ? office.publisher(*passphrase) : passphrase.error();
}

}  // namespace harmony::admin
