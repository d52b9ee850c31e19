#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "admin/every_kind.h"
#include "admin/town.h"

namespace harmony::tests {

/// An office that published the survey of every kind and fetched 60 responses of a kiosk called
/// Library. Put first: lights 30, patrols 20, tidy 10. Mark 5: 40, mark 7: 20. Evening 35, night
/// 25. Height 1.5: 45, 2: 14, and one that lies between two steps. All else as in
/// `every_kind_response`.
struct EveryKindTown : Town {
    EveryKindTown();

    /// Publishes the sheets as they are now.
    void publish_sheets(const std::map<std::string, std::string>& sheets);

    /// The newest published form.
    [[nodiscard]] survey::Form form();

    /// The sixty responses, of the newest form.
    [[nodiscard]] std::vector<base::Bytes> bodies();

    std::optional<FakeKiosk> kiosk;  ///< always there
};

}  // namespace harmony::tests
