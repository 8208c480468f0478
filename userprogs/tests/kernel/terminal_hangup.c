// What is left when one side of a terminal goes: SIGHUP, end of file and errors.
#include "terminal.h"

static pid_t start_session(void (*act)(void)) {
  pid_t child = start();
  if (child != 0) return child;
  REQUIRE(login_tty(slave) == 0);
  close(master);
  act();
  _exit(3);
}

static void wait_for_signal(void) {
  write(1, "ready\n", 6);
  for (;;) pause();
}

static void ignore_hangup(void) {
  signal(SIGHUP, SIG_IGN);
  char byte;
  write(1, "ready\n", 6);
  bool waits = read(0, &byte, 1) < 0 && errno == EIO;
  bool ends = read(0, &byte, 1) == 0;
  bool writes = write(1, "x", 1) < 0 && errno == EIO;
  struct termios settings;
  bool asks = tcgetattr(0, &settings) < 0 && errno == EIO;
  _exit(waits | ends << 1 | writes << 2 | asks << 3);
}

// The leader ends, and a child of it in the foreground is told.
static void leave_a_child(void) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    write(1, "ready\n", 6);
    close(ends[1]);
    for (;;) pause();
  }
  close(ends[1]);
  char byte;
  read(ends[0], &byte, 1);
  _exit(0);
}

int main(void) {
  printf("-- the master is closed\n");
  open_terminal();
  pid_t child = start_session(wait_for_signal);
  show_screen("screen", '\n');
  close(master);
  show_status("the leader", finish(child));
  close(slave);
  open_terminal();
  child = start_session(ignore_hangup);
  show_screen("screen", '\n');
  close(master);
  show_status("a leader that ignores it", finish(child));
  printf("poll: %#x\n", ready(slave, POLLIN | POLLOUT, 0));
  close(slave);

  printf("-- the leader ends\n");
  open_terminal();
  child = start_session(leave_a_child);
  close(slave);
  show_screen("screen", '\n');
  show_status("the leader", finish(child));
  char bytes[10];
  // Its child is killed by SIGHUP, and nobody has the terminal open then.
  show_bytes("read", bytes, read(master, bytes, sizeof bytes));
  printf("poll: %#x\n", ready(master, POLLIN, 0));
  close(master);

  printf("-- keys that are pressed while nobody is there\n");
  open_terminal();
  char path[64];
  REQUIRE(ptsname_r(master, path, sizeof path) == 0);
  close(slave);
  SHOW(write(master, "keys\n", 5));
  // That nobody is there can be told before the echo comes.
  while (!(ready(master, POLLIN, 0) & POLLIN)) usleep(1000);
  show_screen("screen", '\n');
  show_bytes("read", bytes, read(master, bytes, sizeof bytes));
  printf("poll: %#x\n", ready(master, POLLIN | POLLOUT, 0));
  REQUIRE((slave = open(path, O_RDWR | O_NOCTTY)) >= 0);
  show_line("line", sizeof bytes);
  close(slave);
  close(master);

  printf("-- nobody was there yet\n");
  int number = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
  show_bytes("read", bytes, read(number, bytes, sizeof bytes));
  char name[64];
  REQUIRE(ptsname_r(number, name, sizeof name) == 0);
  SHOW(open(name, O_RDWR | O_NOCTTY));
  REQUIRE(grantpt(number) == 0 && unlockpt(number) == 0);
  int other = open(name, O_RDWR | O_NOCTTY);
  REQUIRE(other >= 0);
  close(number);
  SHOW(open(name, O_RDWR | O_NOCTTY));
  show_bytes("read", bytes, read(other, bytes, sizeof bytes));
  SHOW(write(other, "x", 1));
  return 0;
}
