// fallocate, statx, statfs, and what a file's place means to devices; epoll_pwait2 with its time in nanoseconds.
#include "show.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <sys/statfs.h>

static void show_file(const char *what, int file) {
  struct statx status;
  char bytes[64];
  REQUIRE(statx(file, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &status) == 0);
  memset(bytes, '#', sizeof bytes);
  int count = pread(file, bytes, 20, 0);
  for (int i = 0; i < count; i++) bytes[i] = bytes[i] == 0 ? '.' : bytes[i];
  printf("%s: %d bytes, %.*s, type %o, links %u\n", what, (int)status.stx_size, count, bytes,
         (unsigned)status.stx_mode & S_IFMT, status.stx_nlink);
}

int main(void) {
  const char *path = "/tmp/ring3-file-room";
  int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600), ends[2];
  REQUIRE(pipe(ends) == 0 && write(file, "abcdefghij", 10) == 10);
  SHOW(fallocate(file, 0, 5, 10));
  show_file("longer", file);
  SHOW(fallocate(file, FALLOC_FL_KEEP_SIZE, 0, 1000));
  show_file("as long", file);
  SHOW(fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 2, 3));
  show_file("a hole", file);
  SHOW(fallocate(file, FALLOC_FL_PUNCH_HOLE, 2, 3));
  SHOW(fallocate(file, 0, -1, 3));
  SHOW(fallocate(file, 0, 1, 0));
  SHOW(fallocate(ends[1], 0, 0, 10));
  SHOW(fallocate(1000, 0, 0, 10));
  SHOW(fallocate(open(path, O_RDONLY), 0, 0, 10));
  SHOW(posix_fallocate(file, 0, 30));
  show_file("by POSIX", file);
  SHOW(ftruncate(file, 4));
  show_file("shorter", file);
  SHOW(truncate(path, 6));
  show_file("and longer", file);
  SHOW(ftruncate(ends[1], 0));
  SHOW(truncate("/tmp", 0));
  SHOW(truncate("/tmp/ring3-no-such-file", 0));
  struct statfs system;
  SHOW(statfs("/tmp", &system));
  printf("blocks of a page: %d, names of %d, some free: %d\n", (int)system.f_bsize, (int)system.f_namelen,
         system.f_bfree > 0);
  SHOW(fstatfs(ends[0], &system));
  printf("a pipe: %lx\n", (long)system.f_type);
  SHOW(statfs("/tmp/ring3-no-such-file", &system));
  SHOW(fsync(file));
  SHOW(fdatasync(ends[0]));
  SHOW(fsync(1000));
  unlink(path);
  show_file("without a name", file);
  int set = epoll_create1(0), counter = eventfd(1, 0);
  struct epoll_event event = {.events = EPOLLIN}, got;
  struct timespec limit = {0, 1500};
  SHOW(epoll_pwait2(set, &got, 1, &limit, 0));
  REQUIRE(epoll_ctl(set, EPOLL_CTL_ADD, counter, &event) == 0);
  SHOW(epoll_pwait2(set, &got, 1, 0, 0));
  limit.tv_nsec = -1;
  SHOW(epoll_pwait2(set, &got, 1, &limit, 0));
}
