# Event files and the verbs `event ...`: admin/CMakeLists.txt includes this.
set(HARMONY_ADMIN_EVENT_SOURCES
    authoring/event_file.cpp authoring/event_shelf.cpp authoring/toml_members.cpp
    authoring/venue_file.cpp
    attendee_list.cpp attendee_sheet.cpp conflict_inbox.cpp door.cpp sign_ups.cpp
    cli/conflict.cpp cli/event.cpp cli/event_add.cpp cli/event_attendees.cpp cli/event_checkin.cpp cli/event_places.cpp
    cli/event_share.cpp cli/event_signup.cpp cli/event_change.cpp cli/event_export.cpp
    cli/event_list.cpp cli/kiosk_names.cpp rosters.cpp cli/event_poster.cpp cli/event_signups.cpp cli/fact_desk.cpp
    fact_book.cpp fact_search.cpp fact_seal.cpp office_dates.cpp office_facts.cpp
    poster/poster.cpp shipped_assets.cpp)
set(HARMONY_ADMIN_EVENT_HEADERS
    authoring/event_file.h authoring/event_shelf.h authoring/toml_members.h cli/event.h cli/event_worst.h cli/kiosk_names.h rosters.h cli/fact_desk.h attendee_list.h conflict_inbox.h door.h fact_book.h fact_search.h fact_seal.h sign_ups.h office_dates.h office_facts.h
    poster/poster.h shipped_assets.h)
