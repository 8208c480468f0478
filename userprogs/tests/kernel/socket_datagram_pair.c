// Datagrams keep their boundaries: one read takes one message, and cuts what it has no room for.
#include "show.h"

#include <sys/socket.h>
#include <sys/uio.h>

static void run(const char *name, int type) {
  int pair[2];
  char bytes[32] = "", more[32] = "";
  puts(name);
  SHOW(socketpair(AF_UNIX, type, 0, pair));
  SHOW(send(pair[0], "first", 5, 0));
  SHOW(send(pair[0], "the second", 10, 0));
  SHOW(send(pair[0], "", 0, 0));
  SHOW(send(pair[0], "fourth", 6, 0));
  SHOW(recv(pair[1], bytes, 32, 0));
  SHOW(recv(pair[1], bytes, 3, 0));
  SHOW(recv(pair[1], bytes, 32, 0));
  struct iovec parts[2] = {{bytes, 2}, {more, 30}};
  struct msghdr header = {.msg_iov = parts, .msg_iovlen = 2};
  SHOW(recvmsg(pair[1], &header, 0));
  printf("%.2s|%.4s, cut: %d\n", bytes, more, (header.msg_flags & MSG_TRUNC) != 0);
  SHOW(recv(pair[1], bytes, 32, MSG_DONTWAIT));
  parts[0] = (struct iovec){"gath", 4}, parts[1] = (struct iovec){"ered", 4};
  SHOW(sendmsg(pair[0], &header, 0));
  SHOW(recv(pair[1], bytes, 4, MSG_TRUNC));
  SHOW(writev(pair[0], parts, 2));
  parts[0] = (struct iovec){bytes, 4}, parts[1].iov_base = more, parts[1].iov_len = 1;
  header.msg_flags = 0;
  SHOW(recvmsg(pair[1], &header, 0));
  printf("%.4s|%.1s, cut: %d\n", bytes, more, (header.msg_flags & MSG_TRUNC) != 0);
  signal(SIGPIPE, SIG_IGN);
  close(pair[1]);
  SHOW(send(pair[0], "x", 1, MSG_NOSIGNAL) == -1);
  close(pair[0]);
}

int main(void) {
  run("datagrams", SOCK_DGRAM);
  run("a sequence of packets", SOCK_SEQPACKET);
}
