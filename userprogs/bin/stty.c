// stty: shows and changes the settings of the terminal.
#define TOOL "stty"
#include "tool.h"

#include <fcntl.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

const char help[] =
  "Usage: stty [OPTION]... [SETTING]...\n"
  "Show or change the settings of the terminal on standard input. Without a SETTING, show what is unusual.\n"
  "\n"
  "  -a, --all          show all settings\n"
  "  -g, --save         show all settings in one word that stty takes as a SETTING\n"
  "  -F, --file=DEVICE  that terminal, rather than standard input\n"
  "      --help         show this help\n"
  "\n"
  "A SETTING is one of these; with - before it, those that have two states are switched off.\n"
  "  intr quit erase kill eof eol eol2 start stop susp rprnt werase lnext discard: the key that follows, as ^C\n"
  "  min N, time N      how many bytes, and how many tenths of a second, a read in raw mode waits for\n"
  "  rows N, cols N     the size; 'size' prints it, 'speed' the speed\n"
  "  icanon isig echo echoe echok echonl echoctl echoke iexten noflsh tostop: lines, signals and echo\n"
  "  icrnl inlcr igncr istrip ixon ixany iutf8: what becomes of keys\n"
  "  opost onlcr ocrnl onocr onlret tabs: what becomes of output\n"
  "  raw, cooked, cbreak, sane, ek, nl: several at once\n"
  "\n"
  "Example: stty -echo; read password; stty echo\n";

enum place { CONTROL, INPUT, OUTPUT, LOCAL };

// A setting with two states, or with several where `mask` has all its bits. `usual` is what `sane` makes of it: '+', '-',
// or '.' for nothing.
struct mode {
  const char *name;
  enum place place;
  char usual;
  tcflag_t bits, mask;
};

#define EXTPROC_BIT 0200000
#define CRTSCTS_BIT 020000000000u
#define CMSPAR_BIT 010000000000u

static const struct mode modes[] = {
  {"parenb", CONTROL, '.', PARENB, 0}, {"parodd", CONTROL, '.', PARODD, 0}, {"cmspar", CONTROL, '.', CMSPAR_BIT, 0},
  {"cs5", CONTROL, '.', CS5, CS8}, {"cs6", CONTROL, '.', CS6, CS8}, {"cs7", CONTROL, '.', CS7, CS8},
  {"cs8", CONTROL, '.', CS8, CS8}, {"hupcl", CONTROL, '.', HUPCL, 0}, {"cstopb", CONTROL, '.', CSTOPB, 0},
  {"cread", CONTROL, '+', CREAD, 0}, {"clocal", CONTROL, '.', CLOCAL, 0}, {"crtscts", CONTROL, '.', CRTSCTS_BIT, 0},
  {"ignbrk", INPUT, '-', IGNBRK, 0}, {"brkint", INPUT, '+', BRKINT, 0}, {"ignpar", INPUT, '.', IGNPAR, 0},
  {"parmrk", INPUT, '.', PARMRK, 0}, {"inpck", INPUT, '.', INPCK, 0}, {"istrip", INPUT, '.', ISTRIP, 0},
  {"inlcr", INPUT, '-', INLCR, 0}, {"igncr", INPUT, '-', IGNCR, 0}, {"icrnl", INPUT, '+', ICRNL, 0},
  {"ixon", INPUT, '.', IXON, 0}, {"ixoff", INPUT, '-', 010000, 0}, {"iuclc", INPUT, '-', 01000, 0},
  {"ixany", INPUT, '-', IXANY, 0}, {"imaxbel", INPUT, '+', IMAXBEL, 0}, {"iutf8", INPUT, '-', IUTF8, 0},
  {"opost", OUTPUT, '+', OPOST, 0}, {"olcuc", OUTPUT, '-', 02, 0}, {"ocrnl", OUTPUT, '-', OCRNL, 0},
  {"onlcr", OUTPUT, '+', ONLCR, 0}, {"onocr", OUTPUT, '-', ONOCR, 0}, {"onlret", OUTPUT, '-', ONLRET, 0},
  {"ofill", OUTPUT, '-', 0100, 0}, {"ofdel", OUTPUT, '-', 0200, 0}, {"nl1", OUTPUT, '.', 0400, 0400},
  {"nl0", OUTPUT, '+', 0, 0400}, {"cr0", OUTPUT, '+', 0, 03000}, {"tab3", OUTPUT, '.', XTABS, XTABS},
  {"tab0", OUTPUT, '+', 0, XTABS}, {"bs0", OUTPUT, '+', 0, 020000}, {"vt0", OUTPUT, '+', 0, 040000},
  {"ff0", OUTPUT, '+', 0, 0100000},
  {"isig", LOCAL, '+', ISIG, 0}, {"icanon", LOCAL, '+', ICANON, 0}, {"iexten", LOCAL, '+', IEXTEN, 0},
  {"echo", LOCAL, '+', ECHO, 0}, {"echoe", LOCAL, '+', ECHOE, 0}, {"echok", LOCAL, '+', ECHOK, 0},
  {"echonl", LOCAL, '-', ECHONL, 0}, {"noflsh", LOCAL, '-', NOFLSH, 0}, {"xcase", LOCAL, '-', 04, 0},
  {"tostop", LOCAL, '-', TOSTOP, 0}, {"echoprt", LOCAL, '-', 02000, 0}, {"echoctl", LOCAL, '+', ECHOCTL, 0},
  {"echoke", LOCAL, '+', ECHOKE, 0}, {"flusho", LOCAL, '-', 010000, 0}, {"extproc", LOCAL, '-', EXTPROC_BIT, 0},
};
enum { MODES = sizeof modes / sizeof *modes };

