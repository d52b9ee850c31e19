# What is hidden, and what a release may say (docs/decisions/0030).
set(HARMONY_SUMMARY_DISCLOSURE_SOURCES
    attack.cpp audit.cpp decide.cpp linked.cpp release_audit.cpp release_cells.cpp search.cpp
    sum_table.cpp)
set(HARMONY_SUMMARY_DISCLOSURE_HEADERS
    attack.h audit.h decide.h linked.h release_audit.h release_cells.h search.h sum_table.h)
