// What somebody who is not root may do, in directories and with files of every mode and owner.
#include "files.h"

#include <grp.h>
#include <sys/syscall.h>

enum { USER = 12345, GROUP = 23456, OTHER = 34567, ACTIONS = 37 };

static const struct timespec times[2] = {{1, 2}, {3, 4}};
static const struct timespec now[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};

static int close_if(int file) {
  if (file >= 0) close(file);
  return file >= 0 ? 0 : -1;
}

static long act(int action) {
  struct stat status;
  char target[10];
  switch (action) {
    case 0: return stat("t/f", &status);
    case 1: return access("t/f", R_OK);
    case 2: return access("t/f", W_OK);
    case 3: return access("t/f", X_OK);
    case 4: return close_if(open("t/f", O_RDONLY));
    case 5: return close_if(open("t/f", O_WRONLY));
    case 6: return close_if(open("t/f", O_RDWR | O_TRUNC));
    case 7: return close_if(open("t/f", O_RDONLY | O_TRUNC));
    case 8: return close_if(open("t/f", O_RDONLY | O_NOATIME));
    case 9: return close_if(open("t/f", 3));
    case 10: return close_if(open("t/f", O_RDWR | O_CREAT, 0600));
    case 11: return close_if(open("t/new", O_RDWR | O_CREAT, 0400));
    case 12: return close_if(open("t", O_RDONLY));
    case 13: return close_if(open("t", O_TMPFILE | O_RDWR, 0600));
    case 14: return close_if(open("t/f", O_PATH));
    case 15: return unlink("t/f");
    case 16: return rmdir("t/d");
    case 17: return mkdir("t/new", 02777);
    case 18: return rename("t/f", "t/new");
    case 19: return rename("t/f", "own/new");
    case 20: return rename("t/d", "own/new");
    case 21: return rename("own/mine", "t/f");
    case 22: return rename("own/mine", "t/new");
    case 23: return rename("own/dir", "t/new");
    case 24: return link("t/f", "own/new");
    case 25: return link("own/mine", "t/new");
    case 26: return chmod("t/f", 02755);
    case 27: return chmod("t/f", 04755);
    case 28: return chown("t/f", -1, GROUP);
    case 29: return chown("t/f", USER, -1);
    case 30: return chown("t/f", -1, OTHER);
    case 31: return utimensat(AT_FDCWD, "t/f", times, 0);
    case 32: return utimensat(AT_FDCWD, "t/f", now, 0);
    case 33: return truncate("t/f", 1);
    case 34: return chdir("t");
    case 35: return symlink("x", "t/new");
    case 36: return readlink("t/link", target, sizeof target);
  }
  return 0;
}

static void build(unsigned mode, int owner, unsigned file_mode, int file_owner) {
  REQUIRE(mkdir("t", 0755) == 0 && mkdir("own", 0755) == 0);
  put("t/f", "12345");
  REQUIRE(mkdir("t/d", 0755) == 0);
  REQUIRE(symlink("f", "t/link") == 0);
  put("own/mine", "me");
  REQUIRE(mkdir("own/dir", 0755) == 0);
  REQUIRE(chown("own", USER, USER) == 0 && chown("own/mine", USER, USER) == 0 && chown("own/dir", USER, USER) == 0);
  REQUIRE(chown("t/f", file_owner, file_owner == USER ? USER : GROUP) == 0 && chmod("t/f", file_mode) == 0);
  REQUIRE(chown("t/d", file_owner, 0) == 0);
  REQUIRE(chown("t", owner, OTHER) == 0 && chmod("t", mode) == 0);
}

static const unsigned modes[] = {0777, 01777, 02777, 0755, 0711, 0744, 0700, 0733, 0000};
static const unsigned file_modes[] = {0644, 0600, 0006, 0060, 06777, 04711, 02644};

int main(void) {
  if (getuid() != 0) return 0;
  enter("permission-matrix");
  chmod(".", 0755);
  int home = open(".", O_RDONLY);
  for (int m = 0; m < 9; m++) for (int owner = 0; owner < 2; owner++) for (int f = 0; f < 7; f++) for (int file_owner = 0; file_owner < 2; file_owner++) {
    if (m > 2 && f > 1) continue;
    printf("%o %d %o %d:", modes[m], owner, file_modes[f], file_owner);
    for (int action = 0; action < ACTIONS; action++) {
      static char before[4000], after[4000];
      before[0] = after[0] = 0;
      build(modes[m], owner ? USER : 0, file_modes[f], file_owner ? USER : 0);
      list(home, "", before, sizeof before);
      pid_t child = start();
      if (child == 0) {
        gid_t group = GROUP;
        REQUIRE(setgroups(1, &group) == 0 && setgid(USER) == 0 && setuid(USER) == 0);
        errno = 0;
        long result = act(action);
        printf(" %d=%s", action, result < 0 ? error_name(errno) : "ok");
        exit(0);
      }
      REQUIRE(finish(child) == 0);
      list(home, "", after, sizeof after);
      if (strcmp(before, after) != 0) printf(" [%s]", after);
      struct stat status;
      if (stat("t/new", &status) == 0) printf(" (%d %d)", (int)status.st_uid, (int)status.st_gid);
      empty(openat(home, ".", O_RDONLY));
    }
    puts("");
  }
  leave("permission-matrix");
}
