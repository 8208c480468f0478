// Garbage for the kernel: bad pointers to every call, random calls, programs that are none, broken signal frames.
#include "usertests.h"

#include <sched.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>

enum { LAST_CALL = 462, POINTERS = 9 };

// Pages to point into: see `prepare_pointers`.
static char *readable, *writable;
static uintptr_t pointers[POINTERS];

// Null, unmapped, the kernel's half, no address at all, read-only, across a page's end, odd, the program's own code.
static void prepare_pointers(void) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS;
  readable = mmap(0, 8192, PROT_READ, flags, -1, 0);
  writable = mmap(0, 8192, PROT_READ | PROT_WRITE, flags, -1, 0);
  CHECK(readable != MAP_FAILED && writable != MAP_FAILED && munmap(writable + 4096, 4096) == 0);
  const uintptr_t values[POINTERS] = {0, 16, -4096ul, 1ul << 62, (uintptr_t)readable, (uintptr_t)writable + 4096 - 3,
                                      (uintptr_t)writable + 1, (uintptr_t)prepare_pointers, ~0ul};
  memcpy(pointers, values, sizeof values);
}

// Is it a call that would only end the test, or reach beyond it?
static int is_left_out(int number) {
  switch (number) {
    case SYS_exit: case SYS_exit_group: case SYS_kill: case SYS_tkill: case SYS_tgkill: case SYS_rt_sigqueueinfo:
    case SYS_rt_tgsigqueueinfo: case SYS_setpgid: case SYS_setsid: case SYS_prctl: case SYS_setrlimit:
    case SYS_prlimit64: return 1;
  }
  return number == 424;  // pidfd_send_signal
}

// Whoever comes back from a call as someone else is a child that the call made.
static void leave_if_new(long me) {
  if (syscall(SYS_gettid) != me) syscall(SYS_exit_group, 0);
}

static void call_with_pointers(int number) {
  // Which arguments are the pointer; the others are 1.
  static const int patterns[] = {0x3f, 0x01, 0x02, 0x06, 0x0a, 0x14};
  long me = syscall(SYS_gettid);
  for (int i = 0; i < POINTERS; i++)
    for (unsigned j = 0; j < sizeof patterns / sizeof *patterns; j++) {
      long a[6];
      for (int k = 0; k < 6; k++) a[k] = patterns[j] >> k & 1 ? (long)pointers[i] : 1;
      syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
      leave_if_new(me);
    }
}

static void silence(void) {
  struct rlimit none = {0, 0};
  int null = open("/dev/null", O_RDWR);
  setrlimit(RLIMIT_CORE, &none);
  for (int i = 0; i < 3; i++) dup2(null, i);
}

static void bad_pointers(void) {
  prepare_pointers();
  for (int number = 0; number <= LAST_CALL; number++) {
    if (is_left_out(number)) continue;
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
      silence();
      call_with_pointers(number);
      _exit(0);
    }
    // It may wait for ever in the call, or lose the memory that it runs in: only the kernel must not.
    finish_within(child, 20);
    // Its children, if the call made some, end by themselves.
    while (waitpid(-1, 0, WNOHANG) > 0) {}
  }
}

static long random_argument(uint64_t *state) {
  uint64_t value = next_random(state);
  switch (value % 8) {
    case 0: return pointers[value / 8 % POINTERS];
    case 1: return (long)writable + value / 8 % 5000;
    case 2: return value / 8 % 10;
    case 3: return 1l << value / 8 % 64;
    case 4: return -(long)(value / 8 % 200);
    case 5: return value / 8 % 8192;
    case 6: return value;
    default: return (long)(value / 8 % 300) * 4096;
  }
}

