# The officer's window (gui): the shell, what it reads (models) and its views.
set(HARMONY_ADMIN_GUI_SOURCES
    gui/overlay.cpp gui/shell.cpp gui/window.cpp gui/window_script.cpp gui/window_settings.cpp gui/window_terminal.cpp gui/work.cpp
    gui/frame_painter.cpp gui/kiosk_preview.cpp authoring/first_content.cpp
    gui/models/map.cpp gui/models/results.cpp gui/models/surveys.cpp gui/models/today.cpp
    gui/models/event_date.cpp gui/models/event_orders.cpp gui/models/event_people_orders.cpp gui/models/events.cpp
    gui/models/kiosk_orders.cpp gui/models/kiosks.cpp gui/models/people.cpp gui/models/people_orders.cpp
    gui/views/event_door.cpp gui/views/event_page.cpp gui/views/event_parties.cpp gui/views/events.cpp
    gui/views/events_calendar.cpp gui/views/events_inbox.cpp gui/views/events_list.cpp
    gui/views/kiosk_enrol.cpp gui/views/kiosk_panel.cpp gui/views/kiosks.cpp
    gui/views/page_parts.cpp gui/views/people.cpp gui/views/people_finder.cpp
    gui/views/all.cpp gui/views/beginning.cpp gui/views/map.cpp gui/views/results.cpp gui/views/surveys.cpp gui/views/today.cpp
    cli/gui.cpp)
set(HARMONY_ADMIN_GUI_HEADERS
    gui/host.h gui/overlay.h gui/shell.h gui/view.h gui/window.h gui/window_script.h gui/window_settings.h
    gui/window_terminal.h gui/work.h
    gui/frame_painter.h gui/kiosk_preview.h authoring/first_content.h
    gui/models/map.h gui/models/results.h gui/models/surveys.h gui/models/today.h
    gui/models/event_date.h gui/models/event_orders.h gui/models/events.h
    gui/models/kiosk_orders.h gui/models/kiosks.h gui/models/people.h gui/models/people_orders.h
    gui/views/event_door.h gui/views/event_page.h gui/views/event_parties.h gui/views/events_calendar.h
    gui/views/events_inbox.h gui/views/events_list.h gui/views/kiosk_enrol.h gui/views/kiosk_panel.h
    gui/views/page_parts.h gui/views/people_finder.h
    gui/views/all.h gui/views/audiences.h)
include(gui/casework_views.cmake)
