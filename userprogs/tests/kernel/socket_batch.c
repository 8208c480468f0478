// sendmmsg and recvmmsg: several messages in one call; FIONREAD; splice between a socket and a pipe.
#include "show.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

enum { COUNT = 5 };

int main(void) {
  int pair[2], value = -1;
  REQUIRE(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) == 0);
  char texts[COUNT][8] = {"one", "two", "three", "four", "five"}, rooms[COUNT][4];
  struct iovec parts[COUNT], into[COUNT];
  struct mmsghdr out[COUNT], in[COUNT];
  memset(out, 0, sizeof out), memset(in, 0, sizeof in);
  for (int i = 0; i < COUNT; i++) {
    parts[i] = (struct iovec){texts[i], strlen(texts[i])}, into[i] = (struct iovec){rooms[i], sizeof rooms[i]};
    out[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
    in[i].msg_hdr = (struct msghdr){.msg_iov = &into[i], .msg_iovlen = 1};
  }
  SHOW(sendmmsg(pair[0], out, COUNT, 0));
  for (int i = 0; i < COUNT; i++) printf("%u ", out[i].msg_len);
  SHOW(ioctl(pair[1], FIONREAD, &value));
  printf("%d\n", value);
  SHOW(recvmmsg(pair[1], in, 3, 0, 0));
  for (int i = 0; i < 3; i++)
    printf("%.*s%s\n", (int)in[i].msg_len, rooms[i], in[i].msg_hdr.msg_flags & MSG_TRUNC ? " and more" : "");
  SHOW(recvmmsg(pair[1], in, COUNT, MSG_WAITFORONE, 0));
  SHOW(recvmmsg(pair[1], in, COUNT, MSG_DONTWAIT, 0));
  pid_t child = start();
  if (child == 0) {
    for (int i = 0; i < COUNT; i++) {
      usleep(2000);
      send(pair[0], texts[i], strlen(texts[i]), 0);
    }
    _exit(0);
  }
  SHOW(recvmmsg(pair[1], in, COUNT, 0, 0));
  finish(child);
  SHOW(sendmmsg(1, out, COUNT, 0));
  SHOW(recvmmsg(1000, in, COUNT, 0, 0));

  int stream[2], ends[2];
  char text[32] = {0};
  REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, stream) == 0 && pipe(ends) == 0);
  SHOW(splice(stream[0], 0, ends[1], 0, 100, SPLICE_F_NONBLOCK));
  write(stream[1], "through a pipe", 14);
  SHOW(splice(stream[0], 0, ends[1], 0, 100, 0));
  SHOW(splice(ends[0], 0, stream[0], 0, 7, 0));
  SHOW(read(stream[1], text, sizeof text));
  puts(text);
  SHOW(ioctl(ends[0], FIONREAD, &value));
  printf("%d\n", value);
  close(stream[1]);
  SHOW(splice(stream[0], 0, ends[1], 0, 100, 0));
  signal(SIGPIPE, SIG_IGN);
  SHOW(splice(ends[0], 0, stream[0], 0, 7, 0));
}
