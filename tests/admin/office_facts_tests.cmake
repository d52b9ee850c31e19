# Facts at the office: what is written, listed and searched.
room_test(office_facts QUICK_HASH
    SOURCES door_names_test.cpp event_door_test.cpp office_facts_test.cpp town.cpp ../support/fake_kiosk.cpp
        ../support/postgres_server.cpp ../support/web_store.cpp
    USES base survey events summary db sync ui admin
    LIBRARIES PkgConfig::LIBPQ PkgConfig::SQLITE fmt::fmt nlohmann_json::nlohmann_json
    TIMEOUT 240)
