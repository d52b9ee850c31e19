#pragma once

#include <cstdint>

namespace harmony::events::testing {

/// What is broken on purpose, to see that the simulation finds it.
enum class Fault {
    none,
    kiosk_ignores_cap,      ///< confirms a party that does not fit
    kiosk_takes_old_packs,  ///< an older pack raises the cap again
    office_frees_early,     ///< a recall returns to the pool before the kiosk answered
    office_forgets_hidden,  ///< gives away what kiosks may still confirm
};

struct SpacesRun {
    bool over = false;         ///< more confirmed than there is space, without a write-off
    bool beyond_line = false;  ///< with write-offs: more than the worst case said before
    bool negative_pool = false;
    bool unspent_wrong =
        false;  ///< once everything has arrived, the office's number is not the model's
    bool line_wrong = false;  ///< the worst case is not what the model may come to
    int confirmed = 0;
};

/// Five kiosks that are offline as they like, one date with 40 spaces, 4 of them reserved, and an
/// office: sign-ups, cancellations, batches that are lost, doubled and shuffled, old packs
/// replayed, grants, recalls, promotions and, when `write_offs`, machines that are written off and
/// come back.
[[nodiscard]] SpacesRun run_spaces(std::uint64_t seed, int steps, bool write_offs, Fault fault);

}  // namespace harmony::events::testing
