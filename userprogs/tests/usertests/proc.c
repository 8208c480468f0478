// Reads and writes all that there is in /proc, while processes come and go.
#include "usertests.h"

#include <dirent.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/stat.h>

enum { DEPTH = 8, MOST = 1 << 20 };

// Reads a file in pieces of odd sizes, to its end or up to 1 MiB: pagemap has 512.
static long read_to_end(const char *path) {
  static char piece[4096];
  long total = 0;
  int file = open(path, O_RDONLY | O_NONBLOCK);
  if (file < 0) return -1;
  for (ssize_t count; total < MOST && (count = read(file, piece, 512 + total % 3 * 8)) > 0;) total += count;
  close(file);
  return total;
}

static void write_garbage(const char *path, uint64_t *state) {
  static const char *const texts[] = {"nonsense", "-1", "99999999999999999999", "", "\n", "0x", "rr:quantum=", "\377\376"};
  int file = open(path, O_WRONLY | O_NONBLOCK);
  if (file < 0) return;
  const char *text = texts[next_random(state) % (sizeof texts / sizeof *texts)];
  write(file, text, strlen(text));
  write(file, (void *)next_random(state), 100);
  write(file, text, 1 << 30);
  ftruncate(file, 0);
  close(file);
}

// Visits everything below a folder; links are not followed, but read.
static long walk(const char *folder, int depth, uint64_t *state) {
  long files = 0;
  DIR *list = opendir(folder);
  if (list == 0) return 0;
  for (struct dirent *entry; depth < DEPTH && (entry = readdir(list)) != 0;) {
    char path[512], link[512];
    struct stat status;
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    if (lstat(path, &status) != 0) continue;  // it has gone
    CHECK(status.st_size == 0);
    CHECK(entry->d_type == (status.st_mode & S_IFMT) >> 12);
    if (S_ISDIR(status.st_mode)) files += walk(path, depth + 1, state);
    else if (S_ISLNK(status.st_mode)) readlink(path, link, sizeof link);
    else if (read_to_end(path) >= 0) files++;
    if (state != 0 && S_ISREG(status.st_mode)) write_garbage(path, state);
  }
  closedir(list);
  return files;
}

static void *sleep_a_while(void *unused) {
  usleep(3000);
  return unused;
}

// Has pipes, sockets, mappings and threads for a while.
static void live(int number) {
  int ends[2];
  pthread_t thread;
  pipe(ends);
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  char *memory = mmap(0, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  for (int i = 0; i < number * 4096; i += 4096) memory[i] = 1;
  pthread_create(&thread, 0, sleep_a_while, 0);
  usleep((useconds_t)(500 * number));
  _exit(0);
}

static void come_and_go(void) {
  for (int i = 0; i < 60; i++) {
    if (fork() == 0) live(i % 12);
    if (i % 3 == 0) waitpid(-1, 0, WNOHANG);
    usleep(300);
  }
  while (wait(0) > 0) {}
  _exit(0);
}

static void read_everything(void) {
  pid_t child = fork();
  if (child == 0) come_and_go();
  long files = 0;
  for (int i = 0; i < 4; i++) files += walk("/proc", 0, 0);
  CHECK(files > 200);
  finish_within(child, 1000);
}

static void write_everything(void) {
  uint64_t state = seed;
  pid_t child = fork();
  if (child == 0) come_and_go();
  for (int i = 0; i < 3; i++) CHECK(walk("/proc", 0, &state) > 50);
  finish_within(child, 1000);
}

// Files of a process that is gone stay closed, whoever has its number now.
static void files_of_the_dead(void) {
  int kept[50], count = 0;
  for (int i = 0; i < 50; i++) {
    char path[64], byte;
    pid_t child = fork();
    if (child == 0) _exit(0);
    snprintf(path, sizeof path, "/proc/%d/status", child);
    int file = open(path, O_RDONLY);
    if (file >= 0) kept[count++] = file;
    waitpid(child, 0, 0);
    for (int j = 0; j < count; j++) CHECK(read(kept[j], &byte, 1) == -1 && errno == ESRCH);
  }
  CHECK(count > 0);
}

const struct test proc_tests[] = {
    {"read_everything", read_everything, 1},
    {"write_everything", write_everything, 1},
    {"files_of_the_dead", files_of_the_dead, 0},
    {0, 0, 0},
};
