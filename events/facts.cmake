# Facts, what is true of them, and what follows from it.
set(HARMONY_EVENTS_FACTS_SOURCES
    allocation.cpp capacity.cpp check_in.cpp due.cpp fold.cpp fold_chains.cpp fold_conflicts.cpp
    fold_occurrences.cpp fold_person.cpp fold_set.cpp fold_sign_ups.cpp known_fact.cpp
    letters_table.cpp messages.cpp name_search.cpp receipt_states.cpp roster.cpp repeats.cpp steps.cpp totals.cpp working_days.cpp)
set(HARMONY_EVENTS_FACTS_HEADERS
    allocation.h capacity.h check_in.h due.h fact_kinds.h fold.h known_fact.h messages.h name_search.h
    named_hash.h receipt_states.h roster.h repeats.h steps.h totals.h working_days.h)
