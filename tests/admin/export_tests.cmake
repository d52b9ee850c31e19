# The tests of admin/export and of every kind of answer on its way there: tests/admin/CMakeLists.txt
# includes this.
set(HARMONY_ADMIN_EXPORT_TESTS
    body_readers_test.cpp every_kind.cpp every_kind_town.cpp export_files_test.cpp
    export_json_test.cpp form_table_test.cpp
    kinds_findings_test.cpp)
