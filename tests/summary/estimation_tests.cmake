# The tests of estimators and weights: tests/summary/CMakeLists.txt includes this.
set(HARMONY_SUMMARY_ESTIMATION_TESTS
    change_test.cpp estimate_test.cpp estimation_property_test.cpp rake_test.cpp
    row_figures_test.cpp weigh_test.cpp)

# ST13: also that plain ranges do not hold. tests/fault/long.sh runs 4,000 repetitions.
add_executable(coverage_simulation coverage_simulation.cpp)
harmony_compile_options(coverage_simulation)
use_rooms(coverage_simulation base summary)
target_link_libraries(coverage_simulation PRIVATE fmt::fmt)
add_test(NAME summary.ST13.the_default_range_holds_and_the_plain_one_does_not
    COMMAND coverage_simulation 1000)
set_tests_properties(summary.ST13.the_default_range_holds_and_the_plain_one_does_not
    PROPERTIES LABELS summary TIMEOUT 120)
