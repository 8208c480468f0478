// rename from everything to everything, with every flag; and who is in the way.
#include "files.h"

#include <sys/syscall.h>

static const char *names[] = {"f", "hard", "g", "d", "d/in", "d/sub", "d/sub/deep", "e", "link", "fifo", "missing", "d/missing"};

static void build(void) {
  put("f", "12345");
  link("f", "hard");
  put("g", "g");
  mkdir("d", 0755);
  put("d/in", "x");
  mkdir("d/sub", 0755);
  mkdir("d/sub/deep", 0755);
  mkdir("e", 0755);
  symlink("f", "link");
  mkfifo("fifo", 0644);
}

int main(void) {
  enter("rename-matrix");
  int home = open(".", O_RDONLY);
  int count = sizeof names / sizeof names[0];
  for (int from = 0; from < count; from++) for (int to = 0; to < count; to++) for (int flags = 0; flags < 5; flags++) {
    static char after[4000];
    build();
    after[0] = 0;
    long result = syscall(SYS_renameat2, AT_FDCWD, names[from], AT_FDCWD, names[to], flags == 4 ? 16 : flags);
    int error = errno;
    list(home, "", after, sizeof after);
    printf("%s -> %s (%d): %s", names[from], names[to], flags, result < 0 ? error_name(error) : after);
    struct stat status;
    if (stat("d/sub", &status) == 0) printf(" links of d/sub %d", (int)status.st_nlink);
    if (stat(".", &status) == 0) printf(" of here %d", (int)status.st_nlink);
    puts("");
    empty(openat(home, ".", O_RDONLY));
  }
  leave("rename-matrix");
}
