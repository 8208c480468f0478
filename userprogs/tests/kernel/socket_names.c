// Local sockets that are found by a path: the file that appears, who is in the way, what remains after the end.
#include "show.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

static struct sockaddr_un address(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strcpy(address.sun_path, path);
  return address;
}

static int try(int (*call)(int, const struct sockaddr *, socklen_t), int type, const char *path) {
  struct sockaddr_un name = address(path);
  int end = socket(AF_UNIX, type, 0), result = call(end, (struct sockaddr *)&name, sizeof name);
  printf("%s %s: ", call == bind ? "bind" : "connect", path);
  puts(result == 0 ? "ok" : error_name(errno));
  if (result == 0) return end;
  close(end);
  return -1;
}

int main(void) {
  struct stat status;
  char text[16] = {0};
  REQUIRE(mkdir("/tmp/ring3-names", 0700) == 0 && chdir("/tmp/ring3-names") == 0);
  umask(022);
  try(connect, SOCK_STREAM, "door");
  int server = try(bind, SOCK_STREAM, "door");
  REQUIRE(stat("door", &status) == 0);
  printf("a socket: %d, permissions %o\n", S_ISSOCK(status.st_mode), status.st_mode & 0777);
  try(connect, SOCK_STREAM, "door");
  try(bind, SOCK_STREAM, "door");
  try(bind, SOCK_STREAM, "no/such");
  SHOW(open("door", O_RDWR));
  SHOW(listen(server, 1));
  int client = try(connect, SOCK_STREAM, "/tmp/ring3-names/door");
  try(connect, SOCK_DGRAM, "door");
  struct pollfd polls[2] = {{server, POLLIN, 0}, {client, POLLIN | POLLOUT, 0}};
  SHOW(poll(polls, 2, 0));
  printf("%x %x\n", polls[0].revents, polls[1].revents);
  struct sockaddr_un name = {0};
  socklen_t size = sizeof name;
  int end = accept(server, (struct sockaddr *)&name, &size);
  printf("a client without a name: %d\n", (int)size);
  size = sizeof name;
  SHOW(getpeername(client, (struct sockaddr *)&name, &size));
  printf("%s\n", name.sun_path);
  REQUIRE(write(client, "hello", 5) == 5);
  SHOW(read(end, text, sizeof text));
  puts(text);
  SHOW(link("door", "entrance"));
  SHOW(unlink("door"));
  int other = try(connect, SOCK_STREAM, "entrance");
  close(other);
  SHOW(symlink("entrance", "sign"));
  close(try(connect, SOCK_STREAM, "sign"));
  close(server);
  try(connect, SOCK_STREAM, "entrance");
  try(bind, SOCK_DGRAM, "entrance");
  SHOW(close(open("plain", O_CREAT | O_WRONLY, 0600)));
  try(connect, SOCK_STREAM, "plain");
  int post = try(bind, SOCK_DGRAM, "post");
  struct sockaddr_un box = address("post");
  int sender = socket(AF_UNIX, SOCK_DGRAM, 0);
  SHOW(sendto(sender, "letter", 6, 0, (struct sockaddr *)&box, sizeof box));
  memset(text, 0, sizeof text);
  SHOW(recv(post, text, sizeof text, 0));
  puts(text);
  REQUIRE(rename("post", "box") == 0);
  SHOW(sendto(sender, "letter", 6, 0, (struct sockaddr *)&box, sizeof box));
  unlink("entrance"), unlink("sign"), unlink("plain"), unlink("box");
  SHOW(chdir("/tmp"));
  SHOW(rmdir("ring3-names"));
}
