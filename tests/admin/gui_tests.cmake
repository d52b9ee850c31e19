# The officer's window, driven by its semantic tree. A program of its own, so that it is built and run
# without all the other tests of the officer's tool.
room_test(window QUICK_HASH
    SOURCES gui/shell_test.cpp gui/results_test.cpp gui/surveys_test.cpp gui/today_test.cpp gui/week_test.cpp gui/work_test.cpp
        town.cpp ../support/fake_kiosk.cpp
    USES base survey events summary db sync ui admin
    LIBRARIES fmt::fmt nlohmann_json::nlohmann_json
    TIMEOUT 240)
add_dependencies(window_tests harmony-kiosk)

# Events, kiosks and people: models against the verbs' --json, pages by their nodes.
room_test(window_views QUICK_HASH
    SOURCES gui/events_model_test.cpp gui/events_view_test.cpp gui/kiosks_test.cpp gui/people_test.cpp
        town.cpp ../support/fake_kiosk.cpp
    USES base survey events summary db sync ui admin
    LIBRARIES fmt::fmt nlohmann_json::nlohmann_json
    TIMEOUT 240)
