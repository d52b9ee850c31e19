# What is hidden, and what a release may say (docs/decisions/0030).
set(HARMONY_SUMMARY_DISCLOSURE_SOURCES
    attack.cpp audit.cpp crossed.cpp decide.cpp display.cpp free_text.cpp hexagon.cpp judge.cpp linked.cpp
    other_tables.cpp pattern_reader.cpp
    quick_look.cpp release_audit.cpp release_cells.cpp release_guard.cpp release_history.cpp
    release_reading.cpp search.cpp sum_table.cpp why_hidden.cpp)
set(HARMONY_SUMMARY_DISCLOSURE_HEADERS
    attack.h audit.h crossed.h decide.h display.h free_text.h hexagon.h linked.h other_tables.h pattern_reader.h quick_look.h
    release.h release_audit.h release_cells.h release_guard.h release_history.h release_reading.h search.h
    sum_table.h why_hidden.h)
