# What the export folder brings to the room: admin/CMakeLists.txt includes this.
set(HARMONY_ADMIN_EXPORT_SOURCES
    export/answer_value.cpp export/export_plan.cpp export/response_json.cpp)
set(HARMONY_ADMIN_EXPORT_HEADERS
    export/answer_value.h export/export_plan.h export/response_json.h)
