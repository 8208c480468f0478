# Atomics: changing memory in one step, as threads on several harts must.
#
# Between a load and a store another hart may store to the same place, and its change would be lost. Three
# ways to add without that: amoadd does it in one instruction; lr/sc watches the place and tries again if
# anybody touched it; and a lock, taken with amoswap, keeps all others out. Here one hart does all three; the
# result is the same with many.

  .equ SYS_write, 64
  .equ SYS_exit, 93
  .equ TIMES, 1000

  .data
  .balign 8
counter:
  .dword 0
lock:
  .word 0                       # 0: free, 1: taken

  .bss
buffer:
  .zero 24
buffer_end:

  .text
  .globl _start
_start:
  la s0, counter
  li s1, TIMES

  # 1. One instruction: adds t0 in memory and gives the old value, which nobody needs here.
1:
  li t0, 1
  amoadd.d zero, t0, (s0)
  addi s1, s1, -1
  bnez s1, 1b

  # 2. Load reserved, store conditional: sc stores only if the reservation of lr still holds, and says 0 then.
  li s1, TIMES
2:
  lr.d t0, (s0)
  addi t0, t0, 1                # anything could be computed here, not only a sum
  sc.d t1, t0, (s0)
  bnez t1, 2b                   # somebody was in between: once more
  addi s1, s1, -1
  bnez s1, 2b

  # 3. A lock around ordinary loads and stores.
  la s2, lock
  li s1, TIMES
3:
  li t0, 1
  amoswap.w.aq t0, t0, (s2)     # put in a 1, get what was there; .aq: nothing below moves above
  bnez t0, 3b                   # it was taken already: try again
  ld t1, 0(s0)
  addi t1, t1, 1
  sd t1, 0(s0)
  amoswap.w.rl zero, zero, (s2) # free it; .rl: nothing above moves below
  addi s1, s1, -1
  bnez s1, 3b

  ld a0, 0(s0)
  call print_number             # 3000

  # Other operations of the kind: minimum and maximum, signed and not, and the bitwise ones.
  li t0, -5
  amomax.d t1, t0, (s0)         # the greater of 3000 and -5 stays; the old value comes back
  amomaxu.d t2, t0, (s0)        # unsigned, -5 is a huge number
  mv a0, t1
  call print_number             # 3000
  ld t0, 0(s0)
  neg a0, t0
  call print_number             # 5

  li a0, 0
  li a7, SYS_exit
  ecall

# Writes a0 as a decimal number, and a newline (fibonacci.s explains it).
print_number:
  la t0, buffer_end
  addi t0, t0, -1
  li t1, '\n'
  sb t1, 0(t0)
  li t2, 10
1:
  remu t1, a0, t2
  divu a0, a0, t2
  addi t1, t1, '0'
  addi t0, t0, -1
  sb t1, 0(t0)
  bnez a0, 1b
  li a0, 1
  mv a1, t0
  la a2, buffer_end
  sub a2, a2, t0
  li a7, SYS_write
  ecall
  ret
