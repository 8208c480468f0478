// Mounts: file systems over directories and files, parts of the tree at a second place, and who is in the way.
//
// They change the tree that every process sees: for Ring3 only, or for a mount namespace of one's own.
#include "usertests.h"

#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/un.h>

// A call that must fail in one way.
#define FAILS(call, error)                                                                        \
  do {                                                                                            \
    errno = 0;                                                                                    \
    long result = (long)(call);                                                                   \
    if (result != -1 || errno != (error)) {                                                       \
      printf("%s:%d: %s: %ld, %s, not %s\n", __FILE__, __LINE__, #call, result, strerror(errno), #error); \
      exit(1);                                                                                    \
    }                                                                                             \
  } while (0)

static void put(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  CHECK(file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text) && close(file) == 0);
}

static int holds(const char *path, const char *text) {
  char bytes[100] = "";
  int file = open(path, O_RDONLY);
  if (file < 0) return 0;
  read(file, bytes, 99);
  close(file);
  return strcmp(bytes, text) == 0;
}

static dev_t device(const char *path) {
  struct stat status;
  CHECK(stat(path, &status) == 0);
  return status.st_dev;
}

static ino_t inode(const char *path) {
  struct stat status;
  CHECK(stat(path, &status) == 0);
  return status.st_ino;
}

// A file system of its own, in which the tests have their directories.
static void begin(void) {
  CHECK(mkdir("/tmp/m", 0755) == 0 || errno == EEXIST);
  CHECK(mount("test", "/tmp/m", "tmpfs", 0, "mode=755") == 0);
  CHECK(chdir("/tmp/m") == 0);
  CHECK(mkdir("a", 0755) == 0 && mkdir("b", 0755) == 0 && mkdir("a/in", 0755) == 0);
  put("a/file", "below");
  put("f", "f");
}

static void end(void) {
  CHECK(chdir("/") == 0);
  CHECK(umount2("/tmp/m", 0) == 0);
  CHECK(rmdir("/tmp/m") == 0);
}

static void over(void) {
  begin();
  dev_t here = device(".");
  CHECK(here != device("/tmp"));
  ino_t below = inode("a");
  CHECK(mount("x", "a", "tmpfs", 0, "size=64k,mode=1700,uid=5,gid=6") == 0);
  struct stat status;
  CHECK(stat("a", &status) == 0 && status.st_dev != here && (status.st_mode & 07777) == 01700);
  CHECK(status.st_uid == 5 && status.st_gid == 6 && status.st_nlink == 2);
  CHECK(access("a/file", F_OK) == -1 && errno == ENOENT);
  put("a/new", "above");
  // Out of a mount the way it was entered.
  CHECK(chdir("a") == 0 && inode("..") == inode("/tmp/m") && device("..") == here);
  char path[100];
  CHECK(getcwd(path, sizeof path) != 0 && strcmp(path, "/tmp/m/a") == 0);
  CHECK(inode("../a/../../m/a/.") == inode("."));
  FAILS(umount2("/tmp/m/a", 0), EBUSY);
  CHECK(chdir("..") == 0);
  // A second one over the first.
  CHECK(mount("y", "a", "tmpfs", 0, "") == 0);
  CHECK(access("a/new", F_OK) == -1);
  CHECK(umount2("a", 0) == 0 && holds("a/new", "above"));
  CHECK(umount2("a", 0) == 0 && holds("a/file", "below") && inode("a") == below);
  FAILS(umount2("a", 0), EINVAL);
  end();
}

static void names(void) {
  begin();
  CHECK(mount("x", "a", "tmpfs", 0, 0) == 0);
  put("a/x", "x");
  FAILS(rename("a/x", "x"), EXDEV);
  FAILS(rename("f", "a/f"), EXDEV);
  FAILS(link("f", "a/f"), EXDEV);
  FAILS(rmdir("a"), EBUSY);
  FAILS(rename("a", "c"), EBUSY);
  FAILS(rename("b", "a"), EBUSY);
  FAILS(rename("a", "b"), EBUSY);
  FAILS(unlink("a"), EISDIR);
  FAILS(mkdir("a", 0700), EEXIST);
  FAILS(rename("a/.", "b"), EXDEV);
  CHECK(mkdir("a/d", 0700) == 0 && rmdir("a/d") == 0);
  CHECK(umount2("a", 0) == 0);
  CHECK(rename("a", "c") == 0 && rename("c", "a") == 0);
  end();
}

