# admin/trial: a survey tried in the terminal (`survey try`).
set(HARMONY_ADMIN_TRIAL_SOURCES
    trial/answers_file.cpp trial/page_text.cpp trial/reply.cpp trial/texts.cpp trial/trace.cpp
    trial/walk.cpp trial/why.cpp)
set(HARMONY_ADMIN_TRIAL_HEADERS
    trial/answers_file.h trial/ink.h trial/page_text.h trial/reply.h trial/texts.h trial/trace.h
    trial/walk.h trial/why.h)
