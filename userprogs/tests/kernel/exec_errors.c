// What exec refuses, and that the caller lives on afterwards.
#include "show.h"

#include <fcntl.h>
#include <sys/stat.h>

static void try(const char *path) {
  char *list[] = {"x", 0}, *none[] = {0};
  errno = 0;
  int result = execve(path, list, none);
  printf("%.40s: %d, %s\n", path, result, error_name(errno));
}

static void file(const char *path, const char *bytes, size_t length, int mode) {
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0700);
  REQUIRE(write(file, bytes, length) == (ssize_t)length);
  fchmod(file, mode);
  close(file);
}

int main(void) {
  char *list[] = {"x", 0}, *none[] = {0};
  static char name[5000];
  memset(name, 'a', sizeof name - 1);
  name[0] = '/';
  mkdir("/tmp/ring3-exec", 0700);
  file("/tmp/ring3-exec/garbage", "this is no program", 18, 0700);
  file("/tmp/ring3-exec/empty", "", 0, 0700);
  file("/tmp/ring3-exec/half", "\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0", 18, 0700);
  file("/tmp/ring3-exec/not-executable", "\177ELF\2\1\1", 7, 0600);
  file("/tmp/ring3-exec/script-of-none", "#!/tmp/ring3-exec/absent\n", 25, 0700);
  file("/tmp/ring3-exec/script-of-no-name", "#!  \n", 5, 0700);
  file("/tmp/ring3-exec/script-of-itself", "#!/tmp/ring3-exec/script-of-itself\n", 35, 0700);
  try("/tmp/ring3-exec/garbage");
  try("/tmp/ring3-exec/empty");
  try("/tmp/ring3-exec/half");
  try("/tmp/ring3-exec/not-executable");
  try("/tmp/ring3-exec/script-of-none");
  try("/tmp/ring3-exec/script-of-no-name");
  try("/tmp/ring3-exec/script-of-itself");
  try("/tmp/ring3-exec");
  try("/tmp/ring3-exec/absent");
  try("/tmp/ring3-exec/garbage/x");
  try("");
  try(name);
  SHOW(execve((char *)16, list, none));
  static const char *files[] = {"garbage", "empty", "half", "not-executable", "script-of-none", "script-of-no-name",
                                "script-of-itself"};
  for (int i = 0; i < 7; i++) {
    sprintf(name, "/tmp/ring3-exec/%s", files[i]);
    unlink(name);
  }
  SHOW(rmdir("/tmp/ring3-exec"));
}
