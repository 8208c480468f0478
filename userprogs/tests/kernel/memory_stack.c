// The stack grows by itself: deep recursion, large frames, and a thread's stack ends at a guard page.
#include "show.h"

#include <pthread.h>
#include <setjmp.h>
#include <sys/mman.h>

static int sum(int depth, volatile int *before) {
  volatile int here[64];
  here[0] = depth;
  return depth == 0 ? 0 : sum(depth - 1, here) + here[0] + (before[0] != depth + 1);
}

static int depth_sum(int depth) {
  int first = depth + 1;
  return sum(depth, &first);
}

static int touch_far(void) {
  volatile char big[2000000];
  big[0] = 1, big[1000000] = 2, big[1999999] = 3;
  return big[0] + big[1000000] + big[1999999];
}

static void *on_a_small_stack(void *unused) {
  (void)unused;
  return (void *)(long)depth_sum(100);
}

static sigjmp_buf back;
static void catch(int signal) { siglongjmp(back, signal); }
static char other[65536];

// Each frame knows the one before, so that no compiler makes a loop of it.
static int endless(int depth, volatile char *before) {
  volatile char frame[512];
  frame[0] = depth + before[0];
  return endless(depth + 1, frame) + frame[0] + before[1];
}

static void *overflow(void *unused) {
  stack_t stack = {.ss_sp = other, .ss_size = sizeof other};
  sigaltstack(&stack, 0);
  int signal = sigsetjmp(back, 1);
  if (signal == 0) endless(0, other);
  printf("a thread's overflow: %s\n", signal_name(signal));
  return unused;
}

int main(void) {
  printf("recursion: %d\n", depth_sum(5000));
  printf("a large frame: %d\n", touch_far());
  pthread_t thread;
  pthread_attr_t attributes;
  void *result;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 128 * 1024);
  pthread_create(&thread, &attributes, on_a_small_stack, 0);
  pthread_join(thread, &result);
  printf("a thread: %d\n", (int)(long)result);
  struct sigaction action = {.sa_handler = catch, .sa_flags = SA_ONSTACK};
  sigaction(SIGSEGV, &action, 0);
  pthread_create(&thread, &attributes, overflow, 0);
  pthread_join(thread, 0);
  pid_t child = start();
  if (child == 0) _exit(touch_far() + depth_sum(3000) % 7);
  show_status("child", finish(child));
}
