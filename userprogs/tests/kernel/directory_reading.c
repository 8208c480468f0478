// Reading directories while names come and go, from places that were told, and with little room.
#include "files.h"

#include <sys/syscall.h>

struct entry {
  unsigned long inode;
  long next;
  unsigned short length;
  unsigned char type;
  char name[];
};

int main(void) {
  enter("directory-reading");
  char name[20];
  for (int i = 0; i < 200; i++) {
    sprintf(name, "file%03d", i);
    put(name, "");
  }
  // Every name that is there all the time is seen once, whatever is removed and made meanwhile.
  int seen[200] = {0}, others = 0;
  DIR *stream = opendir(".");
  struct dirent *entry;
  int step = 0;
  while ((entry = readdir(stream)) != 0) {
    int number;
    if (sscanf(entry->d_name, "file%d", &number) == 1 && number < 200) seen[number]++;
    else others++;
    if (step < 100) {
      sprintf(name, "file%03d", step * 2);
      unlink(name);
    }
    step++;
  }
  closedir(stream);
  int missed = 0, twice = 0;
  for (int i = 1; i < 200; i += 2) {
    missed += seen[i] == 0;
    twice += seen[i] > 1;
  }
  printf("missed %d, twice %d\n", missed, twice);

  // Removing each name as it is read empties the directory in one go.
  stream = opendir(".");
  while ((entry = readdir(stream)) != 0) unlink(entry->d_name);
  closedir(stream);
  char all[2000] = "";
  int home = open(".", O_RDONLY);
  list(home, "", all, sizeof all);
  printf("left:%s\n", all);

  for (int i = 0; i < 6; i++) {
    sprintf(name, "n%d", i);
    put(name, "");
  }
  mkdir("dir", 0755);
  symlink("x", "link");
  mkfifo("fifo", 0600);
  // A place that was told can be gone back to.
  stream = opendir(".");
  for (int i = 0; i < 4; i++) readdir(stream);
  long place = telldir(stream);
  entry = readdir(stream);
  strcpy(name, entry->d_name);
  while (readdir(stream) != 0) {}
  seekdir(stream, place);
  printf("the same again: %d\n", strcmp(readdir(stream)->d_name, name) == 0);
  rewinddir(stream);
  int count = 0;
  while (readdir(stream) != 0) count++;
  printf("names: %d\n", count);
  closedir(stream);

  // The types, and the dots.
  stream = opendir(".");
  int types[16] = {0};
  while ((entry = readdir(stream)) != 0) types[entry->d_type]++;
  printf("directories %d, files %d, links %d, FIFOs %d\n", types[DT_DIR], types[DT_REG], types[DT_LNK],
    types[DT_FIFO]);
  closedir(stream);

  char buffer[4096];
  SHOW(syscall(SYS_getdents64, home, buffer, 10));
  SHOW(syscall(SYS_getdents64, home, buffer, 24) > 0);
  SHOW(syscall(SYS_getdents64, home, buffer, 24) > 0);
  SHOW(syscall(SYS_getdents64, home, buffer, 8));
  SHOW(syscall(SYS_getdents64, home, (char *)8, 4096));
  int file = open("n0", O_RDONLY);
  SHOW(syscall(SYS_getdents64, file, buffer, 4096));
  SHOW(syscall(SYS_getdents64, 99, buffer, 4096));
  SHOW(read(home, buffer, 10));
  lseek(home, 0, SEEK_SET);
  long bytes = 0, got;
  while ((got = syscall(SYS_getdents64, home, buffer, 100)) > 0) {
    for (long at = 0; at < got;) {
      struct entry *one = (struct entry *)(buffer + at);
      if (one->length % 8 != 0 || one->length < strlen(one->name) + 20) puts("a bad length");
      at += one->length;
      bytes += (long)strlen(one->name);
    }
  }
  printf("bytes of names: %ld\n", bytes);
  struct stat status;
  stat(".", &status);
  printf("links: %d\n", (int)status.st_nlink);
  leave("directory-reading");
}
