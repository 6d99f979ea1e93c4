# Writes an assembly file that holds the files and a table of (path, bytes, size), ended by a zero path.
file(GLOB_RECURSE files LIST_DIRECTORIES false ${PATTERNS})
list(SORT files)
set(data "")
set(table "")
set(index 0)
foreach(file ${files})
    file(RELATIVE_PATH path ${ROOT} ${file})
    string(APPEND data "p${index}: .asciz \"${path}\"\nd${index}: .incbin \"${file}\"\ne${index}: .byte 0\n")
    string(APPEND table ".quad p${index}, d${index}, e${index} - d${index}\n")
    math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUT}
    ".section .rodata\n${data}.section .data.rel.ro,\"aw\"\n.balign 8\n.global embedded_${NAME}\nembedded_${NAME}:\n"
    "${table}.quad 0, 0, 0\n.section .note.GNU-stack,\"\",@progbits\n")
