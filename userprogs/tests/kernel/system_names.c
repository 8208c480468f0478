// uname and sysinfo: the system is Linux, the rest is somehow there.
#include "show.h"

#include <sys/sysinfo.h>
#include <sys/utsname.h>

int main(void) {
  struct utsname name;
  REQUIRE(uname(&name) == 0);
  printf("sysname %s\n", name.sysname);
  printf("all fields have something: %d\n", name.nodename[0] && name.release[0] && name.version[0] && name.machine[0]);
  SHOW(uname((struct utsname *)16));
  struct sysinfo info;
  REQUIRE(sysinfo(&info) == 0);
  printf("some memory is free, but not all: %d\n", info.freeram > 0 && info.freeram < info.totalram);
  printf("at least one process: %d, a unit: %d\n", info.procs >= 1, info.mem_unit >= 1);
  SHOW(sysinfo((struct sysinfo *)16));
  printf("page size %ld\n", sysconf(_SC_PAGESIZE));
  printf("a processor at least: %d\n", sysconf(_SC_NPROCESSORS_ONLN) >= 1);
}
