# HARMONY_RELEASE_DAY, as in 2026-11-28: the same for whoever builds the same source again.
#
#   1. SOURCE_DATE_EPOCH, where a builder of packages says it (reproducible-builds.org);
#   2. the day of the last commit, in UTC;
#   3. without either, the day of the newest entry of installer/debian/changelog.
#
# cmake -P cmake/release_day.cmake prints it (tests/installer/release_day_test.py).
get_filename_component(source ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)
set(HARMONY_RELEASE_DAY "")
set(seconds "$ENV{SOURCE_DATE_EPOCH}")
if(NOT seconds MATCHES "^[0-9]+$" AND EXISTS ${source}/.git)
    execute_process(COMMAND git -c safe.directory=* log -1 --format=%ct WORKING_DIRECTORY ${source}
        OUTPUT_VARIABLE seconds OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
if(NOT seconds MATCHES "^[0-9]+$")
    file(STRINGS ${source}/installer/debian/changelog entries REGEX "^ -- .*>  [A-Z][a-z]+, ")
    list(GET entries 0 newest)
    string(REGEX REPLACE "^.*>  " "" newest "${newest}")
    execute_process(COMMAND date -u -d "${newest}" +%s OUTPUT_VARIABLE seconds OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()
execute_process(COMMAND date -u -d "@${seconds}" +%Y-%m-%d OUTPUT_VARIABLE HARMONY_RELEASE_DAY
    OUTPUT_STRIP_TRAILING_WHITESPACE)
if(NOT HARMONY_RELEASE_DAY MATCHES "^20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]$")
    message(FATAL_ERROR "The day of this release is not known: set SOURCE_DATE_EPOCH.")
endif()
if(CMAKE_SCRIPT_MODE_FILE)
    execute_process(COMMAND ${CMAKE_COMMAND} -E echo ${HARMONY_RELEASE_DAY})
endif()
