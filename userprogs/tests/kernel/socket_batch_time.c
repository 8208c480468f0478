// How long recvmmsg and sendmmsg wait: the socket's own times begin anew with each message; the call's time is looked at
// only when a message has come.
#include "show.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

enum { COUNT = 5 };
static int pair[2];
static struct mmsghdr in[COUNT], out[COUNT];

static long milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void set_time(int socket, int option, long milliseconds) {
  struct timeval time = {milliseconds / 1000, milliseconds % 1000 * 1000};
  REQUIRE(setsockopt(socket, SOL_SOCKET, option, &time, sizeof time) == 0);
}

// Sends so many messages, one each so many milliseconds, the first at once.
static pid_t send_slowly(int count, int pause) {
  pid_t child = start();
  if (child == 0) {
    for (int i = 0; i < count; i++) {
      if (i > 0) usleep((useconds_t)pause * 1000);
      send(pair[0], "message", 7, 0);
    }
    _exit(0);
  }
  return child;
}

static void receive(const char *what, int flags, struct timespec *timeout, long least, long most) {
  long began = milliseconds();
  int got = recvmmsg(pair[1], in, COUNT, flags, timeout);
  long took = milliseconds() - began;
  printf("%s: %s %d, in time: %s\n", what, got < 0 ? error_name(errno) : "messages", got,
         took >= least && took <= most ? "yes" : "no");
  if (took < least || took > most) fprintf(stderr, "%s: %ld ms\n", what, took);
}

int main(void) {
  REQUIRE(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) == 0);
  static char rooms[COUNT][16], big[60000];
  static struct iovec into[COUNT], from[COUNT];
  for (int i = 0; i < COUNT; i++) {
    into[i] = (struct iovec){rooms[i], sizeof rooms[i]}, from[i] = (struct iovec){big, sizeof big};
    in[i].msg_hdr = (struct msghdr){.msg_iov = &into[i], .msg_iovlen = 1};
    out[i].msg_hdr = (struct msghdr){.msg_iov = &from[i], .msg_iovlen = 1};
  }

  printf("-- the socket's time\n");
  set_time(pair[1], SO_RCVTIMEO, 400);
  receive("nothing comes", 0, 0, 390, 2000);
  pid_t child = send_slowly(2, 1);
  receive("two come", 0, 0, 390, 2000);
  finish(child);
  child = send_slowly(5, 150);
  receive("five come, each in time", 0, 0, 590, 3000);
  finish(child);
  child = send_slowly(2, 1500);
  receive("the second is late", 0, 0, 390, 1490);
  finish(child);
  receive("it is there", MSG_WAITFORONE, 0, 0, 300);

  printf("-- the call's time\n");
  struct timespec time = {0, 400000000};
  child = send_slowly(5, 150);
  receive("until it is over", 0, &time, 400, 1000);
  printf("left: %ld %ld\n", (long)time.tv_sec, time.tv_nsec);
  finish(child);
  time = (struct timespec){5, 0};
  receive("the others", MSG_DONTWAIT, &time, 0, 300);
  printf("left: %d\n", time.tv_sec == 4 && time.tv_nsec > 0);
  time = (struct timespec){0, 0};
  receive("nothing comes", 0, &time, 390, 2000);
  printf("left: %ld %ld\n", (long)time.tv_sec, time.tv_nsec);
  child = send_slowly(3, 1);
  usleep(50000);
  receive("no time at all", 0, &time, 0, 300);
  receive("the others", MSG_DONTWAIT, 0, 0, 300);
  finish(child);
  time = (struct timespec){0, -1};
  receive("no time", MSG_DONTWAIT, &time, 0, 300);
  time = (struct timespec){0, 1000000000};
  receive("no time", MSG_DONTWAIT, &time, 0, 300);
  time = (struct timespec){-1, 0};
  receive("no time", MSG_DONTWAIT, &time, 0, 300);
  receive("no memory", MSG_DONTWAIT, (struct timespec *)8, 0, 300);

  printf("-- an error in the middle\n");
  child = send_slowly(2, 1);
  finish(child);
  in[1].msg_hdr.msg_iov = (struct iovec *)8;
  receive("the first", 0, 0, 0, 300);
  in[1].msg_hdr.msg_iov = &into[1];
  receive("the error", 0, 0, 0, 300);
  receive("the second", MSG_WAITFORONE, 0, 0, 300);

  printf("-- sending\n");
  set_time(pair[0], SO_SNDTIMEO, 100);
  int size = 100000;
  setsockopt(pair[0], SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
  long began = milliseconds();
  int sent = sendmmsg(pair[0], out, COUNT, 0);
  printf("some: %d, in time: %d\n", sent > 0 && sent < COUNT, milliseconds() - began >= 90);
  began = milliseconds();
  printf("full: %s", sendmmsg(pair[0], out, COUNT, 0) < 0 ? error_name(errno) : "no");
  printf(", in time: %d\n", milliseconds() - began >= 90);
  return 0;
}
