# The libraries of Debian 12 that the rooms use; which room may include which is in include_scan.cmake.
find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(Threads REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)

# Each becomes the target PkgConfig::<FIRST>.
function(debian_library FIRST)
    pkg_check_modules(${FIRST} REQUIRED IMPORTED_TARGET GLOBAL ${ARGN})
endfunction()

debian_library(CAIRO cairo)
debian_library(ICU icu-uc icu-i18n)
debian_library(IMGUI imgui)
debian_library(JPEG libjpeg)
debian_library(OPUSFILE opusfile)
debian_library(PANGO pangocairo pangoft2 fontconfig)
debian_library(PUGIXML pugixml)
debian_library(QRENCODE libqrencode)
debian_library(SDL2 sdl2)
debian_library(SODIUM libsodium)
debian_library(SQLITE sqlite3)
debian_library(TOML tomlplusplus)
debian_library(XLSXWRITER xlsxwriter)
debian_library(XKBCOMMON xkbcommon)
debian_library(ZBAR zbar)  # of the tests
debian_library(ZIP libzip)
debian_library(ZSTD libzstd)
