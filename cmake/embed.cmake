# Files inside the binary: migrations and data of the modules, the demo county, the built web.
# platform/embedded.h reads them.

function(embed_one target name root)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS LIST_DIRECTORIES false ${ARGN})
    set(out ${CMAKE_BINARY_DIR}/embedded/${name}.S)
    add_custom_command(OUTPUT ${out}
        COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DROOT=${root} -DOUT=${out} "-DPATTERNS=${ARGN}"
                -P ${CMAKE_SOURCE_DIR}/cmake/embed_script.cmake
        DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/embed_script.cmake
        VERBATIM)
    target_sources(${target} PRIVATE ${out})
    set_source_files_properties(${out} PROPERTIES OBJECT_DEPENDS "${files}")
endfunction()

function(embed_folders target)
    add_library(${target} STATIC)
    set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX)
    embed_one(${target} source ${CMAKE_SOURCE_DIR}/src
        ${CMAKE_SOURCE_DIR}/src/modules/*/migrations/*.sql
        ${CMAKE_SOURCE_DIR}/src/modules/*/data/*.json
        ${CMAKE_SOURCE_DIR}/src/platform/*/migrations/*.sql
        ${CMAKE_SOURCE_DIR}/src/platform/*/data/*.txt)
    embed_one(${target} demo ${CMAKE_SOURCE_DIR}/demo
        ${CMAKE_SOURCE_DIR}/demo/*.json ${CMAKE_SOURCE_DIR}/demo/*.geojson
        ${CMAKE_SOURCE_DIR}/demo/*.csv ${CMAKE_SOURCE_DIR}/demo/*.svg)
    embed_one(${target} web ${CMAKE_SOURCE_DIR}/web/dist ${CMAKE_SOURCE_DIR}/web/dist/*)
endfunction()
