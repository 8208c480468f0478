// chown: gives files to a user and a group.
#define TOOL "chown"
#include "tool.h"

#define WHAT_CHANGES "ownership"
#include "owner.h"

const char help[] =
  "Usage: chown [OPTION]... OWNER[:[GROUP]] FILE...\n"
  "       chown [OPTION]... :GROUP FILE...\n"
  "Give each FILE to OWNER and GROUP, names or numbers; to OWNER's own group if only the colon is there.\n"
  "\n"
  OWNER_HELP
  "\n"
  "Example: chown -R nobody:nogroup /tmp/shared\n";

static _Noreturn void refuse_owner(const char *kind, const char *text) {
  fprintf(stderr, "chown: invalid %s: '%s'\n", kind, text);
  exit(FAILURE);
}

static struct owner read_owner(const char *text) {
  struct owner owner = {(uid_t)-1, (gid_t)-1};
  char *user = copy_text(text), *colon = strchr(user, ':');
  if (colon != 0) *colon = 0;
  if (*user != 0 && !read_user(user, &owner.user)) refuse_owner("user", text);
  if (colon != 0 && colon[1] != 0 && !read_group(colon + 1, &owner.group)) refuse_owner("group", text);
  if (colon != 0 && colon[1] == 0 && *user != 0) {
    struct passwd *entry = getpwuid(owner.user);
    if (entry == 0 || isdigit((unsigned char)*user)) refuse_owner("spec", text);
    owner.group = entry->pw_gid;
  }
  free(user);
  return owner;
}

int main(int argc, char **argv) {
  struct owner owner;
  if (!read_owner_options(argc, argv, &owner)) owner = read_owner(argv[optind++]);
  return own_all(argv + optind, owner);
}
