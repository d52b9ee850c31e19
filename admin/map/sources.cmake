# What the map folder brings to the room: admin/CMakeLists.txt includes this.
set(HARMONY_ADMIN_MAP_SOURCES
    cli/map.cpp map/drawing.cpp map/landmarks.cpp map/map_files.cpp map/map_text.cpp
    map/national_grid.cpp map/outlines.cpp map/picture_map.cpp map/plan.cpp)
set(HARMONY_ADMIN_MAP_HEADERS
    map/canvas.h map/drawing.h map/landmarks.h map/map_files.h map/map_text.h map/national_grid.h
    map/outlines.h map/picture_map.h map/plan.h)
