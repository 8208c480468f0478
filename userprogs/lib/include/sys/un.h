// Addresses of local sockets: paths.
#ifndef _SYS_UN_H
#define _SYS_UN_H

#include <bits/socket.h>
#include <string.h>

#define SUN_LEN(address) (__builtin_offsetof(struct sockaddr_un, sun_path) + strlen((address)->sun_path))

#endif
