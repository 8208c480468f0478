// Sockets.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_SOCKET_H
#define _BITS_SOCKET_H

#define AF_UNSPEC  0
#define AF_UNIX    1
#define AF_INET    2
#define AF_INET6   10
#define AF_NETLINK 16
#define AF_PACKET  17

#define PF_UNSPEC  0
#define PF_UNIX    1
#define PF_INET    2
#define PF_INET6   10
#define PF_NETLINK 16
#define PF_PACKET  17

#define SOCK_STREAM    1
#define SOCK_DGRAM     2
#define SOCK_RAW       3
#define SOCK_RDM       4
#define SOCK_SEQPACKET 5

#define SOCK_CLOEXEC  02000000
#define SOCK_NONBLOCK 04000

#define SO_DEBUG      1
#define SO_REUSEADDR  2
#define SO_TYPE       3
#define SO_ERROR      4
#define SO_DONTROUTE  5
#define SO_BROADCAST  6
#define SO_SNDBUF     7
#define SO_RCVBUF     8
#define SO_KEEPALIVE  9
#define SO_OOBINLINE  10
#define SO_PRIORITY   12
#define SO_LINGER     13
#define SO_REUSEPORT  15
#define SO_PASSCRED   16
#define SO_PEERCRED   17
#define SO_RCVLOWAT   18
#define SO_SNDLOWAT   19
#define SO_RCVTIMEO   20
#define SO_SNDTIMEO   21
#define SO_ACCEPTCONN 30
#define SO_PROTOCOL   38
#define SO_DOMAIN     39

#define SOL_SOCKET 1

#define MSG_OOB          0x1
#define MSG_PEEK         0x2
#define MSG_DONTROUTE    0x4
#define MSG_CTRUNC       0x8
#define MSG_TRUNC        0x20
#define MSG_DONTWAIT     0x40
#define MSG_EOR          0x80
#define MSG_WAITALL      0x100
#define MSG_CONFIRM      0x800
#define MSG_ERRQUEUE     0x2000
#define MSG_NOSIGNAL     0x4000
#define MSG_MORE         0x8000
#define MSG_WAITFORONE   0x10000
#define MSG_CMSG_CLOEXEC 0x40000000

#define SHUT_RD   0
#define SHUT_WR   1
#define SHUT_RDWR 2

#define SCM_RIGHTS      1
#define SCM_CREDENTIALS 2

struct iovec;

// A message with its address and control data.
struct msghdr {
  void *msg_name;
  unsigned int msg_namelen;
  struct iovec *msg_iov;
  unsigned long msg_iovlen;
  void *msg_control;
  unsigned long msg_controllen;
  int msg_flags;
};
_Static_assert(__builtin_offsetof(struct msghdr, msg_name) == 0, "struct msghdr");
_Static_assert(__builtin_offsetof(struct msghdr, msg_namelen) == 8, "struct msghdr");
_Static_assert(__builtin_offsetof(struct msghdr, msg_iov) == 16, "struct msghdr");
_Static_assert(__builtin_offsetof(struct msghdr, msg_iovlen) == 24, "struct msghdr");
_Static_assert(__builtin_offsetof(struct msghdr, msg_control) == 32, "struct msghdr");
_Static_assert(__builtin_offsetof(struct msghdr, msg_controllen) == 40, "struct msghdr");
_Static_assert(__builtin_offsetof(struct msghdr, msg_flags) == 48, "struct msghdr");
_Static_assert(sizeof(struct msghdr) == 56, "struct msghdr");

// What control data begins with.
struct cmsghdr {
  unsigned long cmsg_len;
  int cmsg_level;
  int cmsg_type;
};
_Static_assert(__builtin_offsetof(struct cmsghdr, cmsg_len) == 0, "struct cmsghdr");
_Static_assert(__builtin_offsetof(struct cmsghdr, cmsg_level) == 8, "struct cmsghdr");
_Static_assert(__builtin_offsetof(struct cmsghdr, cmsg_type) == 12, "struct cmsghdr");
_Static_assert(sizeof(struct cmsghdr) == 16, "struct cmsghdr");

#define CMSG_ALIGN(length) (((length) + 7UL) & ~7UL)
#define CMSG_SPACE(length) (CMSG_ALIGN(length) + sizeof(struct cmsghdr))
#define CMSG_LEN(length) (sizeof(struct cmsghdr) + (length))
#define CMSG_DATA(header) ((unsigned char *)((header) + 1))
#define CMSG_FIRSTHDR(message) \
  ((message)->msg_controllen >= sizeof(struct cmsghdr) ? (struct cmsghdr *)(message)->msg_control \
                                                       : (struct cmsghdr *)0)
#define CMSG_NXTHDR(message, header) \
  ((unsigned char *)(header) + CMSG_ALIGN((header)->cmsg_len) + sizeof(struct cmsghdr) > \
           (unsigned char *)(message)->msg_control + (message)->msg_controllen \
       ? (struct cmsghdr *)0 \
       : (struct cmsghdr *)((unsigned char *)(header) + CMSG_ALIGN((header)->cmsg_len)))

// Who made the other end, or sent a message.
struct ucred {
  int pid;
  unsigned int uid;
  unsigned int gid;
};
_Static_assert(__builtin_offsetof(struct ucred, pid) == 0, "struct ucred");
_Static_assert(__builtin_offsetof(struct ucred, uid) == 4, "struct ucred");
_Static_assert(__builtin_offsetof(struct ucred, gid) == 8, "struct ucred");
_Static_assert(sizeof(struct ucred) == 12, "struct ucred");

// How long close waits for what was not sent.
struct linger {
  int l_onoff;
  int l_linger;
};
_Static_assert(__builtin_offsetof(struct linger, l_onoff) == 0, "struct linger");
_Static_assert(__builtin_offsetof(struct linger, l_linger) == 4, "struct linger");
_Static_assert(sizeof(struct linger) == 8, "struct linger");

// The beginning that the addresses of all families have.
struct sockaddr {
  unsigned short sa_family;
  char sa_data[14];
};

// Room for an address of any family.
struct sockaddr_storage {
  unsigned short ss_family;
  char __pad[118];
  unsigned long __align;
};

#define SOMAXCONN 4096

#endif
