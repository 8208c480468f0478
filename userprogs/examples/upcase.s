# Upcase: reading standard input until it ends.
#
# read answers with the number of bytes that it got: fewer than asked for is normal, 0 is the end, and below
# zero is an error. The program's exit status says which of the two it was.
#
#     echo "whisper" | ring3 run userprogs/examples/upcase.s

  .equ SYS_read, 63
  .equ SYS_write, 64
  .equ SYS_exit, 93
  .equ SIZE, 4096

  .bss
buffer:
  .zero SIZE

  .text
  .globl _start
_start:
  la s0, buffer
more:
  li a0, 0                      # read(0, buffer, SIZE): descriptor 0 is standard input
  mv a1, s0
  li a2, SIZE
  li a7, SYS_read
  ecall
  blez a0, end
  mv s1, a0                     # how many bytes there are

  mv t0, s0                     # the place
  add t1, s0, s1                # the end
  li t4, 26
letter:
  lbu t2, 0(t0)
  addi t3, t2, -'a'
  bgeu t3, t4, other            # one unsigned comparison checks both bounds: below 'a' is a huge number
  addi t2, t2, 'A' - 'a'
  sb t2, 0(t0)
other:
  addi t0, t0, 1
  bltu t0, t1, letter

  mv a1, s0
  mv a2, s1
rest:
  li a0, 1
  li a7, SYS_write
  ecall
  bltz a0, end
  add a1, a1, a0                # write may take less than it was offered: go on with the rest
  sub a2, a2, a0
  bnez a2, rest
  j more
end:
  snez a0, a0                   # 0 stays 0, an error becomes 1
  li a7, SYS_exit
  ecall
