// What the socket calls refuse.
#include "show.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

int main(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "/tmp/ring3-socket-errors"};
  struct sockaddr *name = (struct sockaddr *)&address;
  socklen_t length = sizeof address, short_length = 1;
  char byte = 'x';
  unlink(address.sun_path);
  int stream = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), datagram = socket(AF_UNIX, SOCK_DGRAM, 0);
  int file = open("/dev/null", O_RDWR), value = 0;
  SHOW(fcntl(stream, F_GETFD));
  SHOW((fcntl(stream, F_GETFL) & O_NONBLOCK) != 0);
  SHOW(socket(AF_UNIX, 77, 0));
  SHOW(socket(999, SOCK_STREAM, 0));
  SHOW(bind(file, name, length));
  SHOW(bind(1000, name, length));
  SHOW(listen(file, 1));
  SHOW(accept(file, 0, 0));
  SHOW(send(file, &byte, 1, 0));
  SHOW(getsockopt(file, SOL_SOCKET, SO_TYPE, &value, &length));
  SHOW(shutdown(file, SHUT_RD));
  length = sizeof address;
  SHOW(bind(stream, name, short_length));
  SHOW(bind(stream, name, 1000));
  SHOW(bind(stream, (struct sockaddr *)16, length));
  address.sun_family = 999;
  SHOW(bind(stream, name, length));
  address.sun_family = AF_UNIX;
  SHOW(listen(stream, 1));
  SHOW(send(stream, &byte, 1, MSG_NOSIGNAL));
  SHOW(recv(stream, &byte, 1, 0));
  SHOW(shutdown(stream, SHUT_RD));
  SHOW(send(datagram, &byte, 1, 0));
  SHOW(connect(datagram, name, length));
  SHOW(bind(stream, name, length));
  SHOW(bind(datagram, name, length));
  SHOW(listen(stream, 1));
  SHOW(accept(stream, 0, 0));
  SHOW(connect(datagram, name, length));
  SHOW(getpeername(stream, name, &length));
  length = sizeof address;
  SHOW(getsockname(stream, name, &length));
  printf("length %d\n", (int)(length - offsetof(struct sockaddr_un, sun_path)));
  SHOW(getsockopt(stream, SOL_SOCKET, 9999, &value, &length));
  length = sizeof value;
  SHOW(getsockopt(stream, SOL_SOCKET, SO_ERROR, &value, &length));
  SHOW(getsockopt(stream, SOL_SOCKET, SO_ACCEPTCONN, &value, &length));
  printf("it listens: %d\n", value);
  SHOW(lseek(stream, 0, SEEK_SET));
  SHOW(unlink("/tmp/ring3-socket-errors"));
  SHOW(open("/tmp/ring3-socket-errors", O_RDWR));
}