static const struct key {
  const char *name;
  cc_t usual;
  int place;
} keys[] = {
  {"intr", 3, VINTR}, {"quit", 28, VQUIT}, {"erase", 127, VERASE}, {"kill", 21, VKILL}, {"eof", 4, VEOF},
  {"eol", 0, VEOL}, {"eol2", 0, VEOL2}, {"swtch", 0, 7}, {"start", 17, VSTART}, {"stop", 19, VSTOP},
  {"susp", 26, VSUSP}, {"rprnt", 18, VREPRINT}, {"werase", 23, VWERASE}, {"lnext", 22, VLNEXT},
  {"discard", 15, VDISCARD},
};
enum { KEYS = sizeof keys / sizeof *keys };

static struct termios settings;
static struct winsize size;
static int terminal = STDIN_FILENO;
static const char *terminal_name = "standard input";

static tcflag_t *flags_of(enum place place) {
  switch (place) {
    case CONTROL: return &settings.c_cflag;
    case INPUT: return &settings.c_iflag;
    case OUTPUT: return &settings.c_oflag;
    case LOCAL: return &settings.c_lflag;
  }
  return 0;
}

static bool is_on(const struct mode *mode) {
  tcflag_t mask = mode->mask == 0 ? mode->bits : mode->mask;
  return (*flags_of(mode->place) & mask) == mode->bits;
}

static void set_mode(const struct mode *mode, bool value) {
  tcflag_t *flags = flags_of(mode->place);
  if (value) *flags = (*flags & ~mode->mask) | mode->bits;
  else *flags &= ~(mode->mask == 0 ? mode->bits : mode->mask);
}

static void set_modes(bool value, const char *names) {
  for (size_t length; *names != 0; names += length + (names[length] != 0)) {
    length = strcspn(names, " ");
    for (int i = 0; i < MODES; i++)
      if (strlen(modes[i].name) == length && strncmp(modes[i].name, names, length) == 0) set_mode(&modes[i], value);
  }
}

