# Touches page after page of the stack until the machine has no memory left.
        .globl _start
_start:
        li t0, 4096
touch:
        sub sp, sp, t0
        sd sp, 0(sp)
        j touch
