// What can be tuned in /proc/sys while the system runs, and that it works. Root writes, so this is for Ring3 alone.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/mman.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

static char text[16384];

static char *load(const char *path) {
  int file = open(path, O_RDONLY), length = 0;
  for (ssize_t count; (count = read(file, text + length, sizeof text - 1 - length)) > 0;) length += count;
  close(file);
  text[length] = 0;
  return text;
}

static int store(const char *path, const char *value) {
  int file = open(path, O_WRONLY);
  if (file < 0) return errno;
  int result = write(file, value, strlen(value)) < 0 ? errno : 0;
  close(file);
  return result;
}

static void set(const char *name, const char *value) {
  char path[128];
  snprintf(path, sizeof path, "/proc/sys/%s", name);
  int error = store(path, value);
  printf("%s = %s: %s; %s", name, value, error == 0 ? "ok" : strerror(error), load(path));
}

static long meminfo(const char *key) {
  char *line = strstr(load("/proc/meminfo"), key);
  return line == 0 ? -1 : atol(line + strlen(key));
}

static void try_settings(void) {
  set("kernel/sched_policy", "cfs");
  set("kernel/sched_quantum", "5000");
  set("kernel/sched_policy", "rr:quantum=50us\n");
  set("kernel/sched_quantum", "20000");
  set("kernel/sched_policy", "mlfq:quantum=1ms/2ms");
  set("kernel/sched_policy", "sjf:alpha=0.125");
  set("kernel/sched_policy", "fairest");
  set("kernel/sched_policy", "rr:quantum=0");
  set("kernel/sched_policy", "");
  set("kernel/sched_policy", "rr");
  set("kernel/sched_quantum", "0");
  set("kernel/sched_quantum", "-1");
  set("kernel/sched_rr_timeslice_ms", "7");
  struct timespec quantum;
  struct sched_param parameter = {.sched_priority = 1};
  sched_setscheduler(0, SCHED_RR, &parameter);
  sched_rr_get_interval(0, &quantum);
  printf("SCHED_RR: %ld ms\n", quantum.tv_nsec / 1000000);
  parameter.sched_priority = 0;
  sched_setscheduler(0, SCHED_OTHER, &parameter);
  set("vm/replacement_policy", "lru:exact");
  set("vm/replacement_policy", "optimal");
  set("vm/replacement_policy", "clock");
  set("vm/swappiness", "60");
  set("vm/swappiness", "201");
  set("vm/min_free_kbytes", "64");
  set("vm/min_free_kbytes", "1");
  set("fs/pipe-max-size", "5000");
  int ends[2];
  pipe(ends);
  printf("F_SETPIPE_SZ: %d, ", fcntl(ends[0], F_SETPIPE_SZ, 8192));
  printf("%s\n", fcntl(ends[0], F_SETPIPE_SZ, 16384) < 0 ? strerror(errno) : "ok");
  set("kernel/osrelease", "7");
}

static void try_overcommit(void) {
  long total = (meminfo("MemTotal:") + meminfo("SwapTotal:")) * 1024;
  const char *const modes[] = {"1", "0", "2"};
  for (int i = 0; i < 3; i++) {
    set("vm/overcommit_memory", modes[i]);
    for (int part = 1; part <= 4; part *= 2) {
      size_t size = (size_t)total / 2 * part;
      char *memory = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      char *other = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      printf("  %d/2 of memory: %s, once more: %s\n", part, memory == MAP_FAILED ? strerror(errno) : "ok",
             other == MAP_FAILED ? strerror(errno) : "ok");
      if (memory != MAP_FAILED) munmap(memory, size);
      if (other != MAP_FAILED) munmap(other, size);
    }
  }
  set("vm/overcommit_memory", "3");
  set("vm/overcommit_memory", "1");
}

static void try_names(void) {
  struct utsname name;
  set("kernel/hostname", "hawk");
  uname(&name);
  puts(name.nodename);
  sethostname("dove", 4);
  printf("%s", load("/proc/sys/kernel/hostname"));
  char first[64], boot[64];
  strcpy(first, load("/proc/sys/kernel/random/uuid"));
  int is_new = strcmp(first, load("/proc/sys/kernel/random/uuid")) != 0;
  strcpy(boot, load("/proc/sys/kernel/random/boot_id"));
  int is_same = strcmp(boot, load("/proc/sys/kernel/random/boot_id")) == 0;
  printf("uuid %d of 37, version %c, another each time %d, boot_id the same %d\n", (int)strlen(first), first[14],
         is_new, is_same);
  if (fork() == 0) {
    setuid(1000);
    printf("not root: %s, ", strerror(store("/proc/sys/kernel/hostname", "x")));
    printf("%s\n", klogctl(5, 0, 0) < 0 ? strerror(errno) : "ok");
    fflush(stdout);
    _exit(0);
  }
  wait(0);
}

static void try_levels(void) {
  static const char *values[] = {"7", "4 4 1 1", "3\t4", "0", "9", "x", "4 5 1 1", "4 4 1 1 1", "1"};
  for (unsigned i = 0; i < sizeof values / sizeof *values; i++) set("kernel/printk", values[i]);
  printf("level 3: %d, ", klogctl(8, 0, 3)), printf("%s", load("/proc/sys/kernel/printk"));
  printf("off: %d, ", klogctl(6, 0, 0)), printf("%s", load("/proc/sys/kernel/printk"));
  printf("on: %d, ", klogctl(7, 0, 0)), printf("%s", load("/proc/sys/kernel/printk"));
  printf("level 0: %d\n", klogctl(8, 0, 0));
  klogctl(8, 0, 1);
}

