// The terminal and its keys.
#include "top.h"

#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/resource.h>
#include <termios.h>
#include <time.h>

static struct termios saved;
static bool is_raw, shows_help;

bool enter_screen(void) {
  if (is_batch || tcgetattr(STDIN_FILENO, &saved) < 0 || !isatty(STDOUT_FILENO)) return false;
  struct termios raw = saved;
  raw.c_lflag &= ~(unsigned)(ICANON | ECHO);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw);
  fputs("\033[?1049h\033[?25l\033[2J", stdout);
  return is_raw = true;
}

void leave_screen(void) {
  if (!is_raw) return;
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved);
  static const char normal[] = "\033[0m\033[?25h\033[?1049l";
  ssize_t written = write(STDOUT_FILENO, normal, sizeof normal - 1);
  (void)written;
}

void leave(int signal) {
  leave_screen();
  _exit(signal == 0 ? 0 : 128 + signal);
}

// Asks on the screen's top line. Null for no answer; the text is there until the next question.
static char *ask(const char *question) {
  static char line[64];
  struct termios raw;
  tcgetattr(STDIN_FILENO, &raw);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved);
  printf("\033[1;1H\033[7m%s\033[0m \033[K\033[?25h", question);
  fflush(stdout);
  ssize_t size = read(STDIN_FILENO, line, sizeof line - 1);
  fputs("\033[?25l\033[2J", stdout);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw);
  if (size <= 0) return 0;
  line[size] = 0;
  line[strcspn(line, "\n")] = 0;
  return line;
}

static int ask_for_process(const char *question) {
  char *answer = ask(question);
  return answer == 0 ? 0 : atoi(answer);
}

static int signal_named(const char *text) {
  if (isdigit((unsigned char)*text)) return atoi(text);
  if (strncasecmp(text, "SIG", 3) == 0) text += 3;
  for (int i = 1; i < 32; i++)
    if (strcasecmp(sigabbrev_np(i), text) == 0) return i;
  return -1;
}

static void report(const char *what, int pid, int result) {
  static char text[128];
  if (result < 0) snprintf(text, sizeof text, "%s %d: %s", what, pid, strerror(errno));
  message = result < 0 ? text : 0;
}

static void ask_and_kill(void) {
  int pid = ask_for_process("Send a signal to process:");
  char *name = pid > 0 ? ask("Signal [TERM]:") : 0;
  if (name == 0) return;
  int signal = *name == 0 ? SIGTERM : signal_named(name);
  errno = EINVAL;
  report("kill", pid, signal < 0 ? -1 : kill(pid, signal));
}

static void ask_and_renice(void) {
  int pid = ask_for_process("Change the nice value of process:");
  char *value = pid > 0 ? ask("Nice value:") : 0;
  if (value == 0 || *value == 0) return;
  report("renice", pid, setpriority(PRIO_PROCESS, (id_t)pid, atoi(value)));
}

static void ask_for_user(void) {
  char *name = ask("User (none for all):");
  wanted_user = -1;
  if (name == 0 || *name == 0) return;
  struct passwd *user = getpwnam(name);
  if (user != 0) wanted_user = (int)user->pw_uid;
  else if (isdigit((unsigned char)*name)) wanted_user = atoi(name);
  else message = "There is no such user.";
}

static void ask_for_delay(void) {
  char *text = ask("Seconds between two measurements:");
  if (text != 0 && *text != 0 && read_delay(text) > 0) delay = read_delay(text);
}

static void scroll(long lines) {
  if (lines < 0 && first_row < (size_t)-lines) first_row = 0;
  else first_row += (size_t)lines;
}

// What arrows and their like send: \033[A, \033[5~ ...
static void obey_sequence(const char *keys) {
  switch (keys[2]) {
    case 'A': scroll(-1); break;
    case 'B': scroll(1); break;
    case '5': scroll(-10); break;
    case '6': scroll(10); break;
    case 'H': case '1': first_row = 0; break;
    case 'F': case '4': first_row = process_count; break;
  }
}

// False at the end.
static bool obey(int key) {
  switch (key) {
    case 'q': case 4: return false;
    case 'P': case 'M': case 'T': case 'N': order = (char)key; first_row = 0; break;
    case 'I': case 'R': is_reversed = !is_reversed; break;
    case '1': shows_each_hart = !shows_each_hart; break;
    case 'c': shows_commands = !shows_commands; break;
    case 'H': shows_threads = !shows_threads; break;
    case 'i': hides_idle = !hides_idle; break;
    case 'u': ask_for_user(); break;
    case 'k': ask_and_kill(); break;
    case 'r': ask_and_renice(); break;
    case 'd': case 's': ask_for_delay(); break;
    case 'h': case '?': shows_help = true; break;
  }
  return true;
}

// Waits for the next time, or a key. False if the key ends it. `*measures` unless only the drawing changes.
bool wait_for_key(bool *measures) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  *measures = true;
  if (!is_raw) {
    struct timespec time = {delay / 1000, delay % 1000 * 1000000};
    nanosleep(&time, 0);
    return true;
  }
  if (poll(&input, 1, shows_help ? -1 : (int)delay) <= 0) {
    *measures = errno != EINTR;  // the window's size changed
    return true;
  }
  char keys[16] = {0};
  ssize_t count = read(STDIN_FILENO, keys, sizeof keys - 1);
  if (count <= 0) return count < 0;
  *measures = keys[0] == ' ' || keys[0] == 'H';
  if (shows_help) {
    shows_help = false;
    return true;
  }
  bool goes_on = true;
  if (count >= 3 && keys[0] == '\033') obey_sequence(keys);
  else
    for (ssize_t i = 0; i < count && goes_on; i++) goes_on = obey(keys[i]);
  while (shows_help) {
    draw_help();
    wait_for_key(measures);
  }
  return goes_on;
}
