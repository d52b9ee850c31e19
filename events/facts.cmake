# Facts, what is true of them, and what follows from it.
set(HARMONY_EVENTS_FACTS_SOURCES
    allocation.cpp capacity.cpp fold.cpp fold_chains.cpp fold_conflicts.cpp fold_occurrences.cpp
    fold_person.cpp fold_set.cpp fold_sign_ups.cpp known_fact.cpp steps.cpp)
set(HARMONY_EVENTS_FACTS_HEADERS
    allocation.h capacity.h fact_kinds.h fold.h known_fact.h named_hash.h steps.h)
