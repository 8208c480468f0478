// openat2: how far a path may lead, and arguments that it refuses.
#include "files.h"

#include <stdint.h>
#include <sys/syscall.h>

struct how {
  uint64_t flags, mode, resolve, extra;
};

static const char *paths[] = {
  "f", "d", "d/f", "d/..", "d/../f", "d/../../x", "..", "../base", "/", "/dev", "/dev/null", "up", "up/f", "absolute",
  "absolute/null", "inner", "inner/f", "tolink", "d/up2", "d/up2/f", ".", "missing", "loop", "d/../..", "rootlink",
  "tof",
};

static void call(int base, const char *path, uint64_t flags, uint64_t mode, uint64_t resolve, size_t size) {
  struct how how = {flags, mode, resolve, 0};
  errno = 0;
  long file = syscall(SYS_openat2, base, path, &how, size);
  printf(" %s", file < 0 ? error_name(errno) : "ok");
  if (file >= 0) {
    struct stat status;
    fstat((int)file, &status);
    printf("%c", S_ISDIR(status.st_mode) ? '/' : S_ISREG(status.st_mode) ? '.' : S_ISLNK(status.st_mode) ? '@' : '?');
    close((int)file);
  }
}

int main(void) {
  enter("openat2");
  put("x", "x");
  mkdir("base", 0755);
  put("base/f", "f");
  mkdir("base/d", 0755);
  put("base/d/f", "f");
  symlink("..", "base/up");
  symlink("/dev", "base/absolute");
  symlink("d", "base/inner");
  symlink("inner/f", "base/tolink");
  symlink("../..", "base/d/up2");
  symlink("loop", "base/loop");
  symlink("/f", "base/rootlink");
  symlink("f", "base/tof");
  int base = open("base", O_PATH);
  for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
    printf("%s:", paths[i]);
    for (int resolve = 0; resolve < 32; resolve++) {
      // Where the root is on another file system, only that differs.
      if ((resolve & 1) && (paths[i][0] == '/' || strncmp(paths[i], "abs", 3) == 0 || strncmp(paths[i], "root", 4) == 0)) continue;
      call(base, paths[i], O_PATH, 0, (uint64_t)resolve, 24);
    }
    call(base, paths[i], O_PATH | O_NOFOLLOW, 0, 4, 24);
    call(base, paths[i], O_RDONLY, 0, 8, 24);
    puts("");
  }
  printf("arguments:");
  call(base, "f", O_RDONLY, 0, 0, 8);
  call(base, "f", O_RDONLY, 0, 0, 0);
  call(base, "f", O_RDONLY, 0, 0, 32);
  call(base, "f", O_RDONLY, 0, 0, 5000);
  call(base, "f", O_RDONLY, 0644, 0, 24);
  call(base, "f", O_RDONLY | O_CREAT, 010644, 0, 24);
  call(base, "f", O_RDONLY | O_CREAT, 0644, 0, 24);
  call(base, "f", O_RDONLY, 0, 64, 24);
  call(base, "f", 1ull << 40, 0, 0, 24);
  call(base, "f", 1u << 30, 0, 0, 24);
  call(base, "f", O_PATH | O_RDWR, 0, 0, 24);
  call(base, "f", O_PATH | O_TRUNC, 0, 0, 24);
  call(base, "n1", O_WRONLY | O_CREAT, 0600, 8, 24);
  call(base, "../n2", O_WRONLY | O_CREAT, 0600, 8, 24);
  call(base, "up/n2", O_WRONLY | O_CREAT, 0600, 8, 24);
  call(base, "n3", O_WRONLY | O_CREAT, 0600, 32, 24);
  struct how more = {O_RDONLY, 0, 0, 1};
  puts("");
  SHOW(syscall(SYS_openat2, base, "f", &more, sizeof more));
  SHOW(syscall(SYS_openat2, 99, "f", &more, 24));
  SHOW(syscall(SYS_openat2, base, "f", (void *)8, 24));
  leave("openat2");
}