static void arguments(void) {
  begin();
  FAILS(mount("x", "missing", "tmpfs", 0, 0), ENOENT);
  FAILS(mount("x", "f", "tmpfs", 0, 0), ENOTDIR);
  FAILS(mount("x", "a", "nosuchfs", 0, 0), ENODEV);
  FAILS(mount("x", "a", "tmpfs", 0, "nosuchoption"), EINVAL);
  FAILS(mount("x", "a", "tmpfs", 0, "size=many"), EINVAL);
  FAILS(mount("x", "a", "tmpfs", 0, "mode=9"), EINVAL);
  FAILS(mount("x", "a", 0, MS_REMOUNT | MS_BIND, 0), EINVAL);
  FAILS(mount("missing", "a", 0, MS_BIND, 0), ENOENT);
  FAILS(mount("f", "a", 0, MS_BIND, 0), ENOTDIR);
  FAILS(mount("a", "f", 0, MS_BIND, 0), ENOTDIR);
  FAILS(mount("a", "b", 0, MS_MOVE, 0), EINVAL);
  FAILS(umount2("missing", 0), ENOENT);
  FAILS(umount2("f", 0), EINVAL);
  FAILS(umount2("a", 0), EINVAL);
  FAILS(umount2("a", 0x1000), EINVAL);
  FAILS(mount("x", (char *)8, "tmpfs", 0, 0), EFAULT);
  pid_t child = fork();
  if (child == 0) {
    CHECK(setuid(1000) == 0);
    FAILS(mount("x", "a", "tmpfs", 0, 0), EPERM);
    FAILS(umount2("/tmp/m", 0), EPERM);
    FAILS(chroot("a"), EPERM);
    exit(0);
  }
  int status;
  CHECK(waitpid(child, &status, 0) == child && status == 0);
  end();
}

static void bind_mounts(void) {
  begin();
  CHECK(mount("a", "b", 0, MS_BIND, 0) == 0);
  CHECK(device("b") == device("a") && inode("b") == inode("a") && holds("b/file", "below"));
  put("b/new", "through b");
  CHECK(holds("a/new", "through b"));
  FAILS(rename("a/new", "b/other"), EXDEV);
  FAILS(link("a/new", "b/other"), EXDEV);
  CHECK(chdir("b/in") == 0);
  char path[100];
  CHECK(getcwd(path, sizeof path) != 0 && strcmp(path, "/tmp/m/b/in") == 0);
  CHECK(chdir("../..") == 0 && inode(".") == inode("/tmp/m"));
  // What is mounted inside is not seen at the second place, unless that is asked for.
  CHECK(mount("x", "a/in", "tmpfs", 0, 0) == 0);
  put("a/in/deep", "deep");
  CHECK(access("b/in/deep", F_OK) == -1);
  CHECK(umount2("b", 0) == 0);
  CHECK(mount("a", "b", 0, MS_BIND | MS_REC, 0) == 0 && holds("b/in/deep", "deep"));
  FAILS(umount2("b", 0), EBUSY);
  CHECK(umount2("b/in", 0) == 0 && umount2("b", 0) == 0 && umount2("a/in", 0) == 0);
  // A file over a file.
  put("g", "g");
  CHECK(mount("f", "g", 0, MS_BIND, 0) == 0 && holds("g", "f"));
  FAILS(unlink("g"), EBUSY);
  put("g", "changed");
  CHECK(holds("f", "changed"));
  CHECK(umount2("g", 0) == 0 && holds("g", "g"));
  // Below itself.
  CHECK(mount("/tmp/m", "a/in", 0, MS_BIND, 0) == 0 && holds("a/in/a/file", "below"));
  CHECK(access("a/in/a/in/f", F_OK) == -1);
  CHECK(umount2("a/in", 0) == 0);
  end();
}

