// opendir, readdir, scandir, rewinddir, glob and realpath in a folder of its own.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void make_file(const char *path) { close(open(path, O_WRONLY | O_CREAT, 0644)); }

static int count_names(DIR *directory) {
  int count = 0;
  while (readdir(directory) != 0) count++;
  return count;
}

static int no_dots(const struct dirent *entry) { return entry->d_name[0] != '.'; }

static void show_glob(const char *pattern, int flags) {
  glob_t found = {0};
  int result = glob(pattern, flags, 0, &found);
  printf("%s %d: %d", pattern, flags, result);
  for (size_t i = 0; result == 0 && i < found.gl_pathc; i++) printf(" %s", found.gl_pathv[i]);
  putchar('\n');
  if (result == 0) globfree(&found);
}

static void show_real(const char *folder, const char *path) {
  char *real = realpath(path, 0);
  size_t length = strlen(folder);
  if (real == 0) printf("%s: error %d\n", path, errno);
  else printf("%s = %s\n", path, strncmp(real, folder, length) == 0 ? real + length : real);
  free(real);
}

int main(void) {
  char template[] = "/tmp/ring3-lib-XXXXXX", folder[PATH_MAX];
  if (mkdtemp(template) == 0 || chdir(template) < 0 || getcwd(folder, sizeof folder) == 0) return 1;
  mkdir("sub", 0755), mkdir("sub/deep", 0755), mkdir("other", 0755);
  make_file("b.c"), make_file("a.c"), make_file("x.h"), make_file(".hidden"), make_file("sub/1"),
    make_file("other/2");
  make_file("sub/deep/3"), make_file("star*"), symlink("sub", "link"), symlink("loop", "loop"),
    symlink("none", "broken");
  symlink("../a.c", "sub/up");

  DIR *directory = opendir(".");
  printf("%d names, ", count_names(directory));
  rewinddir(directory);
  printf("%d again, descriptor %s\n", count_names(directory), dirfd(directory) >= 0 ? "ok" : "none");
  closedir(directory);
  printf("opendir none: %s\n", opendir("none") == 0 ? strerror(errno) : "ok");
  printf("opendir file: %s\n", opendir("a.c") == 0 ? strerror(errno) : "ok");
  struct dirent **names;
  int count = scandir(".", &names, no_dots, alphasort);
  for (int i = 0; i < count; i++) {
    printf("%s%s", names[i]->d_name, i + 1 == count ? "\n" : " ");
    free(names[i]);
  }
  free(names);

  static const char *const patterns[] =
    {"*.c", "*", ".*n", "*/*", "sub/*", "*/[0-9]", "s*/d*/*", "none*", "b.c", "no-file",
                                         "star\\*", "[ab].c", "sub", "*b", "./*.h", "link/*"};
  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
    show_glob(patterns[i], 0);
    show_glob(patterns[i], GLOB_MARK | GLOB_NOCHECK);
  }
  glob_t found = {.gl_offs = 2};
  glob("*.h", GLOB_DOOFFS, 0, &found);
  glob("*.c", GLOB_DOOFFS | GLOB_APPEND, 0, &found);
  for (size_t i = 0; i < found.gl_pathc + 2; i++)
    printf("%s ", found.gl_pathv[i] == 0 ? "-" : found.gl_pathv[i]);
  putchar('\n');
  globfree(&found);

  static const char *const paths[] =
    {".", "sub/../a.c", "link/1", "link/..", "sub//deep/./3", "loop", "broken", "a.c/x", "/",
                                      "/..", "sub/deep/../../other/2", "sub/up",
    "sub/up/", "link/up", ""};
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) show_real(folder, paths[i]);
  static const char *const all[] =
    {"b.c", "a.c", "x.h", ".hidden", "sub/1", "other/2", "sub/deep/3", "star*", "link", "loop", "sub/up",
                                    "broken"};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) unlink(all[i]);
  rmdir("sub/deep"), rmdir("sub"), rmdir("other");
  printf("removed: %d\n", rmdir(folder));
}
