// What the programs that try calls on many paths share: a folder of their own, and what is in it.
#pragma once
#include "show.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

// Removes everything in a directory.
static inline void empty(int directory) {
  DIR *stream = fdopendir(directory);
  REQUIRE(stream != 0);
  for (struct dirent *entry; (entry = readdir(stream)) != 0;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    if (unlinkat(directory, entry->d_name, 0) == 0) continue;
    int inner = openat(directory, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    REQUIRE(inner >= 0);
    empty(inner);
    REQUIRE(unlinkat(directory, entry->d_name, AT_REMOVEDIR) == 0);
  }
  closedir(stream);
}

// Goes to an empty directory of this name in memory.
static inline void enter(const char *name) {
  umask(022);
  REQUIRE(chdir("/dev/shm") == 0);
  if (mkdir(name, 0755) != 0) {
    int directory = open(name, O_RDONLY | O_DIRECTORY);
    REQUIRE(directory >= 0);
    empty(directory);
  }
  REQUIRE(chdir(name) == 0);
}

// Removes it again.
static inline void leave(const char *name) {
  int directory = open(".", O_RDONLY | O_DIRECTORY);
  REQUIRE(directory >= 0);
  empty(directory);
  REQUIRE(chdir("..") == 0);
  REQUIRE(rmdir(name) == 0);
}

static inline void put(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  REQUIRE(file >= 0);
  REQUIRE(write(file, text, strlen(text)) == (ssize_t)strlen(text));
  close(file);
}

static inline int by_name(const void *a, const void *b) { return strcmp(a, b); }

// Appends what a directory has, sorted: each name with its type, and for a file its links and its size.
static inline void list(int directory, const char *prefix, char *text, size_t room) {
  char names[64][256];
  int count = 0;
  DIR *stream = fdopendir(openat(directory, ".", O_RDONLY | O_DIRECTORY));
  REQUIRE(stream != 0);
  for (struct dirent *entry; (entry = readdir(stream)) != 0 && count < 64;)
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      snprintf(names[count++], 256, "%s", entry->d_name);
  closedir(stream);
  qsort(names, (size_t)count, sizeof names[0], by_name);
  for (int i = 0; i < count; i++) {
    struct stat status;
    REQUIRE(fstatat(directory, names[i], &status, AT_SYMLINK_NOFOLLOW) == 0);
    size_t used = strlen(text);
    char type = S_ISDIR(status.st_mode) ? '/' : S_ISLNK(status.st_mode) ? '@' : S_ISFIFO(status.st_mode) ? '|' : ' ';
    snprintf(text + used, room - used, " %s%.40s%c%o", prefix, names[i], type, (unsigned)status.st_mode & 07777);
    used = strlen(text);
    if (S_ISREG(status.st_mode))
      snprintf(text + used, room - used, ":%d:%ld", (int)status.st_nlink, (long)status.st_size);
    if (!S_ISDIR(status.st_mode)) continue;
    char inner[600];
    snprintf(inner, sizeof inner, "%s%s/", prefix, names[i]);
    int child = openat(directory, names[i], O_RDONLY | O_DIRECTORY);
    if (child < 0) continue;
    list(child, inner, text, room);
    close(child);
  }
}
