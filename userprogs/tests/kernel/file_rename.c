// Names: link, rename, unlink, mkdir, rmdir, symlink: what they do to the same file, and errors.
#include "show.h"

#include <fcntl.h>
#include <sys/stat.h>

static void names(void) {
  struct stat state;
  static const char *all[] = {"a", "b", "c", "d", "d/a", "s"};
  for (int i = 0; i < 6; i++) {
    if (lstat(all[i], &state) != 0) continue;
    printf(" %s%s", all[i], S_ISDIR(state.st_mode) ? "/" : S_ISLNK(state.st_mode) ? "@" : "");
    if (S_ISREG(state.st_mode)) printf("(%d)", (int)state.st_nlink);
  }
  puts("");
}

int main(void) {
  char target[32] = "";
  mkdir("/tmp/ring3-file-rename", 0700);
  REQUIRE(chdir("/tmp/ring3-file-rename") == 0);
  int file = open("a", O_RDWR | O_CREAT, 0600);
  REQUIRE(write(file, "A", 1) == 1);
  SHOW(link("a", "b"));
  SHOW(link("a", "b"));
  names();
  SHOW(rename("b", "c"));
  names();
  SHOW(rename("absent", "c"));
  SHOW(mkdir("d", 0700));
  SHOW(mkdir("d", 0700));
  SHOW(rename("c", "d/a"));
  names();
  SHOW(rmdir("d"));
  SHOW(unlink("d"));
  SHOW(rmdir("a"));
  SHOW(rename("d", "a"));
  SHOW(rename("a", "d"));
  SHOW(rename("d", "d/d"));
  SHOW(symlink("a", "s"));
  SHOW(symlink("a", "s"));
  SHOW(readlink("s", target, sizeof target));
  puts(target);
  SHOW(readlink("a", target, sizeof target));
  struct stat by_name, by_link;
  SHOW(stat("a", &by_name));
  SHOW(stat("s", &by_link));
  printf("the same file: %d\n", by_name.st_ino == by_link.st_ino);
  SHOW(unlink("a"));
  SHOW(stat("s", &by_link));
  SHOW(symlink("loop", "loop"));
  SHOW(open("loop", O_RDONLY));
  names();
  SHOW(unlink("loop"));
  SHOW(unlink("s"));
  SHOW(unlink("d/a"));
  SHOW(rmdir("d"));
  SHOW(fstat(file, &by_name));
  printf("links %d\n", (int)by_name.st_nlink);
  SHOW(access("a", F_OK));
  SHOW(access(".", R_OK | X_OK));
  SHOW(chdir("absent"));
  SHOW(chdir("/"));
  SHOW(rmdir("/tmp/ring3-file-rename"));
}
