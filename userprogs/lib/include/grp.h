// The groups that /etc/group lists; without that file, root alone.
#ifndef _GRP_H
#define _GRP_H

#include <sys/types.h>

struct group {
  char *gr_name;
  char *gr_passwd;
  gid_t gr_gid;
  char **gr_mem;
};

// What they return is overwritten by the next call. Null if there is none.
struct group *getgrgid(gid_t group);
struct group *getgrnam(const char *name);

// One after the other, from the first on after setgrent.
struct group *getgrent(void);
void setgrent(void);
void endgrent(void);

int setgroups(size_t count, const gid_t *groups);

#endif
