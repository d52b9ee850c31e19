# cmake -DROOT=DIR -DFILES="a/x.csv;b/y.csv" -DOUT=FILE.cpp -P embed_files.cmake
#
# Writes a C++ file that holds the files under ROOT, for admin/authoring/shipped_surveys.h: what an
# officer needs travels inside the program, and cannot be missing or older than it.

cmake_minimum_required(VERSION 3.25)

set(arrays "")
set(rows "")
set(number 0)
foreach(file IN LISTS FILES)
    file(READ ${ROOT}/${file} hex HEX)
    string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
    string(APPEND arrays "constexpr unsigned char file_${number}[] = {\n${hex}};\n")
    get_filename_component(folder ${file} DIRECTORY)
    get_filename_component(name ${file} NAME)
    string(APPEND rows "    {\"${folder}\", \"${name}\", file_${number}},\n")
    math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUT} "// Made by cmake/embed_files.cmake.
#include \"admin/authoring/shipped_files.h\"

namespace harmony::admin {

namespace {

${arrays}
constexpr ShippedFile files[] = {
${rows}};

}  // namespace

std::span<const ShippedFile> shipped_files() {
    return files;
}

}  // namespace harmony::admin
")
