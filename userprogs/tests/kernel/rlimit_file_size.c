// RLIMIT_FSIZE: a write is cut at the limit; beyond it comes SIGXFSZ, or EFBIG for who ignores that.
#include "show.h"

#include <fcntl.h>
#include <sys/resource.h>

int main(void) {
  const char *path = "/tmp/ring3-rlimit-fsize";
  struct rlimit limit;
  static char bytes[3000];
  fflush(stdout);
  pid_t child = start();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = 5000;
    REQUIRE(setrlimit(RLIMIT_FSIZE, &limit) == 0);
    long results[6] = {write(file, bytes, 3000), write(file, bytes, 3000), write(file, bytes, 3000)};
    results[3] = results[2] == -1 ? errno : 0;
    results[4] = ftruncate(file, 6000);
    results[5] = errno;
    limit.rlim_cur = limit.rlim_max;
    REQUIRE(setrlimit(RLIMIT_FSIZE, &limit) == 0);
    printf("write = %ld, %ld, %ld: %s; ftruncate = %ld: %s\n", results[0], results[1], results[2],
           error_name(results[3]), results[4], error_name(results[5]));
    exit(0);
  }
  show_status("child", finish(child));
  child = start();
  if (child == 0) {
    signal(SIGXFSZ, SIG_DFL);
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = 100;
    REQUIRE(setrlimit(RLIMIT_FSIZE, &limit) == 0);
    if (write(file, bytes, 100) != 100) _exit(1);
    _exit(write(file, bytes, 1) == -1 ? 2 : 3);
  }
  show_status("child", finish(child));
  unlink(path);
}
