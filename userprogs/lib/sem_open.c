// Semaphores with a name: a sem_t in a file in /dev/shm that all who open it map.

#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "shm_path.h"
#include "thread.h"

// Opening a semaphore twice in a process gives the same address.
struct opened {
  sem_t *semaphore;
  dev_t device;
  ino_t inode;
  int count;
  struct opened *next;
};

static struct opened *list;
static int list_lock;

static struct opened *find(const struct stat *status) {
  struct opened *entry = list;
  while (entry != 0 && (entry->inode != status->st_ino || entry->device != status->st_dev))
    entry = entry->next;
  return entry;
}

static sem_t *remember(sem_t *semaphore, const struct stat *status) {
  struct opened *entry = malloc(sizeof *entry);
  if (entry == 0) {
    munmap(semaphore, sizeof *semaphore);
    return SEM_FAILED;
  }
  *entry = (struct opened){semaphore, status->st_dev, status->st_ino, 1, list};
  list = entry;
  return semaphore;
}

static sem_t *map(int file) {
  struct stat status;
  if (fstat(file, &status) < 0) return SEM_FAILED;
  struct opened *entry = find(&status);
  if (entry != 0) {
    entry->count++;
    return entry->semaphore;
  }
  sem_t *semaphore = mmap(0, sizeof *semaphore, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  return semaphore == MAP_FAILED ? SEM_FAILED : remember(semaphore, &status);
}

// Makes the file under another name first, so that nobody ever sees it empty. Returns a descriptor; -1 and
// EEXIST if another process was faster.
static int create(const char *path, mode_t mode, unsigned value) {
  static int attempts;
  char draft[SHM_PATH_SIZE + 32];
  snprintf(draft, sizeof draft, "%s.%d.%d", path, __tid(), attempts++);
  int file = open(draft, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, mode);
  if (file < 0) return -1;
  sem_t semaphore;
  sem_init(&semaphore, 1, value);
  bool is_written = write(file, &semaphore, sizeof semaphore) == (ssize_t)sizeof semaphore;
  bool is_named = is_written && link(draft, path) == 0;
  int saved = errno;
  unlink(draft);
  if (is_named) return file;
  close(file);
  errno = saved;
  return -1;
}

static int open_or_create(const char *path, int flags, mode_t mode, unsigned value) {
  for (;;) {
    bool must_create = (flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL);
    int file = must_create ? -1 : open(path, O_RDWR | O_CLOEXEC);
    if (file >= 0 || (!must_create && errno != ENOENT) || (flags & O_CREAT) == 0) return file;
    file = create(path, mode, value);
    if (file >= 0 || errno != EEXIST || must_create) return file;
  }
}

sem_t *sem_open(const char *name, int flags, ...) {
  char path[SHM_PATH_SIZE];
  if (!__shm_path(path, "sem.", name)) return SEM_FAILED;
  mode_t mode = 0;
  unsigned value = 0;
  if (flags & O_CREAT) {
    va_list arguments;
    va_start(arguments, flags);
    mode = va_arg(arguments, mode_t);
    value = va_arg(arguments, unsigned);
    va_end(arguments);
  }
  if (value > SEM_VALUE_MAX) return errno = EINVAL, SEM_FAILED;
  __lock(&list_lock);
  int file = open_or_create(path, flags, mode, value);
  sem_t *semaphore = file < 0 ? SEM_FAILED : map(file);
  int saved = errno;
  if (file >= 0) close(file);
  __unlock(&list_lock);
  errno = saved;
  return semaphore;
}

int sem_close(sem_t *semaphore) {
  __lock(&list_lock);
  struct opened **link = &list;
  while (*link != 0 && (*link)->semaphore != semaphore) link = &(*link)->next;
  struct opened *entry = *link;
  if (entry != 0 && --entry->count == 0) {
    *link = entry->next;
    munmap(semaphore, sizeof *semaphore);
    free(entry);
  }
  __unlock(&list_lock);
  if (entry != 0) return 0;
  errno = EINVAL;
  return -1;
}

int sem_unlink(const char *name) {
  char path[SHM_PATH_SIZE];
  return __shm_path(path, "sem.", name) ? unlink(path) : -1;
}
