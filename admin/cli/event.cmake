# Event files and the verbs `event ...`: admin/CMakeLists.txt includes this.
set(HARMONY_ADMIN_EVENT_SOURCES
    authoring/event_file.cpp authoring/event_shelf.cpp authoring/toml_members.cpp
    authoring/venue_file.cpp
    cli/event.cpp cli/event_add.cpp cli/event_change.cpp cli/event_export.cpp
    cli/event_list.cpp cli/event_poster.cpp cli/event_signups.cpp cli/fact_desk.cpp
    fact_book.cpp fact_seal.cpp office_dates.cpp office_facts.cpp
    poster/poster.cpp shipped_assets.cpp)
set(HARMONY_ADMIN_EVENT_HEADERS
    authoring/event_file.h authoring/event_shelf.h authoring/toml_members.h cli/event.h cli/fact_desk.h fact_book.h fact_seal.h office_dates.h office_facts.h
    poster/poster.h shipped_assets.h)
