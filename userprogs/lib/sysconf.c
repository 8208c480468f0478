// Limits and properties of the system.

#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>
#include <unistd.h>

int getpagesize(void) { return (int)getauxval(AT_PAGESZ); }

static long limit(int resource) {
  struct rlimit limit;
  return getrlimit(resource, &limit) < 0 || limit.rlim_cur == RLIM_INFINITY ? -1 : (long)limit.rlim_cur;
}

int get_nprocs(void) {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) < 0 ? 1 : CPU_COUNT(&set);
}

int get_nprocs_conf(void) { return get_nprocs(); }

long get_phys_pages(void) {
  struct sysinfo info;
  return sysinfo(&info) < 0 ? -1 : (long)(info.totalram * info.mem_unit / (unsigned long)getpagesize());
}

long get_avphys_pages(void) {
  struct sysinfo info;
  return sysinfo(&info) < 0 ? -1 : (long)(info.freeram * info.mem_unit / (unsigned long)getpagesize());
}

long sysconf(int name) {
  switch (name) {
    case _SC_ARG_MAX: return ARG_MAX;
    case _SC_CHILD_MAX: return limit(RLIMIT_NPROC);
    case _SC_CLK_TCK: return (long)getauxval(AT_CLKTCK);
    case _SC_NGROUPS_MAX: return NGROUPS_MAX;
    case _SC_OPEN_MAX: return limit(RLIMIT_NOFILE);
    case _SC_STREAM_MAX: return 16;
    case _SC_IOV_MAX: return IOV_MAX;
    case _SC_PAGESIZE: return getpagesize();
    case _SC_NPROCESSORS_CONF: return get_nprocs_conf();
    case _SC_NPROCESSORS_ONLN: return get_nprocs();
    case _SC_PHYS_PAGES: return get_phys_pages();
    case _SC_AVPHYS_PAGES: return get_avphys_pages();
    case _SC_HOST_NAME_MAX: return HOST_NAME_MAX;
    case _SC_LOGIN_NAME_MAX: return LOGIN_NAME_MAX;
    case _SC_SEM_VALUE_MAX: return SEM_VALUE_MAX;
    case _SC_RTSIG_MAX: return 32;
    case _SC_SIGQUEUE_MAX: return limit(RLIMIT_SIGPENDING);
    case _SC_THREAD_KEYS_MAX: return PTHREAD_KEYS_MAX;
    case _SC_THREAD_STACK_MIN: return PTHREAD_STACK_MIN;
    case _SC_THREAD_DESTRUCTOR_ITERATIONS: return PTHREAD_DESTRUCTOR_ITERATIONS;
    case _SC_THREADS: case _SC_MONOTONIC_CLOCK: case _SC_VERSION: return _POSIX_VERSION;
    case _SC_SEM_NSEMS_MAX: case _SC_MQ_OPEN_MAX: case _SC_THREAD_THREADS_MAX: return -1;
    default: errno = EINVAL; return -1;
  }
}

long fpathconf(int descriptor, int name) {
  (void)descriptor;
  switch (name) {
    case _PC_LINK_MAX: return 127;
    case _PC_NAME_MAX: return NAME_MAX;
    case _PC_PATH_MAX: return PATH_MAX;
    case _PC_PIPE_BUF: return PIPE_BUF;
    default: errno = EINVAL; return -1;
  }
}

long pathconf(const char *path, int name) {
  (void)path;
  return fpathconf(-1, name);
}

int gethostname(char *name, size_t size) {
  struct utsname system;
  if (uname(&system) < 0) return -1;
  size_t length = strlen(system.nodename);
  memcpy(name, system.nodename, length < size ? length + 1 : size);
  if (length < size) return 0;
  errno = ENAMETOOLONG;
  return -1;
}
