# What the report folder brings to the room: admin/CMakeLists.txt includes this.
set(HARMONY_ADMIN_REPORT_SOURCES
    report/cairo_painter.cpp report/chart.cpp report/csv_report.cpp report/document.cpp
    report/document_plan.cpp report/document_questions.cpp
    report/html_blocks.cpp report/html_document.cpp report/html_style.cpp report/map_chart.cpp report/markup.cpp
    report/pdf_access.cpp report/pdf_pages.cpp report/pdf_report.cpp report/pdf_sheets.cpp
    report/pdf_table.cpp report/pdf_text.cpp report/svg_painter.cpp report/table_notes.cpp
    report/table_view.cpp report/terminal_report.cpp report/trend_chart.cpp report/workbook.cpp report/words.cpp
    report/xlsx_report.cpp book_numbers.cpp counted_things.cpp hot_spots.cpp problem_grid.cpp report_extras.cpp report_files.cpp report_plans.cpp)
set(HARMONY_ADMIN_REPORT_HEADERS
    report/cairo_painter.h report/chart.h report/csv_report.h report/document.h report/document_maker.h
    report/document_parts.h report/html_parts.h report/html_report.h report/map_chart.h report/markup.h
    report/pdf_access.h report/pdf_pages.h report/pdf_report.h report/pdf_sheets.h
    report/pdf_table.h report/pdf_tags.h report/pdf_text.h report/plan.h report/plan_input.h
    report/report_input.h
    report/svg_painter.h report/table_view.h report/terminal_report.h report/trend_chart.h report/workbook.h report/words.h
    report/xlsx_report.h book_numbers.h counted_things.h hot_spots.h problem_grid.h report_extras.h report_files.h report_plans.h)
