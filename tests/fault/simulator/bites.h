#pragma once

#include <optional>
#include <string_view>

namespace harmony::tests::sim {

/// What a run breaks on purpose, to see that it is noticed. No shipped code knows of it: a part of
/// the simulator does the wrong thing beside the right one.
enum class Bite {
    none,
    count_on_upload,  ///< a kiosk frees what the store said it has
    equal_version,    ///< a kiosk takes a pack of the version it has, with other bytes
    skip_total,       ///< the office takes in a batch that does not add up
    import_twice,     ///< the office takes the same batch in again
    hide_forks,       ///< the office throws away the second branch of a stream
    keep_floors,      ///< floors of the old publishers hold for the new ones as well
};

struct BiteName {
    std::string_view name;
    Bite bite;
    std::string_view invariant;  ///< by which it is caught
};

inline constexpr BiteName bite_names[] = {
    {"count_on_upload", Bite::count_on_upload, "I4"},
    {"equal_version", Bite::equal_version, "I7"},
    {"skip_total", Bite::skip_total, "I2"},
    {"import_twice", Bite::import_twice, "I1"},
    {"hide_forks", Bite::hide_forks, "I3"},
    {"keep_floors", Bite::keep_floors, "I9"},
};

}  // namespace harmony::tests::sim
