// id: who the user is.
#define TOOL "id"
#include "tool.h"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

const char help[] =
  "Usage: id [OPTION]... [USER]\n"
  "Say which user and groups this is, or USER is, by number and by name.\n"
  "\n"
  "  -u, --user    only the user\n"
  "  -g, --group   only the group\n"
  "  -G, --groups  all groups\n"
  "  -n, --name    the name, not the number (with -u, -g, -G)\n"
  "  -r, --real    the real one, not the effective\n"
  "  -z, --zero    null bytes behind what is written, not blanks and a newline\n"
  "      --help    show this help\n"
  "\n"
  "Example: id -un\n";

enum { MOST_GROUPS = 64 };

static void write_user(uid_t user, bool by_name) {
  struct passwd *entry = by_name ? getpwuid(user) : 0;
  if (entry != 0) fputs(entry->pw_name, stdout);
  else printf("%u", user);
}

static void write_group(gid_t group, bool by_name) {
  struct group *entry = by_name ? getgrgid(group) : 0;
  if (entry != 0) fputs(entry->gr_name, stdout);
  else printf("%u", group);
}

static void write_both(const char *label, unsigned number, const char *name) {
  printf("%s%u", label, number);
  if (name != 0) printf("(%s)", name);
}

// The effective group first, then the others.
static int all_groups(gid_t own, bool is_self, gid_t *groups) {
  gid_t others[MOST_GROUPS];
  int count = 0, other_count = is_self ? getgroups(MOST_GROUPS - 1, others) : 0;
  groups[count++] = own;
  for (int i = 0; i < other_count; i++)
    if (others[i] != own) groups[count++] = others[i];
  return count;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"user", no_argument, 0, 'u'}, {"group", no_argument, 0, 'g'}, {"groups", no_argument, 0, 'G'},
    {"name", no_argument, 0, 'n'}, {"real", no_argument, 0, 'r'}, {"zero", no_argument, 0, 'z'}, HELP_OPTION,
  };
  char what = 0;
  bool by_name = false, is_real = false, ends_with_null = false;
  for (int option; (option = next_option(argc, argv, "ugGnrz", names, FAILURE)) != -1;)
    if (option == 'n') by_name = true;
    else if (option == 'r') is_real = true;
    else if (option == 'z') ends_with_null = true;
    else what = (char)option;
  if (what == 0 && (by_name || is_real))
    fail(FAILURE, "cannot print only names or real IDs in default format", "");
  if (what == 0 && ends_with_null) fail(FAILURE, "option --zero not permitted in default format", "");
  uid_t user = is_real ? getuid() : geteuid();
  gid_t group = is_real ? getgid() : getegid();
  bool is_self = optind == argc;
  if (!is_self) {
    char *end;
    struct passwd *entry = getpwnam(argv[optind]);
    unsigned long number = strtoul(argv[optind], &end, 10);
    if (entry == 0 && end != argv[optind] && *end == 0) entry = getpwuid((uid_t)number);
    if (entry == 0) {
      fprintf(stderr, "id: '%s': no such user\n", argv[optind]);
      return FAILURE;
    }
    user = entry->pw_uid;
    group = entry->pw_gid;
  }
  gid_t groups[MOST_GROUPS];
  int count = all_groups(group, is_self, groups);
  if (what == 'u') write_user(user, by_name);
  else if (what == 'g') write_group(group, by_name);
  else if (what == 'G')
    for (int i = 0; i < count; i++) {
      if (i > 0) putchar(ends_with_null ? 0 : ' ');
      write_group(groups[i], by_name);
    }
  else {
    struct passwd *entry = getpwuid(user);
    write_both("uid=", user, entry == 0 ? 0 : entry->pw_name);
    struct group *named = getgrgid(group);
    write_both(" gid=", group, named == 0 ? 0 : named->gr_name);
    for (int i = 0; i < count; i++) {
      named = getgrgid(groups[i]);
      write_both(i == 0 ? " groups=" : ",", groups[i], named == 0 ? 0 : named->gr_name);
    }
  }
  putchar(ends_with_null ? 0 : '\n');
  return finish(0);
}
