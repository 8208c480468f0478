// One epoll loop serves many children over socket pairs: each line comes back in capitals.
#include "show.h"

#include <ctype.h>
#include <sys/epoll.h>
#include <sys/socket.h>

enum { CLIENTS = 8, LINES = 12 };

static void client(int number, int socket) {
  char sent[32], got[32];
  int good = 0;
  for (int i = 0; i < LINES; i++) {
    int length = sprintf(sent, "client %d line %d\n", number, i);
    REQUIRE(write(socket, sent, length) == length);
    int have = 0;
    while (have < length) {
      int count = read(socket, got + have, length - have);
      REQUIRE(count > 0);
      have += count;
    }
    for (int j = 0; j < length; j++) sent[j] = toupper(sent[j]);
    good += memcmp(sent, got, length) == 0;
  }
  _exit(good);
}

int main(void) {
  int set = epoll_create1(0), served = 0, open_sockets = CLIENTS;
  for (int i = 0; i < CLIENTS; i++) {
    int pair[2];
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    if (start() == 0) {
      close(pair[0]);
      client(i, pair[1]);
    }
    close(pair[1]);
    struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP, .data.fd = pair[0]};
    REQUIRE(epoll_ctl(set, EPOLL_CTL_ADD, pair[0], &event) == 0);
  }
  while (open_sockets > 0) {
    struct epoll_event events[3];
    int count = epoll_wait(set, events, 3, -1);
    REQUIRE(count > 0);
    for (int i = 0; i < count; i++) {
      char bytes[64];
      int length = read(events[i].data.fd, bytes, sizeof bytes);
      if (length <= 0) {
        // The later children have it open, too: without this the set would keep it.
        epoll_ctl(set, EPOLL_CTL_DEL, events[i].data.fd, 0);
        close(events[i].data.fd);
        open_sockets--;
        continue;
      }
      for (int j = 0; j < length; j++) served += bytes[j] == '\n', bytes[j] = toupper(bytes[j]);
      REQUIRE(write(events[i].data.fd, bytes, length) == length);
    }
  }
  printf("served %d lines\n", served);
  int good = 0, status;
  while (wait(&status) > 0) good += WEXITSTATUS(status);
  printf("right answers %d\n", good);
}
