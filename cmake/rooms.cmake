# The rooms of the house and the arrows between them (docs/map.md), as code.
#
#   room(db SOURCES kiosk_journal.cpp ... HEADERS kiosk_journal.h ... USES base survey LIBRARIES ...)
#
# makes the static library `room_db`. Its one public include folder, build/rooms/db, holds nothing but
# a link `db` to the room, so `#include "db/kiosk_journal.h"` resolves only for a target that names
# `db` itself: links between rooms are private and pass nothing on.

set(HARMONY_ROOM_TABLE base survey events summary db sync ui kiosk admin)
set(HARMONY_MAY_USE_base "")
set(HARMONY_MAY_USE_survey base)
set(HARMONY_MAY_USE_events base)
set(HARMONY_MAY_USE_summary base survey events)
set(HARMONY_MAY_USE_db base survey events)
set(HARMONY_MAY_USE_sync base survey events)
set(HARMONY_MAY_USE_ui base)
set(HARMONY_MAY_USE_kiosk base survey events db sync ui)
set(HARMONY_MAY_USE_admin base survey events summary db sync ui)

function(harmony_check_arrow FROM TO)
    if(NOT FROM IN_LIST HARMONY_ROOM_TABLE)
        message(FATAL_ERROR "There is no room '${FROM}'. The rooms are: ${HARMONY_ROOM_TABLE}. "
                            "A new one needs a decision record and a line in cmake/rooms.cmake.")
    endif()
    if(NOT TO IN_LIST HARMONY_MAY_USE_${FROM})
        message(FATAL_ERROR "The room '${FROM}' may not use '${TO}': it may use only "
                            "[${HARMONY_MAY_USE_${FROM}}]. Where two rooms must meet, kiosk or admin "
                            "holds both (docs/map.md, The arrows).")
    endif()
endfunction()

# Which external headers only some rooms may include: checked by cmake/include_scan.cmake.

function(harmony_compile_options TARGET)
    target_compile_features(${TARGET} PUBLIC cxx_std_20)
    target_compile_options(${TARGET} PRIVATE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
        -Woverloaded-virtual $<$<BOOL:${HARMONY_WERROR}>:-Werror>)
    # g++ 12 finds these where there is nothing to find once it inlines the C++ library at -O2 (GCC bugs
    # 105329, 105651, 105562); clang and the sanitizers look for the same mistakes.
    target_compile_options(${TARGET} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict
        -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds -Wno-maybe-uninitialized>)
endfunction()

# With HARMONY_PCH (preset release) the headers of the C++ library that nearly every file includes are
# parsed once for all rooms, and once, with Catch2, for all their tests. The dev preset goes without, so a
# forgotten include is seen there.
set(HARMONY_PARSED_HEADERS <algorithm> <chrono> <filesystem> <functional> <map> <memory> <optional> <span>
    <string> <string_view> <variant> <vector>)

function(harmony_parse_once TARGET)
    if(HARMONY_PCH)
        target_precompile_headers(${TARGET} PRIVATE ${HARMONY_PARSED_HEADERS} ${ARGN})
    endif()
endfunction()

# parsed_rooms is compiled as rooms are, parsed_tests as programs of tests are: what was parsed fits
# nothing that is compiled with other options.
function(harmony_share_parsed TARGET KIND)
    if(NOT HARMONY_PCH)
        return()
    endif()
    if(NOT TARGET parsed_${KIND})
        set(file ${CMAKE_BINARY_DIR}/parsed/${KIND}.cpp)
        file(CONFIGURE OUTPUT ${file} CONTENT "int main() {}\n")
        if(KIND STREQUAL rooms)
            add_library(parsed_rooms OBJECT ${file})
            harmony_parse_once(parsed_rooms)
        else()
            add_executable(parsed_tests ${file})
            harmony_test_options(parsed_tests)
            harmony_parse_once(parsed_tests <catch2/catch.hpp>)
        endif()
        harmony_compile_options(parsed_${KIND})
    endif()
    target_precompile_headers(${TARGET} REUSE_FROM parsed_${KIND})
endfunction()

# Tests are compiled far more often than a loop in them is run: -Og takes 40 % off their build.
function(harmony_test_options TARGET)
    target_compile_options(${TARGET} PRIVATE $<$<CONFIG:Release>:-Og>)
endfunction()

# Links TARGET with rooms, privately.
function(use_rooms TARGET)
    foreach(used IN LISTS ARGN)
        target_link_libraries(${TARGET} PRIVATE room_${used})
    endforeach()
endfunction()

