// Datagrams between named local sockets: who sent it is told with each, and can be answered.
#include "show.h"

#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

static void name(struct sockaddr_un *address, const char *path) {
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  strcpy(address->sun_path, path);
  unlink(path);
}

int main(void) {
  struct sockaddr_un server_name, client_name, from;
  socklen_t length = sizeof from;
  char text[32] = "";
  name(&server_name, "/tmp/ring3-datagram-server");
  name(&client_name, "/tmp/ring3-datagram-client");
  int server = socket(AF_UNIX, SOCK_DGRAM, 0), client = socket(AF_UNIX, SOCK_DGRAM, 0);
  REQUIRE(bind(server, (struct sockaddr *)&server_name, sizeof server_name) == 0);
  SHOW(sendto(client, "no name", 7, 0, (struct sockaddr *)&server_name, sizeof server_name));
  SHOW(recvfrom(server, text, sizeof text, 0, (struct sockaddr *)&from, &length));
  printf("the length of no name is %d\n", (int)length);
  REQUIRE(bind(client, (struct sockaddr *)&client_name, sizeof client_name) == 0);
  pid_t child = start();
  if (child == 0) {
    REQUIRE(connect(client, (struct sockaddr *)&server_name, sizeof server_name) == 0);
    for (int i = 0; i < 5; i++) {
      int size = sprintf(text, "message %d", i);
      REQUIRE(send(client, text, size, 0) == size);
      REQUIRE(recv(client, text, sizeof text, 0) == size + 3);
      printf("%.*s\n", size + 3, text);
    }
    exit(0);
  }
  for (int i = 0; i < 5; i++) {
    length = sizeof from;
    long size = recvfrom(server, text, sizeof text - 3, 0, (struct sockaddr *)&from, &length);
    REQUIRE(size > 0 && strcmp(from.sun_path, client_name.sun_path) == 0);
    memcpy(text + size, " ok", 3);
    REQUIRE(sendto(server, text, size + 3, 0, (struct sockaddr *)&from, length) == size + 3);
  }
  finish(child);
  SHOW(send(server, "x", 1, 0));
  close(client);
  SHOW(sendto(server, "x", 1, 0, (struct sockaddr *)&client_name, sizeof client_name));
  unlink(client_name.sun_path);
  SHOW(sendto(server, "x", 1, 0, (struct sockaddr *)&client_name, sizeof client_name));
  SHOW(listen(server, 1));
  unlink(server_name.sun_path);
  struct sockaddr_un abstract = {.sun_family = AF_UNIX};
  memcpy(abstract.sun_path, "\0ring3-abstract", 15);
  socklen_t size = offsetof(struct sockaddr_un, sun_path) + 15;
  int hidden = socket(AF_UNIX, SOCK_DGRAM, 0);
  SHOW(bind(hidden, (struct sockaddr *)&abstract, size));
  SHOW(sendto(server, "abstract", 8, 0, (struct sockaddr *)&abstract, size));
  SHOW(recv(hidden, text, sizeof text, 0));
}
