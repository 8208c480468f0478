// Reading and saving. A save writes a new file beside the old one, waits until it is on the disk, and only
// then gives it the old one's name: whatever happens, one of the two is there, whole.
#include "edit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONGEST_NAME = 4096 };

char *file_name;
bool is_read_only;
static struct stat last_state;  // of the file, when it was read or saved
static bool has_state;

static void note_state(const char *name) { has_state = stat(name, &last_state) == 0; }

bool has_changed_on_disk(void) {
  struct stat state;
  if (file_name == 0 || !has_state || stat(file_name, &state) < 0) return false;
  return state.st_mtim.tv_sec != last_state.st_mtim.tv_sec
    || state.st_mtim.tv_nsec != last_state.st_mtim.tv_nsec
    || state.st_size != last_state.st_size;
}

// All that can be read; null, with errno, if that fails.
static char *read_all(int descriptor, size_t *length) {
  size_t room = 1 << 16;
  char *text = take_memory(0, room);
  *length = 0;
  for (;;) {
    if (*length == room) text = take_memory(text, room *= 2);
    ssize_t count = read(descriptor, text + *length, room - *length);
    if (count == 0) return text;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return free(text), NULL;
    *length += (size_t)count;
  }
}

bool read_file(const char *name) {
  int descriptor = open(name, O_RDONLY | O_CLOEXEC);
  size_t length = 0;
  char *text = descriptor < 0 ? 0 : read_all(descriptor, &length);
  int error = errno;
  if (descriptor >= 0) close(descriptor);
  bool is_new = descriptor < 0 && error == ENOENT;
  if (text == 0 && !is_new) {
    say("%s: %s", name, strerror(error));
    return false;
  }
  set_text(is_new ? take_memory(0, 1) : text, length);
  forget_changes();
  free(file_name);
  file_name = strdup(name);
  note_state(name);
  is_read_only = !is_new && access(name, W_OK) < 0;
  if (is_new) say("%s is new", name);
  return true;
}

static bool write_all(int descriptor, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t count = write(descriptor, bytes, length);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes += count;
    length -= (size_t)count;
  }
  return true;
}

static bool write_lines(int descriptor) {
  char part[1 << 14];
  size_t used = 0;
  for (size_t i = 0; i < line_count; i++) {
    const struct line *line = &lines[i];
    if (used + line->length + 1 > sizeof part) {
      if (!write_all(descriptor, part, used)) return false;
      used = 0;
    }
    if (line->length + 1 > sizeof part) {
      if (!write_all(descriptor, line->bytes, line->length)) return false;
    } else if (line->length > 0) {
      memcpy(part + used, line->bytes, line->length);
      used += line->length;
    }
    if (i + 1 < line_count) part[used++] = '\n';
  }
  return write_all(descriptor, part, used);
}

// The folder's entry must be on the disk, too. Not every file system can do that.
static void sync_folder(const char *path) {
  char folder[LONGEST_NAME];
  snprintf(folder, sizeof folder, "%s", path);
  char *slash = strrchr(folder, '/');
  if (slash != 0) slash[slash == folder] = 0;
  int descriptor = open(slash == 0 ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  fsync(descriptor);
  close(descriptor);
}

static bool write_new(const char *temporary, mode_t mode) {
  int descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) return false;
  bool is_good = write_lines(descriptor) && fchmod(descriptor, mode) == 0 && fsync(descriptor) == 0;
  int error = errno;
  if (close(descriptor) < 0 && is_good) error = errno, is_good = false;
  if (!is_good) unlink(temporary);
  errno = error;
  return is_good;
}

// The mode that a new file gets.
static mode_t usual_mode(void) {
  mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

static bool replace_file(const char *path) {
  char temporary[LONGEST_NAME + 32];
  const char *slash = strrchr(path, '/');
  int folder = slash == 0 ? 0 : (int)(slash + 1 - path);
  snprintf(temporary, sizeof temporary, "%.*s.%s.edit-%d", folder, path, path + folder, (int)getpid());
  struct stat state;
  mode_t mode = stat(path, &state) == 0 ? state.st_mode & 07777 : usual_mode();
  if (!write_new(temporary, mode)) return false;
  if (rename(temporary, path) < 0) {
    int error = errno;
    unlink(temporary);
    errno = error;
    return false;
  }
  sync_folder(path);
  return true;
}

// What a link leads to is replaced, not the link.
bool write_file(const char *name) {
  char target[LONGEST_NAME];
  if (realpath(name, target) == 0) snprintf(target, sizeof target, "%s", name);
  if (!replace_file(target)) {
    say("%s was not saved: %s", name, strerror(errno));
    return false;
  }
  if (file_name == 0 || strcmp(file_name, name) != 0) {
    char *copy = strdup(name);
    free(file_name);
    file_name = copy;
  }
  note_state(name);
  note_saved();
  is_read_only = false;
  return true;
}

// For the case that this process has to end.
void write_recovery(void) {
  char name[LONGEST_NAME];
  snprintf(name, sizeof name, "%s.recovered", file_name == 0 ? "edit" : file_name);
  if (is_modified() && replace_file(name)) fprintf(stderr, "edit: what was not saved is in %s\n", name);
}
