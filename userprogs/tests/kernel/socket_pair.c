// A socket pair talks both ways; shutdown closes one way; the other end's close is an end, or EPIPE.
#include "show.h"

#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>

int main(void) {
  int pair[2], value = -1;
  socklen_t length = sizeof value;
  char bytes[32] = "";
  signal(SIGPIPE, SIG_IGN);
  SHOW(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
  SHOW(write(pair[0], "there", 5));
  SHOW(write(pair[1], "and back", 8));
  SHOW(ioctl(pair[1], FIONREAD, &value));
  printf("%d waiting\n", value);
  SHOW(read(pair[1], bytes, 32));
  SHOW(recv(pair[0], bytes, 3, MSG_PEEK));
  SHOW(recv(pair[0], bytes, 32, 0));
  puts(bytes);
  SHOW(recv(pair[0], bytes, 32, MSG_DONTWAIT));
  SHOW(getsockopt(pair[0], SOL_SOCKET, SO_TYPE, &value, &length));
  printf("a stream: %d\n", value == SOCK_STREAM);
  SHOW(send(pair[0], "last", 4, 0));
  SHOW(shutdown(pair[0], SHUT_WR));
  SHOW(send(pair[0], "x", 1, 0));
  SHOW(read(pair[1], bytes, 32));
  SHOW(read(pair[1], bytes, 32));
  SHOW(write(pair[1], "still", 5));
  SHOW(read(pair[0], bytes, 32));
  close(pair[0]);
  SHOW(read(pair[1], bytes, 32));
  SHOW(write(pair[1], "x", 1));
  close(pair[1]);
  SHOW(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
  pid_t child = start();
  if (child == 0) {
    close(pair[0]);
    long total = 0, count;
    static char much[10000];
    while ((count = read(pair[1], much, sizeof much)) > 0) total += count;
    _exit(total / 10000);
  }
  close(pair[1]);
  static char much[100000];
  long written = 0;
  while (written < 1000000) {
    long count = write(pair[0], much, sizeof much);
    REQUIRE(count > 0);
    written += count;
  }
  printf("written %ld\n", written);
  close(pair[0]);
  show_status("a hundred times 10000: child", finish(child));
  SHOW(socketpair(AF_UNIX, 77, 0, pair));
  SHOW(socketpair(AF_UNIX, SOCK_STREAM, 99, pair));
  SHOW(socketpair(AF_UNIX, SOCK_STREAM, 0, (int *)16));
  SHOW(socketpair(999, SOCK_STREAM, 0, pair));
}
