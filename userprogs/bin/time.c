// time: runs a command and says how long it took.
#define TOOL "time"
#include "tool.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

const char help[] =
  "Usage: time [OPTION]... COMMAND [ARGUMENT]...\n"
  "Run COMMAND, and write to standard error how long it took: by the clock, in the program, in the kernel.\n"
  "\n"
  "  -v, --verbose  faults, switches and the largest memory, too\n"
  "  -p             as POSIX has it (as without it)\n"
  "      --help     show this help\n"
  "\n"
  "Example: time sort big > /dev/null\n";

static void write_time(const char *label, long seconds, long nanoseconds) {
  fprintf(stderr, "%s %ld.%02ld\n", label, seconds, nanoseconds / 10000000);
}

static void write_details(const struct rusage *usage) {
  fprintf(stderr, "maximum resident KiB %ld\n", usage->ru_maxrss);
  fprintf(stderr, "minor faults %ld\nmajor faults %ld\n", usage->ru_minflt, usage->ru_majflt);
  fprintf(stderr, "voluntary switches %ld\ninvoluntary switches %ld\n", usage->ru_nvcsw, usage->ru_nivcsw);
}

int main(int argc, char **argv) {
  static const struct option names[] = {{"verbose", no_argument, 0, 'v'}, HELP_OPTION};
  bool is_verbose = false;
  for (int option; (option = next_option(argc, argv, "+vp", names, 125)) != -1;) is_verbose |= option == 'v';
  if (optind == argc) {
    fputs("time: missing command\n", stderr);
    refuse(125);
  }
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  pid_t child = fork();
  if (child < 0) fail(125, "cannot fork", "");
  if (child == 0) {
    execvp(argv[optind], argv + optind);
    int status = errno == ENOENT ? 127 : 126;
    complain(argv[optind]);
    _exit(status);
  }
  // Ctrl-C is for the command; what it took is still worth knowing.
  signal(SIGINT, SIG_IGN);
  signal(SIGQUIT, SIG_IGN);
  int status;
  struct rusage usage;
  while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR) continue;
  clock_gettime(CLOCK_MONOTONIC, &end);
  long seconds = end.tv_sec - start.tv_sec, nanoseconds = end.tv_nsec - start.tv_nsec;
  if (nanoseconds < 0) seconds--, nanoseconds += 1000000000;
  write_time("real", seconds, nanoseconds);
  write_time("user", usage.ru_utime.tv_sec, usage.ru_utime.tv_usec * 1000);
  write_time("sys", usage.ru_stime.tv_sec, usage.ru_stime.tv_usec * 1000);
  if (is_verbose) write_details(&usage);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
