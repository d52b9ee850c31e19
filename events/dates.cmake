# Series, dates, tickets and feeds of the events room: events/CMakeLists.txt includes this.
set(HARMONY_EVENTS_DATES_SOURCES
    calendar.cpp local_time.cpp open_feed.cpp occurrence.cpp plain_text.cpp published.cpp recurrence.cpp rule.cpp series.cpp
    series_check.cpp series_edit.cpp ticket.cpp)
set(HARMONY_EVENTS_DATES_HEADERS
    calendar.h local_time.h open_feed.h occurrence.h plain_text.h published.h recurrence.h series.h series_edit.h
    ticket.h venue_list.h)
