# What the phrases folder brings to the room: admin/CMakeLists.txt includes this.
set(HARMONY_ADMIN_PHRASES_SOURCES
    cli/phrases.cpp phrases/phrase_faults.cpp phrases/phrase_file.cpp phrases/phrase_import.cpp
    phrases/phrase_rules.cpp phrases/phrase_sheet.cpp)
set(HARMONY_ADMIN_PHRASES_HEADERS
    phrases/phrase_file.h phrases/phrase_import.h phrases/phrase_rules.h phrases/phrase_sheet.h)
