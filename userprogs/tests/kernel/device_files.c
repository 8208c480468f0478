// /dev/null, zero, full, random and urandom: what reading, writing, seeking, poll and epoll make of them.
#include "show.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

int main(void) {
  const char *paths[] = {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"};
  char bytes[64], others[64];
  for (int i = 0; i < 5; i++) {
    int file = open(paths[i], O_RDWR), zeros = 0;
    struct stat status;
    puts(paths[i]);
    REQUIRE(file >= 0 && fstat(file, &status) == 0);
    printf("a character device: %d, %d:%d\n", S_ISCHR(status.st_mode), (int)major(status.st_rdev),
           (int)minor(status.st_rdev));
    memset(bytes, 1, sizeof bytes);
    SHOW(read(file, bytes, sizeof bytes));
    for (int j = 0; j < 64; j++) zeros += bytes[j] == 0;
    printf("all zero: %d\n", zeros == 64);
    if (i >= 3) printf("other bytes the next time: %d\n", read(file, others, 64) == 64 && memcmp(bytes, others, 64) != 0);
    SHOW(write(file, bytes, sizeof bytes));
    SHOW(write(file, bytes, 0));
    SHOW(lseek(file, 100, SEEK_SET));
    SHOW(pread(file, bytes, 8, 1000));
    struct pollfd polled = {file, POLLIN | POLLOUT, 0};
    SHOW(poll(&polled, 1, 0));
    if (i < 3) printf("%x\n", polled.revents);
    struct epoll_event event = {.events = EPOLLIN};
    SHOW(epoll_ctl(epoll_create1(0), EPOLL_CTL_ADD, file, &event));
    SHOW(ftruncate(file, 0));
    SHOW_OK(open(paths[i], O_WRONLY | O_TRUNC | O_CREAT, 0600));
    SHOW(open(paths[i], O_DIRECTORY));
  }
}
