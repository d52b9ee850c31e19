# Numbers from the store to the screen: weights, waves, changes. A program of its own, so that it is
# built and run without all the other tests of the officer's tool.
room_test(numbers QUICK_HASH
    SOURCES numbers/benchmarks_test.cpp numbers/book_numbers_test.cpp numbers/made_reports_test.cpp report_town.cpp ../support/drafted_answers.cpp
        numbers/free_words_test.cpp numbers/release_test.cpp numbers/weighting_test.cpp numbers/waves_test.cpp numbers/summarise_test.cpp
        town.cpp ../support/fake_kiosk.cpp
    USES base survey events summary db sync ui admin
    LIBRARIES fmt::fmt nlohmann_json::nlohmann_json
    TIMEOUT 240)
