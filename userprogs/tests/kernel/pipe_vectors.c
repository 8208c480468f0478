// readv and writev on a pipe; FIONREAD tells how much is in it; bad vectors are refused.
#include "show.h"

#include <limits.h>
#include <sys/ioctl.h>
#include <sys/uio.h>

int main(void) {
  int ends[2], waiting = -1;
  char a[4] = "", b[6] = "", c[32] = "";
  REQUIRE(pipe(ends) == 0);
  struct iovec out[3] = {{"one ", 4}, {"", 0}, {"two three", 9}}, in[3] = {{a, 3}, {b, 5}, {c, 30}};
  SHOW(writev(ends[1], out, 3));
  SHOW(ioctl(ends[0], FIONREAD, &waiting));
  printf("%d waiting\n", waiting);
  SHOW(readv(ends[0], in, 3));
  printf("<%s> <%s> <%s>\n", a, b, c);
  SHOW(ioctl(ends[0], FIONREAD, &waiting));
  printf("%d waiting\n", waiting);
  SHOW(writev(ends[1], out, 0));
  SHOW(writev(ends[1], out, -1));
  SHOW(writev(ends[1], out, IOV_MAX + 1));
  SHOW(writev(1000, out, 1));
  SHOW(writev(ends[1], (struct iovec *)16, 1));
  SHOW(writev(ends[0], out, 3));
  SHOW(readv(ends[1], in, 3));
  out[1].iov_base = (char *)16;
  out[1].iov_len = 10;
  SHOW(writev(ends[1], out + 1, 1));
  out[1].iov_len = -1;
  SHOW(writev(ends[1], out, 3));
  SHOW(ioctl(ends[0], 0x1234, &waiting));
}
