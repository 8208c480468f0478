// Runs the table of tests: `usertests [-s SEED] [-n CALLS] [TEST…]`. Some attack the kernel, and run on Ring3 only.
#include "usertests.h"

#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>
#include <time.h>

const char *self;
uint64_t seed = 1;
long calls = 2000;

static const struct test *const tables[] = {
  limit_tests, ipc_tests, memory_tests, mount_tests, proc_tests, attack_tests};
enum { TABLES = sizeof tables / sizeof *tables };

// Is this Ring3's kernel? Only there may a test attack it: elsewhere someone else may live on the machine.
static int on_ring3(void) {
  struct utsname name;
  return uname(&name) == 0 && strstr(name.version, "Ring3") != 0 && getpid() == 1;
}

uint64_t next_random(uint64_t *state) {
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * 0x2545f4914f6cdd1d;
}

int finish_within(pid_t child, long milliseconds) {
  sigset_t set, old;
  struct timespec limit = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  int status = 0;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigprocmask(SIG_BLOCK, &set, &old);
  while (waitpid(child, &status, WNOHANG) == 0)
    // Another child's end starts the time anew, and there are not so many of those.
    if (sigtimedwait(&set, 0, &limit) < 0 && errno == EAGAIN) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      break;
    }
  sigprocmask(SIG_SETMASK, &old, 0);
  return status;
}

void kill_descendants(void) {
  // Whoever left its process group is found only by killing all, which is for Ring3 alone.
  if (on_ring3()) kill(-1, SIGKILL);
  while (wait(0) > 0 || errno == EINTR) {}
}

// Runs one test in a process of its own and tells how it ended.
static int passes(const struct test *test) {
  int status;
  printf("%s: ", test->name);
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    setpgid(0, 0);
    test->run();
    exit(0);
  }
  setpgid(child, child);
  waitpid(child, &status, 0);
  kill(-child, SIGKILL);
  kill_descendants();
  if (WIFSIGNALED(status)) printf("killed by signal %d\n", WTERMSIG(status));
  else puts(WEXITSTATUS(status) == 0 ? "ok" : "FAILED");
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int chosen(const char *name, int count, char **names) {
  for (int i = 0; i < count; i++)
    if (strcmp(names[i], name) == 0) return 1;
  return count == 0;
}

// Nothing may be left of a test but this process: no other one is there.
static int processes(void) {
  struct sysinfo now;
  return sysinfo(&now) == 0 ? now.procs : -1;
}

int main(int count, char **arguments) {
  if (count == 2 && strcmp(arguments[1], "exec") == 0) return 77;
  for (int option; (option = getopt(count, arguments, "s:n:")) != -1;)
    if (option == 's') seed = strtoul(optarg, 0, 0);
    else if (option == 'n') calls = strtol(optarg, 0, 0);
    else return 2;
  self = (const char *)getauxval(AT_EXECFN);
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  int ring3 = on_ring3(), before = processes(), run = 0, failed = 0;
  for (int table = 0; table < TABLES; table++)
    for (const struct test *test = tables[table]; test->name; test++) {
      if (!chosen(test->name, count - optind, arguments + optind)) continue;
      if (test->hostile && !ring3) continue;
      run++;
      failed += !passes(test);
      if (ring3 && processes() != before) {
        printf("after %s there are %d processes, not %d\n", test->name, processes(), before);
        failed++;
      }
    }
  printf("%d tests, %d failed\n", run, failed);
  return failed != 0;
}
