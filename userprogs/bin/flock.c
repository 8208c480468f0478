// flock: runs a program while it has a lock on a file.
#define TOOL "flock"
#include "tool.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

const char help[] =
  "Usage: flock [OPTION]... FILE PROGRAM [ARGUMENT]...\n"
  "       flock [OPTION]... FILE -c COMMAND\n"
  "       flock [OPTION]... NUMBER\n"
  "Lock FILE, which is made if it is not there, while PROGRAM or the shell's COMMAND runs; or the open file that has\n"
  "this NUMBER as its descriptor.\n"
  "\n"
  "  -s, --shared      others may have such a lock, too      -x, --exclusive  nobody else (so without it)\n"
  "  -u, --unlock      give the lock back (with a NUMBER)\n"
  "  -n, --nonblock    fail, rather than wait               -w, --timeout=SECONDS  wait no longer than that\n"
  "  -E, --conflict-exit-code=STATUS   how to end then (1)\n"
  "      --help        show this help\n"
  "\n"
  "Example: flock /tmp/lock -c 'echo mine; sleep 5'\n";

static bool has_timed_out;

static void note_time(int signal) { (void)signal, has_timed_out = true; }

static void take_lock(int file, int operation, long seconds, int conflict_status) {
  if (seconds > 0) {
    struct sigaction action = {.sa_handler = note_time};
    sigaction(SIGALRM, &action, 0);
    setitimer(ITIMER_REAL, &(struct itimerval){.it_value = {seconds, 0}}, 0);
  }
  while (flock(file, operation) < 0) {
    if (errno == EWOULDBLOCK || (errno == EINTR && has_timed_out)) exit(conflict_status);
    if (errno != EINTR) fail(FAILURE, "cannot lock: ", strerror(errno));
  }
  if (seconds > 0) setitimer(ITIMER_REAL, &(struct itimerval){{0, 0}, {0, 0}}, 0);
}

// The lock is the open file's, and the program has that, too: it lasts as long as either runs.
static int run(char **words) {
  pid_t child = fork();
  int status;
  if (child < 0) fail(FAILURE, "fork: ", strerror(errno));
  if (child == 0) {
    execvp(words[0], words);
    fprintf(stderr, "flock: failed to execute %s: %s\n", words[0], strerror(errno));
    _exit(errno == ENOENT ? 69 : 126);
  }
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return FAILURE;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int open_file(const char *name) {
  int file = open(name, O_RDONLY | O_CREAT | O_NOCTTY, 0666);
  if (file < 0 && errno == EISDIR) file = open(name, O_RDONLY);
  if (file >= 0) return file;
  fprintf(stderr, "flock: cannot open lock file %s: %s\n", name, strerror(errno));
  exit(66);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"shared", no_argument, 0, 's'}, {"exclusive", no_argument, 0, 'x'}, {"unlock", no_argument, 0, 'u'},
    {"nonblock", no_argument, 0, 'n'}, {"timeout", required_argument, 0, 'w'},
    {"conflict-exit-code", required_argument, 0, 'E'}, HELP_OPTION,
  };
  int operation = LOCK_EX, waits = 0, conflict_status = FAILURE;
  long seconds = 0;
  for (int option; (option = next_option(argc, argv, "+sexunw:E:", names, 64)) != -1;) switch (option) {
    case 's': operation = LOCK_SH; break;
    case 'e': case 'x': operation = LOCK_EX; break;
    case 'u': operation = LOCK_UN; break;
    case 'n': waits = LOCK_NB; break;
    case 'w': seconds = read_size(optarg, "timeout"); break;
    case 'E': conflict_status = (int)read_size(optarg, "exit code"); break;
  }
  char **words = argv + optind, *end;
  if (optind == argc) {
    fputs("flock: not enough arguments\n", stderr);
    refuse(64);
  }
  if (words[1] == 0) {
    int file = (int)strtol(words[0], &end, 10);
    if (*end != 0 || end == words[0]) fail(64, "bad file descriptor: ", words[0]);
    take_lock(file, operation | waits, seconds, conflict_status);
    return 0;
  }
  take_lock(open_file(words[0]), operation | waits, seconds, conflict_status);
  if (strcmp(words[1], "-c") != 0) return run(words + 1);
  if (words[2] == 0 || words[3] != 0) fail(64, "-c requires exactly one command argument", "");
  char *shell[] = {"/bin/sh", "-c", words[2], 0};
  return run(shell);
}
