// timeout: runs a command for a limited time.
#define TOOL "timeout"
#include "tool.h"

#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

const char help[] =
  "Usage: timeout [OPTION]... DURATION COMMAND [ARGUMENT]...\n"
  "Run COMMAND, and end it with a signal after DURATION: seconds, or with m, h, d behind it; 0 is never.\n"
  "\n"
  "  -k, --kill-after=DURATION  send KILL so much later, if it still runs\n"
  "  -s, --signal=SIGNAL        SIGNAL, and not TERM\n"
  "      --foreground           leave COMMAND in our process group, with the terminal\n"
  "      --preserve-status      end as COMMAND does, even then\n"
  "  -v, --verbose              say what is sent\n"
  "      --help                 show this help\n"
  "\n"
  "The exit status is 124 if the time was over, 125 after an error, 126 or 127 if COMMAND could not be run.\n"
  "Example: timeout 5 sort big\n";

static pid_t child;
static int signal_sent = SIGTERM;
static bool is_over, stays_in_foreground, is_verbose;
static struct timeval kill_after;
static const char *command;

// A number that may have a fraction, and a unit. Ends the tool if it is none.
static struct timeval read_duration(const char *text) {
  char *end;
  long seconds = strtol(text, &end, 10), microseconds = 0, scale = 100000;
  bool has_digits = end != text;
  if (*end == '.')
    for (end++; *end >= '0' && *end <= '9'; end++, scale /= 10, has_digits = true)
      microseconds += (*end - '0') * scale;
  long unit = *end == 'm' ? 60 : *end == 'h' ? 3600 : *end == 'd' ? 86400 : 1;
  if (*end != 0 && strchr("smhd", *end) != 0) end++;
  if (!has_digits || *end != 0 || seconds < 0) {
    fprintf(stderr, "timeout: invalid time interval '%s'\n", text);
    refuse(125);
  }
  microseconds *= unit;
  return (struct timeval){seconds * unit + microseconds / 1000000, microseconds % 1000000};
}

static int read_signal(const char *text) {
  char *end;
  long number = strtol(text, &end, 10);
  if (end != text && *end == 0 && number >= 0 && number < 65) return (int)number;
  if (strncasecmp(text, "SIG", 3) == 0) text += 3;
  for (int i = 1; i < 32; i++)
    if (strcasecmp(sigabbrev_np(i), text) == 0) return i;
  fprintf(stderr, "timeout: '%s': invalid signal\n", text);
  refuse(125);
}

static void start_timer(struct timeval time) {
  setitimer(ITIMER_REAL, &(struct itimerval){{0, 0}, time}, 0);
}

// The time is over, or we are to end: the command ends, too, with all its group.
static void end_child(int signal) {
  int sent = signal == SIGALRM ? signal_sent : signal;
  if (signal == SIGALRM && is_over) sent = SIGKILL;
  if (signal == SIGALRM) is_over = true;
  if (is_verbose && signal == SIGALRM)
    fprintf(stderr, "timeout: sending signal %s to command '%s'\n", sigabbrev_np(sent), command);
  kill(child, sent);
  if (!stays_in_foreground) kill(-child, sent), kill(child, SIGCONT);
  if (signal == SIGALRM && (kill_after.tv_sec > 0 || kill_after.tv_usec > 0)) start_timer(kill_after);
}

int main(int argc, char **argv) {
  enum { FOREGROUND = 2000, PRESERVE };
  static const struct option names[] = {
    {"kill-after", required_argument, 0, 'k'}, {"signal", required_argument, 0, 's'},
    {"foreground", no_argument, 0, FOREGROUND}, {"preserve-status", no_argument, 0, PRESERVE},
    {"verbose", no_argument, 0, 'v'}, HELP_OPTION,
  };
  bool preserves = false;
  for (int option; (option = next_option(argc, argv, "+k:s:v", names, 125)) != -1;) switch (option) {
    case 'k': kill_after = read_duration(optarg); break;
    case 's': signal_sent = read_signal(optarg); break;
    case 'v': is_verbose = true; break;
    case FOREGROUND: stays_in_foreground = true; break;
    case PRESERVE: preserves = true; break;
  }
  if (argc - optind < 2) {
    fputs("timeout: missing operand\n", stderr);
    refuse(125);
  }
  struct timeval duration = read_duration(argv[optind]);
  command = argv[optind + 1];
  child = fork();
  if (child < 0) return complain("fork system call failed"), 125;
  if (child == 0) {
    if (!stays_in_foreground) setpgid(0, 0);
    execvp(command, argv + optind + 1);
    int status = errno == ENOENT ? 127 : 126;
    fprintf(stderr, "timeout: failed to run command '%s': %s\n", command, strerror(errno));
    _exit(status);
  }
  static const int passed_on[] = {SIGALRM, SIGINT, SIGTERM, SIGHUP, SIGQUIT};
  struct sigaction action = {.sa_handler = end_child};
  for (int i = 0; i < 5; i++) sigaction(passed_on[i], &action, 0);
  if (!stays_in_foreground) setpgid(child, child);
  if (duration.tv_sec > 0 || duration.tv_usec > 0) start_timer(duration);
  int status;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return 125;
  int result = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  if (is_over && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL && !preserves) return 137;
  return is_over && !preserves ? 124 : result;
}
