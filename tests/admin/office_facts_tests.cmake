# Facts at the office: what is written, listed and searched.
room_test(office_facts
    SOURCES office_facts_test.cpp town.cpp ../support/fake_kiosk.cpp
    USES base survey events summary db sync ui admin
    LIBRARIES PkgConfig::SQLITE fmt::fmt nlohmann_json::nlohmann_json
    TIMEOUT 240)
