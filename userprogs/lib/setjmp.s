# setjmp and longjmp: a place to come back to is the registers that a function call preserves.
#
#     jmp_buf:  0 ra | 8 sp | 16 ... 104 s0 ... s11 | 112 whether the signal mask is kept | 120 the mask

  .macro each_register operation
  \operation ra, 0(a0)
  \operation sp, 8(a0)
  \operation s0, 16(a0)
  \operation s1, 24(a0)
  \operation s2, 32(a0)
  \operation s3, 40(a0)
  \operation s4, 48(a0)
  \operation s5, 56(a0)
  \operation s6, 64(a0)
  \operation s7, 72(a0)
  \operation s8, 80(a0)
  \operation s9, 88(a0)
  \operation s10, 96(a0)
  \operation s11, 104(a0)
  .endm

  .section .text.setjmp, "ax", @progbits
  .globl setjmp
  .globl _setjmp
  .globl sigsetjmp
  .globl __sigsetjmp
  .type setjmp, @function
  .type sigsetjmp, @function
setjmp:
_setjmp:
  li a1, 0
sigsetjmp:
__sigsetjmp:
  each_register sd
  sd a1, 112(a0)
  beqz a1, 1f
  addi a2, a0, 120              # rt_sigprocmask(SIG_BLOCK, null, &mask, 8): nothing more is blocked,
  li a0, 0                      # but what is blocked is told
  li a1, 0
  li a3, 8
  li a7, 135
  ecall
1:
  li a0, 0
  ret
  .size setjmp, . - setjmp

  .section .text.longjmp, "ax", @progbits
  .globl longjmp
  .globl _longjmp
  .globl siglongjmp
  .type longjmp, @function
longjmp:
_longjmp:
siglongjmp:
  ld t0, 112(a0)
  beqz t0, 1f
  mv t1, a0
  mv t2, a1
  addi a1, a0, 120              # rt_sigprocmask(SIG_SETMASK, &mask, null, 8)
  li a0, 2
  li a2, 0
  li a3, 8
  li a7, 135
  ecall
  mv a0, t1
  mv a1, t2
1:
  each_register ld
  seqz a0, a1                   # setjmp returns the value again, but never 0
  add a0, a0, a1
  ret
  .size longjmp, . - longjmp

  .section .note.GNU-stack, "", @progbits
