// Using things up: processes, descriptors, memory, the stack, threads, files; afterwards all is there again.
#include "usertests.h"

#include <pthread.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

static void no_core(void) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

// Forks children that stay, until there can be no more.
static int fork_until_refused(void) {
  int count = 0;
  for (;;) {
    pid_t child = fork();
    if (child == 0)
      for (;;) pause();
    if (child < 0) {
      CHECK(errno == EAGAIN || errno == ENOMEM);
      return count;
    }
    count++;
  }
}

static void fork_bomb(void) {
  int counts[2];
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  for (int round = 0; round < 2; round++) {
    pid_t bomber = fork();
    CHECK(bomber >= 0);
    if (bomber == 0) {
      setpgid(0, 0);
      int count = fork_until_refused();
      kill(0, SIGUSR1);
      _exit(count > 0);
    }
    int status;
    waitpid(bomber, &status, 0);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGUSR1);
    // The bomber's children are ours now.
    for (counts[round] = 0; wait(0) > 0; counts[round]++) {}
  }
  // What is in caches differs between the rounds, by a page or two.
  CHECK(counts[0] > 10 && abs(counts[0] - counts[1]) < 10);
  pid_t child = fork();
  CHECK(child >= 0);
  if (child == 0) _exit(0);
  waitpid(child, 0, 0);
}

// Every process forks on until it is refused.
static void fork_bomb_wild(void) {
  pid_t bomber = fork();
  if (bomber == 0) {
    for (int i = 0; i < 5; i++) fork();
    usleep(1000);
    _exit(0);
  }
  int status;
  waitpid(bomber, &status, 0);
  while (wait(0) > 0) {}
}

static void zombies(void) {
  int count = 0;
  for (; count < 200; count++) {
    pid_t child = fork();
    if (child < 0) break;
    if (child == 0) _exit(0);
  }
  CHECK(count > 10);
  int reaped = 0;
  while (wait(0) > 0) reaped++;
  CHECK(reaped == count);
  // A parent that ends leaves its zombies to someone who takes them.
  pid_t parent = fork();
  if (parent == 0) {
    for (int i = 0; i < 20; i++)
      if (fork() == 0) _exit(0);
    _exit(0);
  }
  waitpid(parent, 0, 0);
  while (wait(0) > 0) {}
}

static void orphans(void) {
  int ends[2];
  char byte;
  CHECK(pipe(ends) == 0);
  pid_t first = fork();
  if (first == 0) {
    for (int i = 0; i < 30; i++) {
      pid_t child = fork();
      if (child != 0) _exit(0);
    }
    CHECK(write(ends[1], "x", 1) == 1);
    _exit(0);
  }
  CHECK(read(ends[0], &byte, 1) == 1);
  while (wait(0) > 0) {}
}

static int open_until_refused(int error) {
  int count = 0;
  while (open("/dev/null", O_RDONLY) >= 0) count++;
  CHECK(errno == error);
  return count;
}

static void descriptors(void) {
  struct rlimit limit;
  int ends[2];
  getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur > 4096) limit.rlim_cur = 4096, setrlimit(RLIMIT_NOFILE, &limit);
  int count = open_until_refused(EMFILE);
  CHECK(count > 10 && (unsigned)count < limit.rlim_cur);
  CHECK(pipe(ends) < 0 && errno == EMFILE);
  CHECK(dup(0) < 0 && errno == EMFILE);
  pid_t child = fork();
  if (child == 0) _exit(open("/dev/null", O_RDONLY) >= 0);
  int status;
  waitpid(child, &status, 0);
  CHECK(status == 0);
  for (unsigned i = 3; i < limit.rlim_cur; i++) close(i);
  CHECK(pipe(ends) == 0);
}

static void pipes(void) {
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur > 1024) limit.rlim_cur = 1024, setrlimit(RLIMIT_NOFILE, &limit);
  static char page[4096];
  for (int round = 0; round < 2; round++) {
    int ends[2], count = 0;
    // Each pipe holds something: what is in it must go with it.
    for (; pipe2(ends, O_NONBLOCK) == 0 && count < 200; count++)
      for (int i = 0; i < 4; i++) CHECK(write(ends[1], page, sizeof page) > 0 || errno == EAGAIN);
    for (unsigned i = 3; i < limit.rlim_cur; i++) close(i);
  }
}

