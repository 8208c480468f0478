// Jumps out of functions.
#ifndef _SETJMP_H
#define _SETJMP_H

// ra, sp, s0 to s11; whether the signal mask was kept; the mask.
typedef unsigned long jmp_buf[16];
typedef jmp_buf sigjmp_buf;

int setjmp(jmp_buf place) __attribute__((__returns_twice__));
int _setjmp(jmp_buf place) __attribute__((__returns_twice__));
// Keeps the signal mask, too, if `keeps_mask` is not 0.
int sigsetjmp(sigjmp_buf place, int keeps_mask) __attribute__((__returns_twice__));
_Noreturn void longjmp(jmp_buf place, int value);
_Noreturn void _longjmp(jmp_buf place, int value);
_Noreturn void siglongjmp(sigjmp_buf place, int value);

#define setjmp(place) setjmp(place)
#define sigsetjmp(place, keeps_mask) sigsetjmp(place, keeps_mask)

#endif
