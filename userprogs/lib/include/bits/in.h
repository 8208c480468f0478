// Addresses of IPv4 sockets.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_IN_H
#define _BITS_IN_H

// An IPv4 address, its highest byte first.
struct in_addr {
  unsigned int s_addr;
};

// The address of an IPv4 socket.
struct sockaddr_in {
  unsigned short sin_family;
  unsigned short sin_port;
  struct in_addr sin_addr;
  unsigned char __pad[8];
};
_Static_assert(__builtin_offsetof(struct sockaddr_in, sin_family) == 0, "struct sockaddr_in");
_Static_assert(__builtin_offsetof(struct sockaddr_in, sin_port) == 2, "struct sockaddr_in");
_Static_assert(__builtin_offsetof(struct sockaddr_in, sin_addr) == 4, "struct sockaddr_in");
_Static_assert(__builtin_offsetof(struct sockaddr_in, __pad) == 8, "struct sockaddr_in");
_Static_assert(sizeof(struct sockaddr_in) == 16, "struct sockaddr_in");

#define INADDR_ANY       0U
#define INADDR_LOOPBACK  0x7f000001U

#endif
