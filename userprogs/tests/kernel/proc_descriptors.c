// Links in /proc/self/fd lead to what the descriptors name, and fdinfo tells of them.
#include "show.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>

static char *link_of(int descriptor) {
  static char path[64], link[256];
  snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(path, link, sizeof link - 1);
  link[length < 0 ? 0 : length] = 0;
  return link;
}

static int open_again(int descriptor, int flags) {
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
  return open(path, flags);
}

static void show_information(int descriptor) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/self/fdinfo/%d", descriptor);
  FILE *file = fopen(path, "r");
  while (fgets(text, sizeof text, file) != 0)
    if (strncmp(text, "pos:", 4) == 0 || strncmp(text, "eventfd-count:", 14) == 0) printf("  %s", text);
  fclose(file);
}

int main(void) {
  struct stat status, other;
  char text[64], expected[64];
  int ends[2], pair[2];
  pipe(ends);
  fstat(ends[0], &status);
  snprintf(expected, sizeof expected, "pipe:[%lu]", (unsigned long)status.st_ino);
  printf("pipe %d %d\n", strcmp(link_of(ends[0]), expected) == 0, strcmp(link_of(ends[1]), expected) == 0);
  int writer = open_again(ends[0], O_WRONLY);
  printf("opened again %d\n", writer >= 0);
  SHOW(write(writer, "through the link", 16));
  SHOW(read(ends[0], text, sizeof text));
  printf("%.16s\n", text);
  snprintf(text, sizeof text, "/proc/self/fd/%d", ends[1]);
  SHOW(stat(text, &other));
  printf("the same pipe %d, a FIFO %d\n", other.st_ino == status.st_ino, S_ISFIFO(other.st_mode));
  SHOW(lstat(text, &other));
  printf("a link %d, mode %o\n", S_ISLNK(other.st_mode), other.st_mode & 0777);

  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  fstat(pair[0], &status);
  snprintf(expected, sizeof expected, "socket:[%lu]", (unsigned long)status.st_ino);
  printf("socket %d\n", strcmp(link_of(pair[0]), expected) == 0);
  SHOW(open_again(pair[0], O_RDWR));
  int counter = eventfd(7, 0);
  puts(link_of(counter));
  SHOW(open_again(counter, O_RDWR));
  show_information(counter);

  int file = open("proc_descriptors.tmp", O_RDWR | O_CREAT | O_TRUNC, 0600);
  write(file, "twelve bytes", 12);
  show_information(file);
  char *name = strrchr(link_of(file), '/');
  puts(name != 0 ? name : "?");
  int again = open_again(file, O_RDONLY);
  SHOW(read(again, text, 6));
  unlink("proc_descriptors.tmp");
  name = strrchr(link_of(file), '/');
  puts(name != 0 ? name : "?");
  again = open_again(file, O_RDONLY);
  SHOW(read(again, text, 64));

  int listed = 0;
  DIR *folder = opendir("/proc/self/fd");
  for (struct dirent *entry; (entry = readdir(folder)) != 0;)
    if (*entry->d_name != '.' && entry->d_type == DT_LNK && atoi(entry->d_name) == file) listed = 1;
  closedir(folder);
  printf("listed %d\n", listed);
  SHOW(open("/proc/self/fd/999", O_RDONLY));
  SHOW(open("/proc/self/fd/01", O_RDONLY));
}
