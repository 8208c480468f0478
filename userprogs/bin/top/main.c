// The command line.
#include "top.h"

#include <pwd.h>
#include <signal.h>

const char help[] =
  "Usage: top [OPTION]...\n"
  "Show the harts, the memory, and the processes that use most of them, anew every few seconds.\n"
  "\n"
  "  -b, --batch          no keys and no bars: lines, one screen after the other\n"
  "  -c                   command lines, not names\n"
  "  -d, --delay=SECONDS  every so many seconds (2), which may have a fraction\n"
  "  -H, --threads        threads, not processes\n"
  "  -i, --idle           without those that did nothing\n"
  "  -n, --iterations=N   end after N times\n"
  "  -o, --sort=KEY       by cpu, mem, time or pid\n"
  "  -p, --pid=LIST       only these processes\n"
  "  -u, --user=USER      only those of USER\n"
  "  -1                   one bar for each hart (on a screen by itself)\n"
  "      --help           show this help\n"
  "\n"
  "Keys: q end, P by share of the harts, M by memory, T by time, N by number, R the other way round,\n"
  "1 one bar for each hart or for all, c command lines or names, H threads, i without the idle,\n"
  "u one user's, k send a signal, r change a nice value, d the delay, h help, space now, arrows scroll.\n"
  "Example: top -b -n 1 | head -20\n";

bool is_batch, shows_each_hart = true, shows_commands, shows_threads, hides_idle, is_reversed;
char order = 'P';
long delay = 2000;
const char *wanted_pids;
int wanted_user = -1;

// In milliseconds; -1 if it is none.
long read_delay(const char *text) {
  char *end;
  long milliseconds = strtol(text, &end, 10) * 1000, scale = 100;
  bool has_digits = end != text;
  if (*end == '.')
    for (end++; *end >= '0' && *end <= '9'; end++, scale /= 10) {
      milliseconds += (*end - '0') * scale;
      has_digits = true;
    }
  if (!has_digits || *end != 0 || milliseconds < 0) return -1;
  return milliseconds < 100 ? 100 : milliseconds;
}

static char read_order(const char *key) {
  static const char *const keys[] = {"cpu", "%cpu", "mem", "%mem", "res", "time", "time+", "pid"};
  for (int i = 0; i < 8; i++)
    if (strcasecmp(key, keys[i]) == 0) return "PPMMMTTN"[i];
  fail(FAILURE, "unrecognized field name ", key);
}

static int read_user(const char *name) {
  struct passwd *user = getpwnam(name);
  if (user != 0) return (int)user->pw_uid;
  if (!isdigit((unsigned char)*name)) fail(FAILURE, "Invalid user: ", name);
  return atoi(name);
}

static void nothing(int signal) { (void)signal; }

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"delay", required_argument, 0, 'd'}, {"iterations", required_argument, 0, 'n'},
    {"batch", no_argument, 0, 'b'}, {"pid", required_argument, 0, 'p'}, {"sort", required_argument, 0, 'o'},
    {"threads", no_argument, 0, 'H'}, {"idle", no_argument, 0, 'i'}, {"user", required_argument, 0, 'u'},
    HELP_OPTION,
  };
  long iterations = -1;
  bool each_hart = false;
  for (int option; (option = next_option(argc, argv, "d:n:bp:o:cHiu:U:1", names, FAILURE)) != -1;)
    switch (option) {
    case 'd': delay = read_delay(optarg); break;
    case 'n': iterations = read_size(optarg, "number"); break;
    case 'b': is_batch = true; break;
    case 'p': wanted_pids = optarg; break;
    case 'o': order = read_order(optarg); break;
    case 'c': shows_commands = true; break;
    case 'H': shows_threads = true; break;
    case 'i': hides_idle = true; break;
    case 'u': case 'U': wanted_user = read_user(optarg); break;
    case '1': each_hart = true; break;
  }
  if (delay < 0) fail(FAILURE, "bad delay interval", "");
  if (optind < argc) fail(FAILURE, "unknown argument ", argv[optind]);
  signal(SIGINT, leave);
  signal(SIGTERM, leave);
  struct sigaction resized = {.sa_handler = nothing};  // without SA_RESTART: it ends the waiting
  sigaction(SIGWINCH, &resized, 0);
  if (!enter_screen()) is_batch = true;
  if (is_batch) shows_each_hart = each_hart;
  for (bool measures = true; iterations != 0; iterations -= iterations > 0 && measures) {
    if (measures) measure();
    draw();
    if (iterations == 1 || !wait_for_key(&measures)) break;
    if (is_batch) putchar('\n');
  }
  leave_screen();
  return finish(0);
}
