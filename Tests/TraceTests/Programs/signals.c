// Signals: masks, actions, delivery and waiting.
#include <sys/syscall.h>
#include <unistd.h>
#define CALL(name, ...) syscall(SYS_##name, ##__VA_ARGS__)
#define MARK CALL(close, -1000L)

static char buffer[256];

int main(void) {
  unsigned long set = 1 << 9 | 1 << 16, old;
  long moment[2] = {0, 1000};
  unsigned long none = 0;
  CALL(rt_sigprocmask, 2L, &none, 0L, 8L);
  MARK;
  long self = CALL(getpid);
  CALL(rt_sigprocmask, 0L, &set, &old, 8L);
  CALL(rt_sigprocmask, 2L, 0L, &old, 8L);
  set = ~0UL;
  CALL(rt_sigprocmask, 2L, &set, &old, 8L);
  set = 1UL << 63 | 1UL << 33;
  CALL(rt_sigprocmask, 2L, &set, &old, 8L);
  set = 1 << 11;
  CALL(rt_sigprocmask, 7L, &set, 0L, 8L);
  CALL(rt_sigprocmask, 2L, &set, 0L, 8L);
  CALL(rt_sigpending, &old, 8L);
  CALL(rt_sigaction, 12L, 0L, buffer, 8L);
  CALL(rt_sigaction, 99L, 0L, 0L, 8L);
  CALL(sigaltstack, 0L, buffer);
  CALL(kill, self, 0L);
  CALL(kill, self, 12L);
  CALL(rt_sigpending, &old, 8L);
  CALL(rt_sigtimedwait, &set, buffer, moment, 8L);
  CALL(rt_sigtimedwait, &set, buffer, moment, 8L);
  CALL(tgkill, self, self, 12L);
  CALL(rt_sigtimedwait, &set, buffer, 0L, 8L);
  CALL(kill, self, 77L);
  CALL(kill, self, 17L);
  MARK;
  return 0;
}
