// assert: a condition that only a mistake in the program can make false. (No include guard: NDEBUG counts
// anew each time.)
#undef assert

#ifdef NDEBUG
#define assert(condition) ((void)0)
#else
#define assert(condition) ((condition) ? (void)0 : __assert_fail(#condition, __FILE__, __LINE__, __func__))
#endif

#define static_assert _Static_assert

#ifndef _ASSERT_H
#define _ASSERT_H
_Noreturn void __assert_fail(const char *condition, const char *file, unsigned line, const char *function);
#endif
