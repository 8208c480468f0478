// POSIX message queues. A queue's descriptor is a file descriptor.

#include <errno.h>
#include <mqueue.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

int __mq_open(const char *name, int flags, mode_t mode, const struct mq_attr *attributes);
int __mq_unlink(const char *name);
int __mq_getsetattr(mqd_t queue, const struct mq_attr *attributes, struct mq_attr *old);

// Names begin with a slash here, and without one in the kernel.
mqd_t mq_open(const char *name, int flags, ...) {
  if (*name != '/') return errno = EINVAL, -1;
  mode_t mode = 0;
  const struct mq_attr *attributes = 0;
  if (flags & O_CREAT) {
    va_list arguments;
    va_start(arguments, flags);
    mode = va_arg(arguments, mode_t);
    attributes = va_arg(arguments, const struct mq_attr *);
    va_end(arguments);
  }
  return __mq_open(name + 1, flags, mode, attributes);
}

int mq_unlink(const char *name) {
  if (*name == '/') return __mq_unlink(name + 1);
  errno = EINVAL;
  return -1;
}

int mq_close(mqd_t queue) { return close(queue); }
int mq_getattr(mqd_t queue, struct mq_attr *attributes) { return __mq_getsetattr(queue, 0, attributes); }

int mq_setattr(mqd_t queue, const struct mq_attr *restrict attributes, struct mq_attr *restrict old) {
  return __mq_getsetattr(queue, attributes, old);
}

int mq_send(mqd_t queue, const char *message, size_t size, unsigned priority) {
  return mq_timedsend(queue, message, size, priority, 0);
}

ssize_t mq_receive(mqd_t queue, char *message, size_t size, unsigned *priority) {
  return mq_timedreceive(queue, message, size, priority, 0);
}