static void random_calls(void) {
  uint64_t state = seed * 0x9e3779b97f4a7c15 + 1;
  enum { BATCH = 40 };
  prepare_pointers();
  for (long done = 0; done < calls; done += BATCH) {
    uint64_t batch = next_random(&state) | 1;
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
      long me = syscall(SYS_gettid);
      silence();
      for (int i = 0; i < BATCH; i++) {
        int number = next_random(&batch) % (LAST_CALL + 1);
        long a[6];
        for (int k = 0; k < 6; k++) a[k] = random_argument(&batch);
        if (is_left_out(number)) continue;
        syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
        leave_if_new(me);
      }
      _exit(0);
    }
    finish_within(child, 20);
    while (waitpid(-1, 0, WNOHANG) > 0) {}
  }
}

static void run_file(const char *path, int may_run) {
  pid_t child = fork();
  CHECK(child >= 0);
  if (child == 0) {
    char *arguments[] = {"usertests", "exec", 0}, *none[] = {0};
    silence();
    execve(path, arguments, none);
    _exit(errno == ENOEXEC || errno == EINVAL || errno == ENOMEM || errno == EACCES || errno == ENOENT ? 0 : 3);
  }
  int status = finish_within(child, 50);
  if (!may_run) CHECK(status == 0);
}

// The program's own file with some bytes of its headers changed, cut off anywhere, and files of noise.
static void exec_garbage(void) {
  enum { SIZE = 1 << 16 };
  static char good[SIZE], bytes[SIZE];
  uint64_t state = seed + 3;
  int file = open(self, O_RDONLY);
  CHECK(file >= 0);
  long size = read(file, good, SIZE);
  CHECK(size > 4096);
  close(file);
  const char *path = "/tmp/usertests-garbage";
  for (int i = 0; i < 60; i++) {
    memcpy(bytes, good, size);
    long length = size;
    if (i < 40)
      for (int j = 0; j <= i % 4; j++) bytes[next_random(&state) % 400] = next_random(&state);
    else if (i < 50) length = next_random(&state) % 500;
    else
      for (long j = i % 2 ? 64 : 0; j < size; j++) bytes[j] = next_random(&state);
    unlink(path);
    file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0700);
    CHECK(file >= 0 && write(file, bytes, length) == length);
    close(file);
    run_file(path, 1);
  }
  unlink(path);
  run_file("/dev/null", 0);
  run_file("/tmp", 0);
}

static void ignore(int signal) { (void)signal; }

// A signal for a thread whose stack pointer is garbage, and frames that no kernel has made.
static void broken_frames(void) {
  for (int i = 0; i < 12; i++) {
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
      silence();
      static char small[64];
      stack_t stack = {.ss_sp = i % 2 ? (void *)(uintptr_t)(i * 4096ul) : small, .ss_size = 1 << 20};
      struct sigaction action = {.sa_handler = ignore, .sa_flags = SA_ONSTACK};
      sigaction(SIGUSR1, &action, 0);
      sigaction(SIGSEGV, &action, 0);
      if (i < 6) sigaltstack(&stack, 0);
      if (i < 8) raise(SIGUSR1);
      syscall(SYS_rt_sigreturn);
      _exit(0);
    }
    finish_within(child, 20);
  }
}

// Threads that are made with everything wrong: flags, stacks, thread pointers, places for numbers.
static void broken_clones(void) {
  uint64_t state = seed + 4;
  prepare_pointers();
  for (int i = 0; i < 60; i++) {
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
      long me = syscall(SYS_gettid);
      silence();
      unsigned long flags = next_random(&state) & 0xffffff00;
      for (int j = 0; j < i; j++) flags = next_random(&state) & 0xffffff00;
      long at = (long)pointers[i % POINTERS];
      syscall(SYS_clone, flags | (i % 3 ? SIGCHLD : 0), i % 2 ? at : 0, at, at, at);
      leave_if_new(me);
      _exit(0);
    }
    finish_within(child, 20);
    while (waitpid(-1, 0, WNOHANG) > 0) {}
  }
}

const struct test attack_tests[] = {
    {"exec_garbage", exec_garbage, 1},
    {"broken_frames", broken_frames, 1},
    {"broken_clones", broken_clones, 1},
    {"bad_pointers", bad_pointers, 1},
    {"random_calls", random_calls, 1},
    {0, 0, 0},
};
