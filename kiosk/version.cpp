#include "kiosk/version.h"

#include "base/time.h"

namespace harmony::kiosk {

base::Day release_day() {
    return base::day_from_iso(HARMONY_RELEASE_DAY).value_or(app_made);
}

}  // namespace harmony::kiosk
