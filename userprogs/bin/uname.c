// uname: which system this is.
#define TOOL "uname"
#include "tool.h"

#include <sys/utsname.h>

const char help[] =
  "Usage: uname [OPTION]...\n"
  "Say which system this is; without an option, the kernel's name.\n"
  "\n"
  "  -a, --all             all of it\n"
  "  -s, --kernel-name     the kernel's name\n"
  "  -n, --nodename        the machine's name\n"
  "  -r, --kernel-release  the kernel's release\n"
  "  -v, --kernel-version  the kernel's version\n"
  "  -m, --machine         the processor's architecture\n"
  "  -p, -i                the kind of processor, of hardware: unknown\n"
  "  -o, --operating-system  the operating system\n"
  "      --help            show this help\n"
  "\n"
  "Example: uname -a\n";

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"all", no_argument, 0, 'a'}, {"kernel-name", no_argument, 0, 's'}, {"nodename", no_argument, 0, 'n'},
    {"kernel-release", no_argument, 0, 'r'}, {"kernel-version", no_argument, 0, 'v'},
    {"machine", no_argument, 0, 'm'}, {"operating-system", no_argument, 0, 'o'},
    {"processor", no_argument, 0, 'p'}, {"hardware-platform", no_argument, 0, 'i'}, HELP_OPTION,
  };
  static const char letters[] = "snrvmpio";
  bool wanted[8] = {false}, any = false;
  for (int option; (option = next_option(argc, argv, "asnrvmpio", names, FAILURE)) != -1;) {
    any = true;
    for (int i = 0; i < 8; i++)
      wanted[i] |= (option == 'a' && letters[i] != 'p' && letters[i] != 'i') || letters[i] == option;
  }
  if (optind < argc) {
    fprintf(stderr, "uname: extra operand '%s'\n", argv[optind]);
    refuse(FAILURE);
  }
  wanted[0] |= !any;
  struct utsname system;
  if (uname(&system) < 0) {
    complain("cannot get system name");
    return FAILURE;
  }
  const char *const values[] = {
    system.sysname, system.nodename, system.release, system.version, system.machine, "unknown", "unknown",
    "GNU/Linux",
  };
  const char *space = "";
  for (int i = 0; i < 8; i++)
    if (wanted[i]) printf("%s%s", space, values[i]), space = " ";
  putchar('\n');
  return finish(0);
}
