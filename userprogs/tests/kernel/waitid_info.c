// waitid tells all changes of a child in a siginfo; WNOWAIT leaves the child waitable.
#include "show.h"

static void show_info(pid_t child, int result, const siginfo_t *info) {
  static const char *codes[] = {"none", "CLD_EXITED", "CLD_KILLED", "CLD_DUMPED", "CLD_TRAPPED", "CLD_STOPPED",
                                "CLD_CONTINUED"};
  printf("waitid = %d: %s, %s, status %d, the child's pid: %d, our uid: %d\n", result, signal_name(info->si_signo),
         codes[info->si_code], info->si_status, info->si_pid == child, info->si_uid == getuid());
}

int main(void) {
  siginfo_t info;
  pid_t child = start();
  if (child == 0) _exit(7);
  for (int i = 0; i < 2; i++) {
    memset(&info, 0, sizeof info);
    int result = waitid(P_PID, child, &info, WEXITED | WNOWAIT);
    show_info(child, result, &info);
  }
  show_info(child, waitid(P_PID, child, &info, WEXITED), &info);
  SHOW(waitid(P_PID, child, &info, WEXITED));
  child = start();
  if (child == 0)
    for (;;) pause();
  memset(&info, 0, sizeof info);
  SHOW(waitid(P_PID, child, &info, WEXITED | WNOHANG));
  printf("nothing yet: %d\n", info.si_pid == 0);
  kill(child, SIGSTOP);
  show_info(child, waitid(P_PID, child, &info, WSTOPPED), &info);
  kill(child, SIGCONT);
  show_info(child, waitid(P_ALL, 0, &info, WCONTINUED), &info);
  kill(child, SIGTERM);
  show_info(child, waitid(P_PGID, getpgid(0), &info, WEXITED), &info);
  SHOW(waitid(P_ALL, 0, &info, 0));
  SHOW(waitid(99, 0, &info, WEXITED));
  SHOW(waitid(P_ALL, 0, &info, WEXITED));
}
