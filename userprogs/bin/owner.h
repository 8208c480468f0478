// Giving files to other users and groups, for chown and chgrp.
#ifndef OWNER_H
#define OWNER_H

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

// -1 leaves the user or the group as it is.
struct owner {
  uid_t user;
  gid_t group;
};

static bool is_recursive, is_verbose, is_silent, names_links;

static bool read_number(const char *text, unsigned *number) {
  char *end;
  unsigned long value = strtoul(text, &end, 10);
  if (!isdigit((unsigned char)*text) || *end != 0 || value >= 0xffffffff) return false;
  *number = (unsigned)value;
  return true;
}

static bool read_group(const char *text, gid_t *group) {
  struct group *entry = getgrnam(text);
  if (entry != 0) *group = entry->gr_gid;
  return entry != 0 || read_number(text, group);
}

UNUSED static bool read_user(const char *text, uid_t *user) {
  struct passwd *entry = getpwnam(text);
  if (entry != 0) *user = entry->pw_uid;
  return entry != 0 || read_number(text, user);
}

// A user, a group, or both with a colon between, as far as they are given.
static const char *owner_text(struct owner owner, char *text, size_t size) {
  bool has_user = owner.user != (uid_t)-1, has_group = owner.group != (gid_t)-1;
  struct passwd *user = has_user ? getpwuid(owner.user) : 0;
  struct group *group = has_group ? getgrgid(owner.group) : 0;
  char user_number[12] = "", group_number[12] = "";
  if (has_user) snprintf(user_number, sizeof user_number, "%u", owner.user);
  if (has_group) snprintf(group_number, sizeof group_number, "%u", owner.group);
  snprintf(
    text, size, "%s%s%s", user != 0 ? user->pw_name : user_number, has_user && has_group ? ":" : "",
    group != 0 ? group->gr_name : group_number);
  return text;
}

static void tell_owner(const char *path, const struct stat *status, struct owner owner) {
  char before[80], after[80];
  struct owner old = {
    owner.user == (uid_t)-1 ? owner.user : status->st_uid,
    owner.group == (gid_t)-1 ? owner.group : status->st_gid};
  owner_text(old, before, sizeof before);
  owner_text(owner, after, sizeof after);
  if (old.user == owner.user && old.group == owner.group)
    printf("%s of '%s' retained as %s\n", WHAT_CHANGES, path, after);
  else printf("changed %s of '%s' from %s to %s\n", WHAT_CHANGES, path, before, after);
}

static bool own_inside(const char *path, struct owner owner);

static bool own(const char *path, struct owner owner, bool is_named) {
  struct stat status;
  int flags = names_links || !is_named ? AT_SYMLINK_NOFOLLOW : 0;
  if (fstatat(AT_FDCWD, path, &status, flags) < 0) {
    if (!is_silent) fprintf(stderr, "%s: cannot access '%s': %s\n", TOOL, path, strerror(errno));
    return false;
  }
  bool done = !is_recursive || !S_ISDIR(status.st_mode) || own_inside(path, owner);
  if (fchownat(AT_FDCWD, path, owner.user, owner.group, flags) < 0) {
    if (!is_silent) fprintf(stderr, "%s: changing ownership of '%s': %s\n", TOOL, path, strerror(errno));
    return false;
  }
  if (is_verbose) tell_owner(path, &status, owner);
  return done;
}

static bool own_inside(const char *path, struct owner owner) {
  DIR *folder = opendir(path);
  if (folder == 0) return complain(path), false;
  bool done = true;
  for (struct dirent *entry; (entry = readdir(folder)) != 0;) {
    char inner[PATH_MAX];
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    if (snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name) >= (int)sizeof inner) continue;
    done &= own(inner, owner, false);
  }
  closedir(folder);
  return done;
}

// Reads the options, and what FILE of --reference=FILE has. Returns whether there was one.
static bool read_owner_options(int argc, char **argv, struct owner *owner) {
  static const struct option names[] = {
    {"recursive", no_argument, 0, 'R'}, {"verbose", no_argument, 0, 'v'}, {"silent", no_argument, 0, 'f'},
    {"quiet", no_argument, 0, 'f'}, {"no-dereference", no_argument, 0, 'h'},
    {"reference", required_argument, 0, 'r'}, HELP_OPTION,
  };
  const char *reference = 0;
  for (int option; (option = next_option(argc, argv, "Rvfh", names, FAILURE)) != -1;) switch (option) {
    case 'R': is_recursive = true; break;
    case 'v': is_verbose = true; break;
    case 'f': is_silent = true; break;
    case 'h': names_links = true; break;
    case 'r': reference = optarg; break;
  }
  if (argc - optind < 2 - (reference != 0)) {
    fprintf(stderr, "%s: missing operand\n", TOOL);
    refuse(FAILURE);
  }
  struct stat status;
  if (reference == 0) return false;
  if (stat(reference, &status) < 0) fail(FAILURE, "failed to get attributes of ", reference);
  *owner = (struct owner){status.st_uid, status.st_gid};
  return true;
}

static int own_all(char **paths, struct owner owner) {
  bool done = true;
  for (; *paths != 0; paths++) done &= own(*paths, owner, true);
  return finish(done ? 0 : FAILURE);
}

#define OWNER_HELP                                                                                  \
  "  -R, --recursive         folders with all that is in them\n"                                    \
  "  -h, --no-dereference    symbolic links themselves, not what they lead to\n"                    \
  "      --reference=FILE    as FILE has it\n"                                                      \
  "  -v, --verbose           say what is done\n"                                                    \
  "  -f, --silent            say nothing of most errors\n"                                          \
  "      --help              show this help\n"

#endif