# Each header must compile alone: the next reader may include it first. 450 files that parse the C++
# library each are a fifth of a clean build, so `./harmony headers` checks it and the preset release does not.
function(harmony_headers_stand_alone NAME)
    cmake_parse_arguments(ARG "" "" "HEADERS;USES;LIBRARIES" ${ARGN})
    if(NOT HARMONY_CHECK_HEADERS OR NOT ARG_HEADERS)
        return()
    endif()
    set(probes)
    foreach(header IN LISTS ARG_HEADERS)
        string(MAKE_C_IDENTIFIER "${header}" probe)
        set(file ${CMAKE_BINARY_DIR}/standalone/${NAME}/${probe}.cpp)
        file(CONFIGURE OUTPUT ${file} CONTENT "#include \"${NAME}/${header}\"\n")
        list(APPEND probes ${file})
    endforeach()
    add_library(headers_${NAME} OBJECT ${probes})
    harmony_compile_options(headers_${NAME})
    target_compile_options(headers_${NAME} PRIVATE -O0)
    use_rooms(headers_${NAME} ${NAME} ${ARG_USES})
    target_link_libraries(headers_${NAME} PRIVATE ${ARG_LIBRARIES})
    if(NOT TARGET headers)
        add_custom_target(headers)
    endif()
    add_dependencies(headers headers_${NAME})
endfunction()

function(room NAME)
    cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS;USES;LIBRARIES" ${ARGN})
    foreach(used IN LISTS ARG_USES)
        harmony_check_arrow(${NAME} ${used})
    endforeach()
    set(door ${CMAKE_BINARY_DIR}/rooms/${NAME})
    file(MAKE_DIRECTORY ${door})
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${door}/${NAME} SYMBOLIC)
    add_library(room_${NAME} STATIC ${ARG_SOURCES})
    target_include_directories(room_${NAME} PUBLIC ${door})
    harmony_compile_options(room_${NAME})
    harmony_share_parsed(room_${NAME} rooms)
    use_rooms(room_${NAME} ${ARG_USES})
    target_link_libraries(room_${NAME} PRIVATE ${ARG_LIBRARIES})
    harmony_headers_stand_alone(${NAME} HEADERS ${ARG_HEADERS} USES ${ARG_USES}
                                LIBRARIES ${ARG_LIBRARIES})
endfunction()

# A program of a room: main.cpp wires what the room made.
function(room_program NAME)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
    add_executable(${NAME} ${ARG_SOURCES})
    set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
    harmony_compile_options(${NAME})
    use_rooms(${NAME} ${ARG_USES})
    target_link_libraries(${NAME} PRIVATE ${ARG_LIBRARIES})
endfunction()

# The settings of a test in which passphrases and receipt numbers are hashed in the cheapest way
# (tests/support/quick_hash.c). Not where the hash itself is tested, or what it made is kept.
function(harmony_quick_hash OUT)
    set(${OUT} "" PARENT_SCOPE)
    if(HARMONY_QUICK_HASH)
        if(NOT TARGET quick_hash)
            add_library(quick_hash MODULE ${PROJECT_SOURCE_DIR}/tests/support/quick_hash.c)
            set_target_properties(quick_hash PROPERTIES PREFIX "" C_STANDARD 11 C_EXTENSIONS ON
                LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
            target_compile_options(quick_hash PRIVATE -Wall -Wextra)
            target_link_libraries(quick_hash PRIVATE ${CMAKE_DL_LIBS})
        endif()
        set(${OUT} LD_PRELOAD=${CMAKE_BINARY_DIR}/tests/quick_hash.so PARENT_SCOPE)
    endif()
endfunction()

# The tests of a room: one Catch2 program `NAME_tests`; each case is a ctest "NAME.<case>".
function(room_test NAME)
    cmake_parse_arguments(ARG "QUICK_HASH" "TIMEOUT" "SOURCES;USES;LIBRARIES" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    add_executable(${NAME}_tests ${ARG_SOURCES})
    harmony_compile_options(${NAME}_tests)
    harmony_test_options(${NAME}_tests)
    harmony_share_parsed(${NAME}_tests tests)
    use_rooms(${NAME}_tests ${ARG_USES})
    target_include_directories(${NAME}_tests PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(${NAME}_tests PRIVATE
        HARMONY_SOURCE_DIR="${PROJECT_SOURCE_DIR}" HARMONY_BINARY_DIR="${CMAKE_BINARY_DIR}")
    target_link_libraries(${NAME}_tests PRIVATE ${ARG_LIBRARIES} Catch2::Catch2WithMain)
    set(properties LABELS ${NAME} TIMEOUT ${ARG_TIMEOUT})
    if(ARG_QUICK_HASH)
        harmony_quick_hash(setting)
        if(setting)
            add_dependencies(${NAME}_tests quick_hash)
            list(APPEND properties ENVIRONMENT ${setting})
        endif()
    endif()
    catch_discover_tests(${NAME}_tests TEST_PREFIX "${NAME}." EXTRA_ARGS -w NoTests
        PROPERTIES ${properties})
endfunction()

# A benchmark: tests/bench/NAME.cpp, run by `./harmony bench NAME`.
function(room_bench NAME)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
    add_executable(bench_${NAME} EXCLUDE_FROM_ALL ${ARG_SOURCES})
    set_target_properties(bench_${NAME} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench-bin)
    harmony_compile_options(bench_${NAME})
    use_rooms(bench_${NAME} ${ARG_USES})
    target_include_directories(bench_${NAME} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(bench_${NAME} PRIVATE HARMONY_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    target_link_libraries(bench_${NAME} PRIVATE ${ARG_LIBRARIES})
endfunction()
