// A server on a local socket: bind, listen, accept; several clients, each with its own connection.
#include "show.h"

#include <sys/socket.h>
#include <sys/un.h>

enum { CLIENTS = 4 };

static struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "/tmp/ring3-stream-server"};

static void client(int number) {
  int server = socket(AF_UNIX, SOCK_STREAM, 0), sum = 0, answer;
  REQUIRE(connect(server, (struct sockaddr *)&address, sizeof address) == 0);
  for (int i = 1; i <= 10; i++) {
    int question = number * 100 + i;
    REQUIRE(write(server, &question, sizeof question) == sizeof question);
    REQUIRE(read(server, &answer, sizeof answer) == sizeof answer);
    sum += answer == question * 2;
  }
  _exit(sum);
}

int main(void) {
  struct sockaddr_un peer, own;
  socklen_t length = sizeof peer;
  unlink(address.sun_path);
  int listener = socket(AF_UNIX, SOCK_STREAM, 0), probe = socket(AF_UNIX, SOCK_STREAM, 0);
  SHOW(connect(probe, (struct sockaddr *)&address, sizeof address));
  SHOW(bind(listener, (struct sockaddr *)&address, sizeof address));
  SHOW(connect(probe, (struct sockaddr *)&address, sizeof address));
  SHOW(bind(probe, (struct sockaddr *)&address, sizeof address));
  SHOW(accept(probe, 0, 0));
  SHOW(listen(listener, 5));
  for (int i = 0; i < CLIENTS; i++)
    if (start() == 0) client(i);
  for (int i = 0; i < CLIENTS; i++) {
    int connection = accept(listener, (struct sockaddr *)&peer, &length), question;
    REQUIRE(connection >= 0);
    if (i == 0) printf("the client has no name: %d, %d\n", peer.sun_family == AF_UNIX, (int)length);
    struct ucred who;
    socklen_t size = sizeof who;
    if (i == 0) {
      SHOW(getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &who, &size));
      printf("the client is of our user: %d, another process: %d\n", who.uid == getuid(), who.pid != getpid());
      length = sizeof own;
      SHOW(getsockname(connection, (struct sockaddr *)&own, &length));
      printf("our name is the server's: %d\n", strcmp(own.sun_path, address.sun_path) == 0);
    }
    while (read(connection, &question, sizeof question) == sizeof question) {
      question *= 2;
      REQUIRE(write(connection, &question, sizeof question) == sizeof question);
    }
    close(connection);
  }
  int good = 0, status;
  while (wait(&status) > 0) good += WEXITSTATUS(status);
  printf("%d right answers\n", good);
  close(listener);
  SHOW(connect(probe, (struct sockaddr *)&address, sizeof address));
  SHOW(unlink(address.sun_path));
}
