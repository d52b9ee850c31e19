# Series, dates, tickets and feeds of the events room: events/CMakeLists.txt includes this.
set(HARMONY_EVENTS_DATES_SOURCES
    local_time.cpp occurrence.cpp plain_text.cpp published.cpp recurrence.cpp rule.cpp series.cpp
    series_check.cpp series_edit.cpp)
set(HARMONY_EVENTS_DATES_HEADERS
    local_time.h occurrence.h plain_text.h published.h recurrence.h series.h series_edit.h
    venue_list.h)
