// POSIX message queues.
#ifndef _MQUEUE_H
#define _MQUEUE_H

#include <bits/mqueue.h>
#include <fcntl.h>
#include <signal.h>
#include <time.h>

typedef int mqd_t;

// With O_CREAT, two more arguments: mode_t and const struct mq_attr *.
mqd_t mq_open(const char *name, int flags, ...);
int mq_close(mqd_t queue);
int mq_unlink(const char *name);
int mq_getattr(mqd_t queue, struct mq_attr *attributes);
int mq_setattr(mqd_t queue, const struct mq_attr *restrict attributes, struct mq_attr *restrict old);
int mq_send(mqd_t queue, const char *message, size_t size, unsigned priority);
ssize_t mq_receive(mqd_t queue, char *message, size_t size, unsigned *priority);
int mq_timedsend(
  mqd_t queue, const char *message, size_t size, unsigned priority, const struct timespec *deadline);
ssize_t mq_timedreceive(
  mqd_t queue, char *restrict message, size_t size, unsigned *restrict priority,
  const struct timespec *restrict deadline);
int mq_notify(mqd_t queue, const struct sigevent *notification);

#endif
