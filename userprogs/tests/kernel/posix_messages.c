// POSIX message queues: the highest priority first, whole messages, limits, waiting with a time.
#include "show.h"

#include <fcntl.h>
#include <mqueue.h>
#include <time.h>

static mqd_t queue;

static void receive(void) {
  char text[64] = "";
  unsigned priority = 0;
  long length = mq_receive(queue, text, sizeof text, &priority);
  if (length < 0) printf("%s\n", error_name(errno));
  else printf("%ld bytes of priority %u: %s\n", length, priority, text);
}

int main(void) {
  const char *name = "/ring3-posix-mq";
  struct mq_attr attributes = {.mq_maxmsg = 5, .mq_msgsize = 64}, got;
  mq_unlink(name);
  SHOW(mq_open("/ring3-posix-mq", O_RDWR));
  queue = mq_open(name, O_RDWR | O_CREAT | O_EXCL | O_NONBLOCK, 0600, &attributes);
  REQUIRE(queue >= 0);
  SHOW(mq_open("/ring3-posix-mq", O_RDWR | O_CREAT | O_EXCL, 0600, 0));
  SHOW(mq_getattr(queue, &got));
  printf("%ld messages of %ld bytes, now %ld\n", got.mq_maxmsg, got.mq_msgsize, got.mq_curmsgs);
  SHOW(mq_send(queue, "low", 4, 1));
  SHOW(mq_send(queue, "high", 5, 9));
  SHOW(mq_send(queue, "low too", 8, 1));
  SHOW(mq_send(queue, "middle", 7, 5));
  SHOW(mq_send(queue, "high too", 9, 9));
  SHOW(mq_send(queue, "one too many", 13, 9));
  for (int i = 0; i < 6; i++) receive();
  char small[10], large[65] = "";
  mq_send(queue, "x", 1, 0);
  SHOW(mq_receive(queue, small, sizeof small, 0));
  SHOW(mq_send(queue, large, 65, 0));
  SHOW(mq_send(queue, large, 1, 1u << 20));
  receive();
  got.mq_flags = 0;
  SHOW(mq_setattr(queue, &got, 0));
  struct timespec past = {1, 0};
  SHOW(mq_timedreceive(queue, large, 65, 0, &past));
  pid_t child = start();
  if (child == 0) {
    for (int i = 0; i < 4; i++) receive();
    exit(0);
  }
  for (int i = 0; i < 4; i++) {
    char text[16];
    sprintf(text, "number %d", i);
    mq_send(queue, text, strlen(text) + 1, 0);
  }
  finish(child);
  SHOW(mq_unlink(name));
  SHOW(mq_unlink(name));
  SHOW(mq_send(queue, "still", 6, 3));
  receive();
  SHOW(mq_close(queue));
  SHOW(mq_close(queue));
}
