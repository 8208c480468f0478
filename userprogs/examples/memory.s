# Memory: asking the kernel for more of it, with brk and with mmap.
#
# brk moves the end of the heap, which lies behind the program's data. mmap gives pages anywhere. Either way
# the kernel only notes the promise: a page gets real memory when the program first touches it, in a page
# fault. (See it with `ring3 stat userprogs/examples/memory.s`.)

  .equ SYS_write, 64
  .equ SYS_exit, 93
  .equ SYS_brk, 214
  .equ SYS_munmap, 215
  .equ SYS_mmap, 222

  .equ PROT_READ, 1
  .equ PROT_WRITE, 2
  .equ MAP_PRIVATE, 2
  .equ MAP_ANONYMOUS, 0x20

  .equ PAGE, 4096
  .equ PAGES, 16

  .section .rodata
good:
  .ascii "All pages hold what was stored in them.\n"
  .equ good_length, . - good
bad:
  .ascii "Something is wrong.\n"
  .equ bad_length, . - bad

  .text
  .globl _start
_start:
  li a0, 0                      # brk(0) tells where the heap ends now
  li a7, SYS_brk
  ecall
  mv s0, a0
  li t0, PAGE * PAGES
  add a0, s0, t0                # brk(end + size) moves it
  ecall
  mv a0, s0
  call use_pages
  bnez a0, failed

  li a0, 0                      # mmap(anywhere, size, read and write, private and of no file, no file, 0)
  li a1, PAGE * PAGES
  li a2, PROT_READ | PROT_WRITE
  li a3, MAP_PRIVATE | MAP_ANONYMOUS
  li a4, -1
  li a5, 0
  li a7, SYS_mmap
  ecall
  bltz a0, failed               # below zero it is the number of an error
  mv s0, a0
  call use_pages
  bnez a0, failed
  mv a0, s0                     # munmap(address, size): from here on, touching it would end the program
  li a1, PAGE * PAGES
  li a7, SYS_munmap
  ecall
  bnez a0, failed

  la a1, good
  li a2, good_length
  li s0, 0
  j report
failed:
  la a1, bad
  li a2, bad_length
  li s0, 1
report:
  li a0, 1
  li a7, SYS_write
  ecall
  mv a0, s0
  li a7, SYS_exit
  ecall

# Stores a number in each page from a0 on, and reads it again. Returns 0 if all were right, and were zero
# before.
use_pages:
  li t0, PAGES
  li t2, PAGE
  mv t1, a0
1:
  ld t3, 0(t1)
  bnez t3, 3f                   # fresh memory is zero: never another program's secrets
  sd t0, 0(t1)
  add t1, t1, t2
  addi t0, t0, -1
  bnez t0, 1b

  li t0, PAGES
  mv t1, a0
2:
  ld t3, 0(t1)
  bne t3, t0, 3f
  add t1, t1, t2
  addi t0, t0, -1
  bnez t0, 2b
  li a0, 0
  ret
3:
  li a0, 1
  ret
