#pragma once

#include <string>
#include <string_view>

#include "admin/office.h"
#include "base/error.h"
#include "base/random.h"
#include "base/secret.h"
#include "base/time.h"
#include "sync/ack.h"
#include "sync/courier.h"
#include "sync/enrolment.h"

namespace harmony::admin {

/// Records a kiosk's own k rule, retention and the like are given at enrolment; these are the
/// defaults of docs/formats/hk1.md, 13.2.
inline constexpr std::uint8_t default_k = 10;
inline constexpr std::string_view default_stream = "main";

/// The PINs of a new kiosk; shown to the officer once and kept nowhere but as hashes for the kiosk.
struct KioskPins {
    base::SecretText staff;  ///< 6 digits at least
    base::SecretText setup;  ///< 8 digits
};

/// Six and eight digits, drawn at random.
[[nodiscard]] KioskPins draw_pins(base::RandomSource& random);

/// Refuses a PIN that is not 6 to 12 digits.
[[nodiscard]] base::Result<void> fit_pin(std::string_view pin);

/// What an officer says about a machine after comparing the digits.
struct EnrolOrder {
    std::string label;
    std::string site;
    std::string stream = std::string(default_stream);
    KioskPins pins;
    /// How far its answers must have come before it lets go of its own copy.
    sync::AckLevel keep_until = sync::AckLevel::opened;
};

struct Enrolled {
    base::KioskId kiosk;
    sync::ObjectName welcome;  ///< what the kiosk reads
    std::uint32_t registry_version = 0;
};

/// Whether this machine may be enrolled under that label. Errors: refused (known already, or the
/// label is taken or does not fit), with the sentence.
[[nodiscard]] base::Result<void> may_enrol(const sync::Registry& registry,
                                           const sync::EnrolmentRequest& request,
                                           const EnrolOrder& order);

/// Puts the welcome and the own part where kiosks fetch them, then takes the kiosk into the list.
///
/// The list is written last: until then nothing has happened, and doing it again is harmless.
[[nodiscard]] base::Result<Enrolled> enrol(Office& office,
                                           const sync::CheckedRequest& request,
                                           const EnrolOrder& order,
                                           const sync::SignKeyPair& publisher,
                                           sync::Courier& courier,
                                           base::RandomSource& random,
                                           base::Day today);

}  // namespace harmony::admin
