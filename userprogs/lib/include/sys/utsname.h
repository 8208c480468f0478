// The system's name.
#ifndef _SYS_UTSNAME_H
#define _SYS_UTSNAME_H

#include <bits/utsname.h>

int uname(struct utsname *name);

#endif
