// Addresses of local sockets: paths.
#ifndef _SYS_UN_H
#define _SYS_UN_H

#include <bits/un.h>
#include <string.h>
#include <sys/socket.h>

#define SUN_LEN(address) (__builtin_offsetof(struct sockaddr_un, sun_path) + strlen((address)->sun_path))

#endif
