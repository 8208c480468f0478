// getentropy: random bytes, all that were asked for or none.

#include <errno.h>
#include <sys/random.h>

int getentropy(void *memory, size_t size) {
  if (size > 256) return errno = EIO, -1;
  for (size_t done = 0; done < size;) {
    ssize_t result = getrandom((char *)memory + done, size - done, 0);
    if (result < 0 && errno != EINTR) return -1;
    if (result > 0) done += (size_t)result;
  }
  return 0;
}
