# Cases, requests, complaints, "you said, we did", rights: admin/CMakeLists.txt includes this.
set(HARMONY_ADMIN_CASE_SOURCES
    cases/after_sync.cpp cases/case_export.cpp cases/case_list.cpp cases/case_reports.cpp cases/case_words.cpp
    cases/keyed_in.cpp cases/slip.cpp cases/request_list.cpp cases/told_residents.cpp cases/you_said_book.cpp
    cli/case_add.cpp cli/case_list.cpp cli/case_step.cpp cli/casework.cpp cli/complaint.cpp
    cli/person.cpp cli/person_change.cpp cli/request.cpp cli/request_add.cpp cli/retention.cpp cli/you_said.cpp
    report/you_said_page.cpp
    response_head.cpp rights/erased_list.cpp rights/person_erasure.cpp rights/person_export.cpp rights/person_messages.cpp rights/person_search.cpp
    rights/retention.cpp rights/rights_register.cpp rights/subject_records.cpp)
set(HARMONY_ADMIN_CASE_HEADERS
    cases/after_sync.h cases/case_export.h cases/case_list.h cases/case_reports.h cases/case_words.h cases/keyed_in.h
    cases/request_list.h cases/slip.h cases/told_residents.h cases/you_said_book.h cli/casework.h cli/casework_verbs.h cli/person.h
    report/you_said_page.h
    response_head.h rights/erased_list.h rights/person_erasure.h rights/person_export.h rights/person_messages.h rights/person_search.h
    rights/retention.h rights/rights_register.h rights/subject_records.h)
