# `harmony-admin stats run`: the engine on any file, in memory and as a process.
room_test(stats
    SOURCES stats_csv_test.cpp stats_disclosure_test.cpp stats_run_test.cpp stats_weights_test.cpp
    USES base summary sync admin
    LIBRARIES fmt::fmt nlohmann_json::nlohmann_json)

add_test(NAME admin.ST1.the_cases_of_the_statistics_engine_agree
    COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/stats_cases.py
        $<TARGET_FILE:harmony-admin> ${PROJECT_SOURCE_DIR}/tests/data/stats/cases)
set_tests_properties(admin.ST1.the_cases_of_the_statistics_engine_agree
    PROPERTIES LABELS admin TIMEOUT 240)

add_test(NAME admin.ST4.another_solver_works_out_the_same
    COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/second_solver.py
        $<TARGET_FILE:harmony-admin> ${PROJECT_SOURCE_DIR}/tests/data/stats/check)
set_tests_properties(admin.ST4.another_solver_works_out_the_same
    PROPERTIES LABELS admin TIMEOUT 240)
