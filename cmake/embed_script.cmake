# Writes an assembly file that holds the files and a table of (path, bytes, size), ended by a zero path.
file(GLOB_RECURSE files LIST_DIRECTORIES false ${PATTERNS})
list(SORT files)
set(data "")
set(table "")
set(index 0)

macro(embed path file)
    string(APPEND data "p${index}: .asciz \"${path}\"\nd${index}: .incbin \"${file}\"\ne${index}: .byte 0\n")
    string(APPEND table ".quad p${index}, d${index}, e${index} - d${index}\n")
    math(EXPR index "${index} + 1")
endmacro()

# The web travels packed too: browsers take gzip and brotli.
macro(embed_packed path file)
    foreach(packer "br;brotli;-q;11;-c" "gz;gzip;-9;-n;-c")
        list(POP_FRONT packer ending program)
        find_program(found_${program} ${program})
        if(found_${program})
            set(packed ${OUT}.packed/${path}.${ending})
            get_filename_component(folder ${packed} DIRECTORY)
            file(MAKE_DIRECTORY ${folder})
            execute_process(COMMAND ${found_${program}} ${packer} ${file} OUTPUT_FILE ${packed}
                            COMMAND_ERROR_IS_FATAL ANY)
            embed("${path}.${ending}" "${packed}")
        endif()
    endforeach()
endmacro()

foreach(file ${files})
    file(RELATIVE_PATH path ${ROOT} ${file})
    embed("${path}" "${file}")
    file(SIZE ${file} size)
    if(NAME STREQUAL "web" AND size GREATER 1000 AND path MATCHES "[.](html|js|css|svg|json|txt)$")
        embed_packed("${path}" "${file}")
    endif()
endforeach()
file(WRITE ${OUT}
    ".section .rodata\n${data}.section .data.rel.ro,\"aw\"\n.balign 8\n.global embedded_${NAME}\nembedded_${NAME}:\n"
    "${table}.quad 0, 0, 0\n.section .note.GNU-stack,\"\",@progbits\n")
