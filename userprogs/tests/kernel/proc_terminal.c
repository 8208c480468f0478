// What /proc/PID/stat says of the terminal: its device, and the group in its foreground.
#include "show.h"

#include <fcntl.h>
#include <pty.h>

// The terminal's device and the foreground group of this process, from its stat.
static void say(const char *who) {
  char text[1024];
  int file = open("/proc/self/stat", O_RDONLY);
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  text[count > 0 ? count : 0] = 0;
  int parent, group, session, terminal, foreground;
  char *end = strrchr(text, ')');
  if (end == 0 || sscanf(end + 3, " %d %d %d %d %d", &parent, &group, &session, &terminal, &foreground) != 5) return;
  printf("%s: major %d, in the foreground %d, nobody there %d\n", who, terminal >> 8 & 0xfff, foreground == getpgrp(),
         foreground == -1);
  fflush(stdout);
}

int main(void) {
  setvbuf(stdout, 0, _IONBF, 0);
  int output = dup(1), master;
  pid_t child = forkpty(&master, 0, 0, 0);
  if (child == 0) {
    dup2(output, 1);
    say("the leader of a terminal's session");
    pid_t background = fork();
    if (background == 0) {
      setpgid(0, 0);
      say("in the background");
      _exit(0);
    }
    waitpid(background, 0, 0);
    setpgid(0, 0);
    pid_t daemon = fork();
    if (daemon == 0) {
      setsid();
      say("without a terminal");
      _exit(0);
    }
    waitpid(daemon, 0, 0);
    _exit(0);
  }
  waitpid(child, 0, 0);
  return 0;
}
