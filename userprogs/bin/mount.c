// mount: puts a file system into the tree of names, or shows what is there.
#define TOOL "mount"
#include "tool.h"

#include <sys/mount.h>

const char help[] =
  "Usage: mount [-t TYPE]\n"
  "       mount [OPTION]... SOURCE PLACE\n"
  "       mount -o remount[,FLAG]... PLACE\n"
  "Show what is mounted, or mount SOURCE over the folder PLACE.\n"
  "\n"
  "  -t, --types TYPE   what kind: tmpfs (files in memory; any SOURCE), proc, or host (a folder of the host that was\n"
  "                     granted: SOURCE is the name that --mount had for it)\n"
  "  -o, --options LIST with commas: ro, rw, nosuid, nodev, noexec, noatime, nodiratime, bind, rbind, move, remount,\n"
  "                     and what the file system knows (tmpfs: size=, mode=, uid=, gid=)\n"
  "  -r, --read-only    the same as -o ro\n"
  "  -B, --bind         let a part of the tree, or a file, appear at a second place\n"
  "  -R, --rbind        the same, with what is mounted in it\n"
  "  -M, --move         give a mount another place\n"
  "      --help         show this help\n"
  "\n"
  "Example: mount -t tmpfs -o size=1M none /tmp\n";

static const struct word {
  const char *text;
  unsigned long set, clear;
} words[] = {
  {"ro", MS_RDONLY, 0}, {"rw", 0, MS_RDONLY}, {"nosuid", MS_NOSUID, 0}, {"suid", 0, MS_NOSUID},
  {"nodev", MS_NODEV, 0}, {"dev", 0, MS_NODEV}, {"noexec", MS_NOEXEC, 0}, {"exec", 0, MS_NOEXEC},
  {"noatime", MS_NOATIME, 0}, {"atime", 0, MS_NOATIME}, {"nodiratime", MS_NODIRATIME, 0},
  {"relatime", MS_RELATIME, 0}, {"strictatime", MS_STRICTATIME, 0}, {"nosymfollow", MS_NOSYMFOLLOW, 0},
  {"bind", MS_BIND, 0}, {"rbind", MS_BIND | MS_REC, 0}, {"move", MS_MOVE, 0}, {"remount", MS_REMOUNT, 0},
  {"defaults", 0, 0},
};

static unsigned long flags;
static char rest[1024];

// What the kernel takes as flags goes there, all else is for the file system.
static void read_options(char *list) {
  for (char *option; (option = strsep(&list, ",")) != 0;) {
    size_t i = 0, count = sizeof words / sizeof *words;
    while (i < count && strcmp(words[i].text, option) != 0) i++;
    if (i < count) {
      flags = (flags & ~words[i].clear) | words[i].set;
      continue;
    }
    size_t used = strlen(rest);
    snprintf(rest + used, sizeof rest - used, "%s%s", used > 0 ? "," : "", option);
  }
}

static int show(const char *type) {
  char source[256], place[256], kind[32], options[256];
  FILE *file = fopen("/proc/mounts", "r");
  if (file == 0) {
    complain("/proc/mounts");
    return FAILURE;
  }
  while (fscanf(file, "%255s %255s %31s %255s %*[^\n]", source, place, kind, options) == 4)
    if (type == 0 || strcmp(type, kind) == 0) printf("%s on %s type %s (%s)\n", source, place, kind, options);
  fclose(file);
  return 0;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"types", required_argument, 0, 't'}, {"options", required_argument, 0, 'o'},
    {"read-only", no_argument, 0, 'r'}, {"bind", no_argument, 0, 'B'}, {"rbind", no_argument, 0, 'R'},
    {"move", no_argument, 0, 'M'}, HELP_OPTION,
  };
  const char *type = 0;
  for (int option; (option = next_option(argc, argv, "t:o:rBRM", names, FAILURE)) != -1;) switch (option) {
    case 't': type = optarg; break;
    case 'o': read_options(optarg); break;
    case 'r': flags |= MS_RDONLY; break;
    case 'B': flags |= MS_BIND; break;
    case 'R': flags |= MS_BIND | MS_REC; break;
    case 'M': flags |= MS_MOVE; break;
  }
  if (optind == argc) return finish(show(type));
  bool has_place_only = (flags & MS_REMOUNT) != 0 && argc - optind == 1;
  if (argc - optind != 2 && !has_place_only) fail(FAILURE, "it takes a source and a place", "");
  const char *place = argv[argc - 1], *source = has_place_only ? 0 : argv[optind];
  if (type == 0 && (flags & (MS_BIND | MS_MOVE | MS_REMOUNT)) == 0)
    fail(FAILURE, "of what kind? -t TYPE says it: ", source);
  if (mount(source, place, type, flags, rest[0] == 0 ? 0 : rest) == 0) {
    // A second place gets its flags in a second step.
    unsigned long more = flags & (MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOATIME | MS_NODIRATIME);
    if ((flags & MS_BIND) == 0 || (flags & MS_REMOUNT) != 0 || more == 0) return finish(0);
    if (mount(0, place, 0, MS_REMOUNT | MS_BIND | more, 0) == 0) return finish(0);
  }
  complain(place);
  return finish(FAILURE);
}
