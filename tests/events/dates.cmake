# The tests of dates, tickets and feeds: tests/events/CMakeLists.txt includes this.
set(HARMONY_EVENTS_DATES_TESTS
    calendar_test.cpp every_day.cpp local_time_test.cpp open_feed_test.cpp published_test.cpp recurrence_test.cpp rrule_test.cpp
    series_edit_test.cpp series_test.cpp some_series.cpp ticket_test.cpp)
