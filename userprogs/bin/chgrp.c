// chgrp: gives files to a group.
#define TOOL "chgrp"
#include "tool.h"

#define WHAT_CHANGES "group"
#include "owner.h"

const char help[] =
  "Usage: chgrp [OPTION]... GROUP FILE...\n"
  "Give each FILE to GROUP, a name or a number.\n"
  "\n"
  OWNER_HELP
  "\n"
  "Example: chgrp tty /tmp/log\n";

int main(int argc, char **argv) {
  struct owner owner;
  bool is_given = read_owner_options(argc, argv, &owner);
  owner.user = (uid_t)-1;
  if (!is_given && !read_group(argv[optind], &owner.group)) {
    fprintf(stderr, "chgrp: invalid group: '%s'\n", argv[optind]);
    return FAILURE;
  }
  return own_all(argv + optind + !is_given, owner);
}
