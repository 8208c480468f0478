// Only terminals come and go in /dev/pts: nobody puts anything else there.
#include "terminal.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/vfs.h>

// Prints how a call was refused; who is not root may not even write there.
static void show_refusal(const char *call, long result, int expected) {
  if (result == -1 && geteuid() != 0 && errno == EACCES) errno = expected;
  printf("%s: %s\n", call, result == -1 ? error_name(errno) : "done");
}
#define REFUSED(call, expected) (errno = 0, show_refusal(#call, (call), expected))

static int bind_socket(const char *path) {
  int file = socket(AF_UNIX, SOCK_STREAM, 0);
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strcpy(address.sun_path, path);
  int result = bind(file, (struct sockaddr *)&address, sizeof address);
  int error = errno;
  close(file);
  errno = error;
  return result;
}

int main(void) {
  open_terminal();
  char name[64], folder[] = "/tmp/ring3-pts-XXXXXX", file[64];
  REQUIRE(ptsname_r(master, name, sizeof name) == 0);
  REQUIRE(mkdtemp(folder) != 0);
  snprintf(file, sizeof file, "%s/file", folder);
  close(open(file, O_CREAT | O_WRONLY, 0600));

  printf("-- new names\n");
  REFUSED(open("/dev/pts/new", O_CREAT | O_RDWR, 0600), EACCES);
  REFUSED(mknod("/dev/pts/new", S_IFREG | 0600, 0), EACCES);
  REFUSED(mknod("/dev/pts/new", S_IFIFO | 0600, 0), EPERM);
  REFUSED(mkdir("/dev/pts/new", 0700), EPERM);
  REFUSED(symlink("target", "/dev/pts/new"), EPERM);
  REFUSED(link(name, "/dev/pts/new"), EPERM);
  REFUSED(rename(name, "/dev/pts/new"), EPERM);
  REFUSED(bind_socket("/dev/pts/new"), EPERM);
  REFUSED(open("/dev/pts", O_TMPFILE | O_RDWR, 0600), EOPNOTSUPP);
  SHOW(link(file, "/dev/pts/new"));
  SHOW(rename(file, "/dev/pts/new"));
  SHOW(open("/dev/pts/new", O_RDWR));

  printf("-- the names that are there\n");
  SHOW(open(name, O_CREAT | O_EXCL | O_RDWR, 0600));
  SHOW(mkdir(name, 0700));
  REFUSED(unlink(name), EPERM);
  REFUSED(rmdir(name), ENOTDIR);
  REFUSED(rename(name, name), 0);
  SHOW(rename(name, "/dev/gone"));
  SHOW_OK(chmod(name, 0600));
  int again = open(name, O_CREAT | O_RDWR | O_NOCTTY, 0600);
  REQUIRE(again >= 0 && isatty(again));

  printf("-- what it is\n");
  struct statfs system;
  REQUIRE(statfs("/dev/pts", &system) == 0);
  printf("type %#lx, %lu blocks\n", (unsigned long)system.f_type, (unsigned long)system.f_blocks);
  struct stat one, other;
  REQUIRE(stat(name, &one) == 0 && stat("/dev", &other) == 0);
  printf("a device of its own: %s\n", one.st_dev != other.st_dev ? "yes" : "no");
  close(again), close(slave), close(master);
  SHOW(open(name, O_RDWR | O_NOCTTY));
  unlink(file), rmdir(folder);
  return 0;
}
