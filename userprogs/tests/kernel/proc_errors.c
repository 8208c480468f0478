// What cannot be done in /proc.
#include "show.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statfs.h>

int main(void) {
  struct stat status;
  struct statfs system;
  char text[64];
  SHOW(open("/proc/4194305", O_RDONLY));
  SHOW(open("/proc/self/nothing", O_RDONLY));
  SHOW(open("/proc/self/stat/x", O_RDONLY));
  SHOW(open("/proc/new", O_RDWR | O_CREAT, 0600));
  SHOW(mkdir("/proc/new", 0700));
  SHOW(symlink("x", "/proc/self/new"));
  SHOW(unlink("/proc/self/stat"));
  SHOW(unlink("/proc/version"));
  SHOW(rmdir("/proc/self/task"));
  SHOW(rename("/proc/version", "/proc/vision"));
  SHOW(rmdir("/proc"));
  SHOW(chmod("/proc/self/stat", 0777));
  SHOW(readlink("/proc/version", text, sizeof text));
  SHOW(open("/proc/self", O_WRONLY));
  SHOW(open("/proc/self/exe", O_RDONLY | O_NOFOLLOW));
  int file = open("/proc/self/stat", O_RDONLY);
  SHOW(write(file, "x", 1));
  SHOW(ftruncate(file, 0));
  SHOW(lseek(file, 5, SEEK_SET));
  SHOW(lseek(file, 0, SEEK_SET));
  SHOW(read(file, (void *)8, 10));
  SHOW(read(open("/proc/self/task", O_RDONLY | O_DIRECTORY), text, 1));
  SHOW(stat("/proc/self/stat", &status));
  printf("size %ld, mode %o, links %ld\n", (long)status.st_size, status.st_mode, (long)status.st_nlink);
  SHOW(stat("/proc/self/fd", &status));
  printf("mode %o\n", status.st_mode);
  SHOW(stat("/proc/self/environ", &status));
  printf("mode %o\n", status.st_mode);
  SHOW(stat("/proc/uptime", &status));
  printf("mode %o, mine %d\n", status.st_mode, status.st_uid == 0);
  SHOW(lstat("/proc/self", &status));
  printf("mode %o\n", status.st_mode);
  SHOW(statfs("/proc", &system));
  printf("type %lx\n", (unsigned long)system.f_type);
  // A text is made whole: read in pieces it is the same.
  char whole[1024], pieces[1024];
  file = open("/proc/self/limits", O_RDONLY);
  ssize_t length = read(file, whole, sizeof whole);
  lseek(file, 0, SEEK_SET);
  ssize_t count = 0;
  while (count < length && read(file, pieces + count, 1) == 1) count++;
  printf("the same in pieces %d\n", length > 100 && count == length && memcmp(whole, pieces, length) == 0);
}