static void try_log(void) {
  klogctl(5, 0, 0);
  printf("log: %d bytes, cleared %d\n", klogctl(10, 0, 0), klogctl(3, text, sizeof text));
  store("/dev/kmsg", "<3>a message of a program\n");
  store("/dev/kmsg", "another one");
  int length = klogctl(3, text, sizeof text - 1);
  text[length > 0 ? length : 0] = 0;
  for (char *line = strtok(text, "\n"); line != 0; line = strtok(0, "\n"))
    printf("%.3s...%s\n", line, strchr(line, ']'));
  int file = open("/dev/kmsg", O_RDONLY | O_NONBLOCK), count = 0;
  char last[1024] = "";
  for (ssize_t size; (size = read(file, text, sizeof text - 1)) > 0; count++) text[size] = 0, strcpy(last, text);
  printf("%s; more than two records %d, the last: %s", strerror(errno), count > 2, strchr(last, ';') + 1);
  printf("too small: %d\n", klogctl(2, text, 3));
  printf("unread %d, ", klogctl(9, 0, 0) > 100);
  while (klogctl(9, 0, 0) > 0) klogctl(2, text, sizeof text);
  printf("then %d\n", klogctl(9, 0, 0));
  if (fork() == 0) *(volatile int *)16 = 1;
  wait(0);
  length = klogctl(2, text, sizeof text - 1);
  text[length > 0 ? length : 0] = 0;
  printf("a crash is logged: %d\n", strstr(text, "segfault at 10 ip") != 0);
}

static void try_caches(void) {
  load("/proc/self/exe");
  int file = open("/tmp/big", O_RDWR | O_CREAT, 0600);
  for (int i = 0; i < 64; i++) write(file, text, 4096);
  long before = meminfo("Cached:");
  set("vm/drop_caches", "1");
  printf("256 kB less at least: %d\n", before - meminfo("Cached:") >= 256);
  set("vm/drop_caches", "4");
}

// Works for a while, in pieces, and gives the hart away in different ways; then says how much it did.
static void work(int pieces, int *done) {
  for (int i = 0; i < pieces; i++) {
    for (volatile int j = 0; j < 2000; j++) {}
    __atomic_add_fetch(done, 1, __ATOMIC_RELAXED);
    if (i % 16 == 3) sched_yield();
    if (i % 64 == 7) usleep(50);
  }
  _exit(0);
}

static void switch_policies(void) {
  static const char *const policies[] = {"cfs", "fcfs", "mlfq", "lottery", "eevdf", "sjf", "stride", "srtf",
                                         "priority", "rr:quantum=20000", "eevdf:slice=30us", "cfs:latency=200us"};
  enum { WORKERS = 8, PIECES = 400 };
  int *done = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0), failed = 0;
  for (int i = 0; i < WORKERS; i++)
    if (fork() == 0) {
      nice(i % 3 * 5);
      if (i == 5) {
        struct sched_param parameter = {.sched_priority = 3};
        sched_setscheduler(0, SCHED_FIFO, &parameter);
      }
      work(PIECES, done);
    }
  for (int i = 0; i < 36; i++) {
    const char *policy = policies[i % 12];
    if (store("/proc/sys/kernel/sched_policy", policy) != 0) failed++;
    if (strncmp(load("/proc/sys/kernel/sched_policy"), policy, strcspn(policy, ":")) != 0) failed++;
    usleep(150);
  }
  while (wait(0) > 0) {}
  printf("all work done %d, failed switches %d\n", *done == WORKERS * PIECES, failed);
  store("/proc/sys/kernel/sched_policy", "rr");
}

// How often two that compute take the hart from each other, with a quantum.
static long switches(const char *quantum) {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(0, &one);
  int *dummy = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  store("/proc/sys/kernel/sched_quantum", quantum);
  if (fork() == 0) {
    sched_setaffinity(0, sizeof one, &one);
    if (fork() == 0) for (volatile int j = 0; j < 1000000; j++) {}
    else for (volatile int j = 0; j < 1000000; j++) {}
    char *line = strstr(load("/proc/self/status"), "nonvoluntary_ctxt_switches:");
    __atomic_add_fetch(dummy, atoi(line + 27), __ATOMIC_RELAXED);
    wait(0);
    _exit(0);
  }
  wait(0);
  return *dummy;
}

// Pages go to the disk and come back under one policy after the other.
static void switch_replacement(void) {
  static const char *const policies[] = {"fifo", "clock", "lru", "lru:exact", "lfu", "ageing", "random",
                                         "working-set:window=50000"};
  enum { PAGES = 600 };
  unsigned *memory = mmap(0, PAGES * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  int wrong = 0;
  for (unsigned round = 0; round < 16; round++) {
    if (store("/proc/sys/vm/replacement_policy", policies[round % 8]) != 0) wrong++;
    for (unsigned page = 0; page < PAGES; page++) {
      unsigned *word = memory + (page * 7 + round) % PAGES * 1024;
      if (round > 0 && *word != (page * 7 + round) % PAGES) wrong++;
      *word = (page * 7 + round) % PAGES;
    }
  }
  printf("wrong words %d, pages were swapped %d\n", wrong, strstr(load("/proc/vmstat"), "pswpin 0\n") == 0);
}

int main(void) {
  setvbuf(stdout, 0, _IOLBF, 0);
  try_settings();
  try_overcommit();
  try_names();
  try_levels();
  try_log();
  try_caches();
  switch_policies();
  long often = switches("10000"), seldom = switches("10000000");
  printf("a short quantum switches more often %d\n", often > 2 * seldom + 20);
  switch_replacement();
}
