# Estimators, weights and change: what the statistics specification calls its sections 2 to 6.
set(HARMONY_SUMMARY_ESTIMATION_SOURCES
    calibrate.cpp change.cpp chi_square.cpp clusters.cpp design.cpp distributions.cpp estimate.cpp
    group_shares.cpp jackknife.cpp linear.cpp mean.cpp proportion.cpp rake.cpp rake_cells.cpp trim.cpp)
set(HARMONY_SUMMARY_ESTIMATION_HEADERS
    calibrate.h change.h chi_square.h design.h distributions.h estimate.h group_shares.h jackknife.h linear.h
    mean.h proportion.h rake.h rake_cells.h sums.h trim.h)
