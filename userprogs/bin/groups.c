// groups: the groups that a user belongs to.
#define TOOL "groups"
#include "tool.h"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

const char help[] =
  "Usage: groups [USER]...\n"
  "Write the groups of this process, or those of each USER.\n"
  "\n"
  "  --help  show this help\n"
  "\n"
  "Example: groups root\n";

static void put_group(gid_t number, bool is_first) {
  struct group *group = getgrgid(number);
  if (!is_first) putchar(' ');
  if (group != 0) fputs(group->gr_name, stdout);
  else printf("%u", number);
}

static void show_own(void) {
  gid_t groups[64], own = getegid();
  int count = getgroups(64, groups);
  put_group(own, true);
  for (int i = 0; i < count; i++)
    if (groups[i] != own) put_group(groups[i], false);
  putchar('\n');
}

static bool has_member(const struct group *group, const char *user) {
  for (char **member = group->gr_mem; *member != 0; member++)
    if (strcmp(*member, user) == 0) return true;
  return false;
}

static bool show(const char *user) {
  struct passwd *entry = getpwnam(user);
  if (entry == 0) {
    fflush(stdout);
    fprintf(stderr, "groups: '%s': no such user\n", user);
    return false;
  }
  gid_t own = entry->pw_gid;
  printf("%s : ", user);
  put_group(own, true);
  setgrent();
  for (struct group *group; (group = getgrent()) != 0;)
    if (group->gr_gid != own && has_member(group, user)) printf(" %s", group->gr_name);
  endgrent();
  putchar('\n');
  return true;
}

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  bool done = true;
  if (optind == argc) show_own();
  for (; optind < argc; optind++) done &= show(argv[optind]);
  return finish(done ? 0 : FAILURE);
}
