# What the export folder brings to the room: admin/CMakeLists.txt includes this.
set(HARMONY_ADMIN_EXPORT_SOURCES
    cli/survey_export.cpp export/answer_value.cpp export/codebook.cpp export/csv.cpp
    export/export_openrosa.cpp export/export_plan.cpp export/export_table.cpp
    export/export_text.cpp export/export_xlsx.cpp export/response_json.cpp
    export/stored_responses.cpp)
set(HARMONY_ADMIN_EXPORT_HEADERS
    export/answer_value.h export/codebook.h export/csv.h export/export_files.h export/export_plan.h
    export/export_table.h export/response_json.h export/stored_responses.h)
