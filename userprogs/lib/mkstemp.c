// Files and folders with names that nobody has yet.

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ATTEMPTS 100

// Writes a new name over the six X at the template's end.
static void fill(char *template) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  size_t length = strlen(template);
  char *name = template + length - 6;
  for (int i = 0; i < 6; i++) name[i] = letters[arc4random() % (sizeof letters - 1)];
}

// Whether it ends with the six X; if not, EINVAL.
static int is_template(const char *template) {
  size_t length = strlen(template);
  if (length >= 6 && strcmp(template + length - 6, "XXXXXX") == 0) return 1;
  errno = EINVAL;
  return 0;
}

int mkostemp(char *template, int flags) {
  if (!is_template(template)) return -1;
  for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
    fill(template);
    int file = open(template, O_RDWR | O_CREAT | O_EXCL | flags, 0600);
    if (file >= 0 || errno != EEXIST) return file;
  }
  return -1;
}

int mkstemp(char *template) { return mkostemp(template, 0); }

char *mkdtemp(char *template) {
  if (!is_template(template)) return 0;
  for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
    fill(template);
    if (mkdir(template, 0700) == 0) return template;
    if (errno != EEXIST) return 0;
  }
  return 0;
}

// A file that nobody else can find, and that is gone when it is closed.
FILE *tmpfile(void) {
  char path[] = P_tmpdir "/tmpXXXXXX";
  int file = mkostemp(path, 0);
  if (file < 0) return 0;
  unlink(path);
  FILE *stream = fdopen(file, "w+");
  if (stream == 0) close(file);
  return stream;
}
