# cmake -DROOT=DIR -P include_scan.cmake
#
# Refuses `#include "../..."`, and headers of libraries outside the rooms that may include them
# (docs/map.md, The arrows). Tests may include anything but `../`.

cmake_minimum_required(VERSION 3.25)

set(rooms base survey events summary db sync ui kiosk admin)
# header pattern | rooms that may include it
set(owned
    "zip\\.h|survey"
    "unicode/|survey"
    "pugixml\\.hpp|survey,sync"
    "sqlite3\\.h|db"
    "libpq-fe\\.h|db"
    "zstd\\.h|db"
    "curl/|sync"
    "sodium\\.h|sync"
    "SDL|ui"
    "imgui|ui"
    "opusfile\\.h|ui"
    "pango/|ui,admin"
    "cairo|ui,admin"
    "fontconfig/|ui,admin"
    "jpeglib\\.h|ui"
    "libical/|events"
    "glpk\\.h|summary"
    "boost/math/|summary"
    "qrencode\\.h|kiosk,admin"
    "xlsxwriter\\.h|admin"
    "archive|admin"
    "CLI/|kiosk,admin"
    "toml\\+\\+/|ui,kiosk,admin")

set(faults "")
foreach(room IN LISTS rooms)
    file(GLOB_RECURSE files ${ROOT}/${room}/*.h ${ROOT}/${room}/*.cpp)
    foreach(file IN LISTS files)
        file(STRINGS ${file} includes REGEX "^[ \t]*#[ \t]*include")
        foreach(line IN LISTS includes)
            if(line MATCHES "include[ \t]*[<\"]\\.\\./")
                string(APPEND faults "${file}: ${line}: name the room, not the way to it\n")
            endif()
            foreach(rule IN LISTS owned)
                string(REGEX MATCH "^(.*)\\|(.*)$" whole "${rule}")
                set(header "${CMAKE_MATCH_1}")
                string(REPLACE "," ";" owners "${CMAKE_MATCH_2}")
                if(line MATCHES "include[ \t]*<${header}" AND NOT room IN_LIST owners)
                    string(APPEND faults "${file}: ${line}: only [${owners}] may include this\n")
                endif()
            endforeach()
        endforeach()
    endforeach()
endforeach()
# Reports draw what may be published, and can see nothing else of the numbers.
file(GLOB_RECURSE files ${ROOT}/admin/report/*.h ${ROOT}/admin/report/*.cpp)
foreach(file IN LISTS files)
    file(STRINGS ${file} includes REGEX "include[ \t]*\"summary/")
    foreach(line IN LISTS includes)
        if(NOT line MATCHES "summary/publishable\\.h")
            string(APPEND faults "${file}: ${line}: admin/report may include only summary/publishable.h\n")
        endif()
    endforeach()
endforeach()
if(faults)
    message(NOTICE "Includes that break the walls of the house:\n${faults}")
    message(FATAL_ERROR "Mend the includes above (docs/map.md, The arrows).")
endif()
message(STATUS "Every include keeps to the walls.")
