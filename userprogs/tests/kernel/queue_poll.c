// POSIX message queues are files for poll and epoll; who only polls does not keep mq_notify from its signal.
#include "show.h"

#include <fcntl.h>
#include <mqueue.h>
#include <poll.h>
#include <sys/epoll.h>

static volatile int notified;
static void handler(int signal) { notified += signal == SIGUSR1; }

static int ready(mqd_t queue) {
  struct pollfd descriptor = {queue, POLLIN | POLLOUT, 0};
  poll(&descriptor, 1, 0);
  return descriptor.revents;
}

int main(void) {
  struct mq_attr attributes = {.mq_maxmsg = 2, .mq_msgsize = 8};
  char text[8];
  mqd_t queue = mq_open("/ring3-queue-poll", O_RDWR | O_CREAT, 0600, &attributes);
  REQUIRE(queue >= 0);
  mq_unlink("/ring3-queue-poll");
  printf("empty %x", ready(queue));
  mq_send(queue, "one", 4, 0);
  printf(", one %x", ready(queue));
  mq_send(queue, "two", 4, 0);
  printf(", full %x\n", ready(queue));
  int set = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN | EPOLLET}, got;
  SHOW(epoll_ctl(set, EPOLL_CTL_ADD, queue, &event));
  SHOW(epoll_wait(set, &got, 1, 0));
  SHOW(epoll_wait(set, &got, 1, 0));
  SHOW(mq_receive(queue, text, 8, 0));
  SHOW(mq_receive(queue, text, 8, 0));
  signal(SIGUSR1, handler);
  struct sigevent how = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  SHOW(mq_notify(queue, &how));
  pid_t child = start();
  if (child == 0) {
    struct pollfd descriptor = {queue, POLLIN, 0};
    _exit(poll(&descriptor, 1, 10000));
  }
  usleep(20000);
  mq_send(queue, "three", 6, 0);
  show_status("who polls", finish(child));
  printf("notified %d\n", notified);
  SHOW(mq_receive(queue, text, 8, 0));
  SHOW(mq_notify(queue, &how));
  child = start();
  if (child == 0) _exit(mq_receive(queue, text, 8, 0));
  usleep(20000);
  mq_send(queue, "four", 5, 0);
  show_status("who receives", finish(child));
  printf("notified %d\n", notified);
  SHOW(read(queue, text, 8) != 0);
}
