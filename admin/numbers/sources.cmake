# What the folder numbers/ brings to the room: admin/CMakeLists.txt includes this.
set(HARMONY_ADMIN_NUMBERS_SOURCES
    cli/plan_desk.cpp cli/release.cpp cli/release_make.cpp cli/summarise_benchmarks.cpp cli/summarise_change.cpp cli/summarise_keep.cpp cli/summarise_where.cpp cli/words.cpp
    numbers/benchmarks.cpp numbers/free_words.cpp numbers/markers.cpp numbers/release_entries.cpp numbers/release_files.cpp numbers/release_register.cpp numbers/response_marks.cpp
    numbers/selection.cpp numbers/terminal_table.cpp numbers/waves.cpp
    numbers/weighting.cpp numbers/weighting_file.cpp)
set(HARMONY_ADMIN_NUMBERS_HEADERS
    cli/plan_desk.h cli/numbers_verbs.h cli/summarise.h numbers/benchmarks.h numbers/free_words.h numbers/markers.h numbers/release_files.h numbers/release_register.h
    numbers/response_marks.h numbers/selection.h numbers/terminal_table.h numbers/waves.h
    numbers/weighting.h numbers/weighting_file.h)
