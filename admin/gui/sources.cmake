# The officer's window (gui): the shell, what it reads (models) and its views.
set(HARMONY_ADMIN_GUI_SOURCES
    gui/overlay.cpp gui/shell.cpp gui/window.cpp gui/window_script.cpp gui/window_settings.cpp gui/window_terminal.cpp gui/work.cpp
    gui/frame_painter.cpp gui/kiosk_preview.cpp authoring/first_content.cpp
    gui/models/map.cpp gui/models/results.cpp gui/models/surveys.cpp gui/models/today.cpp
    gui/views/all.cpp gui/views/beginning.cpp gui/views/map.cpp gui/views/results.cpp gui/views/surveys.cpp gui/views/today.cpp
    cli/gui.cpp)
set(HARMONY_ADMIN_GUI_HEADERS
    gui/host.h gui/overlay.h gui/shell.h gui/view.h gui/window.h gui/window_script.h gui/window_settings.h
    gui/window_terminal.h gui/work.h
    gui/frame_painter.h gui/kiosk_preview.h authoring/first_content.h
    gui/models/map.h gui/models/results.h gui/models/surveys.h gui/models/today.h
    gui/views/all.h)