static void read_only(void) {
  begin();
  put("a/x", "x");
  CHECK(mount("a", "b", 0, MS_BIND, 0) == 0);
  CHECK(mount(0, "b", 0, MS_REMOUNT | MS_BIND | MS_RDONLY, 0) == 0);
  FAILS(open("b/x", O_WRONLY), EROFS);
  FAILS(open("b/x", O_RDONLY | O_TRUNC), EROFS);
  FAILS(open("b/new", O_RDWR | O_CREAT, 0600), EROFS);
  FAILS(open("b", O_RDWR | O_TMPFILE, 0600), EROFS);
  FAILS(mkdir("b/new", 0700), EROFS);
  FAILS(mkdir("b/in", 0700), EEXIST);
  FAILS(rmdir("b/in"), EROFS);
  FAILS(unlink("b/x"), EROFS);
  FAILS(unlink("b/missing"), EROFS);
  FAILS(symlink("x", "b/new"), EROFS);
  FAILS(link("b/x", "b/new"), EROFS);
  FAILS(rename("b/x", "b/y"), EROFS);
  FAILS(chmod("b/x", 0600), EROFS);
  FAILS(chown("b/x", 1, 1), EROFS);
  FAILS(truncate("b/x", 0), EROFS);
  FAILS(utimensat(AT_FDCWD, "b/x", 0, 0), EROFS);
  FAILS(access("b/x", W_OK), EROFS);
  CHECK(access("b/x", R_OK) == 0 && holds("b/x", "x"));
  struct statvfs status;
  CHECK(statvfs("b", &status) == 0 && (status.f_flag & ST_RDONLY) != 0);
  CHECK(statvfs("a", &status) == 0 && (status.f_flag & ST_RDONLY) == 0);
  // Through the other mount it still changes.
  put("a/x", "changed");
  CHECK(holds("b/x", "changed"));
  CHECK(mount(0, "b", 0, MS_REMOUNT | MS_BIND, 0) == 0);
  put("b/x", "again");
  int file = open("b/x", O_WRONLY);
  FAILS(mount(0, "b", 0, MS_REMOUNT | MS_BIND | MS_RDONLY, 0), EBUSY);
  close(file);
  CHECK(umount2("b", 0) == 0);
  end();
}

static void other_flags(void) {
  begin();
  CHECK(mount("x", "b", "tmpfs", MS_NOEXEC | MS_NODEV | MS_NOSUID | MS_NOATIME, 0) == 0);
  int from = open(self, O_RDONLY), to = open("b/program", O_WRONLY | O_CREAT, 0755);
  char bytes[4096];
  for (ssize_t got; (got = read(from, bytes, sizeof bytes)) > 0;) write(to, bytes, (size_t)got);
  close(to);
  FAILS(execl("b/program", "program", (char *)0), EACCES);
  to = open("b/program", O_RDONLY);
  CHECK(mmap(0, 4096, PROT_EXEC | PROT_READ, MAP_PRIVATE, to, 0) == MAP_FAILED && errno == EPERM);
  void *memory = mmap(0, 4096, PROT_READ, MAP_PRIVATE, to, 0);
  CHECK(memory != MAP_FAILED && mprotect(memory, 4096, PROT_READ | PROT_EXEC) == -1 && errno == EACCES);
  munmap(memory, 4096);
  close(to);
  struct statvfs status;
  CHECK(statvfs("b", &status) == 0);
  CHECK((status.f_flag & (ST_NOEXEC | ST_NODEV | ST_NOSUID)) == (ST_NOEXEC | ST_NODEV | ST_NOSUID));
  CHECK(umount2("b", 0) == 0);
  CHECK(mount("/dev", "b", 0, MS_BIND, 0) == 0);
  CHECK(mount(0, "b", 0, MS_REMOUNT | MS_BIND | MS_NODEV, 0) == 0);
  FAILS(open("b/null", O_RDWR), EACCES);
  CHECK(umount2("b", 0) == 0);
  end();
}

