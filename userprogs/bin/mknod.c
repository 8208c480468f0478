// mknod: makes FIFOs and device files.
#define TOOL "mknod"
#include "tool.h"

#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "mode.h"

const char help[] =
  "Usage: mknod [OPTION]... NAME TYPE [MAJOR MINOR]\n"
  "Make the file NAME of TYPE: p a FIFO, b a block device, c or u a character device; devices by their numbers.\n"
  "\n"
  "  -m, --mode=MODE  these permissions, as chmod takes them\n"
  "      --help       show this help\n"
  "\n"
  "Example: mknod /tmp/null c 1 3\n";

static unsigned read_number(const char *text, const char *what) {
  char *end;
  unsigned long value = strtoul(text, &end, 0);
  if (end == text || *end != 0 || value > 0xffffffff) fail(FAILURE, what, text);
  return (unsigned)value;
}

int main(int argc, char **argv) {
  static const struct option names[] = {{"mode", required_argument, 0, 'm'}, HELP_OPTION};
  mode_t mode = 0666, mask = umask(0);
  bool has_mode = false;
  for (int option; (option = next_option(argc, argv, "m:", names, FAILURE)) != -1;) {
    if (!parse_mode(optarg, 0666, mask, false, &mode)) fail(FAILURE, "invalid mode: ", optarg);
    has_mode = true;
  }
  if (!has_mode) umask(mask);
  int count = argc - optind;
  char **words = argv + optind;
  char type = count > 1 && words[1][0] != 0 && words[1][1] == 0 ? words[1][0] : 0;
  int wanted = type == 'p' ? 2 : 4;
  if (count < 2 || count < wanted || count > wanted) {
    fprintf(stderr, "mknod: %s operand\n", count < wanted ? "missing" : "extra");
    refuse(FAILURE);
  }
  if (type == 0 || strchr("pbcu", type) == 0) fail(FAILURE, "invalid device type: ", words[1]);
  mode_t kind = type == 'p' ? S_IFIFO : type == 'b' ? S_IFBLK : S_IFCHR;
  dev_t device = 0;
  if (type != 'p')
    device = makedev(
      read_number(words[2], "invalid major device number: "), read_number(words[3], "invalid minor device number: "));
  if (mknod(words[0], kind | mode, device) == 0) return 0;
  complain(words[0]);
  return FAILURE;
}
