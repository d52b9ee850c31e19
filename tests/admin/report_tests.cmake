# The tests of admin/report: tests/admin/CMakeLists.txt includes this.
set(HARMONY_ADMIN_REPORT_TESTS report_files_test.cpp report_pdf_test.cpp report_plans_test.cpp
    report_sample.cpp report_trend_test.cpp report_verb_test.cpp report_words_test.cpp)
