// Every call that takes a descriptor, with none: EBADF.
#include "show.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/uio.h>

int main(void) {
  static const int numbers[] = {-1, 1000, 0x7fffffff};
  char byte;
  struct iovec part = {&byte, 1};
  struct stat state;
  struct itimerspec timer = {{0, 0}, {0, 0}};
  for (int i = 0; i < 3; i++) {
    int bad = numbers[i];
    printf("%d\n", bad);
    SHOW(close(bad));
    SHOW(read(bad, &byte, 1));
    SHOW(read(bad, 0, 0));
    SHOW(write(bad, &byte, 1));
    SHOW(pread(bad, &byte, 1, 0));
    SHOW(pwrite(bad, &byte, 1, 0));
    SHOW(readv(bad, &part, 1));
    SHOW(writev(bad, &part, 1));
    SHOW(lseek(bad, 0, SEEK_SET));
    SHOW(dup(bad));
    SHOW(dup2(bad, 5));
    SHOW(fcntl(bad, F_GETFD));
    SHOW(ioctl(bad, FIONREAD, &byte));
    SHOW(fstat(bad, &state));
    SHOW(fsync(bad));
    SHOW(fdatasync(bad));
    SHOW(ftruncate(bad, 0));
    SHOW(fchmod(bad, 0600));
    SHOW(fchdir(bad));
    SHOW(epoll_ctl(bad, EPOLL_CTL_ADD, 0, 0) == -1);
    SHOW(timerfd_settime(bad, 0, &timer, 0));
    SHOW(sendfile(bad, 0, 0, 1));
    SHOW(splice(bad, 0, bad, 0, 1, 0));
    SHOW(tee(bad, bad, 1, 0));
    SHOW(listen(bad, 1));
    SHOW(accept(bad, 0, 0));
    SHOW(recv(bad, &byte, 1, 0));
    SHOW((long)mmap(0, 4096, PROT_READ, MAP_SHARED, bad, 0));
  }
}
