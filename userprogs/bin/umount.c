// umount: takes a file system out of the tree of names.
#define TOOL "umount"
#include "tool.h"

#include <sys/mount.h>

const char help[] =
  "Usage: umount [OPTION]... PLACE...\n"
  "Take away what is mounted over each PLACE. What was changed in a folder of the host that is written back gets there\n"
  "first.\n"
  "\n"
  "  -l, --lazy   out of the tree at once, even if it is in use; gone when it is not any more\n"
  "  -f, --force  whatever it waits for\n"
  "      --help   show this help\n"
  "\n"
  "Example: umount /mnt\n";

int main(int argc, char **argv) {
  static const struct option names[] = {{"lazy", no_argument, 0, 'l'}, {"force", no_argument, 0, 'f'}, HELP_OPTION};
  int flags = 0, status = 0;
  for (int option; (option = next_option(argc, argv, "lf", names, FAILURE)) != -1;)
    flags |= option == 'l' ? MNT_DETACH : MNT_FORCE;
  if (optind == argc) fail(FAILURE, "it takes a place", "");
  for (; optind < argc; optind++) {
    if (umount2(argv[optind], flags) == 0) continue;
    complain(argv[optind]);
    status = FAILURE;
  }
  return finish(status);
}
