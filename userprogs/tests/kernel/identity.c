// Who a process is: its numbers agree with each other, and a child's differ where they must.
#include "show.h"

#include <sys/syscall.h>

int main(void) {
  pid_t self = getpid();
  printf("getpid is stable: %d, and the first thread's id: %d\n", getpid() == self, syscall(SYS_gettid) == self);
  printf("one user: %d, one group: %d\n", getuid() == geteuid(), getgid() == getegid());
  uid_t r, e, s;
  pid_t child = start();
  if (child == 0) {
    printf("a child has a new pid: %d, its parent is us: %d\n", getpid() != self, getppid() == self);
    printf("its thread's id is its pid: %d\n", syscall(SYS_gettid) == getpid());
    exit(0);
  }
  printf("fork returned what getpid was there: %d\n", finish(child) == 0);
  REQUIRE(getresuid(&r, &e, &s) == 0);
  printf("all three user ids are one: %d\n", r == getuid() && e == r && s == r);
  REQUIRE(getresgid(&r, &e, &s) == 0);
  printf("all three group ids are one: %d\n", r == getgid() && e == r && s == r);
  SHOW(setuid(getuid()));
  SHOW(setgid(getgid()));
  printf("%d\n", getgroups(0, 0) >= 0);
  volatile int negative = -1;
  SHOW(getgroups(negative, 0));
}
