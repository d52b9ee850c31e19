# Messages to residents: words, emails, the outbox with real servers, and kills of the real program.
room_test(messages QUICK_HASH
    SOURCES mail_calendar_test.cpp message_verbs_test.cpp message_words_test.cpp message_kill_test.cpp town.cpp
        ../support/fake_kiosk.cpp ../support/message_server.cpp ../support/web_store.cpp
    USES base survey events summary db sync ui admin
    LIBRARIES PkgConfig::ICAL PkgConfig::SQLITE fmt::fmt nlohmann_json::nlohmann_json
    TIMEOUT 240)
add_dependencies(messages_tests harmony-admin)
