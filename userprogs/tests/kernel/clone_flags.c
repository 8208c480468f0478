// clone3 by its flags: descriptors shared or copied, the working folder shared or copied, another signal at the end.
#include "show.h"

#include <fcntl.h>
#include <sched.h>
#include <stdint.h>
#include <sys/syscall.h>

struct arguments { uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls; };

static pid_t clone_process(uint64_t flags, int exit_signal) {
  struct arguments arguments = {.flags = flags, .exit_signal = exit_signal};
  fflush(stdout);
  return syscall(SYS_clone3, &arguments, sizeof arguments);
}

static volatile sig_atomic_t usr1;
static void count(int signal) { usr1 += signal == SIGUSR1; }

int main(void) {
  for (int share = 0; share < 2; share++) {
    int file = open("/dev/null", O_RDONLY);
    pid_t child = clone_process(share ? CLONE_FILES : 0, SIGCHLD);
    if (child == 0) {
      close(file);
      _exit(0);
    }
    show_status("child", finish(child));
    printf("CLONE_FILES %d: in the parent the file is open: %d\n", share, fcntl(file, F_GETFD) != -1);
    close(file);
    REQUIRE(chdir("/") == 0);
    child = clone_process(share ? CLONE_FS : 0, SIGCHLD);
    if (child == 0) _exit(chdir("/tmp"));
    show_status("child", finish(child));
    char folder[64];
    printf("CLONE_FS %d: the parent is in %s\n", share, getcwd(folder, sizeof folder));
  }
  signal(SIGUSR1, count);
  int status;
  pid_t child = clone_process(0, SIGUSR1);
  if (child == 0) _exit(4);
  SHOW(waitpid(child, &status, WNOHANG));
  while (waitpid(child, &status, __WALL) < 0) REQUIRE(errno == EINTR);
  show_status("the child that is no SIGCHLD one", status);
  printf("SIGUSR1 came: %d\n", usr1);
  struct arguments bad = {.flags = CLONE_THREAD};
  SHOW(syscall(SYS_clone3, &bad, sizeof bad));
  bad.flags = CLONE_SIGHAND;
  SHOW(syscall(SYS_clone3, &bad, sizeof bad));
  SHOW(syscall(SYS_clone3, &bad, 8));
}
