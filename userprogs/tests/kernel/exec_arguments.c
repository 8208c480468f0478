// execve hands over arguments and environment, byte for byte, and keeps the process: its pid, parent and folder.
#include "show.h"

#include <sys/auxv.h>

extern char **environ;

// Prints a text so that bytes which are no ASCII can be told from each other.
static void show_text(const char *text) {
  putchar('<');
  for (; *text; text++) {
    if ((unsigned char)*text < 128) putchar(*text);
    else printf("\\x%02x", (unsigned char)*text);
  }
  putchar('>');
}

static void tell(int count, char **arguments) {
  printf("%d arguments:", count);
  for (int i = 0; i < count; i++) putchar(' '), show_text(arguments[i]);
  printf(", and then 0: %d\n", arguments[count] == 0);
  for (char **variable = environ; *variable; variable++)
    if (strncmp(*variable, "PID=", 4) != 0) printf("environment "), show_text(*variable), putchar('\n');
  char folder[64];
  printf("in %s, the pid is the one before: %d\n", getcwd(folder, sizeof folder), atoi(getenv("PID")) == getpid());
}

int main(int count, char **arguments) {
  if (count > 1) {
    tell(count, arguments);
    return count;
  }
  const char *self = (const char *)getauxval(AT_EXECFN);
  char *lists[][5] = {{"zero", "one", 0}, {"zero", "", "with space", "Ünïcode\n", 0}, {"", "x", 0},
                      {"zero", "\xff\xfe", "\xc3", "\xed\xa0\x80", 0}};
  for (int i = 0; i < 4; i++) {
    pid_t child = start();
    if (child == 0) {
      char pid[32];
      sprintf(pid, "PID=%d", getpid());
      char *environment[] = {pid, "A=b=c", "EMPTY=", "NOT\x80TEXT=\xc0\xaf", 0};
      REQUIRE(self[0] != '/' || chdir("/tmp") == 0);
      execve(self, lists[i], environment);
      _exit(126);
    }
    show_status("child", finish(child));
  }
}