static void used(void) {
  begin();
  CHECK(mount("x", "a", "tmpfs", 0, 0) == 0);
  put("a/x", "x");
  int file = open("a/x", O_RDWR);
  FAILS(umount2("a", 0), EBUSY);
  char *memory = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  FAILS(umount2("a", 0), EBUSY);
  CHECK(munmap(memory, 4096) == 0);
  int path = open("a", O_PATH);
  FAILS(umount2("a", 0), EBUSY);
  close(path);
  pid_t child = fork();
  if (child == 0) {
    CHECK(chdir("a") == 0);
    pause();
  }
  while (umount2("a", 0) == 0) {
    CHECK(mount("x", "a", "tmpfs", 0, 0) == 0);
    usleep(100);
  }
  CHECK(errno == EBUSY && kill(child, SIGKILL) == 0 && waitpid(child, 0, 0) == child);
  CHECK(umount2("a", 0) == 0);
  end();
}

static void detached(void) {
  begin();
  CHECK(mount("x", "a", "tmpfs", 0, 0) == 0);
  put("a/x", "x");
  CHECK(mkdir("a/sub", 0755) == 0 && mount("y", "a/sub", "tmpfs", 0, 0) == 0);
  put("a/sub/y", "y");
  int file = open("a/x", O_RDWR), inner = open("a/sub/y", O_RDONLY);
  int place = open("a", O_RDONLY | O_DIRECTORY);
  CHECK(umount2("a", MNT_DETACH) == 0);
  CHECK(holds("a/file", "below") && access("a/x", F_OK) == -1);
  char bytes[10] = "";
  CHECK(pread(file, bytes, 9, 0) == 1 && bytes[0] == 'x' && pwrite(file, "z", 1, 0) == 1);
  CHECK(pread(inner, bytes, 9, 0) == 1 && bytes[0] == 'y');
  CHECK(openat(place, "x", O_RDONLY) >= 0);
  // Nothing lies above it any more.
  struct stat above, self_status;
  CHECK(fstatat(place, "..", &above, 0) == 0 && fstat(place, &self_status) == 0);
  CHECK(above.st_ino == self_status.st_ino && above.st_dev == self_status.st_dev);
  CHECK(fchdir(place) == 0);
  char path[100];
  CHECK(getcwd(path, sizeof path) == 0 && errno == ENOENT);
  CHECK(chdir("/tmp/m") == 0);
  for (int i = 3; i < 20; i++) close(i);
  end();
}

static void sizes(void) {
  begin();
  CHECK(mount("x", "a", "tmpfs", 0, "size=64k") == 0);
  struct statvfs status;
  CHECK(statvfs("a", &status) == 0 && status.f_blocks * status.f_frsize == 65536 && status.f_bfree == status.f_blocks);
  int file = open("a/x", O_RDWR | O_CREAT, 0600);
  static char bytes[65536];
  CHECK(write(file, bytes, 65536) == 65536);
  CHECK(statvfs("a", &status) == 0 && status.f_bfree == 0);
  FAILS(write(file, bytes, 1), ENOSPC);
  CHECK(ftruncate(file, 0) == 0 && statvfs("a", &status) == 0 && status.f_bfree == status.f_blocks);
  close(file);
  CHECK(umount2("a", 0) == 0);
  end();
}

static void moved(void) {
  begin();
  CHECK(mount("x", "a", "tmpfs", 0, 0) == 0);
  put("a/x", "x");
  CHECK(mkdir("a/d", 0755) == 0);
  FAILS(mount("a", "a/d", 0, MS_MOVE, 0), ELOOP);
  CHECK(mount("a", "b", 0, MS_MOVE, 0) == 0);
  CHECK(holds("b/x", "x") && holds("a/file", "below"));
  FAILS(umount2("a", 0), EINVAL);
  CHECK(umount2("b", 0) == 0);
  end();
}

