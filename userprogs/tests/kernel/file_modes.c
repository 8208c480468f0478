// umask, chmod, stat: what a new file's mode is, and the kinds of files.
#include "show.h"

#include <fcntl.h>
#include <sys/stat.h>

static void mode(const char *path) {
  struct stat state;
  if (stat(path, &state) != 0) printf("%s: %s\n", path, error_name(errno));
  else printf("%s: %o, size %d, links %d\n", path, state.st_mode, (int)state.st_size, (int)state.st_nlink);
}

int main(void) {
  struct stat state;
  const char *path = "/tmp/ring3-file-modes", *folder = "/tmp/ring3-folder-modes";
  unlink(path);
  rmdir(folder);
  umask(027);
  int file = open(path, O_RDWR | O_CREAT, 0666);
  mode(path);
  SHOW(chmod("/tmp/ring3-file-modes", 0640));
  SHOW(fchmod(file, 04751));
  mode(path);
  SHOW(mkdir("/tmp/ring3-folder-modes", 0777));
  stat(folder, &state);
  printf("the folder: %o\n", state.st_mode);
  SHOW(umask(022) == 027);
  pid_t child = start();
  if (child == 0) _exit(umask(0));
  show_status("a child has our mask: it", finish(child));
  SHOW(umask(022) == 022);
  SHOW(fstat(file, &state));
  printf("ours: %d %d, on the same device as its folder: %d\n", state.st_uid == geteuid(), state.st_gid == getegid(),
         state.st_dev != 0);
  SHOW(fstat(1000, &state));
  SHOW(stat("/tmp/ring3-file-modes/x", &state));
  SHOW(stat("/tmp/ring3-absent", &state));
  SHOW(stat((char *)16, &state));
  SHOW(stat("/tmp", (struct stat *)16));
  SHOW(chmod("/tmp/ring3-absent", 0600));
  SHOW(stat("/dev/null", &state));
  printf("a device: %d\n", S_ISCHR(state.st_mode));
  SHOW(write(file, "12345", 5));
  struct stat after;
  SHOW(fstat(file, &after));
  printf("blocks of 512: %d, block size is sane: %d\n", after.st_blocks >= 0, after.st_blksize >= 512);
  unlink(path);
  rmdir(folder);
}
