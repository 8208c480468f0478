// Addresses of local sockets.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_UN_H
#define _BITS_UN_H

// The address of a local socket.
struct sockaddr_un {
  unsigned short sun_family;
  char sun_path[108];
};
_Static_assert(__builtin_offsetof(struct sockaddr_un, sun_family) == 0, "struct sockaddr_un");
_Static_assert(__builtin_offsetof(struct sockaddr_un, sun_path) == 2, "struct sockaddr_un");
_Static_assert(sizeof(struct sockaddr_un) == 110, "struct sockaddr_un");

#endif
