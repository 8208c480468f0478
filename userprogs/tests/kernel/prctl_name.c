// A thread's name: 15 bytes of it count, a child and a thread start with their maker's, and each has its own.
#include "show.h"

#include <pthread.h>
#include <sys/prctl.h>

static void show_name(const char *who) {
  char name[16];
  REQUIRE(prctl(PR_GET_NAME, name, 0, 0, 0) == 0);
  printf("%s: \"%s\"\n", who, name);
}

static void *thread(void *unused) {
  show_name("the thread at first");
  prctl(PR_SET_NAME, "spinner", 0, 0, 0);
  show_name("the thread then");
  return unused;
}

int main(void) {
  prctl(PR_SET_NAME, "first", 0, 0, 0);
  show_name("main");
  prctl(PR_SET_NAME, "this name is much too long", 0, 0, 0);
  show_name("main");
  pid_t child = start();
  if (child == 0) {
    show_name("child");
    prctl(PR_SET_NAME, "child's", 0, 0, 0);
    show_name("child");
    exit(0);
  }
  finish(child);
  pthread_t id;
  pthread_create(&id, 0, thread, 0);
  pthread_join(id, 0);
  show_name("main at the end");
  SHOW(prctl(PR_SET_NAME, 1, 0, 0, 0));
  SHOW(prctl(99999, 0, 0, 0, 0));
}