// Prints a word behind the others of its line, or on the next if there is no room.
static int column;
static void show(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void show(const char *format, ...) {
  char text[128];
  va_list values;
  va_start(values, format);
  int length = vsnprintf(text, sizeof text, format, values);
  va_end(values);
  struct winsize screen;
  int width = ioctl(STDOUT_FILENO, TIOCGWINSZ, &screen) == 0 && screen.ws_col > 0 ? screen.ws_col : 80;
  if (column > 0 && width - column <= length + 1) putchar('\n'), column = 0;
  else if (column > 0) putchar(' '), column++;
  fputs(text, stdout);
  column += length;
}

static void end_line(void) {
  if (column > 0) putchar('\n');
  column = 0;
}

static const char *visible(cc_t c) {
  static char text[8];
  if (c == 0) return "<undef>";
  const char *meta = c >= 128 ? "M-" : "";
  unsigned low = c & 127;
  if (low < 32 || low == 127) snprintf(text, sizeof text, "%s^%c", meta, low ^ 64);
  else snprintf(text, sizeof text, "%s%c", meta, low);
  return text;
}

static unsigned long speed(void) {
  static const unsigned short low[] = {
    0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19200, 38400};
  static const unsigned long high[] = {0, 57600, 115200, 230400, 460800, 500000, 576000, 921600};
  speed_t code = cfgetospeed(&settings);
  if (code < 16) return low[code];
  code &= 15;
  return code < sizeof high / sizeof *high ? high[code] : 0;
}

static void show_key(int i) { show("%s = %s;", keys[i].name, visible(settings.c_cc[keys[i].place])); }

static void show_modes(bool all) {
  for (int i = 0; i < MODES; i++) {
    const struct mode *mode = &modes[i];
    if (i > 0 && mode->place != mode[-1].place && (all || column > 0)) end_line();
    bool value = is_on(mode);
    if (mode->mask != 0) {
      if (value && (all || mode->usual != '+') && (all || mode->place == OUTPUT)) show("%s", mode->name);
    } else if (all) show("%s%s", value ? "" : "-", mode->name);
    else if (mode->usual == (value ? '-' : '+')) show("%s%s", value ? "" : "-", mode->name);
  }
  end_line();
}

static void show_all(void) {
  show("speed %lu baud;", speed());
  show("rows %d; columns %d;", size.ws_row, size.ws_col);
  show("line = %d;", settings.c_line);
  end_line();
  for (int i = 0; i < KEYS; i++) show_key(i);
  show("min = %d; time = %d;", settings.c_cc[VMIN], settings.c_cc[VTIME]);
  end_line();
  show_modes(true);
}

static void show_changed(void) {
  show("speed %lu baud;", speed());
  show("line = %d;", settings.c_line);
  end_line();
  bool any = false;
  for (int i = 0; i < KEYS; i++)
    if (settings.c_cc[keys[i].place] != keys[i].usual) show_key(i), any = true;
  if ((settings.c_lflag & ICANON) == 0) show("min = %d; time = %d;", settings.c_cc[VMIN], settings.c_cc[VTIME]), any = true;
  if (any) end_line();
  show_modes(false);
}

static void show_saved(void) {
  printf("%lx:%lx:%lx:%lx", (unsigned long)settings.c_iflag, (unsigned long)settings.c_oflag,
         (unsigned long)settings.c_cflag, (unsigned long)settings.c_lflag);
  for (int i = 0; i < NCCS; i++) printf(":%x", settings.c_cc[i]);
  putchar('\n');
}

static _Noreturn void refuse_setting(const char *what, const char *text) {
  fflush(stdout);
  fprintf(stderr, "stty: %s '%s'\n", what, text);
  refuse(FAILURE);
}

static long number(const char *text) {
  char *end;
  long value = strtol(text, &end, 0);
  if (*text == 0 || *end != 0 || value < 0 || value > 65535) refuse_setting("invalid integer argument", text);
  return value;
}

// ^C, ^?, ^- or undef for none, a character, or its number.
static cc_t key_of(const char *text) {
  if (strcmp(text, "^-") == 0 || strcmp(text, "undef") == 0) return 0;
  if (text[0] != 0 && text[1] == 0) return (cc_t)text[0];
  if (text[0] == '^' && text[1] != 0) return text[1] == '?' ? 127 : (cc_t)(text[1] & 31);
  return (cc_t)number(text);
}

static bool take_saved(const char *text) {
  unsigned long words[4];
  int length = 0;
  if (sscanf(text, "%lx:%lx:%lx:%lx%n", &words[0], &words[1], &words[2], &words[3], &length) != 4) return false;
  for (int i = 0; i < 4; i++) *flags_of((enum place[]){INPUT, OUTPUT, CONTROL, LOCAL}[i]) = (tcflag_t)words[i];
  text += length;
  for (int i = 0; i < NCCS && *text == ':'; i++) {
    char *end;
    settings.c_cc[i] = (cc_t)strtoul(text + 1, &end, 16);
    text = end;
  }
  return *text == 0;
}

static void make_usual_keys(void) {
  for (int i = 0; i < KEYS; i++) settings.c_cc[keys[i].place] = keys[i].usual;
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
}

static void make_sane(void) {
  for (int i = 0; i < MODES; i++)
    if (modes[i].usual != '.') set_mode(&modes[i], modes[i].usual == '+');
  make_usual_keys();
}

static void make_raw(bool value) {
  if (value) {
    settings.c_iflag = 0;
    set_modes(false, "opost isig icanon xcase");
    settings.c_cc[VMIN] = 1;
    settings.c_cc[VTIME] = 0;
  } else {
    set_modes(true, "brkint ignpar istrip icrnl ixon opost isig icanon");
    settings.c_cc[VEOF] = 4;
    settings.c_cc[VEOL] = 0;
  }
}

// A setting that stands for several.
static bool take_combination(const char *name, bool value) {
  if (strcmp(name, "sane") == 0 && value) make_sane();
  else if (strcmp(name, "raw") == 0) make_raw(value);
  else if (strcmp(name, "cooked") == 0) make_raw(!value);
  else if (strcmp(name, "cbreak") == 0) set_modes(!value, "icanon");
  else if (strcmp(name, "nl") == 0) set_modes(!value, "icrnl onlcr");
  else if (strcmp(name, "tabs") == 0) set_modes(true, value ? "tab0" : "tab3");
  else if (strcmp(name, "ek") == 0 && value) settings.c_cc[VERASE] = 127, settings.c_cc[VKILL] = 21;
  else if (strcmp(name, "crt") == 0 && value) set_modes(true, "echoe echoctl echoke");
  else return false;
  return true;
}

// Settings that another argument belongs to; returns whether this is one.
static bool take_value(const char *name, const char *value) {
  for (int i = 0; i < KEYS; i++)
    if (strcmp(name, keys[i].name) == 0) return settings.c_cc[keys[i].place] = key_of(value), true;
  if (strcmp(name, "min") == 0) settings.c_cc[VMIN] = (cc_t)number(value);
  else if (strcmp(name, "time") == 0) settings.c_cc[VTIME] = (cc_t)number(value);
  else if (strcmp(name, "rows") == 0) size.ws_row = (unsigned short)number(value);
  else if (strcmp(name, "cols") == 0 || strcmp(name, "columns") == 0) size.ws_col = (unsigned short)number(value);
  else return false;
  return true;
}

static bool takes_value(const char *name) {
  static const char *const others[] = {"min", "time", "rows", "cols", "columns"};
  for (int i = 0; i < KEYS; i++)
    if (strcmp(name, keys[i].name) == 0) return true;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (strcmp(name, others[i]) == 0) return true;
  return false;
}

// Changes what the arguments say, in memory.
static void take_settings(int count, char **words) {
  for (int i = 0; i < count; i++) {
    if (takes_value(words[i])) {
      if (i + 1 == count) refuse_setting("missing argument to", words[i]);
      take_value(words[i], words[i + 1]);
      i++;
      continue;
    }
    bool value = words[i][0] != '-';
    const char *name = words[i] + !value;
    bool is_known = false;
    for (int j = 0; j < MODES; j++)
      if (strcmp(name, modes[j].name) == 0) set_mode(&modes[j], value), is_known = true;
    if (is_known || take_combination(name, value)) continue;
    if (strcmp(words[i], "size") == 0) printf("%d %d\n", size.ws_row, size.ws_col);
    else if (strcmp(words[i], "speed") == 0) printf("%lu\n", speed());
    else if (!take_saved(words[i])) refuse_setting("invalid argument", words[i]);
  }
}

static void read_settings(void) {
  if (tcgetattr(terminal, &settings) == 0) {
    ioctl(terminal, TIOCGWINSZ, &size);
    return;
  }
  fprintf(stderr, "stty: %s: %s\n", terminal_name, strerror(errno));
  exit(FAILURE);
}

// Options come first; a setting may begin with -, too.
static int read_options(int argc, char **argv, int *shown) {
  int i = 1;
  for (; i < argc && argv[i][0] == '-'; i++) {
    const char *word = argv[i];
    if (strcmp(word, "--help") == 0) show_help();
    if (strcmp(word, "-a") == 0 || strcmp(word, "--all") == 0) *shown = 'a';
    else if (strcmp(word, "-g") == 0 || strcmp(word, "--save") == 0) *shown = 'g';
    else if (strncmp(word, "-F", 2) == 0 || strncmp(word, "--file=", 7) == 0) {
      terminal_name = word[1] == '-' ? word + 7 : word[2] != 0 ? word + 2 : i + 1 < argc ? argv[++i] : "";
      terminal = open(terminal_name, O_RDONLY | O_NONBLOCK);
      if (terminal < 0) {
        complain(terminal_name);
        exit(FAILURE);
      }
    } else break;
  }
  return i;
}

int main(int argc, char **argv) {
  int shown = 0, first = read_options(argc, argv, &shown);
  if (shown != 0 && first < argc) fail(FAILURE, "when specifying an output style, modes may not be set", "");
  read_settings();
  if (shown == 'a') show_all();
  else if (shown == 'g') show_saved();
  else if (first == argc) show_changed();
  struct winsize old_size = size;
  struct termios old = settings;
  take_settings(argc - first, argv + first);
  if (memcmp(&old_size, &size, sizeof size) != 0) ioctl(terminal, TIOCSWINSZ, &size);
  if (memcmp(&old, &settings, sizeof settings) != 0 && tcsetattr(terminal, TCSADRAIN, &settings) < 0) {
    complain(terminal_name);
    return FAILURE;
  }
  return finish(0);
}
