// getpwuid, getpwnam, getgrgid, getgrnam: users and groups by number and by name.

#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FIELDS = 7 };

static char line[512];
static char *fields[MOST_FIELDS];

// Splits the line at its colons; fields that are not there are empty.
static void split(void) {
  char *rest = line;
  rest[strcspn(rest, "\n")] = 0;
  for (int i = 0; i < MOST_FIELDS; i++) {
    char *field = strsep(&rest, ":");
    fields[i] = field == 0 ? "" : field;
  }
}

// Whether the entry in `fields` has this name, or, where there is none, this number.
static bool is_wanted(const char *name, unsigned number) {
  return name != 0 ? strcmp(fields[0], name) == 0 : (unsigned)strtoul(fields[2], 0, 10) == number;
}

// Looks for an entry of the file, or, where there is no file, in the one line that stands for it.
static bool find(const char *path, const char *fallback, const char *name, unsigned number) {
  FILE *file = fopen(path, "re");
  bool found = false;
  if (file == 0) {
    strcpy(line, fallback);
    split();
    return is_wanted(name, number);
  }
  while (!found && fgets(line, sizeof line, file) != 0) {
    split();
    found = is_wanted(name, number);
  }
  fclose(file);
  return found;
}

static struct passwd *find_user(const char *name, uid_t number) {
  static struct passwd user;
  if (!find("/etc/passwd", "root:x:0:0:root:/:/bin/sh", name, number)) return 0;
  user = (struct passwd){fields[0], fields[1], (uid_t)atol(fields[2]), (gid_t)atol(fields[3]),
                         fields[4], fields[5], fields[6]};
  return &user;
}

struct passwd *getpwuid(uid_t user) { return find_user(0, user); }
struct passwd *getpwnam(const char *name) { return find_user(name, 0); }

static struct group *find_group(const char *name, gid_t number) {
  enum { MOST_MEMBERS = 32 };
  static char *members[MOST_MEMBERS + 1];
  static struct group group;
  if (!find("/etc/group", "root:x:0:", name, number)) return 0;
  int count = 0;
  for (char *rest = fields[3]; count < MOST_MEMBERS && *rest != 0;) {
    members[count++] = rest;
    rest = strchrnul(rest, ',');
    if (*rest != 0) *rest++ = 0;
  }
  members[count] = 0;
  group = (struct group){fields[0], fields[1], (gid_t)atol(fields[2]), members};
  return &group;
}

struct group *getgrgid(gid_t group) { return find_group(0, group); }
struct group *getgrnam(const char *name) { return find_group(name, 0); }
