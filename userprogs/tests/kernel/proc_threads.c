// Threads and children in /proc: how many, what they are called, what they do.
#include "show.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static volatile int tids[3];
static char text[4096];

static char *load(const char *path) {
  int file = open(path, O_RDONLY);
  ssize_t length = file < 0 ? 0 : read(file, text, sizeof text - 1);
  text[length < 0 ? 0 : length] = 0;
  if (file >= 0) close(file);
  return text;
}

static int thread_count(void) {
  char *line = strstr(load("/proc/self/status"), "Threads:\t");
  return line == 0 ? -1 : atoi(line + 9);
}

static int listed_tasks(void) {
  int count = 0;
  DIR *folder = opendir("/proc/self/task");
  for (struct dirent *entry; (entry = readdir(folder)) != 0;) count += *entry->d_name != '.';
  closedir(folder);
  return count;
}

static void *work(void *argument) {
  long number = (long)argument;
  char name[16];
  snprintf(name, sizeof name, "worker %ld", number);
  prctl(PR_SET_NAME, name);
  tids[number] = (int)syscall(SYS_gettid);
  pthread_mutex_lock(&mutex);
  pthread_mutex_unlock(&mutex);
  return 0;
}

static char state_of(int pid) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  char *end = strrchr(load(path), ')');
  return end == 0 ? '?' : end[2];
}

static void wait_for(int pid, char state) {
  while (state_of(pid) != state) usleep(1000);
  printf("%c\n", state);
}

int main(void) {
  pthread_t threads[3];
  char path[64];
  printf("threads %d, tasks %d\n", thread_count(), listed_tasks());
  pthread_mutex_lock(&mutex);
  for (long i = 0; i < 3; i++) pthread_create(&threads[i], 0, work, (void *)i);
  for (int i = 0; i < 3; i++)
    while (tids[i] == 0) usleep(1000);
  printf("threads %d, tasks %d\n", thread_count(), listed_tasks());
  for (int i = 0; i < 3; i++) {
    snprintf(path, sizeof path, "/proc/self/task/%d/comm", tids[i]);
    printf("%s", load(path));
    snprintf(path, sizeof path, "/proc/%d/status", tids[i]);
    char *group = strstr(load(path), "Tgid:\t");
    printf("not listed, but there: %d\n", group != 0 && atoi(group + 6) == getpid());
  }
  snprintf(path, sizeof path, "/proc/self/task/%d/comm", tids[1]);
  int comm = open(path, O_WRONLY);
  SHOW(write(comm, "renamed\n", 8));
  printf("%s", load(path));
  char link[64], expected[64];
  snprintf(expected, sizeof expected, "%d/task/%d", getpid(), getpid());
  link[readlink("/proc/thread-self", link, sizeof link)] = 0;
  printf("thread-self %d\n", strcmp(link, expected) == 0);
  pthread_mutex_unlock(&mutex);
  for (int i = 0; i < 3; i++) pthread_join(threads[i], 0);
  while (listed_tasks() > 1) usleep(1000);
  printf("threads %d\n", thread_count());
  snprintf(path, sizeof path, "/proc/self/task/%d/comm", tids[1]);
  SHOW(open(path, O_RDONLY));

  int ends[2];
  pipe(ends);
  fflush(stdout);
  int child = fork();
  if (child == 0) {
    char byte;
    read(ends[0], &byte, 1);
    for (;;) pause();
  }
  wait_for(child, 'S');
  write(ends[1], "x", 1);
  kill(child, SIGSTOP);
  wait_for(child, 'T');
  kill(child, SIGCONT);
  wait_for(child, 'S');
  kill(child, SIGKILL);
  wait_for(child, 'Z');
  snprintf(path, sizeof path, "/proc/%d/maps", child);
  printf("a zombie has %d bytes of maps\n", (int)strlen(load(path)));
  snprintf(path, sizeof path, "/proc/%d/status", child);
  load(path);
  printf("nor VmRSS: %d, but a state: %d\n", strstr(text, "VmRSS") == 0, strstr(text, "Z (zombie)") != 0);
  int kept = open(path, O_RDONLY);
  waitpid(child, 0, 0);
  SHOW(read(kept, text, 100));
  SHOW(open(path, O_RDONLY));
}
