# The house's own words for CMake: libraries, modules with their doors, the app, one test program.

add_library(house_flags INTERFACE)
target_compile_features(house_flags INTERFACE cxx_std_20)
target_compile_options(house_flags INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Werror>)
target_include_directories(house_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
# GCC 12 sees ghosts where it inlines std::string and std::variant; the sanitizers look for real ones.
target_compile_options(house_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-array-bounds
    -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread>)
# Whatever folder the tree lies in, the same text compiles to the same unit: checkouts share ccache.
target_compile_options(house_flags INTERFACE -ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
target_compile_definitions(house_flags INTERFACE
    BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED BOOST_BEAST_SEPARATE_COMPILATION)

find_program(CCACHE ccache)
if(CCACHE)
    # With precompiled headers ccache wants to be told that no unit looks at the time.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
    add_link_options(-fuse-ld=mold)
endif()

# What nearly every unit reads of the standard library, parsed once for all targets. No header of
# the house stands here: a changed line of ours never rebuilds everything through this file.
set(house_precompiled <algorithm> <array> <charconv> <chrono> <cmath> <cstdint> <functional> <map>
    <memory> <optional> <set> <string> <string_view> <tuple> <unordered_map> <utility> <vector>)
file(WRITE ${CMAKE_BINARY_DIR}/empty/precompiled.cpp "")
add_library(house_precompiled STATIC ${CMAKE_BINARY_DIR}/empty/precompiled.cpp)
target_link_libraries(house_precompiled PRIVATE house_flags)
target_precompile_headers(house_precompiled PRIVATE ${house_precompiled})

set_property(GLOBAL PROPERTY house_modules "")
set_property(GLOBAL PROPERTY house_test_sources "")

function(house_sources result folder)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
    list(FILTER sources EXCLUDE REGEX "/tests/|/photo_program/")
    file(GLOB_RECURSE tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/tests/*.cpp
         ${CMAKE_SOURCE_DIR}/${folder}/*/tests/*.cpp)
    list(REMOVE_DUPLICATES tests)
    set_property(GLOBAL APPEND PROPERTY house_test_sources ${tests})
    set(${result} ${sources} PARENT_SCOPE)
endfunction()

function(house_add name folder)
    house_sources(sources ${folder})
    if(NOT sources)
        file(WRITE ${CMAKE_BINARY_DIR}/empty/${name}.cpp "")
        set(sources ${CMAKE_BINARY_DIR}/empty/${name}.cpp)
    endif()
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC house_flags)
    target_precompile_headers(${name} REUSE_FROM house_precompiled)
endfunction()

# house_library(platform LINKS PUBLIC … PRIVATE …): src/<name>
function(house_library name)
    cmake_parse_arguments(arg "" "" "LINKS" ${ARGN})
    house_add(${name} src/${name})
    if(arg_LINKS)
        target_link_libraries(${name} ${arg_LINKS})
    endif()
endfunction()

# house_module(cases USES people …): src/modules/<name>; the checker in tools/house reads these lines
function(house_module name)
    cmake_parse_arguments(arg "" "" "USES" ${ARGN})
    house_add(module_${name} src/modules/${name})
    target_link_libraries(module_${name} PUBLIC platform)
    foreach(other ${arg_USES})
        target_link_libraries(module_${name} PUBLIC module_${other})
    endforeach()
    set_property(GLOBAL APPEND PROPERTY house_modules module_${name})
endfunction()

# The program: src/app and the demo county's generator.
function(house_app name)
    house_add(app src/app)
    get_property(modules GLOBAL PROPERTY house_modules)
    file(GLOB_RECURSE demo CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/demo/generator/*.cpp)
    list(FILTER demo EXCLUDE REGEX "/tests/")
    file(GLOB_RECURSE demo_tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/demo/generator/tests/*.cpp)
    set_property(GLOBAL APPEND PROPERTY house_test_sources ${demo_tests})
    if(demo)
        target_sources(app PRIVATE ${demo})
    endif()
    target_include_directories(app PUBLIC ${CMAKE_SOURCE_DIR})
    target_link_libraries(app PUBLIC ${modules} platform embedded)
    file(WRITE ${CMAKE_BINARY_DIR}/main.cpp
        "namespace weicheng { int run(int, char**); }\nint main(int count, char** words) { return weicheng::run(count, words); }\n")
    target_sources(${name} PRIVATE ${CMAKE_BINARY_DIR}/main.cpp)
    target_link_libraries(${name} PRIVATE app)
endfunction()

function(house_tests name)
    get_property(sources GLOBAL PROPERTY house_test_sources)
    file(GLOB_RECURSE whole CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/story/*.cpp
         ${CMAKE_SOURCE_DIR}/tests/stranger/*.cpp ${CMAKE_SOURCE_DIR}/tests/support/*.cpp)
    list(APPEND sources ${whole})
    if(NOT sources)
        return()
    endif()
    add_executable(${name} ${sources})
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
    set_source_files_properties(${CMAKE_SOURCE_DIR}/tests/support/source_folder.cpp PROPERTIES
        COMPILE_DEFINITIONS WEICHENG_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE app PkgConfig::postgres GTest::gtest GTest::gtest_main)
    target_precompile_headers(${name} PRIVATE ${house_precompiled} <gtest/gtest.h>)
    target_compile_options(${name} PRIVATE -O0) # the tests, not what they test
    foreach(program weicheng weicheng-photo)
        if(TARGET ${program})
            add_dependencies(${name} ${program})
        endif()
    endforeach()
endfunction()

# house_fuzzer(formula LINKS … SOURCES …): tests/fuzz/<name>.cpp, only in the preset fuzz (libFuzzer is clang's)
function(house_fuzzer name)
    if(NOT WEICHENG_FUZZ)
        return()
    endif()
    cmake_parse_arguments(arg "" "" "LINKS;SOURCES" ${ARGN})
    add_executable(fuzz_${name} EXCLUDE_FROM_ALL tests/fuzz/${name}.cpp ${arg_SOURCES})
    target_include_directories(fuzz_${name} PRIVATE ${CMAKE_SOURCE_DIR})
    target_compile_definitions(fuzz_${name} PRIVATE WEICHENG_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    target_link_libraries(fuzz_${name} PRIVATE ${arg_LINKS})
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
endfunction()
