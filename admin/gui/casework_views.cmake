# The views about cases, what was done, people's own words and reports.
list(APPEND HARMONY_ADMIN_GUI_SOURCES
    gui/models/casework.cpp gui/models/casework_orders.cpp gui/models/reports.cpp gui/models/words.cpp gui/models/you_said.cpp
    gui/views/cases.cpp gui/views/cases_detail.cpp gui/views/cases_table.cpp gui/views/parts.cpp
    gui/views/reports.cpp gui/views/words.cpp gui/views/words_text.cpp gui/views/you_said.cpp)
list(APPEND HARMONY_ADMIN_GUI_HEADERS
    gui/models/casework.h gui/models/casework_orders.h gui/models/reports.h gui/models/words.h gui/models/you_said.h
    gui/views/cases.h gui/views/cases_detail.h gui/views/cases_table.h gui/views/parts.h
    gui/views/reports.h gui/views/words.h gui/views/words_text.h gui/views/you_said.h)
