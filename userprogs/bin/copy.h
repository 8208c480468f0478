// Copying files and folders, for cp, and for mv where a rename is not enough.
#ifndef COPY_H
#define COPY_H

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

struct copy_options {
  bool is_recursive, keeps_attributes, follows_links, forces, is_verbose;
};

static bool copy_complain(const char *what, const char *path) {
  int error = errno;
  fflush(stdout);
  fprintf(stderr, "%s: %s '%s': %s\n", TOOL, what, path, strerror(error));
  return false;
}

// Joins a folder and a name. False if that is too long.
static bool join_paths(char *path, const char *folder, const char *name) {
  size_t length = strlen(folder);
  const char *slash = length > 0 && folder[length - 1] == '/' ? "" : "/";
  if (snprintf(path, PATH_MAX, "%s%s%s", folder, slash, name) < PATH_MAX) return true;
  errno = ENAMETOOLONG;
  return false;
}

static bool copy_bytes(int from, int to) {
  static char buffer[64 * 1024];
  for (ssize_t size; (size = read(from, buffer, sizeof buffer)) != 0;) {
    if (size < 0) return false;
    for (char *p = buffer; size > 0;) {
      ssize_t written = write(to, p, (size_t)size);
      if (written < 0) return false;
      p += written;
      size -= written;
    }
  }
  return true;
}

static void copy_attributes(const char *to, const struct stat *status) {
  struct timespec times[2] = {status->st_atim, status->st_mtim};
  if (lchown(to, status->st_uid, status->st_gid) < 0) errno = 0;  // only root may give files away
  if (!S_ISLNK(status->st_mode)) chmod(to, status->st_mode & 07777);
  utimensat(AT_FDCWD, to, times, AT_SYMLINK_NOFOLLOW);
}

static bool copy_file(
  const char *from, const char *to, const struct stat *status, const struct copy_options *options) {
  struct stat old;
  int input = open(from, O_RDONLY);
  if (input < 0) return copy_complain("cannot open", from);
  bool exists = stat(to, &old) == 0;
  int output = open(to, O_WRONLY | O_CREAT | O_TRUNC, status->st_mode & 0777);
  if (output < 0 && options->forces && exists && unlink(to) == 0)
    output = open(to, O_WRONLY | O_CREAT | O_TRUNC, status->st_mode & 0777);
  if (output < 0) {
    close(input);
    return copy_complain(exists ? "cannot open" : "cannot create regular file", to);
  }
  bool done = copy_bytes(input, output);
  if (!done) copy_complain("error copying", from);
  close(input);
  if (close(output) < 0) done = copy_complain("error writing", to);
  return done;
}

static bool copy_link(const char *from, const char *to) {
  char target[PATH_MAX];
  ssize_t length = readlink(from, target, sizeof target - 1);
  if (length < 0) return copy_complain("cannot read symbolic link", from);
  target[length] = 0;
  if (symlink(target, to) == 0) return true;
  if (errno == EEXIST && unlink(to) == 0 && symlink(target, to) == 0) return true;
  return copy_complain("cannot create symbolic link", to);
}

static bool copy_tree(const char *from, const char *to, const struct copy_options *options);

static bool copy_folder(
  const char *from, const char *to, const struct stat *status, const struct copy_options *options) {
  struct stat old;
  bool exists = stat(to, &old) == 0;
  if (exists && !S_ISDIR(old.st_mode)) {
    fprintf(stderr, "%s: cannot overwrite non-directory '%s' with directory '%s'\n", TOOL, to, from);
    return false;
  }
  // Until all is in it, we must be able to write into it.
  if (!exists && mkdir(to, (status->st_mode & 0777) | 0700) < 0)
    return copy_complain("cannot create directory", to);
  DIR *folder = opendir(from);
  if (folder == 0) return copy_complain("cannot access", from);
  bool done = true;
  for (struct dirent *entry; (entry = readdir(folder)) != 0;) {
    char inner_from[PATH_MAX], inner_to[PATH_MAX];
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    if (join_paths(inner_from, from, entry->d_name) && join_paths(inner_to, to, entry->d_name))
      done &= copy_tree(inner_from, inner_to, options);
    else done = copy_complain("cannot copy", entry->d_name);
  }
  closedir(folder);
  if (!exists && !options->keeps_attributes) {
    mode_t mask = umask(0);
    umask(mask);
    chmod(to, status->st_mode & 0777 & ~mask);
  }
  return done;
}

// A copy inside of itself would never end.
static bool is_inside(const char *from, const char *to) {
  char source[PATH_MAX], folder[PATH_MAX], target[PATH_MAX];
  if (realpath(from, source) == 0) return false;
  snprintf(folder, sizeof folder, "%s", to);
  char *slash = strrchr(folder, '/');
  if (slash != 0) slash[slash == folder] = 0;
  if (realpath(slash == 0 ? "." : folder, target) == 0) return false;
  size_t length = strlen(source);
  return strncmp(source, target, length) == 0 && (target[length] == 0 || target[length] == '/');
}

static bool copy_tree(const char *from, const char *to, const struct copy_options *options) {
  struct stat status, old;
  int result = options->follows_links ? stat(from, &status) : lstat(from, &status);
  if (result < 0) return copy_complain("cannot stat", from);
  if (stat(to, &old) == 0 && old.st_dev == status.st_dev && old.st_ino == status.st_ino) {
    fflush(stdout);
    fprintf(stderr, "%s: '%s' and '%s' are the same file\n", TOOL, from, to);
    return false;
  }
  if (S_ISDIR(status.st_mode) && !options->is_recursive) {
    fflush(stdout);
    fprintf(stderr, "%s: -r not specified; omitting directory '%s'\n", TOOL, from);
    return false;
  }
  if (!S_ISDIR(status.st_mode) && stat(to, &old) == 0 && S_ISDIR(old.st_mode)) {
    fprintf(stderr, "%s: cannot overwrite directory '%s' with non-directory\n", TOOL, to);
    return false;
  }
  if (options->is_verbose) printf("'%s' -> '%s'\n", from, to);
  bool done;
  if (S_ISDIR(status.st_mode)) done = copy_folder(from, to, &status, options);
  else if (S_ISLNK(status.st_mode)) done = copy_link(from, to);
  else if (S_ISREG(status.st_mode) || !options->is_recursive) done = copy_file(from, to, &status, options);
  else done = mknod(to, status.st_mode, status.st_rdev) == 0 ||
    copy_complain("cannot create special file", to);
  if (done && options->keeps_attributes) copy_attributes(to, &status);
  return done;
}

#endif
