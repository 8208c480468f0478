// Processes that talk to each other and die while they do.
#include "usertests.h"

#include <linux/futex.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>

static void dead_readers(void) {
  static char bytes[200000];
  signal(SIGPIPE, SIG_IGN);
  for (int round = 0; round < 20; round++) {
    int ends[2];
    CHECK(pipe(ends) == 0);
    pid_t child = fork();
    if (child == 0) {
      close(ends[1]);
      CHECK(read(ends[0], bytes, 1000 * round + 1) > 0);
      _exit(0);
    }
    close(ends[0]);
    long written = write(ends[1], bytes, sizeof bytes);
    CHECK(written > 0 && written < (long)sizeof bytes);
    CHECK(write(ends[1], bytes, 1) == -1 && errno == EPIPE);
    close(ends[1]);
    waitpid(child, 0, 0);
  }
}

// Processes are killed while they wait in, and write through, one pipe.
static void killed_in_pipes(void) {
  uint64_t state = seed;
  int ends[2];
  CHECK(pipe(ends) == 0);
  pid_t children[8];
  for (int i = 0; i < 8; i++) {
    children[i] = fork();
    if (children[i] == 0) {
      static char bytes[10000];
      for (;;)
        if (i % 2) CHECK(write(ends[1], bytes, sizeof bytes) > 0);
        else CHECK(read(ends[0], bytes, sizeof bytes) > 0);
    }
  }
  for (int killed = 0; killed < 8; killed++) {
    usleep(next_random(&state) % 300);
    kill(children[killed], SIGKILL);
    waitpid(children[killed], 0, 0);
  }
  fcntl(ends[1], F_SETFL, O_NONBLOCK);
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  char bytes[4096];
  while (read(ends[0], bytes, sizeof bytes) > 0) {}
  CHECK(write(ends[1], bytes, sizeof bytes) == sizeof bytes);
  CHECK(read(ends[0], bytes, sizeof bytes) == sizeof bytes);
}

static volatile sig_atomic_t handled;
static void count(int signal) { (void)signal, handled++; }

static void signal_storm(void) {
  struct sigaction action = {.sa_handler = count, .sa_flags = SA_RESTART | SA_NODEFER};
  sigaction(SIGUSR1, &action, 0);
  sigaction(SIGUSR2, &action, 0);
  pid_t parent = getpid(), child = fork();
  if (child == 0) {
    for (int i = 0; i < 500; i++) kill(parent, i % 2 ? SIGUSR1 : SIGUSR2);
    _exit(0);
  }
  for (int i = 0; i < 500; i++) kill(child, i % 2 ? SIGUSR1 : SIGUSR2);
  int status;
  while (waitpid(child, &status, 0) < 0) CHECK(errno == EINTR);
  CHECK(status == 0 && handled > 0);
}

static void signal_queue_limit(void) {
  sigset_t set;
  sigfillset(&set);
  sigprocmask(SIG_BLOCK, &set, 0);
  long queued = 0;
  while (queued < 200000 && sigqueue(getpid(), SIGRTMIN + 1, (union sigval){.sival_int = 0}) == 0) queued++;
  CHECK(queued > 10 && queued < 200000 && errno == EAGAIN);
  CHECK(kill(getpid(), SIGUSR1) == 0);
}

static void stop_storm(void) {
  pid_t child = fork();
  if (child == 0)
    for (volatile int i = 0;; i++) {}
  for (int i = 0; i < 50; i++) {
    kill(child, SIGSTOP);
    if (i % 3 == 0) usleep(10);
    kill(child, SIGCONT);
    if (i % 5 == 0) usleep(10);
  }
  kill(child, SIGSTOP);
  int status;
  CHECK(waitpid(child, &status, WUNTRACED) == child);
  kill(child, SIGKILL);
  CHECK(waitpid(child, &status, 0) == child && WIFSIGNALED(status));
}

static void killed_in_futex(void) {
  int *word = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  for (int round = 0; round < 5; round++) {
    pid_t children[6];
    for (int i = 0; i < 6; i++) {
      children[i] = fork();
      if (children[i] == 0) {
        syscall(SYS_futex, word, FUTEX_WAIT, 0, 0, 0, 0);
        _exit(0);
      }
    }
    usleep(1000);
    for (int i = 0; i < 6; i += 2) kill(children[i], SIGKILL), waitpid(children[i], 0, 0);
    // Only those that live are woken: the dead ones have left no trace.
    long woken = 0;
    for (int tries = 0; woken < 3 && tries < 10000; tries++) {
      woken += syscall(SYS_futex, word, FUTEX_WAKE, 100, 0, 0, 0);
      if (woken < 3) usleep(100);
    }
    CHECK(woken == 3);
    for (int i = 1; i < 6; i += 2) CHECK(waitpid(children[i], 0, 0) == children[i]);
  }
}

