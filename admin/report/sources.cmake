# What the report folder brings to the room: admin/CMakeLists.txt includes this.
set(HARMONY_ADMIN_REPORT_SOURCES
    report/chart.cpp report/html_document.cpp report/html_question.cpp report/html_style.cpp
    report/markup.cpp report/svg_painter.cpp report/table_notes.cpp report/table_view.cpp
    report/terminal_report.cpp report/workbook.cpp report/words.cpp report/xlsx_report.cpp)
set(HARMONY_ADMIN_REPORT_HEADERS
    report/chart.h report/html_parts.h report/html_report.h report/markup.h report/report_input.h
    report/svg_painter.h report/table_view.h report/terminal_report.h report/workbook.h report/words.h
    report/xlsx_report.h)
