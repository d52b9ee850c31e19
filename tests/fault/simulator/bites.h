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
    erase_in_tables,  ///< what was erased stays in the batch that brought it
    accept_unsaid,    ///< a gap is closed, and nobody is told
    adopt_unsaid,     ///< a file is taken in after all, and nobody is told
    dismiss_unsaid,   ///< a file is forgotten, and nobody is told
    forget_marks,     ///< that a machine was reinstalled is said and not kept
    leave_loose,      ///< of a dead kiosk only what it had packed is rescued
    ignore_cap,       ///< a kiosk gives away spaces that it was not given
    free_early,       ///< spaces that were called back are given away before the kiosk answers
    drop_waiting,     ///< what waits behind a gap is thrown away
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
    {"erase_in_tables", Bite::erase_in_tables, "I1"},
    {"accept_unsaid", Bite::accept_unsaid, "I3"},
    {"adopt_unsaid", Bite::adopt_unsaid, "I2"},
    {"dismiss_unsaid", Bite::dismiss_unsaid, "I3"},
    {"forget_marks", Bite::forget_marks, "I9"},
    {"leave_loose", Bite::leave_loose, "I1"},
    {"ignore_cap", Bite::ignore_cap, "I6"},
    {"free_early", Bite::free_early, "I6"},
    {"drop_waiting", Bite::drop_waiting, "I10"},
};

}  // namespace harmony::tests::sim
