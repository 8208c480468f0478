// Sockets.
#ifndef _SYS_SOCKET_H
#define _SYS_SOCKET_H

#include <bits/socket.h>
#include <bits/time.h>
#include <sys/types.h>
#include <sys/uio.h>

#define AF_LOCAL AF_UNIX
#define PF_LOCAL PF_UNIX

typedef unsigned short sa_family_t;
typedef unsigned int socklen_t;

int socket(int domain, int type, int protocol);
int socketpair(int domain, int type, int protocol, int sockets[2]);
int bind(int socket, const struct sockaddr *address, socklen_t size);
int listen(int socket, int backlog);
int accept(int socket, struct sockaddr *restrict address, socklen_t *restrict size);
int accept4(int socket, struct sockaddr *restrict address, socklen_t *restrict size, int flags);
int connect(int socket, const struct sockaddr *address, socklen_t size);
int shutdown(int socket, int how);
int getsockname(int socket, struct sockaddr *restrict address, socklen_t *restrict size);
int getpeername(int socket, struct sockaddr *restrict address, socklen_t *restrict size);
int getsockopt(int socket, int level, int option, void *restrict value, socklen_t *restrict size);
int setsockopt(int socket, int level, int option, const void *value, socklen_t size);
ssize_t send(int socket, const void *bytes, size_t size, int flags);
ssize_t sendto(
  int socket, const void *bytes, size_t size, int flags, const struct sockaddr *address,
  socklen_t address_size);
ssize_t sendmsg(int socket, const struct msghdr *message, int flags);
ssize_t recv(int socket, void *bytes, size_t size, int flags);
ssize_t recvfrom(
  int socket, void *restrict bytes, size_t size, int flags, struct sockaddr *restrict address,
  socklen_t *restrict address_size);
ssize_t recvmsg(int socket, struct msghdr *message, int flags);

// One of several messages, and how long it was.
struct mmsghdr {
  struct msghdr msg_hdr;
  unsigned int msg_len;
};
int sendmmsg(int socket, struct mmsghdr *messages, unsigned int count, int flags);
int recvmmsg(
  int socket, struct mmsghdr *messages, unsigned int count, int flags, struct timespec *timeout);

#endif
