// The command line.
#include "sed.h"

const char help[] =
  "Usage: sed [OPTION]... SCRIPT [FILE]...\n"
  "Read the lines of the FILEs (standard input), edit each as SCRIPT says, and write it.\n"
  "\n"
  "  -n, --quiet            write only what the script says\n"
  "  -e, --expression=SCRIPT  a part of the script     -f, --file=FILE  a file with one\n"
  "  -E, -r, --regexp-extended  expressions as grep -E has them\n"
  "  -i[SUFFIX], --in-place[=SUFFIX]  write the result into the FILEs; the old ones become FILESUFFIX\n"
  "  -s, --separate         each file has line numbers and a last line of its own\n"
  "  -z, --null-data        lines end with a null byte     -u, --unbuffered   write each line at once\n"
  "  -l, --line-length=N    for the command l\n"
  "      --help             show this help\n"
  "\n"
  "A command may have one address or two before it: N  $  /EXPRESSION/I  FIRST~STEP  A,+N  A,~N  0,/E/;\n"
  "! for all others.\n"
  "  s/EXPRESSION/TEXT/[gpiMNw FILE]  replace; & and \\1 to \\9 in TEXT are what matched; \\U \\L \\u \\l capitals\n"
  "  y/abc/xyz/  characters   d  delete, next line   p  write   =  its number   q Q  end, without writing\n"
  "  n N  next line, add it   D P  up to its newline   h H g G x  the second buffer   { }  several commands\n"
  "  a TEXT  i TEXT  c TEXT  lines after, before, instead      r R FILE  a file, a line of it, after\n"
  "  w W FILE  write to a file   l  show all characters   F  the file's name   z  empty the line\n"
  "  : NAME  b NAME  t NAME  T NAME  a place, go there, go there if something was replaced, if not\n"
  "Example: sed -n '/^static/s/ *{$/;/p' main.c\n";

bool is_quiet, is_extended, in_place, is_separate, is_unbuffered;
const char *backup_suffix;
char line_end = '\n';
long list_width = 70;

static void read_script_file(const char *name, struct buffer *script) {
  FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
  if (file == 0) {
    fprintf(stderr, "sed: couldn't open file %s: %s\n", name, strerror(errno));
    exit(PANIC);
  }
  for (int c; (c = getc(file)) != EOF;) append(script, &(char){(char)c}, 1);
  append(script, "\n", 1);
  close_input(file);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"quiet", no_argument, 0, 'n'}, {"silent", no_argument, 0, 'n'},
    {"expression", required_argument, 0, 'e'},
    {"file", required_argument, 0, 'f'}, {"regexp-extended", no_argument, 0, 'E'},
    {"in-place", optional_argument, 0, 'i'}, {"separate", no_argument, 0, 's'},
    {"null-data", no_argument, 0, 'z'}, {"unbuffered", no_argument, 0, 'u'},
    {"line-length", required_argument, 0, 'l'}, HELP_OPTION,
  };
  struct buffer script = {0};
  for (int option; (option = next_option(argc, argv, "ne:f:Eri::szul:", names, BAD_SCRIPT)) != -1;)
    switch (option) {
    case 'n': is_quiet = true; break;
    case 'e': append(&script, optarg, strlen(optarg)), append(&script, "\n", 1); break;
    case 'f': read_script_file(optarg, &script); break;
    case 'E': case 'r': is_extended = true; break;
    case 'i': in_place = is_separate = true; backup_suffix = optarg; break;
    case 's': is_separate = true; break;
    case 'z': line_end = 0; break;
    case 'u': is_unbuffered = true; break;
    case 'l': list_width = read_size(optarg, "line length"); break;
  }
  if (script.text == 0) {
    if (optind == argc) {
      fputs("Usage: sed [OPTION]... SCRIPT [FILE]...\n", stderr);
      refuse(BAD_SCRIPT);
    }
    append(&script, argv[optind], strlen(argv[optind]));
    optind++;
  }
  static char *standard_input[] = {"-", 0};
  begin_input(optind < argc ? argv + optind : standard_input);
  read_script(script.text);
  run();
}