static void rooted(void) {
  begin();
  pid_t child = fork();
  if (child == 0) {
    char path[100];
    int outside = open("/", O_RDONLY);
    CHECK(chroot("a") == 0 && chdir("/") == 0);
    CHECK(holds("/file", "below") && holds("/../../file", "below") && inode("..") == inode("/"));
    CHECK(getcwd(path, sizeof path) != 0 && strcmp(path, "/") == 0);
    CHECK(chdir("in") == 0 && getcwd(path, sizeof path) != 0 && strcmp(path, "/in") == 0);
    FAILS(open("/tmp", O_RDONLY), ENOENT);
    CHECK(symlink("/file", "link") == 0 && holds("link", "below"));
    // Who has a descriptor of the outside can go there, and has no path then.
    CHECK(fchdir(outside) == 0 && access("tmp", F_OK) == 0);
    exit(0);
  }
  int status;
  CHECK(waitpid(child, &status, 0) == child && status == 0);
  end();
}

static void sockets(void) {
  begin();
  CHECK(mount("x", "a", "tmpfs", 0, 0) == 0);
  int server = socket(AF_UNIX, SOCK_STREAM, 0);
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "a/socket"};
  CHECK(bind(server, (struct sockaddr *)&address, sizeof address) == 0);
  FAILS(umount2("a", 0), EBUSY);
  close(server);
  CHECK(mkfifo("a/fifo", 0600) == 0);
  int fifo = open("a/fifo", O_RDWR);
  FAILS(umount2("a", 0), EBUSY);
  close(fifo);
  CHECK(umount2("a", 0) == 0);
  end();
}

// So many that there can be no more; then all go at once.
static void many(void) {
  begin();
  int count = 0;
  while (mount("x", "a", "tmpfs", 0, 0) == 0 && count < 5000) count++;
  CHECK(count > 100);
  CHECK(errno == ENOSPC || count == 5000);
  while (count-- > 0) CHECK(umount2("a", MNT_DETACH) == 0);
  end();
}

static void random_mounts(void) {
  begin();
  uint64_t state = seed + 77;
  static const char *places[] = {"a", "b", "a/in", "b/in", "a/x", "f", "a/in/x", "."};
  for (int i = 0; i < 400; i++) {
    uint64_t number = next_random(&state) >> 20;
    const char *one = places[number % 8], *other = places[number / 8 % 8];
    switch (number / 64 % 10) {
      case 0: mount("r", one, "tmpfs", 0, "size=16k"); break;
      case 1: mount(one, other, 0, MS_BIND, 0); break;
      case 2: mount(one, other, 0, MS_BIND | MS_REC, 0); break;
      case 3: mount(one, other, 0, MS_MOVE, 0); break;
      case 4: umount2(one, 0); break;
      case 5: if (strcmp(one, ".") != 0) umount2(one, MNT_DETACH); break;
      case 6: mkdir(one, 0755); break;
      case 7: close(open(one, O_RDWR | O_CREAT, 0600)); break;
      case 8: rename(one, other); break;
      case 9: mount(0, one, 0, MS_REMOUNT | MS_BIND | (number / 640 % 2 ? MS_RDONLY : 0), 0); break;
    }
  }
  CHECK(chdir("/") == 0);
  while (umount2("/tmp/m", MNT_DETACH) == 0) {}
  CHECK(rmdir("/tmp/m") == 0);
}

const struct test mount_tests[] = {
    {"mount_over", over, 1},
    {"mount_names", names, 1},
    {"mount_arguments", arguments, 1},
    {"mount_bind", bind_mounts, 1},
    {"mount_read_only", read_only, 1},
    {"mount_other_flags", other_flags, 1},
    {"mount_in_use", used, 1},
    {"mount_detached", detached, 1},
    {"mount_sizes", sizes, 1},
    {"mount_moved", moved, 1},
    {"mount_chroot", rooted, 1},
    {"mount_sockets", sockets, 1},
    {"mount_many", many, 1},
    {"mount_random", random_mounts, 1},
    {0, 0, 0},
};
