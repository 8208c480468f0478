// send and recv: Linux for RISC-V itself has only sendto and recvfrom.

#include <sys/socket.h>
#include "internal.h"

WEAK ssize_t send(int socket, const void *bytes, size_t size, int flags) {
  return sendto(socket, bytes, size, flags, 0, 0);
}

WEAK ssize_t recv(int socket, void *bytes, size_t size, int flags) {
  return recvfrom(socket, bytes, size, flags, 0, 0);
}
