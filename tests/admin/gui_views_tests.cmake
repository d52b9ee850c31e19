# The officer's window: cases, words, what was done, reports; what views read, and what an officer
# does in them.
room_test(gui_views QUICK_HASH
    SOURCES gui/casework_model_test.cpp gui/office_views_test.cpp gui/reports_model_test.cpp
        gui/words_model_test.cpp gui/you_said_model_test.cpp
        town.cpp ../support/fake_kiosk.cpp
    USES base survey events summary db sync ui admin
    LIBRARIES PkgConfig::SQLITE fmt::fmt nlohmann_json::nlohmann_json
    TIMEOUT 240)
