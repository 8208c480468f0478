// Calls on paths of every kind: with slashes at the end, over links, over the root, too long; and what they change.
#include "files.h"

#include <stdbool.h>
#include <sys/syscall.h>
#include <sys/vfs.h>

static char long_name[300], too_long_name[300], long_path[5000], too_long_path[5000];

static const char *paths[] = {
  "", ".", "..", "/", "f", "f/", "f/x", "f/..", "./f", "d", "d/", "d//", "d/.", "d/..", "d/new", "d/new/", "e", "e/",
  "lf", "lf/", "ld", "ld/", "ld/.", "ld/in", "dangling", "dangling/", "dangling2", "loop", "loop/", "loop/x", "missing",
  "missing/", "missing/x", "missing/.", "../matrix/f", "lroot", "lroot/dev", long_name, too_long_name, long_path,
  too_long_path,
};

static void build(void) {
  put("f", "12345");
  mkdir("d", 0755);
  mkdir("e", 0755);
  put("e/in", "x");
  symlink("f", "lf");
  symlink("e", "ld");
  symlink("nowhere", "dangling");
  symlink("nowhere/", "dangling2");
  symlink("loop", "loop");
  symlink("/", "lroot");
}

static int close_if(int file) {
  if (file >= 0) close(file);
  return file >= 0 ? 0 : -1;
}

static char target[100];
static struct stat status;
static struct statfs system_status;
static const struct timespec times[2] = {{1, 2}, {3, 4}};

enum { ACTIONS = 47 };

static long act(int action, const char *p) {
  switch (action) {
    case 0: return stat(p, &status);
    case 1: return lstat(p, &status);
    case 2: return access(p, F_OK);
    case 3: return syscall(SYS_faccessat2, AT_FDCWD, p, F_OK, AT_SYMLINK_NOFOLLOW);
    case 4: return close_if(open(p, O_RDONLY));
    case 5: return close_if(open(p, O_WRONLY));
    case 6: return close_if(open(p, O_RDWR | O_CREAT, 0640));
    case 7: return close_if(open(p, O_RDONLY | O_CREAT | O_EXCL, 0640));
    case 8: return close_if(open(p, O_RDONLY | O_DIRECTORY));
    case 9: return close_if(open(p, O_RDONLY | O_NOFOLLOW));
    case 10: return close_if(open(p, O_RDONLY | O_NOFOLLOW | O_CREAT, 0640));
    case 11: return close_if(open(p, O_PATH));
    case 12: return close_if(open(p, O_PATH | O_NOFOLLOW));
    case 13: return close_if(open(p, O_PATH | O_NOFOLLOW | O_DIRECTORY));
    case 14: return close_if(open(p, O_TMPFILE | O_RDWR, 0600));
    case 15: return close_if(open(p, O_TMPFILE | O_RDONLY, 0600));
    case 16: return close_if(open(p, O_RDONLY | O_TRUNC));
    case 17: return close_if(open(p, 3));
    case 18: return mkdir(p, 0750);
    case 19: return rmdir(p);
    case 20: return unlink(p);
    case 21: return mkfifo(p, 0640);
    case 22: return symlink("f", p);
    case 23: return link(p, "zz");
    case 24: return linkat(AT_FDCWD, p, AT_FDCWD, "zz", AT_SYMLINK_FOLLOW);
    case 25: return link("f", p);
    case 26: return readlink(p, target, sizeof target);
    case 27: return rename(p, "zz");
    case 28: return rename(p, "zz/");
    case 29: return rename("f", p);
    case 30: return rename("d", p);
    case 31: return rename("e", p);
    case 32: return rename("lf", p);
    case 33: return syscall(SYS_renameat2, AT_FDCWD, "f", AT_FDCWD, p, 1);
    case 34: return syscall(SYS_renameat2, AT_FDCWD, "f", AT_FDCWD, p, 2);
    case 35: return syscall(SYS_renameat2, AT_FDCWD, p, AT_FDCWD, "e", 2);
    case 36: return truncate(p, 2);
    case 37: return chmod(p, 0700);
    case 38: return fchownat(AT_FDCWD, p, 0, 0, AT_SYMLINK_NOFOLLOW);
    case 39: return utimensat(AT_FDCWD, p, times, 0);
    case 40: return utimensat(AT_FDCWD, p, times, AT_SYMLINK_NOFOLLOW);
    case 41: return statfs(p, &system_status);
    case 42: return chdir(p);
    case 43: return linkat(AT_FDCWD, p, AT_FDCWD, "zz", AT_EMPTY_PATH);
    case 44: return fstatat(AT_FDCWD, p, &status, AT_EMPTY_PATH);
    case 45: return mknod(p, S_IFREG | 0600, 0);
    case 46: return open(p, O_CREAT | O_DIRECTORY | O_RDONLY, 0600);
  }
  return 0;
}

int main(void) {
  enter("matrix");
  int home = open(".", O_RDONLY);
  memset(long_name, 'n', 255);
  memset(too_long_name, 'n', 256);
  for (int i = 0; i < 4092; i += 2) strcat(long_path, "./");
  strcpy(too_long_path, long_path);
  strcat(long_path, "d/.");
  strcat(too_long_path, "d/..");
  for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
    printf("%.20s:", paths[i]);
    for (int action = 0; action < ACTIONS; action++) {
      static char before[4000], after[4000];
      // Nothing is done to the root and the directory above that could change it; and where the root is on another
      // file system, moving things there is another error.
      bool isRoot = strcmp(paths[i], "/") == 0 || strcmp(paths[i], "lroot") == 0;
      bool isAbove = strcmp(paths[i], "..") == 0;
      if (isRoot && (action == 14 || action >= 23)) continue;
      if (isAbove && (action == 37 || action == 39 || action == 40)) continue;
      if (strcmp(paths[i], "lroot/dev") == 0 && action >= 14) continue;
      build();
      before[0] = after[0] = 0;
      list(home, "", before, sizeof before);
      errno = 0;
      long result = act(action, paths[i]);
      int error = errno;
      REQUIRE(fchdir(home) == 0);
      list(home, "", after, sizeof after);
      printf(" %d=%s", action, result < 0 ? error_name(error) : "ok");
      if (result > 0) printf("(%ld)", result);
      if (strcmp(before, after) != 0) printf(" [%s]", after);
      empty(openat(home, ".", O_RDONLY));
    }
    puts("");
  }
  leave("matrix");
}
