// ppoll, pselect and epoll_pwait: the mask counts while they wait, the time that is left, what a handler ends.
#include "show.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>

static volatile int handled;
static void handler(int signal) { handled += signal == SIGUSR1; }

int main(void) {
  sigset_t blocked, none, now;
  sigemptyset(&blocked), sigemptyset(&none);
  sigaddset(&blocked, SIGUSR1);
  sigprocmask(SIG_BLOCK, &blocked, 0);
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
  sigaction(SIGUSR1, &action, 0);
  struct timespec second = {1, 0}, moment = {0, 1000000};
  int ends[2], set = epoll_create1(0);
  REQUIRE(pipe(ends) == 0);
  struct epoll_event event = {.events = EPOLLIN}, got;
  epoll_ctl(set, EPOLL_CTL_ADD, ends[0], &event);
  struct pollfd descriptor = {ends[0], POLLIN, 0};
  fd_set reads;
  FD_ZERO(&reads);

  raise(SIGUSR1);
  SHOW(ppoll(&descriptor, 1, &moment, &blocked));
  printf("handled %d\n", handled);
  SHOW(ppoll(&descriptor, 1, &second, &none));
  printf("handled %d\n", handled);
  raise(SIGUSR1);
  SHOW(pselect(0, 0, 0, 0, &second, &none));
  printf("handled %d\n", handled);
  raise(SIGUSR1);
  SHOW(epoll_pwait(set, &got, 1, 1000, &none));
  printf("handled %d\n", handled);

  // What is ready comes first: then the mask has not counted at all.
  raise(SIGUSR1);
  REQUIRE(write(ends[1], "x", 1) == 1);
  SHOW(ppoll(&descriptor, 1, &second, &none));
  SHOW(epoll_pwait(set, &got, 1, 1000, &none));
  FD_SET(ends[0], &reads);
  SHOW(pselect(ends[0] + 1, &reads, 0, 0, &second, &none));
  printf("handled %d\n", handled);
  sigprocmask(SIG_UNBLOCK, &blocked, &now);
  printf("was blocked %d, handled %d\n", sigismember(&now, SIGUSR1), handled);

  struct timeval left = {5, 0};
  SHOW(select(ends[0] + 1, &reads, 0, 0, &left));
  printf("left about all: %d\n", left.tv_sec >= 4);
  left = (struct timeval){0, 2000};
  char byte;
  REQUIRE(read(ends[0], &byte, 1) == 1);
  SHOW(select(ends[0] + 1, &reads, 0, 0, &left));
  printf("left nothing: %d, and the set is empty: %d\n", left.tv_sec == 0 && left.tv_usec == 0,
         !FD_ISSET(ends[0], &reads));
  // A handler ends poll even with SA_RESTART.
  pid_t child = start();
  if (child == 0) {
    usleep(20000);
    kill(getppid(), SIGUSR1);
    _exit(0);
  }
  SHOW(poll(&descriptor, 1, 10000));
  finish(child);
  SHOW(poll(&descriptor, 1u << 30, 0));
  SHOW(ppoll(&descriptor, 1, &(struct timespec){0, -1}, 0));
}
