// The users that /etc/passwd lists; without that file, root alone.
#ifndef _PWD_H
#define _PWD_H

#include <sys/types.h>

struct passwd {
  char *pw_name;
  char *pw_passwd;
  uid_t pw_uid;
  gid_t pw_gid;
  char *pw_gecos;
  char *pw_dir;
  char *pw_shell;
};

// What they return is overwritten by the next call. Null if there is none.
struct passwd *getpwuid(uid_t user);
struct passwd *getpwnam(const char *name);

// One after the other, from the first on after setpwent.
struct passwd *getpwent(void);
void setpwent(void);
void endpwent(void);

#endif