static void memory_exhaustion(void) {
  for (int round = 0; round < 2; round++) {
    pid_t child = fork();
    if (child == 0)
      for (;;) {
        char *block = mmap(0, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (block == MAP_FAILED) _exit(errno == ENOMEM ? 0 : 1);
        for (int i = 0; i < 1 << 20; i += 4096) block[i] = 1;
      }
    int status;
    waitpid(child, &status, 0);
    CHECK(status == 0 || (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
  }
  char *block = mmap(0, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK(block != MAP_FAILED);
  memset(block, 1, 1 << 20);
}

static void break_exhaustion(void) {
  pid_t child = fork();
  if (child == 0) {
    for (;;) {
      char *old = sbrk(1 << 16);
      if (old == (void *)-1) break;
      for (int i = 0; i < 1 << 16; i += 4096) old[i] = 1;
    }
    _exit(errno == ENOMEM ? 0 : 1);
  }
  int status;
  waitpid(child, &status, 0);
  CHECK(status == 0 || (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
}

// Mappings without end, none of them ever touched.
static void mapping_exhaustion(void) {
  long count = 0;
  for (; count < 100000; count++) {
    int protection = count % 2 ? PROT_READ : PROT_READ | PROT_WRITE;
    if (mmap(0, 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED) break;
  }
  CHECK(count > 100);
}

static int recurse(int depth, volatile char *before) {
  volatile char frame[256];
  frame[0] = depth + before[0];
  return recurse(depth + 1, frame) + frame[0] + before[1];
}

static void deep_recursion(void) {
  no_core();
  for (int round = 0; round < 3; round++) {
    pid_t child = fork();
    if (child == 0) {
      char first[2] = "x";
      struct rlimit limit;
      getrlimit(RLIMIT_STACK, &limit);
      limit.rlim_cur = 512 << 10 << round;
      setrlimit(RLIMIT_STACK, &limit);
      _exit(recurse(0, first));
    }
    int status;
    waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
  }
}

static void *stay(void *gate) {
  pthread_mutex_lock(gate);
  pthread_mutex_unlock(gate);
  return 0;
}

static void many_threads(void) {
  static pthread_t threads[300];
  pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 32768);
  for (int round = 0; round < 2; round++) {
    int count = 0;
    pthread_mutex_lock(&gate);
    while (count < 300 && pthread_create(&threads[count], &attributes, stay, &gate) == 0) count++;
    CHECK(count > 10);
    pthread_mutex_unlock(&gate);
    for (int i = 0; i < count; i++) CHECK(pthread_join(threads[i], 0) == 0);
  }
}

// The process ends while its threads wait, run and fault.
static void *busy(void *kind) {
  for (volatile int i = 0;; i++)
    if (*(int *)kind == 0) pause();
    else if (*(int *)kind == 1) *(volatile char *)mmap(0, 4096, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) = i;
  return 0;
}

static void threads_at_exit(void) {
  static int kinds[3] = {0, 1, 2};
  for (int round = 0; round < 5; round++) {
    pid_t child = fork();
    if (child == 0) {
      pthread_t thread;
      for (int i = 0; i < 6; i++) pthread_create(&thread, 0, busy, &kinds[i % 3]);
      usleep(100);
      if (round % 2) kill(getpid(), SIGKILL);
      _exit(0);
    }
    waitpid(child, 0, 0);
  }
}

static void full_files(void) {
  int file = open("/tmp/usertests-full", O_RDWR | O_CREAT | O_TRUNC, 0600);
  CHECK(file >= 0);
  unlink("/tmp/usertests-full");
  static char block[65536];
  long total = 0;
  for (long count; total < 1l << 30 && (count = write(file, block, sizeof block)) > 0;) total += count;
  CHECK(total > 65536);
  CHECK(total == 1l << 30 || errno == ENOSPC || errno == ENOMEM || errno == EFBIG);
  // A file full of nothing has no size that matters, unless someone writes behind it all.
  CHECK(ftruncate(file, 0) == 0);
  if (ftruncate(file, 1l << 40) == 0) pwrite(file, "x", 1, (1l << 40) - 1);
}

static void many_files(void) {
  char path[64];
  int count = 0;
  mkdir("/tmp/usertests-many", 0700);
  for (; count < 2000; count++) {
    sprintf(path, "/tmp/usertests-many/%d", count);
    int file = open(path, O_WRONLY | O_CREAT, 0600);
    if (file < 0) break;
    close(file);
  }
  CHECK(count > 10);
  for (int i = 0; i < count; i++) {
    sprintf(path, "/tmp/usertests-many/%d", i);
    CHECK(unlink(path) == 0);
  }
  CHECK(rmdir("/tmp/usertests-many") == 0);
}

static void deep_folders(void) {
  CHECK(mkdir("/tmp/usertests-deep", 0700) == 0 && chdir("/tmp/usertests-deep") == 0);
  int depth = 0;
  for (; depth < 500; depth++)
    if (mkdir("d", 0700) != 0 || chdir("d") != 0) break;
  CHECK(depth > 10);
  static char path[8192];
  CHECK(getcwd(path, sizeof path) != 0 || errno == ENAMETOOLONG || errno == ERANGE);
  for (; depth > 0; depth--) CHECK(chdir("..") == 0 && rmdir("d") == 0);
  CHECK(chdir("/") == 0 && rmdir("/tmp/usertests-deep") == 0);
}

const struct test limit_tests[] = {
    {"fork_bomb", fork_bomb, 1},
    {"fork_bomb_wild", fork_bomb_wild, 0},
    {"zombies", zombies, 0},
    {"orphans", orphans, 0},
    {"descriptors", descriptors, 0},
    {"pipes", pipes, 0},
    {"memory_exhaustion", memory_exhaustion, 1},
    {"break_exhaustion", break_exhaustion, 1},
    {"mapping_exhaustion", mapping_exhaustion, 0},
    {"deep_recursion", deep_recursion, 0},
    {"many_threads", many_threads, 0},
    {"threads_at_exit", threads_at_exit, 0},
    {"full_files", full_files, 1},
    {"many_files", many_files, 0},
    {"deep_folders", deep_folders, 0},
    {0, 0, 0},
};
