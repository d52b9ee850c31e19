# Estimators, weights and change: what the statistics specification calls its sections 2 to 6.
set(HARMONY_SUMMARY_ESTIMATION_SOURCES
    clusters.cpp design.cpp distributions.cpp estimate.cpp proportion.cpp)
set(HARMONY_SUMMARY_ESTIMATION_HEADERS
    design.h distributions.h estimate.h proportion.h sums.h)
