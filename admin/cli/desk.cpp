#include "admin/cli/desk.h"

#include "sync/folder_courier.h"

namespace harmony::admin {

base::Result<std::unique_ptr<Office>> open_office(Desk& desk) {
    auto office = Office::open(desk.office, desk.resources.files);
    if (office && (*office)->settings().roots == 1) {
        desk.resources.terminal.complain(
            "One root key. Lose it and every kiosk must be enrolled again.\n");
    }
    return office;
}

base::Result<std::unique_ptr<sync::Courier>> open_courier(const std::string& address,
                                                          const base::OrgId& org,
                                                          base::Files& files) {
    const auto place = sync::parse_courier_address(address);
    if (!place) {
        return place.error();
    }
    return std::unique_ptr<sync::Courier>(
        std::make_unique<sync::FolderCourier>(files, place->path, org, place->medium));
}

}  // namespace harmony::admin
