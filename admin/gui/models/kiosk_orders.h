#pragma once

#include <string>
#include <vector>

#include "admin/gui/host.h"
#include "admin/gui/models/kiosks.h"
#include "base/error.h"

// Forms about kiosks, and the words of the command line that what was filled in comes to. Answers
// are in the order of a form's entries.
namespace harmony::admin::gui {

/// What a new kiosk is called and where it stands, after its digits were compared.
[[nodiscard]] Form enrol_form(const AskingMachine& machine, const std::string& address);

/// `code`: what a scanner read off its screen; empty: its request lies at the address.
[[nodiscard]] Order enrol_order(const AskingMachine& machine,
                                const std::string& code,
                                const std::vector<std::string>& answers);

enum class KioskEnd { lost, out_of_service };
[[nodiscard]] Form end_form(const KioskCard& kiosk, KioskEnd end, const std::string& address);
[[nodiscard]] Order end_order(const KioskCard& kiosk,
                              KioskEnd end,
                              const std::vector<std::string>& answers);

[[nodiscard]] Form gap_form(const KioskCard& kiosk);
[[nodiscard]] Order gap_order(const KioskCard& kiosk, const std::vector<std::string>& answers);

/// Something that is allowed on one kiosk, once.
[[nodiscard]] Form allow_form(const KioskCard& kiosk, base::Day today, const std::string& address);
[[nodiscard]] base::Result<Order> allow_order(const KioskCard& kiosk,
                                              const std::vector<std::string>& answers);

[[nodiscard]] Order inspect_order(const AsideLine& file);
enum class AsideEnd { adopt, dismiss };
[[nodiscard]] Form aside_form(const AsideLine& file, AsideEnd end);
[[nodiscard]] Order aside_order(const AsideLine& file,
                                AsideEnd end,
                                const std::vector<std::string>& answers);

}  // namespace harmony::admin::gui
