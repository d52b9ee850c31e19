# Cases, requests, complaints, "you said, we did", rights, retention: through the command line.
room_test(casework QUICK_HASH
    SOURCES cases_test.cpp casework_parts_test.cpp requests_test.cpp rights_test.cpp
        you_said_test.cpp town.cpp ../events/story.cpp ../support/fake_kiosk.cpp
    USES base survey events summary db sync ui admin
    LIBRARIES PkgConfig::SQLITE fmt::fmt nlohmann_json::nlohmann_json
    TIMEOUT 240)