// Lists of robust locks that are garbage, or have no end, must not keep a thread from ending.
static void garbage_robust_lists(void) {
  static struct robust { struct robust *next; } circle[2] = {{&circle[1]}, {&circle[1]}};
  static struct { void *next; long offset; void *pending; } heads[5] = {
      {&circle[0], 8, 0},    {(void *)16, 0, (void *)16},         {(void *)-4096, 1, (void *)-8},
      {&circle[0], 1, circle}, {&heads[4], 0x7fffffffffffffff, &heads[4]}};
  for (int i = 0; i < 5; i++) {
    pid_t child = fork();
    if (child == 0) {
      CHECK(syscall(SYS_set_robust_list, &heads[i], sizeof heads[i]) == 0);
      syscall(SYS_set_tid_address, i * 4096 + 16 - 4096l);
      _exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    CHECK(status == 0);
  }
}

// Sockets that hold each other as messages in flight.
static void sockets_in_flight(void) {
  for (int round = 0; round < 50; round++) {
    int pair[2];
    CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    char control[CMSG_SPACE(sizeof(int))] = {0};
    for (int i = 0; i < 2; i++) {
      struct iovec part = {"x", 1};
      struct msghdr header = {
          .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
      struct cmsghdr *rights = CMSG_FIRSTHDR(&header);
      rights->cmsg_level = SOL_SOCKET, rights->cmsg_type = SCM_RIGHTS, rights->cmsg_len = CMSG_LEN(sizeof(int));
      memcpy(CMSG_DATA(rights), &pair[i], sizeof(int));
      CHECK(sendmsg(pair[i], &header, 0) == 1);
    }
    close(pair[0]);
    close(pair[1]);
  }
}

static void epoll_nests(void) {
  int sets[20], ends[2];
  CHECK(pipe(ends) == 0);
  for (int i = 0; i < 20; i++) {
    sets[i] = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN};
    int added = epoll_ctl(sets[i], EPOLL_CTL_ADD, i == 0 ? ends[0] : sets[i - 1], &event);
    CHECK(added == 0 || errno == ELOOP || errno == EINVAL);
  }
  struct epoll_event event = {.events = EPOLLIN};
  CHECK(epoll_ctl(sets[0], EPOLL_CTL_ADD, sets[3], &event) == -1);
  CHECK(write(ends[1], "x", 1) == 1);
  CHECK(epoll_wait(sets[3], &event, 1, 0) == 1);
}

static void exec_loop(void) {
  char *arguments[] = {"usertests", "exec", 0}, *none[] = {0};
  for (int i = 0; i < 30; i++) {
    pid_t child = i % 2 ? fork() : vfork();
    CHECK(child >= 0);
    if (child == 0) {
      execve(self, arguments, none);
      _exit(1);
    }
    int status;
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 77);
  }
}

static void exec_big_arguments(void) {
  enum { COUNT = 3000 };
  static char *arguments[COUNT + 1], text[1 << 18], *none[] = {0};
  memset(text, 'a', sizeof text - 1);
  for (int i = 0; i < COUNT; i++) arguments[i] = text;
  CHECK(execve(self, arguments, none) == -1 && errno == E2BIG);
  CHECK(execve(self, none, arguments) == -1 && errno == E2BIG);
}

const struct test ipc_tests[] = {
    {"dead_readers", dead_readers, 0},
    {"killed_in_pipes", killed_in_pipes, 0},
    {"signal_storm", signal_storm, 0},
    {"signal_queue_limit", signal_queue_limit, 0},
    {"stop_storm", stop_storm, 0},
    {"killed_in_futex", killed_in_futex, 0},
    {"garbage_robust_lists", garbage_robust_lists, 0},
    {"sockets_in_flight", sockets_in_flight, 0},
    {"epoll_nests", epoll_nests, 0},
    {"exec_loop", exec_loop, 0},
    {"exec_big_arguments", exec_big_arguments, 0},
    {0, 0, 0},
};
