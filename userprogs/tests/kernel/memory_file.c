// memfd_create, preadv2, pwritev2, fadvise and syncfs: a file that only its descriptors and mappings know.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static void show(const char *what, long result) {
  if (result < 0) printf("%s: %s\n", what, strerror(errno));
  else printf("%s = %ld\n", what, result);
}

static long vector(long number, int file, char *bytes, size_t size, long position, int flags) {
  struct iovec piece = {bytes, size};
  return syscall(number, file, &piece, 1, position, 0, flags);
}

int main(void) {
  int file = syscall(SYS_memfd_create, "store", 1);
  show("descriptor", file > 2);
  show("closes on exec", fcntl(file, F_GETFD));
  show("ftruncate", ftruncate(file, 8192));
  char *memory = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  fflush(stdout);
  if (fork() == 0) {
    strcpy(memory + 4000, "from the child");
    _exit(0);
  }
  wait(NULL);
  printf("%s\n", memory + 4000);
  char text[32] = "";
  show("pread", pread(file, text, 14, 4000));
  printf("%s\n", text);
  show("pwritev2", vector(SYS_pwritev2, file, "at ten", 6, 10, 0));
  show("lseek", lseek(file, 10, SEEK_SET));
  memset(text, 0, sizeof text);
  show("preadv2 where the file is", vector(SYS_preadv2, file, text, 6, -1, 0));
  printf("%s, then at %ld\n", text, (long)lseek(file, 0, SEEK_CUR));
  show("preadv2, no such flag", vector(SYS_preadv2, file, text, 6, 0, 0x40000000));
  show("pwritev2, position -2", vector(SYS_pwritev2, file, text, 6, -2, 0));
  show("close", close(file));
  printf("%.6s\n", memory + 10);
  show("munmap", munmap(memory, 8192));

  char name[300];
  memset(name, 'n', sizeof name);
  name[249] = 0;
  show("249 bytes", syscall(SYS_memfd_create, name, 0) > 2);
  name[249] = 'n';
  name[250] = 0;
  show("250 bytes", syscall(SYS_memfd_create, name, 0));
  show("no name", syscall(SYS_memfd_create, NULL, 0));
  show("no such flag", syscall(SYS_memfd_create, "x", 0x8000));

  file = open("/tmp", O_RDONLY | O_DIRECTORY);
  show("syncfs", syscall(SYS_syncfs, file));
  show("syncfs of nothing", syscall(SYS_syncfs, 99));
  int ends[2];
  pipe(ends);
  show("fadvise of a pipe", syscall(SYS_fadvise64, ends[0], 0, 0, 0));
  file = open("/tmp", O_TMPFILE | O_RDWR, 0600);
  show("fadvise", syscall(SYS_fadvise64, file, 0, 0, 3));
  show("no such advice", syscall(SYS_fadvise64, file, 0, 0, 77));
}
