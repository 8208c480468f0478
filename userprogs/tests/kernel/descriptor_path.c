// Descriptors that are only places (O_PATH), files that have lost their names, and files that never had one.
#include "files.h"

#include <sys/file.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/xattr.h>

static void places(int place, const char *what) {
  char byte = 0, target[20];
  struct stat status;
  struct statfs system;
  struct flock lock = {.l_type = F_RDLCK};
  printf("-- %s\n", what);
  SHOW(read(place, &byte, 1));
  SHOW(write(place, &byte, 1));
  SHOW(pread(place, &byte, 1, 0));
  SHOW(lseek(place, 0, SEEK_SET));
  SHOW(fstat(place, &status));
  printf("  mode %o\n", (unsigned)status.st_mode);
  SHOW(fstatfs(place, &system));
  SHOW(fchmod(place, 0600));
  SHOW(fchown(place, -1, -1));
  SHOW(ftruncate(place, 0));
  SHOW(fsync(place));
  SHOW(flock(place, LOCK_SH));
  SHOW(fcntl(place, F_GETLK, &lock));
  SHOW(fcntl(place, F_GETFL) & (O_PATH | O_ACCMODE | O_APPEND));
  SHOW(fcntl(place, F_SETFL, O_APPEND));
  SHOW(fcntl(place, F_GETFD));
  SHOW(close(dup(place)));
  SHOW(futimens(place, 0));
  SHOW((long)mmap(0, 1, PROT_READ, MAP_PRIVATE, place, 0));
  SHOW(readlinkat(place, "", target, sizeof target));
  SHOW(syscall(SYS_faccessat2, place, "", R_OK, AT_EMPTY_PATH));
  SHOW(fchmodat(place, "x", 0644, 0));
  SHOW(openat(place, "x", O_RDONLY) >= 0);
  SHOW(fchdir(place));
  SHOW(close(place));
}

int main(void) {
  enter("descriptor-path");
  int home = open(".", O_RDONLY);
  put("f", "file");
  mkdir("d", 0755);
  put("d/x", "x");
  symlink("f", "l");
  mkfifo("p", 0644);
  places(open("f", O_PATH | O_RDWR | O_APPEND), "a file");
  places(open("d", O_PATH), "a directory");
  fchdir(home);
  places(open("l", O_PATH | O_NOFOLLOW), "a link");
  places(open("p", O_PATH), "a FIFO");
  places(99, "nothing");

  puts("-- without a name");
  int file = open("f", O_RDWR);
  struct stat status;
  SHOW(unlink("f"));
  SHOW(fstat(file, &status));
  printf("  links %d size %ld\n", (int)status.st_nlink, (long)status.st_size);
  SHOW(write(file, "FILE+", 5));
  char text[10] = "";
  SHOW(pread(file, text, 9, 0));
  puts(text);
  SHOW(linkat(file, "", AT_FDCWD, "again", AT_EMPTY_PATH));
  SHOW(close(file));

  int temporary = open(".", O_TMPFILE | O_RDWR, 0640);
  REQUIRE(temporary >= 0);
  SHOW(write(temporary, "tmp", 3));
  SHOW(linkat(temporary, "", AT_FDCWD, "named", AT_EMPTY_PATH));
  SHOW(linkat(temporary, "", AT_FDCWD, "named2", AT_EMPTY_PATH));
  fstat(temporary, &status);
  printf("  links %d mode %o\n", (int)status.st_nlink, (unsigned)status.st_mode);
  unlink("named");
  unlink("named2");
  SHOW(linkat(temporary, "", AT_FDCWD, "named", AT_EMPTY_PATH));
  int private = open(".", O_TMPFILE | O_WRONLY | O_EXCL, 0600);
  SHOW(linkat(private, "", AT_FDCWD, "named", AT_EMPTY_PATH));

  puts("-- a directory that is gone");
  mkdir("gone", 0755);
  int gone = open("gone", O_RDONLY | O_DIRECTORY);
  SHOW(fchdir(gone));
  SHOW(rmdir("../gone"));
  char path[100];
  SHOW((long)getcwd(path, sizeof path));
  SHOW(open("new", O_CREAT | O_RDWR, 0600));
  SHOW(mkdir("new", 0700));
  SHOW(symlink("a", "new"));
  SHOW(stat(".", &status));
  printf("  links %d\n", (int)status.st_nlink);
  SHOW(stat("..", &status));
  SHOW(stat("x", &status));
  SHOW(rmdir("."));
  SHOW(syscall(SYS_getdents64, gone, path, sizeof path));
  SHOW(chdir(".."));
  SHOW(access("d", F_OK));

  puts("-- attributes");
  SHOW(listxattr("d", text, sizeof text));
  SHOW(listxattr("nothing", text, sizeof text));
  SHOW(getxattr("d", "", text, sizeof text));
  SHOW(fgetxattr(99, "user.x", text, sizeof text));
  leave("descriptor-path");
}
