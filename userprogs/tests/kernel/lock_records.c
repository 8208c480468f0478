// fcntl locks: bytes of a file, by process: what is in the way, splitting and joining, waiting, deadlock, close.
#include "show.h"

#include <fcntl.h>

static int file;

static int lock(int command, int type, long start, long length) {
  struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
  return fcntl(file, command, &lock);
}

// What another process finds in the way of a write lock on each of the first 40 bytes.
static void show_locks(const char *when) {
  pid_t owner = getpid(), child = start();
  if (child == 0) {
    printf("%s: ", when);
    for (long byte = 0; byte < 40; byte++) {
      struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
      fcntl(file, F_GETLK, &lock);
      if (lock.l_type != F_UNLCK && lock.l_pid != owner) putchar('?');
      putchar(lock.l_type == F_UNLCK ? '.' : lock.l_type == F_RDLCK ? 'r' : 'w');
    }
    struct flock all = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    fcntl(file, F_GETLK, &all);
    if (all.l_type != F_UNLCK) printf(" first %d+%d", (int)all.l_start, (int)all.l_len);
    puts("");
    exit(0);
  }
  finish(child);
}

int main(void) {
  file = open("/tmp/ring3-lock-records", O_RDWR | O_CREAT | O_TRUNC, 0600);
  unlink("/tmp/ring3-lock-records");
  REQUIRE(ftruncate(file, 100) == 0);
  SHOW(lock(F_SETLK, F_WRLCK, 10, 10));
  show_locks("ten bytes");
  SHOW(lock(F_SETLK, F_UNLCK, 13, 3));
  show_locks("a hole");
  SHOW(lock(F_SETLK, F_RDLCK, 12, 6));
  show_locks("reading in the middle");
  SHOW(lock(F_SETLK, F_WRLCK, 12, 6));
  show_locks("writing again");
  SHOW(lock(F_SETLK, F_WRLCK, 30, 0));
  show_locks("to the end");
  lseek(file, 8, SEEK_SET);
  struct flock relative = {.l_type = F_UNLCK, .l_whence = SEEK_CUR, .l_start = 10, .l_len = -6};
  SHOW(fcntl(file, F_SETLK, &relative));
  show_locks("backwards from the place");
  SHOW(lock(F_SETLK, F_UNLCK, 0, 0));
  show_locks("none");
  SHOW(lock(F_SETLK, F_WRLCK, -1, 10));
  SHOW(lock(F_SETLK, 7, 0, 10));
  SHOW(lock(F_GETLK, F_UNLCK, 0, 10));
  SHOW(lock(F_SETLK, F_WRLCK, 5, -10));
  SHOW(fcntl(file, F_SETLK, (struct flock *)16));
  int reading = open("/dev/null", O_RDONLY);
  SHOW((relative = (struct flock){.l_type = F_WRLCK}, fcntl(reading, F_SETLK, &relative)));

  // The child waits for the parent's byte; then each waits for the other's, and the second to ask is refused.
  int go[2], back[2];
  char byte;
  REQUIRE(pipe(go) == 0 && pipe(back) == 0);
  SHOW(lock(F_SETLK, F_WRLCK, 0, 1));
  pid_t child = start();
  if (child == 0) {
    SHOW(lock(F_SETLK, F_WRLCK, 0, 1));
    SHOW(lock(F_SETLK, F_WRLCK, 1, 1));
    fflush(stdout);
    write(back[1], "x", 1);
    SHOW(lock(F_SETLKW, F_WRLCK, 0, 1));
    exit(0);
  }
  read(back[0], &byte, 1);
  usleep(50000);
  SHOW(lock(F_SETLKW, F_WRLCK, 1, 1));
  fflush(stdout);
  REQUIRE(lock(F_SETLK, F_UNLCK, 0, 1) == 0);
  show_status("child", finish(child));
  SHOW(lock(F_SETLK, F_WRLCK, 0, 2));

  // Any close takes the locks; those of an open file stay until its last descriptor goes.
  int copy = dup(file);
  close(copy);
  show_locks("after a close of a copy");
  struct flock own = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 3, .l_len = 2};
  SHOW(fcntl(file, F_OFD_SETLK, &own));
  close(dup(file));
  SHOW(lock(F_SETLK, F_WRLCK, 0, 10));
  own.l_pid = 1;
  SHOW(fcntl(file, F_OFD_SETLK, &own));
}
